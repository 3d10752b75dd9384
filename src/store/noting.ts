import type { Database } from './open.ts'

/** The step that changed what counts of a report. */
interface Changed {
  readonly agency: string
  readonly year: number
  readonly client: string
  readonly at: string
}

/**
 * Notes the reports that go on from another, to be checked again: next year's of the agency and of
 * those that came of it, and this year's of those among which a predecessor was divided with it.
 * Within the caller's transaction.
 */
export function noting(database: Database, told: () => void) {
  const note = database.prepare(
    `insert into recheck (report, since, client, agency, year)
     select id, @at, @client, @agency, @year from report
     where state <> 'discarded' and (
       (year = @year + 1 and agency in (
         select @agency union select successor from succession where predecessor = @agency))
       or (year = @year and agency in (
         select other.successor from succession own join succession other
           on other.predecessor = own.predecessor
         where own.successor = @agency and other.successor <> @agency)))
     on conflict do update set since = excluded.since, client = excluded.client,
       agency = excluded.agency, year = excluded.year`,
  )
  return (changed: Changed): void => {
    if (note.run(changed).changes > 0) told()
  }
}
