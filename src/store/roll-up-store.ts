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

/** A report's vector or another tally, put in (1) or taken out (-1) for some regions and kinds. */
interface Change extends Pick<RollUpKey, 'basis' | 'year' | 'format'> {
  readonly regions: readonly string[]
  readonly kinds: readonly string[]
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
  const every = database.prepare<[], RollUpKey>(
    'select region, basis, kind, year, format from roll_up',
  )
  let changes: Change[] = []

  const gathered: Gathered = {
    mark: () => changes.length,
    undo: (mark) => {
      changes.length = mark
    },
    settle() {
      const rows = new Map<string, { key: RollUpKey; tally: Tally }>()
      for (const change of changes) apply(change, rows)
      for (const { key, tally } of rows.values()) write(key, tally)
      changes = []
    },
  }

  function apply(change: Change, rows: Map<string, { key: RollUpKey; tally: Tally }>): void {
    const { regions, kinds, basis, year, format, of, times } = change
    for (const region of regions) {
      for (const kind of kinds) {
        const name = `${region} ${basis} ${kind} ${year} ${format}`
        const row = rows.get(name) ?? read({ region, basis, kind, year, format })
        rows.set(name, row)
        if ('vector' in of) tallyReport(row.tally, of, times)
        else tallyTally(row.tally, of, times)
      }
    }
  }

  function read(key: RollUpKey) {
    const length = cellCount(key.format)
    const row = find.get(key.region, key.basis, key.kind, key.year, key.format)
    return { key, tally: row === undefined ? emptyTally(length) : decodeTally(row.tally, length) }
  }

  function write({ region, basis, kind, year, format }: RollUpKey, tally: Tally): void {
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
      const { kind, ...rest } = at
      changes.push({ ...rest, regions: chain, kinds: ['', kind], of, times })
    },

    /** Adds everything a region holds to each region of a chain, or takes it out. */
    changeSubtree(region: string, chain: readonly string[], times: 1 | -1): void {
      const held: Change[] = ofRegion.all(region).map(({ kind, tally, ...key }) => ({
        ...key,
        regions: [region],
        kinds: [kind],
        times: 1,
        of: decodeTally(tally, cellCount(key.format)),
      }))
      held.push(...changes.filter(({ regions }) => regions.includes(region)))
      for (const change of held) {
        changes.push({ ...change, regions: chain, times: change.times === times ? 1 : -1 })
      }
    },

    /** A row's bytes. */
    find: ({ region, basis, kind, year, format }: RollUpKey): Buffer | undefined =>
      find.get(region, basis, kind, year, format)?.tally,

    /** The keys of all rows. */
    keys: () => every.iterate(),
  }
}

export type RollUpStore = ReturnType<typeof rollUpStore>
