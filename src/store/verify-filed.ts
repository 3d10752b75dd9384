import { verify as verifies } from 'node:crypto'
import { type DocumentStore, documentStore } from './document-store.ts'
import { findingsDigest, sha256 } from './filing.ts'
import type { Database } from './open.ts'
import { publicKeyOf } from './receipt-keys.ts'
import type { Attested } from './receipt-store.ts'
import { OtherFormat, vectorOf } from './recount.ts'
import type { Fault } from './verify.ts'
import { type Done, watched } from './watched.ts'

interface Filed {
  readonly agency: string
  readonly year: number
  readonly number: number
  readonly format: string
  readonly digest: Buffer
  readonly cells: Buffer
  readonly noticed: string | null
  readonly reason: string | null
  readonly client: string
  readonly at: string
  readonly body: Buffer
  readonly mediaType: string | null
  readonly originalDigest: Buffer | null
  readonly filed: string | null
  readonly filer: string | null
}

/** Holds every revision and its document against their digests and the event that filed them. */
export function* verifyRevisions(database: Database, told: Done): Generator<Fault> {
  const originals = documentStore(database)
  const revisions = database.prepare<[], Filed>(
    `select report.agency, report.year, revision.*, event.detail as filed, event.client as filer,
       document.digest as originalDigest, document.media_type as mediaType
     from revision join report on report.id = revision.report
     left join document on document.report = revision.report and document.revision = revision.number
     left join event on event.subject = 'report:' || report.agency || ':' || report.year
       and event.action = 'file' and event.at = revision.at`,
  )
  for (const row of watched(revisions.iterate(), told)) {
    const where = `revision ${row.number} of ${row.agency} ${row.year}`
    for (const what of faultsOf(row, originals)) yield { where, what }
  }
}

function* faultsOf(row: Filed, originals: DocumentStore): Generator<string> {
  const { number, format, digest, cells, noticed, reason, client, body, filed, filer } = row
  const { originalDigest, mediaType } = row
  const hex = digest.toString('hex')
  if (sha256(body) !== hex) yield 'the filed body does not have its digest'
  else yield* faultsOfBody(format, body, cells)
  if (originalDigest !== null && !originals.digestOf(originalDigest).equals(originalDigest)) {
    yield 'the document it was read from does not have its digest'
  }
  if (filed === null) {
    yield 'the log does not know of it'
    return
  }
  const said = JSON.parse(filed) as Record<string, unknown>
  const same =
    said['revision'] === number &&
    said['digest'] === hex &&
    (said['noticed'] ?? null) === (noticed === null ? null : sha256(noticed)) &&
    (said['reason'] ?? null) === reason &&
    (said['document'] ?? null) === (originalDigest?.toString('hex') ?? null) &&
    (said['mediaType'] ?? null) === mediaType &&
    filer === client
  if (!same) yield 'it is not what the log says was filed'
}

function* faultsOfBody(format: string, body: Buffer, cells: Buffer): Generator<string> {
  try {
    if (!vectorOf(format, body).equals(cells)) yield 'the cells differ from the filed body'
  } catch (error) {
    if (!(error instanceof OtherFormat)) throw error
    yield 'the filed body is of another format'
  }
}

interface Found {
  readonly agency: string
  readonly year: number
  readonly revision: number
  readonly ruleset: string
  readonly at: string
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  readonly findings: Buffer
  readonly said: string | null
}

/** Holds what the rules found against the event that kept it. */
export function* verifyFindings(database: Database, told: Done): Generator<Fault> {
  const findings = database.prepare<[], Found>(
    `select report.agency, report.year, finding.*, event.detail as said
     from finding join report on report.id = finding.report
     left join event on event.subject = 'report:' || report.agency || ':' || report.year
       and event.at = finding.at`,
  )
  for (const { agency, year, revision, said, ...row } of watched(findings.iterate(), told)) {
    const { ruleset, at, errors, warnings, infos, findings: bytes } = row
    const digest = findingsDigest({ ruleset, at, errors, warnings, infos, findings: bytes })
    const known = said === null ? {} : (JSON.parse(said) as Record<string, unknown>)
    if (known['findings'] === digest && known['revision'] === revision) continue
    const where = `findings of revision ${revision} of ${agency} ${year}`
    yield { where, what: 'they are not what the log says was found' }
  }
}

interface Signed {
  readonly report: number
  readonly revision: number
  readonly event: number
  readonly body: string
  readonly signature: Buffer
  readonly hash: Buffer
}

/** Holds every receipt against its key and its event; a submission without one is noticed too. */
export function* verifyReceipts(database: Database, told: Done): Generator<Fault> {
  const keys = new Map(
    database
      .prepare<[], { id: string; key: Buffer }>('select id, key from receipt_key')
      .all()
      .map(({ id, key }) => [id, publicKeyOf(key.toString('base64url'))]),
  )
  const receipts = database.prepare<[], Signed>(
    `select receipt.*, event.hash from receipt join event on event.id = receipt.event`,
  )
  for (const { revision, event, body, signature, hash } of watched(receipts.iterate(), told)) {
    const where = `receipt of event ${event}`
    const attested = JSON.parse(body) as Attested
    const key = keys.get(attested.keyId)
    if (key === undefined || !verifies(null, Buffer.from(body), key, signature)) {
      yield { where, what: 'its signature does not verify' }
    }
    const same =
      attested.event.id === event &&
      attested.event.hash === hash.toString('hex') &&
      attested.revision === revision
    if (!same) yield { where, what: 'it attests something else than its event' }
  }
  const without = database.prepare<[], { id: number }>(
    `select id from event where action = 'submit'
       and not exists (select 1 from receipt where receipt.event = event.id)`,
  )
  for (const { id } of without.iterate()) {
    yield { where: `event ${id}`, what: 'its receipt is missing' }
  }
}
