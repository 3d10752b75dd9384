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
  const chains = new Map<string, readonly string[]>()
  const below = new Map<string, readonly Region[]>()

  /** The regions right below, by code. */
  function childrenOf(code: string): readonly Region[] {
    const known = below.get(code) ?? children.all(code)
    below.set(code, known)
    return known
  }

  function forget(): void {
    chains.clear()
    below.clear()
  }

  /** The region and every region above it, lowest first. */
  function chainOf(code: string): readonly string[] {
    const known = chains.get(code)
    if (known !== undefined) return known
    const chain: string[] = []
    for (let at: string | null = code; at !== null && !chain.includes(at); ) {
      chain.push(at)
      at = find.get(at)?.parent ?? null
    }
    chains.set(code, chain)
    return chain
  }

  return {
    chainOf,
    find: (code: string): Region | undefined => find.get(code),
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

export type RegionStore = ReturnType<typeof regionStore>
