import type { Changes } from '../../src/reports/changed.ts'
import type { Figures } from './figures.ts'

/** What a rule has to find: where it speaks of first. */
export interface Expected {
  readonly rule: string
  readonly at: string
}

/** A mistake that was put into a report, and what has to be found of it: no more and no less. */
export interface SeededError {
  readonly agencyId: string
  readonly year: number
  readonly what: string
  readonly finds: readonly Expected[]
  /** The one wrong cell, where one cell is wrong. */
  readonly cell?: string
  /** The office knows of it and has set it aside, so that the report stands as it is. */
  readonly waived?: true
  readonly make: (figures: Figures) => Changes
  /** The form it is stated on, where that is the mistake. */
  readonly format?: string
}

const total = (at: string): Expected => ({ rule: 'total-mismatch', at })
const balance = (column: string): Expected => ({
  rule: 'balance-mismatch',
  at: `applications.received.${column}`,
})
const carry = (column: string): Expected => ({
  rule: 'carry-over-mismatch',
  at: `applications.carriedIn.${column}`,
})

/** Some cells more than they should be by so many. */
const more =
  (by: number, ...addresses: readonly string[]) =>
  (figures: Figures): Changes =>
    Object.fromEntries(addresses.map((address) => [address, (figures[address] ?? 0) + by]))

/** In the column of natural persons and in the total. */
const both = (...rows: readonly string[]): string[] =>
  rows.flatMap((row) => [`applications.${row}.naturalPerson`, `applications.${row}.total`])

const slip = (
  agencyId: string,
  year: number,
  cell: string,
  by: number,
  finds: readonly Expected[],
): SeededError => ({
  agencyId,
  year,
  what: `${cell} is ${by} too high`,
  finds,
  cell,
  make: more(by, cell),
})

const RECONSIDERED = 'disputes.reconsideration.total'
const HANDLED = 'applications.handled.total'

export const seededErrors: readonly SeededError[] = [
  slip('education', 2024, RECONSIDERED, 1, [total(RECONSIDERED)]),
  slip('transport', 2024, 'disputes.litigation.direct.pending', 2, [
    total('disputes.litigation.direct.total'),
  ]),
  slip('land', 2024, 'applications.granted.naturalPerson', 3, [
    total('applications.granted.total'),
    total('applications.handled.naturalPerson'),
  ]),
  slip('housing', 2024, 'applications.received.total', 10, [
    total('applications.received.total'),
    balance('total'),
  ]),
  slip('police', 2024, HANDLED, 9, [total(HANDLED), total(HANDLED), balance('total')]),
  slip('health', 2024, 'applications.unavailable.notHeld.total', 6, [
    total('applications.unavailable.notHeld.total'),
    total(HANDLED),
  ]),
  {
    agencyId: 'water',
    year: 2024,
    what: 'one application more is carried out than the rest leaves over',
    finds: [balance('naturalPerson'), balance('total')],
    make: more(1, ...both('carriedOut')),
  },
  {
    agencyId: 'agriculture',
    year: 2024,
    what: 'two applications are carried in that last year did not carry out',
    finds: [carry('naturalPerson'), carry('total')],
    make: more(2, ...both('carriedIn', 'granted', 'handled')),
  },
  {
    agencyId: 'nanhu',
    year: 2024,
    what: 'section five is left out',
    finds: [{ rule: 'missing-section', at: 'narrative.problems' }],
    make: () => ({ 'narrative.problems': null }),
  },
  {
    agencyId: 'shiban',
    year: 2024,
    what: 'a township states regulations, which it has no power to make',
    finds: [{ rule: 'power-not-held', at: 'proactive.regulations.inForce' }],
    make: () => ({ 'proactive.regulations.inForce': 3 }),
  },
  {
    agencyId: 'weather',
    year: 2024,
    what: 'the title is that of last year',
    finds: [{ rule: 'wrong-date', at: 'title' }],
    make: () => ({ title: '青岚县气象局2023年政府信息公开工作年度报告' }),
  },
  {
    agencyId: 'gas',
    year: 2024,
    what: 'the period ends a month early',
    finds: [{ rule: 'wrong-date', at: 'period' }],
    make: () => ({ 'period.to': '2024-11-30' }),
  },
  {
    agencyId: 'museum',
    year: 2024,
    what: 'it is stated on the form of 2019',
    finds: [{ rule: 'wrong-format', at: 'format' }],
    make: () => ({}),
    format: '2019',
  },
  { ...slip('labour', 2020, RECONSIDERED, 1, [total(RECONSIDERED)]), waived: true },
  {
    ...slip('tax', 2022, 'disputes.litigation.afterReconsideration.total', 1, [
      total('disputes.litigation.afterReconsideration.total'),
    ]),
    waived: true,
  },
]
