import { Problem } from '../errors.ts'
import { wanOf } from '../reports/money.ts'
import { rounded } from '../reports/rounded.ts'
import { isAddress } from '../reports/select.ts'
import { shown } from '../reports/sum.ts'
import type { Caller } from '../store/client-store.ts'
import type { Contribution, ContributionPlace } from '../store/contributions.ts'
import { type AggregateQuery, yearsOf } from './aggregate-query.ts'
import { basisFor } from './basis-for.ts'
import { digestOf } from './digest.ts'
import { findRegion } from './find-region.ts'
import { mayReadEach } from './may-read-each.ts'
import { pastMoment } from './past-moment.ts'
import type { Service } from './service.ts'
import { wrongParameter } from './wrong-parameter.ts'

export type ContributionsAsked = Pick<
  AggregateQuery,
  'region' | 'year' | 'from' | 'to' | 'basis' | 'kind' | 'asOf'
> & { readonly cell: string }

/** A place in the list, which goes on as of the moment its first page was answered. */
export interface Place extends ContributionPlace {
  readonly asOf: string
}

/** The reports behind one aggregated cell, largest first; total and digest are the aggregate's. */
export async function listContributions(
  service: Service,
  caller: Caller,
  asked: ContributionsAsked,
  { after, limit }: { after: Place | undefined; limit: number },
) {
  const { store } = service
  const { region, kind = '', cell } = asked
  findRegion(service, region)
  const { from, to } = yearsOf(asked)
  mustBeCell(cell)
  const basis = basisFor(service, caller, region, asked.basis)
  mayReadEach(service, caller, region)
  const at = after?.asOf ?? pastMoment(service, asked.asOf)
  const query = { region, basis, from, to, at, kind, cell, after: after ?? null, limit }
  const found = await store.sums.contributions(query)
  if (found === undefined) throw new Problem('not-comparable', { cell, from, to })

  const { sum, reports, largest, items, digests } = found
  const money = sum?.unit === 'fen'
  const total = sum?.value ?? null
  const shareOf = (value: number | null) =>
    value === null || total === null || total === 0 ? null : rounded(value / total)
  return {
    asOf: at,
    digest: digestOf([{ key: { region }, digests }]),
    basis,
    cell,
    total: sum === null ? null : shown(sum),
    notStated: sum?.notStated ?? 0,
    notApplicable: sum?.notApplicable ?? 0,
    reports,
    largestShare: largest === null ? null : shareOf(largest.value),
    items: items.map(({ agency, value, ...one }) => ({
      place: { value, agency, year: one.year, asOf: at },
      item: {
        agencyId: agency,
        ...one,
        value: value !== null && money ? wanOf(value) : value,
        share: shareOf(value),
        link: linkOf({ agency, ...one }),
      },
    })),
  }
}

const linkOf = ({ agency, year, revision }: Pick<Contribution, 'agency' | 'year' | 'revision'>) =>
  `/v1/reports/${agency}/${year}?revision=${revision}`

function mustBeCell(cell: string): void {
  if (isAddress(cell)) return
  const en = 'is no address of a cell or group; see /v1/formats'
  throw wrongParameter('cell', '没有此单元格地址', en, 'address')
}
