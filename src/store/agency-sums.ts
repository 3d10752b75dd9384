import { cellsOf } from '../formats/cells.ts'
import { formatOf } from '../formats/index.ts'
import { emptyTally, type Tally, tallyReport } from '../reports/tally.ts'
import { EXEMPT_NOW } from './exemption-store.ts'
import { markOf } from './mark.ts'
import type { Database } from './open.ts'
import type { Basis } from './standing.ts'

/** What one agency's reports add up to, and for which years it was to file. */
export interface AgencySums {
  readonly id: string
  readonly name: string
  /** The report years it files for, within those asked for. */
  readonly from: number
  readonly to: number
  /** Those of them it need not file for. */
  readonly exempt: readonly number[]
  readonly rows: { readonly year: number; readonly format: string; readonly tally: Tally }[]
}

interface Asked {
  readonly region: string
  readonly basis: Basis
  readonly kind: string
  readonly from: number
  readonly to: number
  readonly limit: number
}

interface Row {
  readonly id: string
  readonly name: string
  readonly valid_from: number | null
  readonly valid_to: number | null
  readonly exempt: string
  readonly year: number | null
  readonly late: number
  readonly number: number
  readonly format: string
  readonly digest: Buffer
  readonly cells: Buffer
}

/** The sums of each agency in a region's subtree that counts, whether it filed or not. */
export function agencySums(database: Database) {
  const select = database.prepare<[Asked], Row>(
    `with recursive below (code) as (
       select @region union select region.code from region join below on region.parent = below.code),
     filer as (
       select * from agency
       where region in (select code from below) and counts = 1 and (@kind = '' or kind = @kind)
         and coalesce(valid_from, 0) <= @to and coalesce(valid_to, 9999) >= @from
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
    for (const row of select.all({ region, kind, basis, from, to, limit })) {
      let agency = agencies.at(-1)
      if (agency?.id !== row.id) {
        const first = Math.max(from, row.valid_from ?? from)
        const last = Math.min(to, row.valid_to ?? to)
        agency = {
          id: row.id,
          name: row.name,
          from: first,
          to: last,
          exempt: JSON.parse(row.exempt) as number[],
          rows: [],
        }
        agencies.push(agency)
      }
      if (row.year !== null) agency.rows.push(sumOf(row, row.year))
    }
    return agencies
  }
}

function sumOf({ id, late, number, format, digest, cells }: Row, year: number) {
  const known = formatOf(format)
  if (known === undefined) throw new Error(`The store holds format ${format}, which is unknown`)
  const tally = emptyTally(cellsOf(known).length)
  const mark = markOf(id, year, number, digest)
  tallyReport(tally, { vector: cells, late: late === 1, mark }, 1)
  return { year, format, tally }
}
