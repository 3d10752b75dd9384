import type { AggregateQuery } from '../src/services/aggregate-query.ts'

/** The regions asked about. */
export const places = { county: '110001', province: '110000', nation: '000000' } as const

/** A question, as it is asked of the service and of plain tables. */
export interface Question {
  readonly name: string
  readonly query: Pick<AggregateQuery, 'region' | 'from' | 'to' | 'groupBy'>
  /** Which rows of plain tables are added up, and by what. */
  readonly where: string
  readonly by: string | null
}

/** Codes of six digits: what lies below `110000` begins with `11`. */
const below = (region: string): string => {
  const stem = region.replace(/(00)+$/, '')
  return `region between '${stem.padEnd(6, '0')}' and '${stem.padEnd(6, '9')}'`
}

/** What the figures to reach are stated for. */
export function questionsFor(last: number, years: number): readonly Question[] {
  const one = (name: keyof typeof places): Question => ({
    name: `one year, ${name}`,
    query: { region: places[name], from: last, to: last },
    where: `year = ${last} and ${name === 'county' ? `region = '${places.county}'` : below(places[name])}`,
    by: null,
  })
  const first = last - years + 1
  return [
    one('county'),
    one('province'),
    one('nation'),
    {
      name: `${years} years by year, nation`,
      query: { region: places.nation, from: first, to: last, groupBy: ['year'] },
      where: `year between ${first} and ${last} and ${below(places.nation)}`,
      by: 'year',
    },
    {
      name: 'by kind, nation',
      query: { region: places.nation, from: last, to: last, groupBy: ['kind'] },
      where: `year = ${last} and ${below(places.nation)}`,
      by: 'kind',
    },
    {
      name: 'child regions of a province',
      query: { region: places.province, from: last, to: last, groupBy: ['region'] },
      where: `year = ${last} and ${below(places.province)}`,
      by: 'region',
    },
  ]
}
