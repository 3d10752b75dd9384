import { beside } from './beside.ts'
import type { Clock } from './clock.ts'
import type { Database } from './open.ts'
import type { Write } from './writer.ts'

/** An answer that can be given again byte for byte. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The revision whose body follows, with a closing brace; kept once, as it never changes. */
  readonly content: { readonly report: number; readonly revision: number } | null
}

/** A request that may be sent again: whose, to do what, under which key, and its digest. */
export interface Attempt {
  readonly client: string
  readonly operation: string
  readonly key: string
  readonly request: Buffer
  /** Answers from before this moment are forgotten. */
  readonly expired: string
}

/** What is kept of an attempt; no answer when the service stopped before there was one. */
export interface Kept {
  readonly request: Buffer
  readonly answer: Answer | null
}

interface Row {
  readonly request: Buffer
  readonly status: number | null
  readonly headers: string
  readonly body: Buffer
  readonly report: number | null
  readonly revision: number | null
}

const PURGED_AT_ONCE = 4
const GIVEN_WAY_AT_ONCE = 16

/** Of one client; what is older gives way, however long it was to be kept. */
const MOST_ANSWERS = 100_000
const MOST_BYTES = 256 * 2 ** 20

/** The answers to requests that were carried out, for whoever sends them again. */
export function keptAnswers(database: Database, { write, clock }: { write: Write; clock: Clock }) {
  const find = database.prepare<[string, string, string, string], Row>(
    `select request, status, headers, body, report, revision from kept_answer
     where client = ? and operation = ? and key = ? and at >= ?`,
  )
  const put = database.prepare(
    `insert into kept_answer
       (client, operation, key, request, at, status, headers, body, report, revision)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict do update set request = excluded.request, at = excluded.at,
       status = excluded.status, headers = excluded.headers, body = excluded.body,
       report = excluded.report, revision = excluded.revision`,
  )
  const purge = database.prepare(
    `delete from kept_answer where rowid in
       (select rowid from kept_answer where at < ? order by at limit ${PURGED_AT_ONCE})`,
  )

  const total = database.prepare<[string], { answers: number; bytes: number }>(
    'select answers, bytes from kept_total where client = ?',
  )
  const giveWay = database.prepare(
    `delete from kept_answer where rowid in
       (select rowid from kept_answer where client = ? order by at limit ${GIVEN_WAY_AT_ONCE})`,
  )

  /** Whether a client's answers take more room than one client has. */
  function over(client: string): boolean {
    const kept = total.get(client)
    return kept !== undefined && (kept.answers > MOST_ANSWERS || kept.bytes > MOST_BYTES)
  }

  /** Within the caller's transaction. Each one kept makes room by forgetting a few old ones. */
  function keep(
    { client, operation, key, request, expired }: Attempt,
    answer: Answer | null,
  ): void {
    purge.run(expired)
    put.run(
      client,
      operation,
      key,
      request,
      clock.tick(),
      answer?.status ?? null,
      JSON.stringify(answer?.headers ?? {}),
      answer?.body ?? NOTHING,
      answer?.content?.report ?? null,
      answer?.content?.revision ?? null,
    )
    while (over(client)) giveWay.run(client)
  }

  return {
    keep,

    /** What was kept of an attempt, at once: whether it runs already must be known by then. */
    find({ client, operation, key, expired }: Omit<Attempt, 'request'>): Kept | undefined {
      const row = find.get(client, operation, key, expired)
      return row === undefined ? undefined : { request: row.request, answer: answerFrom(row) }
    },

    /** Keeps an answer by itself: nothing was changed, or the change did not know its answer. */
    keepAlone: (attempt: Attempt, answer: Answer): Promise<void> =>
      beside.apart(() => write(() => keep(attempt, answer))),
  }
}

const NOTHING = Buffer.alloc(0)

const answerFrom = ({ status, headers, body, report, revision }: Row): Answer | null =>
  status === null
    ? null
    : {
        status,
        headers: JSON.parse(headers) as Record<string, string>,
        body,
        content: report === null || revision === null ? null : { report, revision },
      }
