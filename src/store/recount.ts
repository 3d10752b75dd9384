import { contentFromBody } from '../reports/canonical.ts'
import { reportFrom } from '../reports/content.ts'
import { emptyTally, type Tally, tallyReport } from '../reports/tally.ts'
import { encodeCells } from '../reports/vector.ts'
import { cellCount, knownFormat } from './known-format.ts'
import { markOf } from './mark.ts'
import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'
import type { RollUpKey } from './roll-up-store.ts'
import type { Basis } from './standing.ts'

interface Standing {
  readonly basis: Basis
  readonly year: number
  readonly agency: string
  readonly format: string
  readonly late: number
  readonly number: number
  readonly digest: Buffer
  readonly body: Buffer
}

/** Every roll-up row as it should be, counted anew from the filed bodies themselves. */
export function recount(
  database: Database,
  register: Pick<RegisterStore, 'chainOf' | 'findAgency'>,
): Map<string, { key: RollUpKey; tally: Tally }> {
  const rows = new Map<string, { key: RollUpKey; tally: Tally }>()
  const standings = database.prepare<[], Standing>(
    `select standing.basis, report.year, report.agency, standing.late as late, revision.format,
       revision.number, revision.digest, revision.body
     from standing
     join report on report.id = standing.report
     join revision on revision.report = standing.report and revision.number = standing.revision
     where standing.until is null`,
  )
  for (const standing of standings.iterate()) {
    const { basis, year, agency, format } = standing
    const filer = register.findAgency(agency)
    if (filer === undefined || !filer.counts) continue
    const counted = {
      vector: vectorOf(format, standing.body),
      late: standing.late === 1,
      mark: markOf(agency, year, standing.number, standing.digest),
    }
    for (const region of register.chainOf(filer.region)) {
      for (const kind of ['', filer.kind]) {
        const key = { region, basis, kind, year, format }
        tallyReport(rowAt(rows, key), counted, 1)
      }
    }
  }
  return rows
}

export const rowName = ({ region, basis, kind, year, format }: RollUpKey): string =>
  `${region} ${basis} ${kind} ${year} ${format}`

function rowAt(rows: Map<string, { key: RollUpKey; tally: Tally }>, key: RollUpKey): Tally {
  const name = rowName(key)
  const known = rows.get(name)
  if (known !== undefined) return known.tally
  const tally = emptyTally(cellCount(key.format))
  rows.set(name, { key, tally })
  return tally
}

/** The cells of a filed body as a vector. */
export function vectorOf(version: string, body: Buffer): Buffer {
  return encodeCells(reportFrom(knownFormat(version), contentFromBody(body)).cells)
}
