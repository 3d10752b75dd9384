import type { RegisterStore } from './register-store.ts'

/** Rows of a region's agencies for a year, at most so many, in the order of their agencies. */
export interface AskedRows {
  readonly region: string
  readonly year: number
  readonly limit: number
}

interface Known<Asked, Row> {
  readonly asked: Asked
  /** What the register was when they were read. */
  readonly register: number
  rows: readonly Row[]
  /** Agencies whose reports have moved since. */
  readonly moved: Set<string>
}

/** Counties and years whose rows are known; the one read longest ago is forgotten. */
const MOST_KNOWN = 200

/**
 * Rows as in the database. When one agency's report moves only its row is read again, and not before
 * somebody asks: while a county files, every report is held against all the others.
 */
export function countyRows<Asked extends AskedRows, Row extends { readonly agency: string }>(
  register: Pick<RegisterStore, 'changes'>,
  read: {
    readonly all: (asked: Asked) => Row[]
    readonly one: (agency: string, year: number) => Row | undefined
  },
) {
  const known = new Map<string, Known<Asked, Row>>()

  /**
   * Reads the rows again whose agencies have moved; false where all have to be read anew. Of a list
   * that was cut off it is not known who comes in from behind.
   */
  function mend(held: Known<Asked, Row>): boolean {
    if (held.register !== register.changes()) return false
    if (held.moved.size === 0) return true
    if (held.rows.length >= held.asked.limit) return false
    for (const agency of held.moved) {
      held.rows = mended(held.rows, agency, read.one(agency, held.asked.year))
    }
    held.moved.clear()
    return held.rows.length < held.asked.limit
  }

  return {
    rows(asked: Asked): readonly Row[] {
      const key = JSON.stringify(asked)
      const held = known.get(key)
      if (held !== undefined && mend(held)) return held.rows
      const rows = read.all(asked)
      known.delete(key)
      known.set(key, { asked, register: register.changes(), rows, moved: new Set() })
      const [oldest] = known.keys()
      if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
      return rows
    },

    /** An agency's report has moved: it is looked at again wherever it may belong. */
    moved(agency: string, mayBelong: (asked: Asked) => boolean): void {
      for (const { asked, moved } of known.values()) if (mayBelong(asked)) moved.add(agency)
    },
  }
}

/** With an agency's row as it is now, if it has one, in its place in the order. */
function mended<Row extends { readonly agency: string }>(
  rows: readonly Row[],
  agency: string,
  row: Row | undefined,
): Row[] {
  const before = rows.filter((one) => one.agency < agency)
  const after = rows.filter((one) => one.agency > agency)
  return row === undefined ? [...before, ...after] : [...before, row, ...after]
}
