import type { Statement } from 'better-sqlite3'
import type { Database } from './open.ts'

/** Prepares each text once. The texts are put together from a fixed few parts, never from input. */
export function statements(database: Database) {
  const prepared = new Map<string, Statement<[object], unknown>>()
  return <Row>(sql: string): Statement<[object], Row> => {
    let statement = prepared.get(sql)
    if (statement === undefined) {
      statement = database.prepare<[object], unknown>(sql)
      prepared.set(sql, statement)
    }
    return statement as Statement<[object], Row>
  }
}
