import { cellsOf } from '../formats/cells.ts'
import { formats, termsFor } from '../formats/index.ts'
import type { Sum } from '../reports/sum.ts'
import { sumsIn } from '../reports/sum-table.ts'
import { emptyTally, type Tally, tallyReport } from '../reports/tally.ts'
import { FILERS_AT, stoodBeside } from './counted-at.ts'
import { type Due, isDue } from './due.ts'
import { EXEMPT_THEN } from './exemption-store.ts'
import { cellCount } from './known-format.ts'
import { markOf } from './mark.ts'
import type { Database } from './open.ts'
import { sumsOfReport } from './report-sums.ts'
import type { AsOf } from './sums-as-of.ts'

export interface ProvenanceQuery extends Omit<AsOf, 'from' | 'to'> {
  readonly year: number
}

/** Who is behind a cell. */
export interface Provenance {
  /** Reports that state more than nothing. */
  reports: number
  largest: { readonly agency: string; readonly name: string; readonly value: number } | null
}

/** A region's sums without the reports of its own government, and who is behind each. */
export interface Drafted {
  readonly format: string
  readonly sums: ReadonlyMap<string, Sum>
  readonly provenance: ReadonlyMap<string, Provenance>
  readonly counted: number
  readonly late: number
  /** The sums of marks by format. */
  readonly digests: readonly Uint8Array[]
  /** Who was expected and is not counted. */
  readonly missing: readonly { readonly agency: string; readonly name: string }[]
  /** The region's own governments, which are left out. */
  readonly without: readonly string[]
}

interface Row extends Due {
  readonly id: string
  readonly name: string
  readonly own: number
  readonly late: number
  readonly number: number | null
  readonly format: string
  readonly digest: Buffer
  readonly cells: Buffer
}

/** Adds up what a government's report is drafted from. */
export function draftAt(database: Database, query: ProvenanceQuery): Drafted {
  const { year, region } = query
  const rows = database
    .prepare<[object], Row>(
      `with recursive ${FILERS_AT}
       select filer.id, filer.name, filer.kind = 'government' and filer.region = @region as own,
         filer.valid_from, filer.valid_to, ${EXEMPT_THEN} as exempt, standing.late as late,
         revision.number, revision.format, revision.digest, revision.cells
       from filer ${stoodBeside('left')}
       order by filer.id`,
    )
    .all({ ...query, from: year, to: year })
  const versions = new Set(rows.flatMap(({ number, format }) => (number === null ? [] : [format])))
  const terms = termsFor([...versions], year)
  const tallies = new Map<string, Tally>()
  const provenance = new Map<string, Provenance>()
  const missing: { agency: string; name: string }[] = []
  for (const { id, name, own, number, format, digest, late, cells, ...due } of rows) {
    if (own === 1) continue
    if (number === null) {
      if (isDue(due, year)) missing.push({ agency: id, name })
      continue
    }
    const tally = tallies.get(format) ?? emptyTally(cellCount(format))
    tallies.set(format, tally)
    const mark = markOf(id, year, number, digest)
    tallyReport(tally, { vector: cells, late: late === 1, mark }, 1)
    note(provenance, { agency: id, name }, sumsOfReport(terms, format, cells))
  }
  const parts = formats.flatMap((format) => {
    const tally = tallies.get(format.version)
    return tally === undefined ? [] : [{ format, tally }]
  })
  const none = [{ format: terms, tally: emptyTally(cellsOf(terms).length) }]
  const without = database
    .prepare<[object], string>(
      `select id from agency_history where region = @region and kind = 'government'
         and since <= @at and (until is null or until > @at) order by id`,
    )
    .pluck()
    .all({ region, at: query.at })
  return {
    format: terms.version,
    sums: sumsIn(terms, parts.length > 0 ? parts : none),
    provenance,
    counted: parts.reduce((sum, { tally }) => sum + tally.reports, 0),
    late: parts.reduce((sum, { tally }) => sum + tally.late, 0),
    digests: parts.map(({ tally }) => tally.digest),
    missing,
    without,
  }
}

function note(
  provenance: Map<string, Provenance>,
  whose: { agency: string; name: string },
  sums: ReadonlyMap<string, Sum>,
): void {
  for (const [address, { value }] of sums) {
    if (value === null || value === 0) continue
    const known = provenance.get(address) ?? { reports: 0, largest: null }
    provenance.set(address, known)
    known.reports++
    if (known.largest === null || value > known.largest.value) known.largest = { ...whose, value }
  }
}
