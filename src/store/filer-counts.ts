import type { Agency } from './agency-store.ts'
import type { Database } from './open.ts'

const FIRST_YEAR = 0
const MOST_KNOWN = 10_000

/** The years from which on an agency is expected (1) or no longer (-1). */
export function* filerChanges(
  { validFrom, validTo }: Pick<Agency, 'validFrom' | 'validTo'>,
  exempt: readonly number[],
): Generator<readonly [year: number, change: 1 | -1]> {
  yield [validFrom ?? FIRST_YEAR, 1]
  if (validTo !== null) yield [validTo + 1, -1]
  for (const year of exempt) {
    if (year < (validFrom ?? year) || year > (validTo ?? year)) continue
    yield [year, -1]
    yield [year + 1, 1]
  }
}

/** How many filers a region's whole subtree has in a year, kept as changes from year to year. */
export function filerCounts(database: Database) {
  const add = database.prepare(
    `insert into filer_count (region, kind, year, change) values (?, ?, ?, ?)
     on conflict do update set change = change + excluded.change`,
  )
  const upTo = database.prepare<[string, string, number], { filers: number | null }>(
    'select sum(change) as filers from filer_count where region = ? and kind = ? and year <= ?',
  )
  const ofRegion = database.prepare<[string], { kind: string; year: number; change: number }>(
    'select kind, year, change from filer_count where region = ?',
  )
  const kindsIn = database.prepare<[string], { kind: string }>(
    "select distinct kind from filer_count where region = ? and kind <> '' order by kind",
  )

  /** Asked for with every report that is filed, and changed but rarely. */
  const known = new Map<string, number>()

  return {
    /** Counts an agency in (1) or out (-1) for every region of a chain. */
    count(
      agency: Agency,
      exempt: readonly number[],
      chain: readonly string[],
      times: 1 | -1,
    ): void {
      known.clear()
      for (const region of chain) {
        for (const kind of ['', agency.kind]) {
          for (const [year, change] of filerChanges(agency, exempt)) {
            add.run(region, kind, year, change * times)
          }
        }
      }
    },

    /** Adds everything a region holds to each region of a chain, or takes it out. */
    countSubtree(region: string, chain: readonly string[], times: 1 | -1): void {
      known.clear()
      for (const { kind, year, change } of ofRegion.all(region)) {
        for (const above of chain) add.run(above, kind, year, change * times)
      }
    },

    /** Filers for a report year; kind `''` for all. */
    in(region: string, kind: string, year: number): number {
      const name = `${region} ${kind} ${year}`
      const filers = known.get(name) ?? upTo.get(region, kind, year)?.filers ?? 0
      if (known.size >= MOST_KNOWN) known.clear()
      known.set(name, filers)
      return filers
    },

    /** Forgets what was kept in mind, after a transaction that was rolled back. */
    forget: () => known.clear(),

    /** The kinds of agency that a region's subtree has ever had. */
    kindsIn: (region: string): string[] => kindsIn.all(region).map(({ kind }) => kind),
  }
}
