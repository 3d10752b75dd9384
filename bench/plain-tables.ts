import { once } from 'node:events'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { cellsOf } from '../src/formats/cells.ts'
import { formats } from '../src/formats/index.ts'
import { decodeCells } from '../src/reports/vector.ts'

interface Row {
  readonly region: string
  readonly kind: string
  readonly agency: string
  readonly year: number
  readonly format: string
  readonly cells: Buffer
}

/** Every cell of any format, in the order of the columns `c0`, `c1`, … */
export const addresses = [
  ...new Set(formats.flatMap((format) => cellsOf(format).map(({ address }) => address))),
]

const columns = addresses.map((_, i) => `c${i}`)

/**
 * The same reports as plain tables: `cell`, a row for each figure that is not zero, and `wide`, a
 * column for each cell, both in the order that helps sums over a year and a range of regions most;
 * and the wide table as CSV, for DuckDB.
 */
export async function plainTables(
  from: string,
  { path, csv }: { path: string; csv: string },
  say: (line: string) => void,
): Promise<void> {
  if (existsSync(path) && existsSync(csv)) return
  for (const file of [path, csv]) rmSync(file, { force: true })
  const source = new Sqlite(from, { readonly: true })
  const plain = new Sqlite(`${path}.loading`)
  plain.pragma('journal_mode = OFF')
  plain.pragma('synchronous = OFF')
  plain.pragma('cache_size = -1000000')
  plain.exec(`drop table if exists cell; drop table if exists wide;
    create table cell (year int, region text, kind text, agency text, cell int, value int,
      primary key (year, region, kind, agency, cell)) without rowid;
    create table wide (year int, region text, kind text, agency text,
      ${columns.map((column) => `${column} int`).join(', ')},
      primary key (year, region, kind, agency)) without rowid`)
  const cell = plain.prepare('insert into cell values (?, ?, ?, ?, ?, ?)')
  const wide = plain.prepare(`insert into wide values (?, ?, ?, ?${', ?'.repeat(columns.length)})`)
  const file = createWriteStream(`${csv}.loading`)
  file.write(`${['year', 'region', 'kind', 'agency', ...columns].join()}\n`)

  const years = source.prepare<[], number>('select distinct year from report order by year')
  const rows = source.prepare<[number], Row>(
    `select agency.region, agency.kind, report.agency, report.year, revision.format, revision.cells
     from agency
     join report on report.agency = agency.id and report.year = ?
     join revision on revision.report = report.id and revision.number = report.revision
     order by agency.region, agency.kind, agency.id`,
  )
  const start = performance.now()
  let done = 0
  plain.exec('begin')
  for (const of of years.pluck().all()) {
    for (const { region, year, kind, agency, format, cells } of rows.iterate(of)) {
      const places = placesIn(format)
      const values: (number | null)[] = addresses.map(() => null)
      decodeCells(cells, places.length).forEach((value, i) => {
        if (typeof value !== 'number') return
        values[places[i] as number] = value
        if (value !== 0) cell.run(year, region, kind, agency, places[i], value)
      })
      wide.run(year, region, kind, agency, ...values)
      const line = `${year},${region},${kind},${agency},${values.join()}\n`
      if (!file.write(line)) await once(file, 'drain')
      if (++done % 100_000 !== 0) continue
      say(`plain tables: ${done} reports in ${((performance.now() - start) / 1000).toFixed(0)} s`)
    }
  }
  plain.exec('commit; analyze')
  plain.close()
  source.close()
  file.end()
  await once(file, 'finish')
  renameSync(`${path}.loading`, path)
  renameSync(`${csv}.loading`, csv)
}

const places = new Map(
  formats.map((format) => [
    format.version,
    cellsOf(format).map(({ address }) => addresses.indexOf(address)),
  ]),
)
const placesIn = (version: string): readonly number[] => places.get(version) ?? []
