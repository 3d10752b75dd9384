import { type Agency, agencyStore } from './agency-store.ts'
import { exemptionStore } from './exemption-store.ts'
import { filerCounts } from './filer-counts.ts'
import { markOf } from './mark.ts'
import type { Database } from './open.ts'
import { regionAgencies } from './region-agencies.ts'
import { type Region, regionStore } from './region-store.ts'
import type { RollUpStore } from './roll-up-store.ts'
import { type Basis, bases, COUNTS } from './standing.ts'

interface Standing {
  readonly year: number
  readonly number: number
  readonly format: string
  readonly digest: Buffer
  readonly cells: Buffer
  readonly late: number
}

/** A region would come to lie below itself. */
export class RegionCycle extends Error {}

/** Regions and agencies together: whoever moves takes its reports along, in every sum above it. */
export function registerStore(database: Database, rollUps: RollUpStore) {
  const regions = regionStore(database)
  const agencies = agencyStore(database)
  const filers = filerCounts(database)
  const exemptions = exemptionStore(database)
  const places = regionAgencies(database)
  const standings = database.prepare<[string, Basis], Standing>(
    `select report.year, revision.number, revision.format, revision.digest, revision.cells,
       standing.late as late
     from standing
     join report on report.id = standing.report
     join revision on revision.report = standing.report and revision.number = standing.revision
     where report.agency = ? and standing.basis = ? and standing.until is null`,
  )

  const filedOutside = database
    .prepare<[string, number | null, number | null], number>(
      `select year from report
       where agency = ? and ${COUNTS} is not null and (year < ? or year > ?) order by year`,
    )
    .pluck()

  let changes = 0

  /** Puts an agency's years into every count above it, or takes them out. */
  function countYears(of: Agency, times: 1 | -1): void {
    if (!of.counts) return
    filers.count(of, exemptions.years(of.id), regions.chainOf(of.region), times)
  }

  /** Puts an agency's years and reports into every count above it, or takes them out. */
  function count(of: Agency, times: 1 | -1): void {
    if (!of.counts) return
    const chain = regions.chainOf(of.region)
    countYears(of, times)
    for (const basis of bases) {
      for (const { year, number, format, digest, cells, late } of standings.all(of.id, basis)) {
        const mark = markOf(of.id, year, number, digest)
        const at = { basis, kind: of.kind, year, format }
        rollUps.change(chain, at, { vector: cells, late: late === 1, mark }, times)
      }
    }
  }

  /** Adds what a region holds to every region above it, or takes it out. */
  function countSubtree(code: string, times: 1 | -1): void {
    const above = regions.chainOf(code).slice(1)
    rollUps.changeSubtree(code, above, times)
    filers.countSubtree(code, above, times)
  }

  return {
    chainOf: regions.chainOf,
    isWithin: regions.isWithin,
    findRegion: regions.find,
    listRegions: regions.list,
    childrenOf: regions.childrenOf,
    findAgency: agencies.find,
    agencyNamed: agencies.named,
    agenciesKnownAs: agencies.knownAs,
    heirsOf: agencies.heirsOf,
    listAgencies: agencies.list,
    /** How often regions or agencies were changed since the store was opened. */
    changes: () => changes,
    filers: filers.in,
    kindsIn: filers.kindsIn,

    /** Within the caller's transaction. */
    putRegion(next: Region, at: string): void {
      if (next.parent !== null && regions.isWithin(next.parent, next.code)) throw new RegionCycle()
      const before = regions.find(next.code)
      const moves = before !== undefined && before.parent !== next.parent
      if (moves) {
        countSubtree(next.code, -1)
        places.dropSubtree(next.code, regions.chainOf(next.code).slice(1))
      }
      regions.put(next, at)
      changes++
      if (moves) {
        countSubtree(next.code, 1)
        places.addSubtree(next.code, regions.chainOf(next.code).slice(1))
      }
    },

    /** Within the caller's transaction. */
    putAgency(next: Agency, at: string): void {
      const before = agencies.find(next.id)
      if (before !== undefined) {
        count(before, -1)
        if (before.region !== next.region) places.drop(before.id, regions.chainOf(before.region))
      }
      agencies.put(next, at)
      changes++
      count(next, 1)
      if (before?.region !== next.region) places.add(next.id, regions.chainOf(next.region))
    },

    exemption: exemptions.reason,

    /** The years for which a report of an agency stands though it would be no filer then. */
    filedOutside: ({ id, validFrom, validTo }: Agency): number[] =>
      filedOutside.all(id, validFrom, validTo),

    /** Within the caller's transaction. */
    exempt(of: Agency, year: number, said: { reason: string; client: string; at: string }): void {
      countYears(of, -1)
      exemptions.begin(of.id, year, said)
      countYears(of, 1)
    },

    /** Within the caller's transaction; false when it was not exempt. */
    endExemption(of: Agency, year: number, at: string): boolean {
      countYears(of, -1)
      const ended = exemptions.end(of.id, year, at)
      countYears(of, 1)
      return ended
    },

    /** Forgets what was cached, after a transaction that was rolled back. */
    forget(): void {
      regions.forget()
      agencies.forget()
      filers.forget()
      changes++
    },
  }
}

export type RegisterStore = ReturnType<typeof registerStore>
