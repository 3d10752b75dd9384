import { hash } from 'node:crypto'
import { canonicalise } from '../reports/canonical.ts'
import { documentStore, type Original } from './document-store.ts'
import type { Ledger } from './ledger.ts'
import type { Database } from './open.ts'
import { refreshing } from './refreshing.ts'
import { type Checked, type Revision, Stale } from './revision.ts'

/** A body to be kept as the newest revision of an agency's year. */
export interface Filing {
  readonly agency: string
  readonly year: number
  /** The version the caller saw; null when there was no report. */
  readonly basedOn: number | null
  readonly client: string
  readonly revision: Pick<Revision, 'format' | 'digest' | 'cells' | 'noticed' | 'body' | 'reason'>
  readonly checked: Checked
  /** The document it was read from. */
  readonly original?: Original | undefined
}

interface Before {
  readonly id: number
  readonly version: number
  readonly state: string
}

/** Keeps revisions. What was sent back stays sent back until it is submitted anew. */
export function filing(database: Database, { clock, events }: Pick<Ledger, 'clock' | 'events'>) {
  const before = database.prepare<[string, number], Before>(
    'select id, version, state from report where agency = ? and year = ?',
  )
  const insertReport = database.prepare(
    `insert into report (agency, year, state, revision, version, late, updated_at, format, digest,
       filed_at, checked_at, errors, warnings, infos)
     values (@agency, @year, 'draft', 1, 1, 0, @at, @format, @digest, @at, @at,
       @errors, @warnings, @infos)`,
  )
  const advance = database.prepare(
    'update report set state = ?, revision = ?, version = version + 1, updated_at = ? where id = ?',
  )
  const insertRevision = database.prepare(
    `insert into revision (report, number, format, digest, cells, noticed, reason, client, at, body)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const lastNumber = database.prepare<[number], { number: number | null }>(
    'select max(number) as number from revision where report = ?',
  )
  const keep = keepFindings(database)
  const refresh = refreshing(database)
  const originals = documentStore(database)

  /** The revision as kept. Within the caller's transaction. Throws Stale when the report moved on meanwhile. */
  return ({ agency, year, basedOn, client, revision, checked, original }: Filing): Revision => {
    const at = clock.tick()
    const was = before.get(agency, year)
    const seen = was === undefined || was.state === 'discarded' ? null : was.version
    if (seen !== basedOn) throw new Stale()
    const { format, digest, cells, noticed, body, reason } = revision
    const made = { agency, year, at, format, digest, ...checked.summary }
    const id = was?.id ?? Number(insertReport.run(made).lastInsertRowid)
    const number = (was === undefined ? 0 : (lastNumber.get(id)?.number ?? 0)) + 1
    insertRevision.run(id, number, format, digest, cells, noticed, reason, client, at, body)
    const found = keep(id, number, checked, at)
    if (was !== undefined) {
      advance.run(was.state === 'returned' ? 'returned' : 'draft', number, at, id)
      refresh(id)
    }
    if (original !== undefined) originals.keep(id, number, original)
    const detail = {
      revision: number,
      digest: digest.toString('hex'),
      findings: found,
      ...(noticed === null ? {} : { noticed: sha256(noticed) }),
      ...(original === undefined
        ? {}
        : { document: original.digest.toString('hex'), mediaType: original.mediaType }),
      ...(reason === null ? {} : { reason }),
    }
    events.append({ at, client, action: 'file', agency, year, detail })
    return { number, client, at, ...revision }
  }
}

/** Keeps what the rules said of a revision, in place of what they said before; answers its digest. */
export function keepFindings(database: Database) {
  const put = database.prepare(
    `insert into finding (report, revision, ruleset, at, errors, warnings, infos, findings)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict do update set ruleset = excluded.ruleset, at = excluded.at,
       errors = excluded.errors, warnings = excluded.warnings, infos = excluded.infos,
       findings = excluded.findings`,
  )
  return (
    report: number,
    revision: number,
    { ruleset, summary, findings }: Checked,
    at: string,
  ): string => {
    const { errors, warnings, infos } = summary
    put.run(report, revision, ruleset, at, errors, warnings, infos, findings)
    return findingsDigest({ ruleset, at, errors, warnings, infos, findings })
  }
}

/** What the log holds of a row of `finding`, in hex. */
export const findingsDigest = (row: {
  readonly ruleset: string
  readonly at: string
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  readonly findings: Buffer
}): string => sha256(canonicalise({ ...row, findings: sha256(row.findings) }))

export const sha256 = (data: string | Buffer): string => hash('sha256', data, 'hex')
