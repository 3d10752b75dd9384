import type { Ledger } from './ledger.ts'
import type { Database } from './open.ts'

/** An edition of the rules in force, since when, by whom and why. */
export interface Activation {
  readonly ruleset: string
  readonly since: string
  readonly client: string
  readonly reason: string
}

/** Reports that have yet to be checked under the edition in force, lowest id first. */
export interface Sweep extends Pick<Activation, 'since' | 'client'> {
  readonly reports: readonly {
    readonly id: number
    readonly agency: string
    readonly year: number
  }[]
}

interface Swept extends Pick<Activation, 'since' | 'client'> {
  readonly checked_to: number | null
}

/** Which edition of the rules is in force. */
export function activationStore(
  database: Database,
  { write, clock, events, rechecks }: Pick<Ledger, 'write' | 'clock' | 'events' | 'rechecks'>,
) {
  const newest = database.prepare<[], Activation>(
    'select ruleset, since, client, reason from activation order by since desc limit 1',
  )
  const insert = database.prepare(
    'insert into activation (since, ruleset, client, reason, checked_to) values (?, ?, ?, ?, 0)',
  )
  const swept = database.prepare<[], Swept>(
    'select since, client, checked_to from activation order by since desc limit 1',
  )
  const behind = database.prepare<[number, number], Sweep['reports'][number]>(
    `select id, agency, year from report where id > ? and state <> 'discarded' order by id limit ?`,
  )
  const advance = database.prepare('update activation set checked_to = ? where since = ?')
  let known: Activation | undefined = newest.get()

  return {
    /** The edition that was put in force last; undefined while none ever was. */
    current: (): Activation | undefined => known,

    activate: (ruleset: string, reason: string, client: string): Promise<Activation> =>
      write(() => {
        const since = clock.tick()
        const detail = { ruleset, reason, before: newest.get()?.ruleset ?? null }
        insert.run(since, ruleset, client, reason)
        events.append({ at: since, client, action: 'activate-ruleset', subject: SUBJECT, detail })
        return { ruleset, since, client, reason }
      }).then((activation) => {
        if (known === undefined || known.since < activation.since) known = activation
        rechecks.told()
        return activation
      }),

    /** Reports to be checked under the edition in force; undefined when all have been. */
    async behind(limit: number): Promise<Sweep | undefined> {
      const at = swept.get()
      if (at === undefined || at.checked_to === null) return undefined
      const { since, client } = at
      return { since, client, reports: behind.all(at.checked_to, limit) }
    },

    /** Notes how far the reports have been checked; null when all have. */
    sweptTo: (since: string, report: number | null): Promise<void> =>
      write(() => {
        advance.run(report, since)
      }),
  }
}

/** What the log calls it. */
const SUBJECT = 'ruleset:in-force'
