import { cellsOf, groupsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { contentOf } from '../reports/content.ts'
import { rounded } from '../reports/rounded.ts'
import { type Sum, shown } from '../reports/sum.ts'
import { summedReport } from '../reports/summed.ts'
import type { Caller } from '../store/client-store.ts'
import { knownFormat } from '../store/known-format.ts'
import type { Basis } from '../store/standing.ts'
import { basisFor } from './basis-for.ts'
import { digestOf } from './digest.ts'
import { findRegion } from './find-region.ts'
import { mayReadEach } from './may-read-each.ts'
import { pastMoment } from './past-moment.ts'
import type { Service } from './service.ts'
import { standardSentences } from './standard-sentences.ts'

export interface ConsolidationAsked {
  readonly region: string
  readonly year: number
  readonly basis?: Basis | undefined
  readonly asOf?: string | undefined
}

/** The most agencies that are named as missing. */
const MOST_NAMED = 500

/**
 * The report of a region's government drafted from its agencies' reports: tables added up, who is
 * behind each cell, what must not be taken over as added, and sentences bound to the cells.
 */
export async function consolidate(service: Service, caller: Caller, asked: ConsolidationAsked) {
  const { region, year } = asked
  findRegion(service, region)
  const basis = basisFor(service, caller, region, asked.basis)
  mayReadEach(service, caller, region)
  const asOf = pastMoment(service, asked.asOf)
  const drafted = await service.store.sums.draft({ region, year, basis, at: asOf })
  const { sums, provenance, counted, late, missing, without } = drafted
  const format = knownFormat(drafted.format)
  return {
    region,
    year,
    basis,
    asOf,
    digest: digestOf([{ key: { region }, digests: drafted.digests }]),
    content: contentOf(summedReport(format, (address) => sums.get(address))),
    coverage: {
      expected: counted + missing.length,
      counted,
      missing: missing.length,
      late,
      missingAgencies: missing
        .slice(0, MOST_NAMED)
        .map(({ agency, name }) => ({ agencyId: agency, name })),
      without,
    },
    provenance: Object.fromEntries(
      [...sums].flatMap(([address, sum]) => {
        const known = provenance.get(address)
        const { notStated, notApplicable } = sum
        if (known === undefined && notStated === 0 && notApplicable === 0) return []
        const largest = known?.largest ?? null
        const of = { reports: known?.reports ?? 0, notStated, notApplicable }
        return [[address, { ...of, largest: largest && largestOf(largest, sum) }]]
      }),
    ),
    notAdditive: notAdditiveIn(format),
    sentences: standardSentences(format, sums, year),
  }
}

function largestOf(
  { agency, name, value }: { agency: string; name: string; value: number },
  sum: Sum,
) {
  const share = sum.value === null || sum.value <= 0 ? null : rounded(value / sum.value)
  return { agencyId: agency, name, value: shown({ ...sum, value }), share }
}

/** The cells whose sum is no figure of the government's own, with the reason. */
function notAdditiveIn(format: Format) {
  const stocks = cellsOf(format)
    .filter(({ stock }) => stock)
    .map(({ address }) => ({
      at: address,
      why: 'stock',
      text: '年末存量，联合制发的文件可能为两个机关共有，应按目录核对',
    }))
  const overlaps = (format.overlaps ?? []).flatMap(({ at, why }) =>
    [...cellsOf(format), ...groupsOf(format)]
      .filter(({ address }) => address === at || address.startsWith(`${at}.`))
      .map(({ address }) => ({ at: address, why: 'transfer', text: why })),
  )
  return [...stocks, ...overlaps]
}
