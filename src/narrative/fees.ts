import type { Claim } from './claim.ts'
import { isQuantity, leadStart } from './clauses.ts'
import { claimOf } from './draft.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'

/**
 * 信息处理费, in 元: never the 行政事业性收费 of table 2. By item and by page alike it is charged
 * in steps of ten (国办函〔2020〕109号), so no other sum can be right.
 */
const step = 10

const speaksOfFee = (token: Token): boolean => token.notions.includes('fee')

/** What a sentence states of the fee for processing information. */
export function* feesIn(reading: Reading): Generator<Claim> {
  const { tokens } = reading
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token
    if (token.kind === 'not') {
      const end = endOfClause(tokens, i)
      const denied = tokens.slice(i + 1, end)
      const fee = denied.find(speaksOfFee)
      if (fee !== undefined && !denied.some(isQuantity))
        yield feeClaim(reading, [token, fee], 0, true)
      continue
    }
    if (!isAmount(token, tokens[i + 1])) continue
    const lead = tokens.slice(leadStart(tokens, i), i)
    // 每页收取信息处理费15元 states a rate.
    if (lead.some((word) => word.kind === 'part') || !isAboutFee(tokens, i, lead)) continue
    yield feeClaim(reading, [token], token.numeral?.value ?? 0, !token.numeral?.approximate)
  }
}

function endOfClause(tokens: readonly Token[], from: number): number {
  let end = from
  while (end < tokens.length && tokens[end]?.kind !== 'stop') end++
  return end
}

function isAmount({ numeral }: Token, next: Token | undefined): boolean {
  if (numeral?.kind !== 'count') return false
  return (
    numeral.unit === '元' ||
    (numeral.value === 0 && numeral.unit === '' && (next === undefined || next.kind === 'stop'))
  )
}

/** 信息处理费380元; 信息处理费收费情况：0元; 收取信息处理费，共计0元. */
function isAboutFee(tokens: readonly Token[], at: number, lead: readonly Token[]): boolean {
  if (lead.some(speaksOfFee)) return true
  const before = tokens.slice(0, at - lead.length)
  const last = before.findLastIndex(isQuantity)
  return (
    lead.every((token) => token.kind !== 'unknown' && token.kind !== 'notion') &&
    before.slice(last + 1).some(speaksOfFee)
  )
}

function feeClaim(reading: Reading, at: readonly Token[], amount: number, exact: boolean): Claim {
  const impossible = exact && amount % step !== 0
  return claimOf(reading, at, {
    kind: 'fee',
    relation: 'multipleOf',
    verdict: impossible ? 'contradicted' : 'notCheckable',
    reason: exact ? (impossible ? 'compared' : 'notInTables') : 'approximate',
    left: amount,
    ...(impossible ? { right: Math.round(amount / step) * step } : {}),
    expected: [],
  })
}
