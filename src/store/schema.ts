import { sql } from 'drizzle-orm'
import {
  blob,
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
} from 'drizzle-orm/sqlite-core'

/**
 * The tables. `revision`, `document`, `standing`, `event` and `receipt` are the record and are never
 * overwritten (triggers forbid it); `finding`, `roll_up`, `filer_count`, `region_agency` and the search index
 * are derived and can be rebuilt, and so is what a `report` repeats of them.
 * Every table is STRICT (scripts/migration.ts adds the words drizzle-kit cannot write).
 */

const bytes = (name: string) => blob(name, { mode: 'buffer' })
const flag = (name: string) => integer(name, { mode: 'boolean' })

/** A region of GB/T 2260 and the one above it. */
export const region = sqliteTable(
  'region',
  {
    code: text().primaryKey(),
    name: text().notNull(),
    parent: text(),
  },
  (table) => [
    foreignKey({ columns: [table.parent], foreignColumns: [table.code] }),
    index('region_parent').on(table.parent),
  ],
)

export const agency = sqliteTable(
  'agency',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    kind: text().notNull(),
    region: text()
      .notNull()
      .references(() => region.code),
    uscc: text(),
    aliases: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    ruleMaking: flag('rule_making').notNull(),
    /** Whether its report is added into the region's sums. */
    counts: flag('counts').notNull(),
    /** Report years it files for, both inclusive. */
    validFrom: integer('valid_from'),
    validTo: integer('valid_to'),
    predecessors: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  },
  (table) => [index('agency_region').on(table.region), index('agency_uscc').on(table.uscc)],
)

/** What the register said of a region, from when until when. */
export const regionHistory = sqliteTable(
  'region_history',
  {
    code: text().notNull(),
    since: text().notNull(),
    until: text(),
    name: text().notNull(),
    parent: text(),
  },
  (table) => [
    primaryKey({ columns: [table.code, table.since] }),
    index('region_history_parent').on(table.parent),
  ],
)

/** What the register said of an agency that bears on who is counted where. */
export const agencyHistory = sqliteTable(
  'agency_history',
  {
    id: text().notNull(),
    since: text().notNull(),
    until: text(),
    name: text().notNull(),
    kind: text().notNull(),
    region: text().notNull(),
    counts: flag('counts').notNull(),
    validFrom: integer('valid_from'),
    validTo: integer('valid_to'),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.since] }),
    index('agency_history_region').on(table.region),
  ],
)

/** By which names an agency is known, its own and its aliases; derived. */
export const agencyName = sqliteTable(
  'agency_name',
  { name: text().notNull(), agency: text().notNull() },
  (table) => [primaryKey({ columns: [table.name, table.agency] })],
)

/** Who came of whom by merger, split or renaming; derived. */
export const succession = sqliteTable(
  'succession',
  { predecessor: text().notNull(), successor: text().notNull() },
  (table) => [
    primaryKey({ columns: [table.predecessor, table.successor] }),
    index('succession_successor').on(table.successor),
  ],
)

/** Which agencies lie in a region's whole subtree; derived. */
export const regionAgency = sqliteTable(
  'region_agency',
  { region: text().notNull(), agency: text().notNull() },
  (table) => [primaryKey({ columns: [table.region, table.agency] })],
)

/** Why a filer need not file for a year, from when until when it was said. */
export const exemption = sqliteTable(
  'exemption',
  {
    agency: text()
      .notNull()
      .references(() => agency.id),
    year: integer().notNull(),
    since: text().notNull(),
    until: text(),
    reason: text().notNull(),
    client: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agency, table.year, table.since] }),
    index('exemption_now').on(table.year, table.agency).where(sql`${table.until} is null`),
  ],
)

/** When reports of a year are taken in a region and below it; days as `YYYY-MM-DD`. */
export const filingWindow = sqliteTable(
  'filing_window',
  {
    region: text()
      .notNull()
      .references(() => region.code),
    year: integer().notNull(),
    opens: text(),
    departments: text().notNull(),
    governments: text().notNull(),
    closes: text(),
    reason: text(),
  },
  (table) => [primaryKey({ columns: [table.region, table.year] })],
)

/** More time for one filer, or a year opened for it alone. */
export const extension = sqliteTable(
  'extension',
  {
    agency: text()
      .notNull()
      .references(() => agency.id),
    year: integer().notNull(),
    due: text(),
    openUntil: text('open_until'),
    reason: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.agency, table.year] })],
)

/** How many more filers are expected from a year on, over a region's whole subtree; kind '' is all. */
export const filerCount = sqliteTable(
  'filer_count',
  {
    region: text().notNull(),
    kind: text().notNull(),
    year: integer().notNull(),
    change: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.region, table.kind, table.year] })],
)

export const client = sqliteTable('client', {
  id: text().primaryKey(),
  name: text().notNull(),
  role: text().notNull(),
  /** SHA-256 of the key's secret. */
  secretHash: bytes('secret_hash').notNull(),
  agencies: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  region: text(),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at'),
  revokedAt: text('revoked_at'),
})

/** An agency's year. `version` counts every change, and is what an ETag names. */
export const report = sqliteTable(
  'report',
  {
    id: integer().primaryKey(),
    agency: text()
      .notNull()
      .references(() => agency.id),
    year: integer().notNull(),
    state: text().notNull(),
    /** The newest revision. */
    revision: integer().notNull(),
    version: integer().notNull(),
    late: flag('late').notNull(),
    submittedAt: text('submitted_at'),
    submittedBy: text('submitted_by'),
    /** The revision that was sent back last, until another is accepted. */
    returned: integer('returned'),
    updatedAt: text('updated_at').notNull(),
    /** Where it was published, as the office wrote it back. */
    publicUrl: text('public_url'),
    // From here on repeated, so that a list reads one row (refreshing.ts): of the newest revision,
    format: text().notNull(),
    digest: bytes('digest').notNull(),
    filedAt: text('filed_at').notNull(),
    // what was found in it,
    checkedAt: text('checked_at').notNull(),
    errors: integer().notNull(),
    warnings: integer().notNull(),
    infos: integer().notNull(),
    // and which revision stands on each basis now.
    submitted: integer(),
    accepted: integer(),
    published: integer(),
  },
  (table) => [
    unique('report_agency_year').on(table.agency, table.year),
    index('report_year').on(table.year, table.agency),
    check('report_year_range', sql`${table.year} between 2008 and 2999`),
  ],
)

/** The filed body, for ever: canonical JSON and its SHA-256; beside it the cells as a vector. */
export const revision = sqliteTable(
  'revision',
  {
    report: integer()
      .notNull()
      .references(() => report.id),
    number: integer().notNull(),
    format: text().notNull(),
    digest: bytes('digest').notNull(),
    cells: bytes('cells').notNull(),
    /** What the document's reader noticed, for the rules; null for a report sent as JSON. */
    noticed: text(),
    reason: text(),
    client: text().notNull(),
    at: text().notNull(),
    body: bytes('body').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.report, table.number] }),
    // The cells without the body beside them: what is counted and compared over many reports.
    index('revision_cells').on(table.report, table.number, table.format, table.cells),
  ],
)

/**
 * The bytes of filed originals by their SHA-256, in pieces: each is written by itself, so that a
 * large file holds nobody up. They are filed once a `document` names them.
 */
export const documentPiece = sqliteTable(
  'document_piece',
  {
    digest: bytes('digest').notNull(),
    number: integer().notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.digest, table.number] })],
)

/** The document a revision was read from; none for one that was sent as JSON. */
export const document = sqliteTable(
  'document',
  {
    report: integer().notNull(),
    revision: integer().notNull(),
    /** With the charset it was sent with, if any. */
    mediaType: text('media_type').notNull(),
    digest: bytes('digest').notNull(),
    size: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.report, table.revision] }),
    foreignKey({
      columns: [table.report, table.revision],
      foreignColumns: [revision.report, revision.number],
    }),
  ],
)

/** What the rules said of a revision, under which ruleset; replaced when the check is run again. */
export const finding = sqliteTable(
  'finding',
  {
    report: integer().notNull(),
    revision: integer().notNull(),
    ruleset: text().notNull(),
    at: text().notNull(),
    errors: integer().notNull(),
    warnings: integer().notNull(),
    infos: integer().notNull(),
    findings: bytes('findings').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.report, table.revision] }),
    foreignKey({
      columns: [table.report, table.revision],
      foreignColumns: [revision.report, revision.number],
    }),
  ],
)

/**
 * Reports whose findings may have changed with a report they go on from: looked at again soon
 * after. Derived; a row goes once that is done.
 */
export const recheck = sqliteTable('recheck', {
  report: integer()
    .primaryKey()
    .references(() => report.id),
  since: text().notNull(),
  /** Who changed the other report, and which it is. */
  client: text().notNull(),
  agency: text().notNull(),
  year: integer().notNull(),
})

/** Which edition of the rules was put in force when; the newest is. */
export const activation = sqliteTable('activation', {
  since: text().primaryKey(),
  ruleset: text().notNull(),
  client: text().notNull(),
  reason: text().notNull(),
  /** Reports up to this id have been checked under it; null when all have. Derived. */
  checkedTo: integer('checked_to'),
})

/** The filer answers a finding, or the supervising office sets it aside. */
export const answer = sqliteTable(
  'answer',
  {
    report: integer()
      .notNull()
      .references(() => report.id),
    fingerprint: text().notNull(),
    kind: text({ enum: ['explanation', 'waiver'] }).notNull(),
    text: text().notNull(),
    client: text().notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.report, table.fingerprint, table.kind] })],
)

/** What was said at a step, of the whole report (place null), a cell or a stretch of text. */
export const remark = sqliteTable(
  'remark',
  {
    id: integer().primaryKey(),
    report: integer().notNull(),
    revision: integer().notNull(),
    action: text().notNull(),
    place: text({ mode: 'json' }).$type<string | object | null>(),
    text: text().notNull(),
    client: text().notNull(),
    at: text().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.report, table.revision],
      foreignColumns: [revision.report, revision.number],
    }),
    index('remark_report').on(table.report, table.id),
  ],
)

/** Which revision counts on which basis, from when until when; at most one at a time. */
export const standing = sqliteTable(
  'standing',
  {
    report: integer().notNull(),
    basis: text({ enum: ['submitted', 'accepted', 'published'] }).notNull(),
    revision: integer().notNull(),
    late: flag('late').notNull(),
    since: text().notNull(),
    until: text(),
  },
  (table) => [
    primaryKey({ columns: [table.report, table.basis, table.since] }),
    foreignKey({
      columns: [table.report, table.revision],
      foreignColumns: [revision.report, revision.number],
    }),
    index('standing_now').on(table.report, table.basis).where(sql`${table.until} is null`),
  ],
)

/**
 * The narratives that can be searched: of each report the newest revision and those that stand.
 * The virtual table `search` holds the words of each under the same id (newest year highest, then
 * newest report), and the region and agency it is found by; derived.
 */
export const searchDocument = sqliteTable(
  'search_document',
  {
    id: integer().primaryKey(),
    report: integer().notNull(),
    revision: integer().notNull(),
    region: text().notNull(),
  },
  (table) => [index('search_document_report').on(table.report)],
)

/** Up to which event the log was followed, by what it was followed for. */
export const followed = sqliteTable('followed', {
  name: text().primaryKey(),
  event: integer().notNull(),
})

/** Sums over a region's whole subtree; kind '' is every kind. */
export const rollUp = sqliteTable(
  'roll_up',
  {
    region: text().notNull(),
    basis: text().notNull(),
    kind: text().notNull(),
    year: integer().notNull(),
    format: text().notNull(),
    tally: bytes('tally').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.region, table.basis, table.kind, table.year, table.format] }),
  ],
)

/**
 * Everything that was ever changed, in one hash chain. `before` and `after` are the digests of
 * what `subject` names, as it was and as it became.
 */
export const event = sqliteTable(
  'event',
  {
    id: integer().primaryKey(),
    at: text().notNull(),
    client: text().notNull(),
    action: text().notNull(),
    subject: text(),
    agency: text(),
    year: integer(),
    detail: text({ mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
    before: bytes('before'),
    after: bytes('after'),
    previous: bytes('previous').notNull(),
    hash: bytes('hash').notNull(),
  },
  (table) => [index('event_subject').on(table.subject, table.id)],
)

/** What was answered for a submission, signed: for ever. */
export const receipt = sqliteTable(
  'receipt',
  {
    report: integer().notNull(),
    revision: integer().notNull(),
    event: integer()
      .notNull()
      .references(() => event.id),
    /** RFC 8785 canonical JSON of what is attested, and the Ed25519 signature over it. */
    body: text().notNull(),
    signature: bytes('signature').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.report, table.event] }),
    foreignKey({
      columns: [table.report, table.revision],
      foreignColumns: [revision.report, revision.number],
    }),
  ],
)

/** Every public key that receipts were ever signed with; at most one is not retired. */
export const receiptKey = sqliteTable('receipt_key', {
  id: text().primaryKey(),
  /** The 32 bytes of the Ed25519 public key. */
  key: bytes('key').notNull(),
  createdAt: text('created_at').notNull(),
  retiredAt: text('retired_at'),
})

/** What requests with an Idempotency-Key were answered, kept for as long as they may come again. */
export const keptAnswer = sqliteTable(
  'kept_answer',
  {
    client: text().notNull(),
    operation: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of the request. */
    request: bytes('request').notNull(),
    at: text().notNull(),
    /** Null while the change is made but its answer is not known. */
    status: integer(),
    headers: text().notNull(),
    body: bytes('body').notNull(),
    /** The revision whose body follows. */
    report: integer(),
    revision: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.client, table.operation, table.key] }),
    index('kept_answer_at').on(table.at),
    index('kept_answer_client').on(table.client, table.at),
  ],
)

/** How many answers are kept for a client, and their bytes; triggers see to it. */
export const keptTotal = sqliteTable('kept_total', {
  client: text().primaryKey(),
  answers: integer().notNull(),
  bytes: integer().notNull(),
})

/** Work in the background, for the client that asked: a batch, or the impact of an edition. */
export const job = sqliteTable(
  'job',
  {
    id: text().primaryKey(),
    kind: text({ enum: ['batch', 'impact'] }).notNull(),
    client: text().notNull(),
    /** Who asked, with the rights at that time; a key that is ended since ends the job. */
    caller: text().notNull(),
    language: text().notNull(),
    atomic: flag('atomic').notNull(),
    dryRun: flag('dry_run').notNull(),
    state: text({
      enum: ['receiving', 'queued', 'running', 'succeeded', 'failed', 'cancelled'],
    }).notNull(),
    total: integer().notNull(),
    done: integer().notNull(),
    refused: integer().notNull(),
    createdAt: text('created_at').notNull(),
    startedAt: text('started_at'),
    finishedAt: text('finished_at'),
    problem: text(),
    /** Of an impact: what was asked, where it is, and what it came to so far. */
    about: text(),
    position: text(),
    tally: text(),
  },
  (table) => [index('job_state').on(table.state, table.createdAt)],
)

/** A line of a batch as sent, until its result takes its place. */
export const jobItem = sqliteTable(
  'job_item',
  {
    job: text()
      .notNull()
      .references(() => job.id),
    number: integer().notNull(),
    line: bytes('line'),
    result: text(),
  },
  (table) => [primaryKey({ columns: [table.job, table.number] })],
)

/** What the service made for itself and must keep: what signs cursors, and what signs receipts. */
export const secret = sqliteTable('secret', {
  name: text().primaryKey(),
  value: bytes('value').notNull(),
})
