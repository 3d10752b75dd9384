import { FILERS_AT, STOOD_AT } from './counted-at.ts'
import { markOf } from './mark.ts'
import type { Database } from './open.ts'
import type { AsOf } from './sums-as-of.ts'

export interface ExportQuery extends Omit<AsOf, 'from' | 'to'> {
  readonly year: number
  /** How many filers are behind us. */
  readonly after: number
  /** Without bodies where only figures are wanted. */
  readonly bodies: boolean
}

/** A report that counts, with whose it is. `body` is canonical JSON, empty where not asked for. */
export interface ExportedReport {
  readonly agencyId: string
  readonly agency: string
  readonly kind: string
  readonly region: string
  readonly year: number
  readonly revision: number
  readonly format: string
  readonly digest: string
  readonly late: boolean
  readonly mark: Uint8Array
  readonly cells: Uint8Array
  readonly body: Uint8Array
}

export interface ExportPage {
  readonly reports: readonly ExportedReport[]
  /** Pass as `after` for the next page; null on the last. */
  readonly next: number | null
}

interface Filer {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly region: string
}

interface Row {
  readonly late: number
  readonly number: number
  readonly format: string
  readonly digest: Buffer
  readonly cells: Buffer
  readonly body: Buffer | null
}

/** A page is full at so many bytes, filers or reports. */
const PAGE = { bytes: 512 * 1024, filers: 2000, reports: 200 }

/**
 * A page of the reports that counted for a year, by agency, as register and standings were at a
 * moment. A page needs nothing of the one before but its number, so that nobody's slow download
 * holds a transaction open.
 */
export function exportPage(database: Database, query: ExportQuery): ExportPage {
  const { region, basis, year, at, after, bodies } = query
  const filers = filersAt(database, region, at)
  const find = database.prepare<[object], Row>(
    `select standing.late as late, revision.number, revision.format, revision.digest, revision.cells,
       ${bodies ? 'revision.body' : 'null as body'}
     from ${STOOD_AT} where report.agency = @id and report.year = @year`,
  )
  const reports: ExportedReport[] = []
  let bytes = 0
  let next = after
  const isFull = () =>
    bytes >= PAGE.bytes || next - after >= PAGE.filers || reports.length >= PAGE.reports
  while (next < filers.length && !isFull()) {
    const { id, name, ...of } = filers[next++] as Filer
    const row = find.get({ id, year, basis, at })
    if (row === undefined) continue
    const { number, format, digest, late, cells, body } = row
    bytes += cells.length + (body?.length ?? 0)
    reports.push({
      agencyId: id,
      agency: name,
      ...of,
      year,
      revision: number,
      format,
      digest: digest.toString('hex'),
      late: late === 1,
      mark: markOf(id, year, number, digest),
      cells,
      body: body ?? new Uint8Array(),
    })
  }
  return { reports, next: next < filers.length ? next : null }
}

const MOST_KEPT = 4
const kept = new Map<string, readonly Filer[]>()

/** Who counts in a region, by id; kept for the pages that follow. */
function filersAt(database: Database, region: string, at: string): readonly Filer[] {
  const name = `${database.name} ${region} ${at}`
  const known = kept.get(name)
  if (known !== undefined) return known
  const filers = database
    .prepare<[object], Filer>(
      `with recursive ${FILERS_AT} select id, name, kind, region from filer order by id`,
    )
    .all({ region, at })
  if (!database.memory) {
    for (const oldest of kept.keys()) if (kept.size >= MOST_KEPT) kept.delete(oldest)
    kept.set(name, filers)
  }
  return filers
}
