import { DuckDBInstance } from '@duckdb/node-api'
import Sqlite from 'better-sqlite3'
import { addresses } from './plain-tables.ts'
import type { Question } from './questions.ts'

/** Somebody else who answers questions. */
export interface Peer {
  readonly name: string
  ask(question: Question): () => unknown
  close(): void
}

const sums = addresses.map((_, i) => `sum(c${i})`).join(', ')

const overWide = ({ where, by }: Question): string =>
  `select ${by === null ? '' : `${by}, `}${sums} from wide where ${where}${by === null ? '' : ` group by ${by}`}`

const overCells = ({ where, by }: Question): string =>
  `select ${by === null ? '' : `${by}, `}cell, sum(value) from cell where ${where} group by ${by === null ? '' : `${by}, `}cell`

/** SQLite over the plain tables. */
export function plainSql(path: string): readonly Peer[] {
  const database = new Sqlite(path, { readonly: true })
  database.pragma('mmap_size = 8000000000')
  const peer = (name: string, sql: (question: Question) => string): Peer => ({
    name,
    ask(question) {
      const statement = database.prepare(sql(question)).raw()
      return () => statement.all()
    },
    close: () => database.close(),
  })
  return [peer('plain SQL over cells', overCells), peer('plain SQL over a wide table', overWide)]
}

/** DuckDB over the wide table, in a file of its own. */
export async function duckDb(path: string, csv: string): Promise<Peer> {
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  const there = await connection.runAndReadAll(
    "select 1 from information_schema.tables where table_name = 'wide'",
  )
  if (there.getRows().length === 0) {
    const types = ['year', 'region', 'kind', 'agency'].map(
      (column) => `'${column}': '${column === 'year' ? 'INTEGER' : 'VARCHAR'}'`,
    )
    types.push(...addresses.map((_, i) => `'c${i}': 'BIGINT'`))
    await connection.run(
      `create table wide as select * from read_csv('${csv}', header = true, columns = {${types.join()}})`,
    )
  }
  return {
    name: 'DuckDB over a wide table',
    ask(question) {
      const sql = overWide(question)
      return async () => (await connection.runAndReadAll(sql)).getRows()
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
