import type { Database } from './open.ts'

/**
 * Which agencies lie in a region's whole subtree, a row for each region above an agency: lists of
 * any region are read in the order they are answered, whatever its size. Written in the transaction
 * that moves an agency or a region.
 */
export function regionAgencies(database: Database) {
  const add = database.prepare(
    'insert into region_agency (region, agency) values (?, ?) on conflict do nothing',
  )
  const drop = database.prepare('delete from region_agency where region = ? and agency = ?')
  const addAll = database.prepare(
    `insert into region_agency (region, agency)
     select ?, agency from region_agency where region = ? on conflict do nothing`,
  )
  const dropAll = database.prepare(
    `delete from region_agency where region = ?
       and agency in (select agency from region_agency where region = ?)`,
  )
  return {
    add(agency: string, chain: readonly string[]): void {
      for (const region of chain) add.run(region, agency)
    },
    drop(agency: string, chain: readonly string[]): void {
      for (const region of chain) drop.run(region, agency)
    },
    /** All that a region holds, for each region of a chain. */
    addSubtree(code: string, chain: readonly string[]): void {
      for (const region of chain) addAll.run(region, code)
    },
    dropSubtree(code: string, chain: readonly string[]): void {
      for (const region of chain) dropAll.run(region, code)
    },
  }
}

/** Every row as it should be, from the register itself. */
const AS_REGISTERED = `
  with recursive above (region, agency) as (
    select region, id from agency
    union select region.parent, above.agency from above
      join region on region.code = above.region where region.parent is not null)`

export function rebuildRegionAgencies(database: Database): void {
  database.exec(
    `delete from region_agency; insert into region_agency ${AS_REGISTERED} select * from above`,
  )
}

/** The rows that are missing, and those that should not be there. */
export const wrongRegionAgencies = (database: Database): { region: string; agency: string }[] =>
  database
    .prepare<[], { region: string; agency: string }>(
      `${AS_REGISTERED}
       select * from (select * from above except select region, agency from region_agency)
       union all
       select * from (select region, agency from region_agency except select * from above)`,
    )
    .all()
