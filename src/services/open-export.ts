import { headOf } from '../reports/tally.ts'
import type { Caller } from '../store/client-store.ts'
import type { ExportedReport } from '../store/export-page.ts'
import type { Basis } from '../store/standing.ts'
import { placeOf } from '../store/sums.ts'
import { digestsOf } from './add-up.ts'
import { basisFor } from './basis-for.ts'
import { digestOf, etagOf } from './digest.ts'
import { findRegion } from './find-region.ts'
import { mayReadEach } from './may-read-each.ts'
import { pastMoment } from './past-moment.ts'
import type { Service } from './service.ts'

export interface ExportAsked {
  readonly region: string
  readonly year: number
  readonly basis?: Basis | undefined
  readonly asOf?: string | undefined
}

/** What is in an export: all that follows from a region, a year, a basis and a moment. */
export interface Export {
  readonly region: string
  /** The region's name. */
  readonly name: string
  readonly year: number
  readonly basis: Basis
  readonly asOf: string
  readonly etag: string
}

/** How many reports are counted, how many of them late, and the digest of their aggregate. */
export interface ExportCount {
  readonly count: number
  readonly late: number
  readonly digest: string
}

/** Says what is to be exported, if the caller may have it. */
export function openExport(service: Service, caller: Caller, asked: ExportAsked): Export {
  const { region, year } = asked
  const { name } = findRegion(service, region)
  const basis = basisFor(service, caller, region, asked.basis)
  mayReadEach(service, caller, region)
  const asOf = pastMoment(service, asked.asOf)
  const of = { region, name, year, basis, asOf }
  return { ...of, etag: etagOf(of) }
}

/** Every report of an export, by agency, a page of them in memory. */
export async function* reportsIn(
  { store }: Pick<Service, 'store'>,
  { region, year, basis, asOf }: Export,
  { bodies }: { bodies: boolean },
): AsyncGenerator<ExportedReport> {
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof store.sums.exportPage>> = await store.sums.exportPage({
      region,
      year,
      basis,
      at: asOf,
      after,
      bodies,
    })
    yield* page.reports
    after = page.next
  }
}

/** What an export comes to, without going through it. */
export async function countOf({ store }: Service, of: Export): Promise<ExportCount> {
  const { region, basis, year, asOf } = of
  const sums = await store.sums.asOf({ region, basis, from: year, to: year, at: asOf })
  const held = sums.held('whole', '', year, year)
  const rows = held.rows.get(placeOf(region, '')) ?? []
  const counted = rows.map(({ tally }) => headOf(tally))
  return {
    count: counted.reduce((sum, { reports }) => sum + reports, 0),
    late: counted.reduce((sum, { late }) => sum + late, 0),
    digest: digestOf([{ key: { region }, digests: digestsOf(rows) }]),
  }
}
