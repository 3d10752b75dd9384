import type { Database } from './open.ts'

/** A region of GB/T 2260 and the one above it. */
export interface Region {
  readonly code: string
  readonly name: string
  readonly parent: string | null
}

/** The regions, and which lies below which. */
export function regionStore(database: Database) {
  const find = database.prepare<[string], Region>('select * from region where code = ?')
  const list = database.prepare<[string, number], Region>(
    'select * from region where code > ? order by code limit ?',
  )
  const children = database.prepare<[string], Region>(
    'select * from region where parent = ? order by code',
  )
  const put = database.prepare(
    `insert into region (code, name, parent) values (?, ?, ?)
     on conflict do update set name = excluded.name, parent = excluded.parent`,
  )
  const end = database.prepare(
    'update region_history set until = ? where code = ? and until is null',
  )
  const begin = database.prepare(
    'insert into region_history (code, since, name, parent) values (?, ?, ?, ?)',
  )
  const known = new Map<string, Region>()
  const chains = new Map<string, readonly string[]>()
  const below = new Map<string, readonly Region[]>()

  function findOne(code: string): Region | undefined {
    const region = known.get(code) ?? find.get(code)
    if (region !== undefined) known.set(code, region)
    return region
  }

  /** The regions right below, by code. */
  function childrenOf(code: string): readonly Region[] {
    const regions = below.get(code) ?? children.all(code)
    below.set(code, regions)
    return regions
  }

  function forget(): void {
    known.clear()
    chains.clear()
    below.clear()
  }

  /** The region and every region above it, lowest first. */
  function chainOf(code: string): readonly string[] {
    const before = chains.get(code)
    if (before !== undefined) return before
    const chain: string[] = []
    for (let at: string | null = code; at !== null && !chain.includes(at); ) {
      chain.push(at)
      at = findOne(at)?.parent ?? null
    }
    chains.set(code, chain)
    return chain
  }

  return {
    chainOf,
    find: findOne,
    list: (after: string, limit: number): Region[] => list.all(after, limit),
    childrenOf,

    /** Whether `code` is `top` or lies below it. */
    isWithin: (code: string, top: string): boolean => chainOf(code).includes(top),

    put({ code, name, parent }: Region, at: string): void {
      put.run(code, name, parent)
      end.run(at, code)
      begin.run(code, at, name, parent)
      forget()
    },

    /** Forgets what was cached, after a transaction that was rolled back. */
    forget,
  }
}
