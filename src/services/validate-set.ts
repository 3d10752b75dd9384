import { randomUUID } from 'node:crypto'
import type { Reading } from '../documents/reading.ts'
import { Problem } from '../errors.ts'
import type { Content } from '../reports/content.ts'
import type { Agency } from '../store/agency-store.ts'
import { aroundIt } from './assess.ts'
import { lengthOf, setChecked } from './check-aside.ts'
import type { FoundInSet, ToCheckInSet } from './check-work.ts'
import { inForce } from './rulesets.ts'
import type { Asking, Service } from './service.ts'
import { turn } from './turn.ts'
import { lookAt } from './validate-report.ts'
import { agencyIn } from './whose-report.ts'

/** A report of a set as sent: exactly one of content and document. */
export interface SetItem {
  readonly agencyId?: string
  readonly year?: number
  readonly content?: Content
  /** Base64. */
  readonly document?: string
  readonly mediaType?: string
}

/** An item that was read, or why it could not be. */
export type ReadSetItem = { readonly item: SetItem } | { readonly error: unknown }

/** What became of a report of a set: what was found in it, or why it was not checked. */
export type SetResult =
  | { readonly report: SetReport; readonly found: FoundInSet }
  | { readonly item: SetItem | undefined; readonly error: unknown }

export interface SetReport {
  readonly agency: Agency | undefined
  /** Whose it says it is, where no agency is named. */
  readonly name: string
  readonly year: number
  readonly reading: Reading | undefined
}

export const MOST_IN_SET = 300
/** Characters of all narratives together: a minute's work at the worst. */
const MOST_TEXT = 3_000_000

interface Taken extends SetReport {
  readonly member: ToCheckInSet
}

/**
 * Checks several reports together and keeps none: last year's report, the sisters' texts and the
 * members of a roll-up are those of the set, and of what is kept where the set has none.
 */
export async function validateSet(
  service: Service,
  asking: Asking,
  items: AsyncIterable<ReadSetItem> | Iterable<ReadSetItem>,
): Promise<readonly SetResult[]> {
  const taken: (Taken | Exclude<SetResult, { report: unknown }>)[] = []
  const known = new Set<string>()
  let text = 0
  const ours = turn()
  for await (const read of items) {
    if (taken.length === MOST_IN_SET) throw new Problem('too-many-items', { limit: MOST_IN_SET })
    try {
      if ('error' in read) throw read.error
      const one = await takenIn(service, asking, read.item)
      const { of, name, subject } = one.member
      const key = `${subject.year} ${of}`
      if (known.has(key)) throw new Problem('report-twice', { agency: name, year: subject.year })
      known.add(key)
      text += lengthOf(subject.report)
      taken.push(one)
    } catch (error) {
      if (!('error' in read) && !(error instanceof Problem)) throw error
      taken.push({ item: 'item' in read ? read.item : undefined, error })
    }
    if (text > MOST_TEXT) throw new Problem('too-long-to-check')
    if (ours.isOver()) await ours.pass()
  }
  const members = withoutNeedless(taken.flatMap((one) => ('member' in one ? [one.member] : [])))
  const { language } = asking
  const found = (await setChecked({ set: members, ruleset: inForce(service), language })).values()
  return taken.map((one) =>
    'member' in one ? told(service, one, found.next().value as FoundInSet) : one,
  )
}

/** Where the set has sisters of its own, what is kept of others need not go along. */
function withoutNeedless(set: readonly ToCheckInSet[]): readonly ToCheckInSet[] {
  const alone = (year: number) => set.filter(({ subject }) => subject.year === year).length === 1
  return set.map(({ subject: { sisters, ...subject }, ...one }) => ({
    ...one,
    subject: sisters === undefined || !alone(subject.year) ? subject : { ...subject, sisters },
  }))
}

/** An item, or why it is none. */
export function readSetItem(parse: () => SetItem): ReadSetItem {
  try {
    return { item: parse() }
  } catch (error) {
    return { error }
  }
}

function told({ checked }: Service, { member, ...report }: Taken, found: FoundInSet): SetResult {
  checked?.(found.counts)
  return { report, found }
}

async function takenIn(service: Service, asking: Asking, item: SetItem): Promise<Taken> {
  const { content, document = '', mediaType = '', ...which } = item
  const sent =
    content === undefined ? { document: Buffer.from(document, 'base64'), mediaType } : { content }
  const { toAssess, reading } = await lookAt(service, asking, { ...which, sent })
  const { agency, year, report, noticed } = toAssess
  const stated = agency?.name ?? reading?.agency ?? agencyIn(report.title)
  const around =
    agency === undefined ? {} : await aroundIt(service, agency, { year, format: report.format })
  // A report that names nobody is nobody else's.
  const of = agency?.id ?? stated ?? randomUUID()
  const name = stated ?? '—'
  const member = { of, name, subject: { report, year, ...around, ...noticed } }
  return { agency, name, year, reading, member }
}
