import {
  type Counted,
  decodeTally,
  emptyTally,
  encodeTally,
  isEmpty,
  type Tally,
  tallyReport,
  tallyTally,
} from '../reports/tally.ts'
import { cellCount } from './known-format.ts'
import type { Database } from './open.ts'
import type { Basis } from './standing.ts'
import type { Gathered } from './writer.ts'

/** Where a roll-up row stands. Kind `''` is every kind. */
export interface RollUpKey {
  readonly region: string
  readonly basis: Basis
  readonly kind: string
  readonly year: number
  readonly format: string
}

/** A change to one row: a report's vector or another tally, put in (1) or taken out (-1). */
interface Change {
  readonly key: RollUpKey
  readonly times: 1 | -1
  readonly of: Counted | Tally
}

/**
 * The sums over every region's whole subtree. Changes are gathered over a transaction and
 * written once at its end: thirty reports of one nation cost one write of the nation's row.
 */
export function rollUpStore(database: Database) {
  const find = database.prepare<[string, string, string, number, string], { tally: Buffer }>(
    'select tally from roll_up where region = ? and basis = ? and kind = ? and year = ? and format = ?',
  )
  const put = database.prepare(
    `insert into roll_up (region, basis, kind, year, format, tally) values (?, ?, ?, ?, ?, ?)
     on conflict do update set tally = excluded.tally`,
  )
  const remove = database.prepare(
    'delete from roll_up where region = ? and basis = ? and kind = ? and year = ? and format = ?',
  )
  const ofRegion = database.prepare<[string], RollUpKey & { tally: Buffer }>(
    'select region, basis, kind, year, format, tally from roll_up where region = ?',
  )
  const every = database.prepare<[], RollUpKey & { tally: Buffer }>(
    'select region, basis, kind, year, format, tally from roll_up',
  )
  let changes: Change[] = []

  const gathered: Gathered = {
    mark: () => changes.length,
    undo: (mark) => {
      changes.length = mark
    },
    settle() {
      for (const rowChanges of byRow(changes)) write(rowChanges)
      changes = []
    },
  }

  function write([first, ...rest]: readonly Change[]): void {
    if (first === undefined) return
    const { region, basis, kind, year, format } = first.key
    const length = cellCount(format)
    const row = find.get(region, basis, kind, year, format)
    const tally = row === undefined ? emptyTally(length) : decodeTally(row.tally, length)
    for (const { of, times } of [first, ...rest]) {
      if ('vector' in of) tallyReport(tally, of, times)
      else tallyTally(tally, of, times)
    }
    if (isEmpty(tally)) remove.run(region, basis, kind, year, format)
    else put.run(region, basis, kind, year, format, encodeTally(tally))
  }

  return {
    gathered,

    /** Puts a report in, or takes it out, for every region of the chain and for its kind and all. */
    change(
      chain: readonly string[],
      at: { basis: Basis; kind: string; year: number; format: string },
      of: Counted,
      times: 1 | -1,
    ): void {
      for (const region of chain) {
        for (const kind of ['', at.kind]) {
          changes.push({ key: { ...at, region, kind }, times, of })
        }
      }
    },

    /** Adds everything a region holds to each region of a chain, or takes it out. */
    changeSubtree(region: string, chain: readonly string[], times: 1 | -1): void {
      const held: Change[] = ofRegion.all(region).map(({ tally, ...key }) => ({
        key,
        times: 1,
        of: decodeTally(tally, cellCount(key.format)),
      }))
      held.push(...changes.filter((change) => change.key.region === region))
      for (const change of held) {
        for (const above of chain) {
          const sign = change.times === times ? 1 : -1
          changes.push({ key: { ...change.key, region: above }, times: sign, of: change.of })
        }
      }
    },

    /** Every row with its bytes, for verification. */
    rows: () => every.iterate(),

    clear: () => database.exec('delete from roll_up'),
  }
}

export type RollUpStore = ReturnType<typeof rollUpStore>

function byRow(changes: readonly Change[]): Iterable<Change[]> {
  const rows = new Map<string, Change[]>()
  for (const change of changes) {
    const { region, basis, kind, year, format } = change.key
    const name = `${region} ${basis} ${kind} ${year} ${format}`
    const row = rows.get(name)
    if (row === undefined) rows.set(name, [change])
    else row.push(change)
  }
  return rows.values()
}
