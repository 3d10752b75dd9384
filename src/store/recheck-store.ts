import { keepFindings } from './filing.ts'
import type { Head } from './head.ts'
import type { Ledger } from './ledger.ts'
import { noting } from './noting.ts'
import type { Database } from './open.ts'
import { refreshing } from './refreshing.ts'
import { type Checked, Stale } from './revision.ts'

/** A report whose findings may have changed with another that it goes on from. */
interface Noted {
  readonly report: number
  readonly agency: string
  readonly year: number
  readonly since: string
  readonly because: Because
}

/** Who changed what the findings rest on: a report, or the edition of the rules. */
export interface Because {
  readonly client: string
  readonly cause:
    | { readonly agencyId: string; readonly year: number }
    | { readonly ruleset: string }
}

interface Row extends Omit<Noted, 'because'> {
  readonly client: string
  readonly causeAgency: string
  readonly causeYear: number
}

/** What was found of a revision, as it was kept. */
interface Kept {
  readonly ruleset: string
  readonly findings: Buffer
}

/** Reports to be checked again, noted in the transaction that made it necessary. */
export function recheckStore(
  database: Database,
  { write, clock, events }: Pick<Ledger, 'write' | 'clock' | 'events'>,
) {
  const next = database.prepare<[number], Row>(
    `select report, report.agency, report.year, since, client,
       recheck.agency as causeAgency, recheck.year as causeYear
     from recheck join report on report.id = recheck.report order by since limit ?`,
  )
  const done = database.prepare('delete from recheck where report = ? and since = ?')
  const kept = database.prepare<[number, number], Kept>(
    'select ruleset, findings from finding where report = ? and revision = ?',
  )
  const version = database.prepare<[number], { version: number }>(
    'select version from report where id = ?',
  )
  const touch = database.prepare(
    'update report set version = version + 1, updated_at = ? where id = ?',
  )
  const keep = keepFindings(database)
  const refresh = refreshing(database)
  let listener = (): void => {}
  const told = () => listener()

  return {
    /** Notes what goes on from a report that changed. */
    note: noting(database, told),
    /** There may be something to check again. */
    told,
    onTold(by: () => void): void {
      listener = by
    },

    next: async (limit: number): Promise<Noted[]> =>
      next.all(limit).map(({ client, causeAgency: agencyId, causeYear: year, ...row }) => ({
        ...row,
        because: { client, cause: { agencyId, year } },
      })),

    /** What was found when the revision was checked last. */
    kept: async (report: number, revision: number) => kept.get(report, revision),

    /** The report was looked at; a change since it was noted keeps the note. */
    done: ({ report, since }: Pick<Noted, 'report' | 'since'>): Promise<void> =>
      write(() => {
        done.run(report, since)
      }),

    /** Keeps what is found now in place of what was. Throws Stale when the report moved on. */
    keep: (head: Head, checked: Checked, { client, cause }: Because): Promise<void> =>
      write(() => {
        if (version.get(head.id)?.version !== head.version) throw new Stale()
        const at = clock.tick()
        touch.run(at, head.id)
        const { agency, year, revision } = head
        const findings = keep(head.id, revision, checked, at)
        refresh(head.id)
        const { ruleset, summary } = checked
        const detail = { revision, findings, ruleset, ...summary, cause }
        events.append({ at, client, action: 'recheck', agency, year, detail })
      }),
  }
}

export type RecheckStore = ReturnType<typeof recheckStore>
