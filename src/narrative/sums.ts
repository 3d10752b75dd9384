import type { Claim } from './claim.ts'
import { claimOf } from './draft.ts'
import { type List, listsIn } from './lists.ts'
import type { Reading } from './reading.ts'

/** Every total of a sentence that is stated with its parts. */
export function* sumsIn(reading: Reading): Generator<Claim> {
  for (const list of listsIn(reading.tokens)) {
    const total = list.total.numeral?.value ?? 0
    const values = list.parts.map((part) => part.numeral?.value ?? 0)
    const { verdict, sum } = verdictOn(list, total, values)
    yield claimOf(reading, [list.total, ...list.parts], {
      kind: 'sum',
      relation: 'sumOf',
      verdict,
      reason: verdict === 'notCheckable' ? 'notExhaustive' : 'compared',
      left: total,
      right: sum,
      expected: [sum],
    })
  }
}

/** Dust of decimal parts does not make a difference. */
const tolerance = 1e-6

function verdictOn(
  { exhaustive, firm, behind }: List,
  total: number,
  values: readonly number[],
): { verdict: Claim['verdict']; sum: number } {
  let sum = 0
  for (const [i, value] of values.entries()) {
    sum += value
    // A list may divide the same total twice, by applicant and then by channel.
    if (i > 0 && (!behind || i === values.length - 1) && Math.abs(sum - total) < tolerance)
      return { verdict: 'supported', sum }
  }
  sum = Math.round(sum * 1e6) / 1e6
  if (!firm) return { verdict: 'notCheckable', sum }
  if (sum < total) return { verdict: exhaustive ? 'contradicted' : 'notCheckable', sum }
  if (values.length === 1) return { verdict: sum > total ? 'contradicted' : 'notCheckable', sum }
  // A part as large as the whole: the parts overlap (文字解读12件，图片解读8件).
  return { verdict: values.includes(total) ? 'notCheckable' : 'contradicted', sum }
}
