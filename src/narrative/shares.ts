import type { Claim } from './claim.ts'
import { claimOf } from './draft.ts'
import { listsIn } from './lists.ts'
import { fraction } from './numerals.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'
import type { Bound } from './vague.ts'

/** Every percentage of a listed part: 70件，其中自然人60件，占85.7%. */
export function* sharesIn(
  reading: Reading,
  told: ReadonlySet<number | undefined>,
): Generator<Claim> {
  const { tokens } = reading
  for (const list of listsIn(tokens)) {
    if (list.behind) continue
    for (const part of list.parts) {
      const percent = percentAfter(tokens, part)
      if (percent === undefined || told.has(reading.folded.at(percent.start))) continue
      const stated = percent.numeral?.value ?? 0
      const whole = list.total.numeral?.value ?? 0
      const right = whole === 0 ? undefined : (100 * (part.numeral?.value ?? 0)) / whole
      const judged = right === undefined ? open : compared(stated, percent, right)
      yield claimOf(reading, [percent, part, list.total], {
        kind: 'share',
        relation: 'shareOf',
        ...judged,
        left: stated,
        ...(right === undefined ? {} : { right: Math.round(right * 100) / 100 }),
        expected: right === undefined ? [] : [Math.round(right * 100) / 100],
      })
    }
  }
}

const open = { verdict: 'notCheckable', reason: 'notExhaustive' } as const

/** The percentage in the clause of a part or the next, said to be a share. */
function percentAfter(tokens: readonly Token[], part: Token): Token | undefined {
  const at = tokens.indexOf(part)
  let shared = false
  for (let i = at + 1; i < Math.min(tokens.length, at + 6); i++) {
    const token = tokens[i] as Token
    if (['合计', '共计', '）'].includes(token.text)) return undefined
    if (token.kind === 'share') shared = true
    else if (token.numeral?.kind === 'percent') return shared ? token : undefined
    else if (token.kind !== 'stop' && token.kind !== 'filler' && token.kind !== 'whole')
      return undefined
  }
  return undefined
}

/**
 * A tenth of a point with decimals given; whole percentages are rounded or cut off as the writer
 * likes, so that anything within a point is left alone.
 */
function compared(
  stated: number,
  { numeral }: Token,
  right: number,
): Pick<Claim, 'verdict' | 'reason'> {
  if (numeral?.approximate) return bounded(numeral.bound, stated - right)
  const off = Math.abs(stated - right)
  const exact = numeral !== undefined && numeral.decimals > 0
  if (off <= (exact ? 0.1 : 0.5) + 1e-9) return { verdict: 'supported', reason: 'compared' }
  // 三分之一 is said of 34% as well, 四成 of 42%.
  if (numeral?.unit === fraction && off <= 2) return { verdict: 'supported', reason: 'compared' }
  if (!exact && (off < 1 || (numeral?.unit === fraction && off <= 10)))
    return { verdict: 'notCheckable', reason: 'rounding' }
  return { verdict: 'contradicted', reason: 'compared' }
}

/** 超过一半, 近三成: by how many points it is said too high, as far as nobody would object, and from where on all would. */
function bounded(bound: Bound | undefined, over: number): Pick<Claim, 'verdict' | 'reason'> {
  const { fair, wrong } = limits[bound ?? 'about']
  if (fair[0] <= over && over <= fair[1]) return { verdict: 'supported', reason: 'compared' }
  if (over < wrong[0] || over > wrong[1]) return { verdict: 'contradicted', reason: 'compared' }
  return { verdict: 'notCheckable', reason: 'approximate' }
}

const limits = {
  over: { fair: [-100, 0], wrong: [-100, 1] },
  under: { fair: [0, 100], wrong: [-1, 100] },
  almost: { fair: [-0.5, 5], wrong: [-4, 10] },
  about: { fair: [-5, 5], wrong: [-10, 10] },
} as const

const isFair = (stated: number, percent: Token, right: number): boolean =>
  compared(stated, percent, right).verdict === 'supported'

/** A share of whichever whole it is said of: wrong only where it is no share of any. */
export const judgedShare = (percent: Token, part: number, wholes: readonly number[]): Judged =>
  judgedPercentage(
    percent,
    wholes.filter((whole) => whole > 0).map((whole) => (100 * part) / whole),
  )

type Judged = Pick<Claim, 'verdict' | 'reason' | 'left' | 'expected'> &
  Partial<Pick<Claim, 'right'>>

/** A percentage beside all that it may be. */
export function judgedPercentage(percent: Token, shares: readonly number[]): Judged {
  const stated = percent.numeral?.value ?? 0
  const [first] = shares
  if (first === undefined) return { ...open, left: stated, expected: [] }
  const closest = shares.reduce((best, share) =>
    Math.abs(share - stated) < Math.abs(best - stated) ? share : best,
  )
  // 超过八成 is right of 85.7% though 79.0% of another whole lies closer.
  const right = shares.find((share) => isFair(stated, percent, share)) ?? closest
  const expected = [...new Set(shares.map((share) => Math.round(share * 100) / 100))]
  return {
    ...compared(stated, percent, right),
    left: stated,
    right: Math.round(right * 100) / 100,
    expected,
  }
}
