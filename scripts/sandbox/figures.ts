import type { Changes } from '../../src/reports/changed.ts'
import type { Kind } from '../../src/store/agency-store.ts'
import { randomFor } from './random.ts'

/** By address, as on paper. */
export type Figures = Readonly<Record<string, number>>

const columns = ['naturalPerson', 'business', 'research', 'nonprofit', 'legalService', 'other']

/** How an application ends, and how many in a hundred do. What is left is granted. */
const outcomes: readonly (readonly [string, number])[] = [
  ['partlyGranted', 9],
  ['unavailable.notHeld', 16],
  ['refused.internalAffairs', 4],
  ['refused.thirdPartyRights', 3],
  ['notProcessed.duplicate', 5],
  ['notProcessed.complaint', 3],
]

/** Applications, licences and penalties of an ordinary year. */
const usual: Readonly<Record<Kind, readonly [number, number, number]>> = {
  government: [180, 0, 0],
  department: [34, 420, 130],
  township: [9, 60, 35],
  subdistrict: [12, 80, 45],
  vertical: [11, 240, 90],
  institution: [4, 0, 0],
}

/** The two largest parts of the columns: who applies is a person four times in five. */
const shares = [80, 12, 0, 1, 5, 2]

/** A sound year of an agency, carried on from the years before. */
export function figuresFor(
  { id, kind }: { readonly id: string; readonly kind: Kind },
  year: number,
  before: readonly Figures[],
): Figures {
  const size = randomFor(id).between(60, 140) / 100
  const random = randomFor(`${id} ${year}`)
  const [applications, licences, penalties] = usual[kind].map((one) => one * size) as [
    number,
    number,
    number,
  ]
  const carried = (address: string) =>
    before.reduce((sum, figures) => sum + (figures[address] ?? 0), 0)
  const figures: Record<string, number> = {}
  const add = (row: string, column: string, count: number) => {
    for (const address of [`applications.${row}.${column}`, `applications.${row}.total`]) {
      figures[address] = (figures[address] ?? 0) + count
    }
  }

  columns.forEach((column, i) => {
    const received = random.about((applications * (shares[i] ?? 0)) / 100, 25)
    const carriedIn = carried(`applications.carriedOut.${column}`)
    const carriedOut = Math.floor(((received + carriedIn) * random.between(0, 12)) / 100)
    const handled = received + carriedIn - carriedOut
    add('received', column, received)
    add('carriedIn', column, carriedIn)
    add('carriedOut', column, carriedOut)
    add('handled', column, handled)
    let left = handled
    for (const [row, percent] of outcomes) {
      const count = Math.min(left, Math.floor((handled * random.about(percent, 40)) / 100))
      left -= count
      add(row, column, count)
    }
    add('granted', column, left)
  })

  const disputed = Math.floor((figures['applications.handled.total'] ?? 0) / 25)
  dispute('reconsideration', disputed, random.between(0, 1))
  dispute('litigation.direct', Math.floor(disputed / 3), 0)
  dispute('litigation.afterReconsideration', Math.floor(disputed / 4), 0)
  function dispute(row: string, count: number, corrected: number): void {
    const lost = Math.min(count, corrected)
    figures[`disputes.${row}.corrected`] = lost
    figures[`disputes.${row}.upheld`] = count - lost
    figures[`disputes.${row}.total`] = count
  }

  const decided = { licensing: licences, penalties, coercion: penalties / 12 }
  for (const [row, count] of Object.entries(decided)) {
    figures[`proactive.${row}.decisions`] = random.about(count, 12)
  }
  const issued = kind === 'institution' ? 0 : random.between(0, 4)
  return { ...figures, ...(year < 2021 ? old(issued) : current(issued)) }

  function old(made: number): Figures {
    const stock = carried('proactive.normativeDocuments.totalPublic') || random.between(8, 30)
    return {
      'proactive.normativeDocuments.newlyMade': made,
      'proactive.normativeDocuments.newlyPublished': made,
      'proactive.normativeDocuments.totalPublic': stock + made,
      'proactive.licensing.itemsLastYear': licences === 0 ? 0 : random.between(6, 40),
      'proactive.penalties.itemsLastYear': penalties === 0 ? 0 : random.between(6, 60),
      'proactive.procurement.items': random.between(0, 9),
      'proactive.procurement.amount': random.between(0, 40_000) / 100,
    }
  }

  function current(made: number): Figures {
    const stock = carried('proactive.normativeDocuments.inForce') || random.between(8, 30)
    const repealed = Math.min(stock, random.between(0, 2))
    return {
      'proactive.normativeDocuments.issued': made,
      'proactive.normativeDocuments.repealed': repealed,
      'proactive.normativeDocuments.inForce': stock + made - repealed,
      'proactive.fees.amount': kind === 'department' ? random.between(0, 90_000) / 100 : 0,
    }
  }
}

/** Powers that a body does not hold are not stated as zero. */
export const notHeld = (kind: Kind): Changes =>
  kind === 'institution'
    ? { 'proactive.licensing.decisions': 'n/a', 'proactive.penalties.decisions': 'n/a' }
    : {}
