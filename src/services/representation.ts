import { crc32 } from 'node:zlib'
import { enclosed, opening } from '../reports/enclosed.ts'
import type { Caller } from '../store/client-store.ts'
import type { Head } from '../store/head.ts'
import type { Answer } from '../store/kept-answers.ts'
import type { Revision } from '../store/revision.ts'
import { type Deadline, deadlineOf, type Lock } from './calendar.ts'
import { allowedActions } from './life.ts'
import type { Listed } from './list-reports.ts'
import type { Service } from './service.ts'

/** A report as answered: the head as JSON, and the filed body as the bytes that were stored. */
export interface Representation {
  readonly etag: string
  readonly bytes: Buffer
}

/**
 * A strong tag: the revision, how often the report around it has changed, and what the calendar
 * says of it. A change is based on the first two alone (preconditions.ts).
 */
export const etagOf = (service: Service, head: Head): string => {
  const { due, lock } = deadlineFor(service, head)
  return tagOf(head, { due, locked: lock })
}

const tagOf = (
  { revision, version }: Pick<Head, 'revision' | 'version'>,
  { due, locked }: { readonly due: string; readonly locked: Lock | null },
): string => {
  const said = locked === null ? due : `${due} ${locked.opens} ${locked.closed} ${locked.reason}`
  return `"${revision}.${version}-${crc32(said).toString(36)}"`
}

/** The head of a report for a caller who sees all of it. */
function headFor(
  service: Service,
  caller: Caller,
  head: Head,
  { due, lock } = deadlineFor(service, head),
) {
  return {
    agencyId: head.agency,
    year: head.year,
    state: head.state,
    revision: head.revision,
    basis: head.basis,
    format: head.format,
    due,
    late: head.late,
    locked: lock,
    submittedAt: head.submittedAt,
    updatedAt: head.updatedAt,
    digest: head.digest,
    publicUrl: head.publicUrl,
    allowedActions: allowedActions(caller, head, lock),
    summary: head.summary,
  }
}

/** A report of a list, with the tag its representation has. */
export function listedFor(service: Service, caller: Caller, { head, ...more }: Listed) {
  const about = headFor(service, caller, head)
  return Object.assign(about, { etag: tagOf(head, about) }, more)
}

function deadlineFor(service: Service, { agency, year }: Head): Deadline {
  const filer = service.store.register.findAgency(agency)
  if (filer === undefined) throw new Error(`Agency ${agency} is not in the register`)
  return deadlineOf(service, filer, year)
}

/** What was answered last of each revision in mind, and all that it depends on besides. */
const answered = new WeakMap<Revision, Answered>()

interface Answered extends Representation, Deadline {
  readonly caller: Caller
  readonly head: Head
}

/**
 * A report with the content of one of its revisions. It is mostly asked for again as it was, by
 * the same caller: then nothing is written anew.
 */
export function represent(
  service: Service,
  caller: Caller,
  head: Head,
  revision: Revision,
): Representation {
  const { due, lock } = deadlineFor(service, head)
  const last = answered.get(revision)
  if (last?.head === head && last.caller === caller && last.due === due && last.lock === lock) {
    return last
  }
  const { number, format } = revision
  const shown = headFor(service, caller, head, { due, lock })
  const about =
    number === head.revision
      ? shown
      : { ...shown, revision: number, format, digest: revision.digest.toString('hex') }
  const representation = {
    etag: tagOf({ revision: number, version: head.version }, shown),
    bytes: enclosed(opening(about), revision.body),
  }
  answered.set(revision, { head, caller, due, lock, ...representation })
  return representation
}

/** How a change to a report is answered. */
export interface Answering {
  readonly caller: Caller
  readonly status: 200 | 201
  /** Without the content (`Prefer: return=minimal`). */
  readonly minimal: boolean
  readonly location?: string
}

/** The answer to a change, known as soon as the head is: the content is that of its revision. */
export function answerWith(
  service: Service,
  head: Head,
  { caller, status, minimal, location }: Answering,
): Answer {
  const shown = headFor(service, caller, head)
  const headers = {
    etag: tagOf(head, shown),
    'content-type': 'application/json; charset=utf-8',
    ...(location === undefined ? {} : { location }),
    ...(minimal ? { 'preference-applied': 'return=minimal' } : {}),
  }
  if (minimal) return { status, headers, body: Buffer.from(JSON.stringify(shown)), content: null }
  return {
    status,
    headers,
    body: Buffer.from(opening(shown)),
    content: { report: head.id, revision: head.revision },
  }
}

/** What would be answered, had it been kept. */
export const dryRunAnswer = (service: Service, caller: Caller, head: Head) => ({
  ...headFor(service, caller, head),
  dryRun: true as const,
})
