import type { Database } from './open.ts'

/** When reports of a year are taken; days as `YYYY-MM-DD` by the calendar of China, inclusive. */
export interface Window {
  readonly opens: string | null
  readonly departments: string
  readonly governments: string
  readonly closes: string | null
  /** Why it closes. */
  readonly reason: string | null
}

/** More time for one filer, or a year that is open to it alone. */
export interface Extension {
  readonly due: string | null
  readonly openUntil: string | null
  readonly reason: string
}

interface WindowRow extends Window {
  readonly region: string
  readonly year: number
}
interface ExtensionRow extends Extension {
  readonly agency: string
  readonly year: number
}

/** Filing windows and extensions; few, read for every report, and so kept in memory as well. */
export function calendarStore(database: Database) {
  const everyWindow = database.prepare<[], WindowRow>('select * from filing_window')
  const everyExtension = database.prepare<[], ExtensionRow>(
    'select agency, year, due, open_until as openUntil, reason from extension',
  )
  const putWindow = database.prepare(
    `insert into filing_window (region, year, opens, departments, governments, closes, reason)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict do update set opens = excluded.opens, departments = excluded.departments,
       governments = excluded.governments, closes = excluded.closes, reason = excluded.reason`,
  )
  const removeWindow = database.prepare('delete from filing_window where region = ? and year = ?')
  const putExtension = database.prepare(
    `insert into extension (agency, year, due, open_until, reason) values (?, ?, ?, ?, ?)
     on conflict do update set due = excluded.due, open_until = excluded.open_until,
       reason = excluded.reason`,
  )
  const removeExtension = database.prepare('delete from extension where agency = ? and year = ?')
  let windows: Map<string, Window> | undefined
  let extensions: Map<string, Extension> | undefined

  const nameOf = (of: string, year: number) => `${of} ${year}`

  function allWindows(): Map<string, Window> {
    windows ??= new Map(
      everyWindow.all().map(({ region, year, ...window }) => [nameOf(region, year), window]),
    )
    return windows
  }

  function allExtensions(): Map<string, Extension> {
    extensions ??= new Map(
      everyExtension.all().map(({ agency, year, ...more }) => [nameOf(agency, year), more]),
    )
    return extensions
  }

  return {
    /** The window of the first region of a chain that has one of its own. */
    window(chain: readonly string[], year: number): (Window & { region: string }) | undefined {
      const known = allWindows()
      if (known.size === 0) return undefined
      for (const region of chain) {
        const window = known.get(nameOf(region, year))
        if (window !== undefined) return { region, ...window }
      }
      return undefined
    },

    extension: (agency: string, year: number): Extension | undefined =>
      allExtensions().get(nameOf(agency, year)),

    /** Within the caller's transaction. */
    putWindow(region: string, year: number, window: Window): void {
      const { opens, departments, governments, closes, reason } = window
      putWindow.run(region, year, opens, departments, governments, closes, reason)
      allWindows().set(nameOf(region, year), window)
    },

    /** Within the caller's transaction; false when there is none. */
    removeWindow(region: string, year: number): boolean {
      allWindows().delete(nameOf(region, year))
      return removeWindow.run(region, year).changes > 0
    },

    /** Within the caller's transaction. */
    putExtension(agency: string, year: number, extension: Extension): void {
      const { due, openUntil, reason } = extension
      putExtension.run(agency, year, due, openUntil, reason)
      allExtensions().set(nameOf(agency, year), extension)
    },

    /** Within the caller's transaction; false when there is none. */
    removeExtension(agency: string, year: number): boolean {
      allExtensions().delete(nameOf(agency, year))
      return removeExtension.run(agency, year).changes > 0
    },

    /** Forgets what was cached, after a transaction that was rolled back. */
    forget(): void {
      windows = undefined
      extensions = undefined
    },
  }
}

export type CalendarStore = ReturnType<typeof calendarStore>
