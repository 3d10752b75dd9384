import { EXEMPT_NOW } from './exemption-store.ts'
import type { Database } from './open.ts'
import { type CountedRevision, reportRow } from './report-row.ts'
import type { Basis } from './standing.ts'
import type { AgencySums, SumRow } from './sums.ts'

interface Asked {
  readonly region: string
  readonly basis: Basis
  readonly kind: string
  readonly from: number
  readonly to: number
  readonly limit: number
}

/** Without a year where nothing counts. */
interface Row extends Omit<CountedRevision, 'year'> {
  readonly id: string
  readonly name: string
  readonly valid_from: number | null
  readonly valid_to: number | null
  readonly exempt: string
  readonly year: number | null
}

/** The sums of each agency in a region's subtree that counts, whether it filed or not. */
export function agencySums(database: Database) {
  const select = database.prepare<[Asked], Row>(
    `with recursive below (code) as (
       select @region union select region.code from region join below on region.parent = below.code),
     filer as (
       select * from agency
       where region in (select code from below) and counts = 1 and (@kind = '' or kind = @kind)
         and (coalesce(valid_from, 0) <= @to and coalesce(valid_to, 9999) >= @from
           or exists (select 1 from report
             where report.agency = agency.id and report.year between @from and @to))
       order by id limit @limit)
     select filer.id, filer.name, filer.valid_from, filer.valid_to,
       ${EXEMPT_NOW} as exempt, report.year, standing.late as late,
       revision.number, revision.format, revision.digest, revision.cells
     from filer
     left join (report
       join standing on standing.report = report.id and standing.basis = @basis and standing.until is null
       join revision on revision.report = report.id and revision.number = standing.revision)
       on report.agency = filer.id and report.year between @from and @to
     order by filer.id, report.year`,
  )

  return (region: string, basis: Basis, kind: string, from: number, to: number, limit: number) => {
    const agencies: AgencySums[] = []
    let rows: SumRow[] = []
    for (const row of select.all({ region, kind, basis, from, to, limit })) {
      const { id, name, year } = row
      if (agencies.at(-1)?.id !== id) {
        rows = []
        agencies.push({ id, name, ...dueIn(row, from, to), rows })
      }
      if (year !== null) rows.push(reportRow(id, { ...row, year }))
    }
    return agencies
  }
}

/** For which of the years asked for an agency was to file. */
export const dueIn = (
  row: Pick<Row, 'valid_from' | 'valid_to' | 'exempt'>,
  from: number,
  to: number,
): Pick<AgencySums, 'from' | 'to' | 'exempt'> => ({
  from: Math.max(from, row.valid_from ?? from),
  to: Math.min(to, row.valid_to ?? to),
  exempt: JSON.parse(row.exempt) as number[],
})
