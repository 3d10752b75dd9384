import type { Claim } from './claim.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'

const bureaus = ['局', '委', '委员会', '厅']
const townships = ['镇', '乡', '街道', '办事处', '镇人民政府', '乡人民政府']

/** 我镇 at the head of a clause in a bureau's report, or 我局 in a township's: copied text. */
export function* selfNamesIn({ names }: Setting, reading: Reading): Generator<Claim> {
  const own = kindOf(names.full)
  if (own === undefined) return
  const { tokens } = reading
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token
    if (token.kind !== 'self') continue
    const before = tokens[i - 1]
    if (before !== undefined && before.kind !== 'stop' && before.numeral?.kind !== 'year') continue
    const said: Kind = bureaus.includes(token.text.slice(1))
      ? 'bureau'
      : townships.includes(token.text.slice(1))
        ? 'township'
        : own
    if (said === own) continue
    yield claimOf(reading, [token], {
      kind: 'agency',
      relation: 'is',
      verdict: 'contradicted',
      reason: 'compared',
      expected: names.full.slice(0, 1),
    })
  }
}

type Kind = 'bureau' | 'township'

/** What all names of the filer agree on. */
function kindOf(names: readonly string[]): Kind | undefined {
  if (names.length === 0) return undefined
  const ends = (endings: readonly string[]) =>
    names.every((name) => endings.some((ending) => name.endsWith(ending)))
  if (ends(bureaus)) return 'bureau'
  return ends(townships) ? 'township' : undefined
}
