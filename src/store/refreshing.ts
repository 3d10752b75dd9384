import type { Database } from './open.ts'
import { bases } from './standing.ts'
import type { Fault } from './verify.ts'
import { type Done, watched } from './watched.ts'

/** What the row of a report repeats, so that a head is one row and a list reads no other. */
const repeated = [
  ...['format', 'digest', 'filed_at', 'checked_at', 'errors', 'warnings', 'infos'],
  ...bases,
].join(', ')

/** Where it is kept: with its newest revision, what was found in it, and what stands now. */
const kept = `
  select newest.format, newest.digest, newest.at, found.at, found.errors, found.warnings, found.infos,
    ${bases.map(
      (basis) => `(select standing.revision from standing
         where standing.report = report.id and basis = '${basis}' and until is null)`,
    )}
  from revision as newest
  join finding as found on found.report = newest.report and found.revision = newest.number
  where newest.report = report.id and newest.number = report.revision`

const STALE = `(${repeated}) is not (${kept})`

/** Repeats what was just kept of a report. Within the caller's transaction. */
export function refreshing(database: Database): (report: number) => void {
  const refresh = database.prepare<[number]>(
    `update report set (${repeated}) = (${kept}) where id = ?`,
  )
  return (report) => {
    refresh.run(report)
  }
}

/**
 * Mends every row that repeats something else than is kept; answers how many did. They are looked
 * for without holding up the writes of others.
 */
export function refreshAll(database: Database): number {
  const stale = database.prepare<[], number>(`select id from report where ${STALE}`).pluck().all()
  const refresh = refreshing(database)
  database.transaction(() => stale.forEach(refresh)).immediate()
  return stale.length
}

/** Holds every report against what is kept of it. */
export function* verifyHeads(database: Database, told: Done): Generator<Fault> {
  const reports = database.prepare<[], { agency: string; year: number; stale: number }>(
    `select agency, year, ${STALE} as stale from report`,
  )
  for (const { agency, year, stale } of watched(reports.iterate(), told)) {
    if (stale === 0) continue
    const where = `report of ${agency} ${year}`
    yield { where, what: 'its row does not repeat what is kept of it' }
  }
}
