import type { Measure } from '../formats/format.ts'
import type { Notion } from '../formats/notions.ts'
import { applicantNotions } from '../formats/phrases.ts'
import type { Claim } from './claim.ts'
import type { Reading } from './reading.ts'
import type { Said } from './said.ts'
import type { Stretch } from './stretch.ts'

/** What the words of a number are read with. */
export type Known = Pick<Stretch, 'given' | 'under' | 'after'>

/** What is known where a number stands: what was spoken of, and what the figures before it count. */
export function knownAt(said: Said, main: Claim | undefined, last: Claim | undefined): Known {
  const under = main?.readings[0] ?? []
  const dispute = under.some((measure) => counts[measure])
    ? undefined
    : under.some(isSuit)
      ? 'litigation'
      : disputeIn(said.notions)
  return {
    given: said.notions,
    under: dispute === undefined ? under : [...under, dispute],
    after: last?.readings[0] ?? [],
  }
}

/** From 自然人60件、商业企业6件 it is plain that applicants are told apart. */
export const listsApplicants = (readings: readonly (Reading | undefined)[]): boolean =>
  readings.some((one) => one?.kinds.has('number')) &&
  applicantNotions.filter((notion) => readings.some((one) => one?.notions.has(notion))).length > 1

/** 复议后起诉5件中维持4件: of the suits, whichever they are. */
const isSuit = (measure: Measure): boolean =>
  measure === 'litigationDirect' || measure === 'litigationAfterReconsideration'

/** 不掌握5件、信息不存在2件: one row of the table, told apart in words. */
export const tellsNotThere = (readings: readonly (Reading | undefined)[]): boolean =>
  readings.some((one) => one?.notions.has('notThere'))

/** 行政诉讼案件中，维持5件: what is spoken of need not be counted first. */
function disputeIn(said: ReadonlySet<Notion>): Measure | undefined {
  const [reviewed, sued] = [said.has('reconsideration'), said.has('litigation')]
  if (reviewed === sued) return undefined
  return reviewed ? 'reconsiderations' : 'litigation'
}

const counts: Partial<Readonly<Record<Measure, true>>> = {
  reconsiderations: true,
  litigation: true,
}
