import type { Caller } from '../store/client-store.ts'
import type { Head } from '../store/head.ts'
import type { Revision } from '../store/revision.ts'
import { allowedActions } from './life.ts'
import type { Service } from './service.ts'

/** A report as answered: the head as JSON, and the filed body as the bytes that were stored. */
export interface Representation {
  readonly etag: string
  readonly bytes: Buffer
}

/** A strong tag: the revision, and how often the report around it has changed. */
export const etagOf = ({ revision, version }: Pick<Head, 'revision' | 'version'>): string =>
  `"${revision}.${version}"`

/** The head of a report for a caller who sees all of it. */
export const headFor = (caller: Caller, head: Head) => ({
  agencyId: head.agency,
  year: head.year,
  state: head.state,
  revision: head.revision,
  basis: head.basis,
  format: head.format,
  late: head.late,
  submittedAt: head.submittedAt,
  updatedAt: head.updatedAt,
  digest: head.digest,
  allowedActions: allowedActions(caller, head),
  summary: head.summary,
})

/** A report with the content of one of its revisions. */
export function represent(caller: Caller, head: Head, revision: Revision): Representation {
  const { number, format } = revision
  const shown = headFor(caller, head)
  const about =
    number === head.revision
      ? shown
      : { ...shown, revision: number, format, digest: revision.digest.toString('hex') }
  const start = JSON.stringify(about).slice(0, -1)
  return {
    etag: etagOf({ revision: number, version: head.version }),
    bytes: Buffer.concat([Buffer.from(`${start},"content":`), revision.body, CLOSE]),
  }
}

const CLOSE = Buffer.from('}')

/** A report with its newest content, or without (`Prefer: return=minimal`). */
export async function representNewest(
  { store }: Service,
  caller: Caller,
  head: Head,
  minimal: boolean,
): Promise<Representation> {
  if (minimal) {
    return { etag: etagOf(head), bytes: Buffer.from(JSON.stringify(headFor(caller, head))) }
  }
  const revision = await store.reports.revision(head.id, head.revision)
  if (revision === undefined) throw new Error(`Revision ${head.revision} is not there`)
  return represent(caller, head, revision)
}
