import Sqlite from 'better-sqlite3'
import { cellsOf } from '../src/formats/cells.ts'
import type { Format } from '../src/formats/format.ts'
import { formatOf, formats } from '../src/formats/index.ts'
import { decodeCells } from '../src/reports/vector.ts'
import type { Database } from '../src/store/open.ts'

interface Row {
  readonly region: string
  readonly kind: string
  readonly agency: string
  readonly year: number
  readonly format: string
  readonly cells: Buffer
}

type Place = Readonly<Record<'county' | 'province' | 'nation', string>>

const addresses = [
  ...new Set(formats.flatMap((format) => cellsOf(format).map(({ address }) => address))),
]

/** The same reports as a table of cells and as a wide table, with the indexes that help them. */
export function plainSql(from: Database, path: string, say: (line: string) => void) {
  const plain = new Sqlite(path)
  plain.pragma('journal_mode = WAL')
  plain.pragma('synchronous = OFF')
  const there = plain.prepare("select 1 from sqlite_master where name = 'wide'").get()
  if (there === undefined) load()

  function load(): void {
    plain.exec(`create table cell (region text, year int, kind text, agency text, cell int, value int,
        primary key (region, year, kind, agency, cell)) without rowid;
      create table wide (region text, year int, kind text, agency text,
        ${addresses.map((_, i) => `c${i} int`).join(', ')},
        primary key (region, year, kind, agency)) without rowid`)
    const cell = plain.prepare('insert into cell values (?, ?, ?, ?, ?, ?)')
    const wide = plain.prepare(
      `insert into wide values (?, ?, ?, ?${', ?'.repeat(addresses.length)})`,
    )
    const rows = from
      .prepare<[], Row>(
        `select agency.region, agency.kind, report.agency, report.year, revision.format,
           revision.cells
         from report join agency on agency.id = report.agency
         join revision on revision.report = report.id and revision.number = report.revision`,
      )
      .iterate()
    const places = new Map(formats.map((format) => [format.version, placesOf(format)]))
    let done = 0
    plain.exec('begin')
    for (const { region, year, kind, agency, format, cells } of rows) {
      const columnsOf = places.get(format) ?? []
      const values: (number | null)[] = addresses.map(() => null)
      decodeCells(cells, columnsOf.length).forEach((value, i) => {
        if (typeof value !== 'number') return
        values[columnsOf[i] as number] = value
        if (value !== 0) cell.run(region, year, kind, agency, columnsOf[i], value)
      })
      wide.run(region, year, kind, agency, ...values)
      if (++done % 20_000 === 0) {
        plain.exec('commit; begin')
        say(`plain tables: ${done} reports`)
      }
    }
    plain.exec('commit; analyze')
  }

  const columns = addresses.map((_, i) => `sum(c${i})`).join(', ')
  const ranges = (place: Place) =>
    ({
      county: [place.county, place.county],
      province: [place.province, `${place.province.slice(0, 2)}9999`],
      nation: ['000000', '999999'],
    }) as const

  return {
    *queries(place: Place, year: number): Generator<readonly [string, () => unknown]> {
      const tables = {
        'plain SQL over cells': {
          one: 'select cell, sum(value) from cell where region between ? and ? and year = ? group by cell',
          children:
            'select region, cell, sum(value) from cell where region between ? and ? and year = ? group by region, cell',
        },
        'plain SQL over a wide table': {
          one: `select ${columns} from wide where region between ? and ? and year = ?`,
          children: `select region, ${columns} from wide where region between ? and ? and year = ? group by region`,
        },
      }
      for (const [table, { one, children }] of Object.entries(tables)) {
        const sum = plain.prepare(one)
        for (const [name, [from, to]] of Object.entries(ranges(place))) {
          yield [`${table}, one year, ${name}`, () => sum.all(from, to, year)]
        }
        const [from, to] = ranges(place).province
        const by = plain.prepare(children)
        yield [`${table}, child regions`, () => by.all(from, to, year)]
      }
    },
    close: () => plain.close(),
  }
}

const placesOf = (format: Format): readonly number[] =>
  cellsOf(formatOf(format.version) as Format).map(({ address }) => addresses.indexOf(address))
