import type { Caller } from '../store/client-store.ts'
import type { Head } from '../store/head.ts'
import { allowedActions } from './life.ts'
import type { Service } from './service.ts'

/** A report as answered: the head as JSON, and the filed body as the bytes that were stored. */
export interface Representation {
  readonly etag: string
  readonly bytes: Buffer
}

/** A strong tag: the revision, and how often the report around it has changed. */
export const etagOf = ({ revision, version }: Head): string => `"${revision}.${version}"`

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

/** A report with the content of one of its revisions, or without (`Prefer: return=minimal`). */
export async function represent(
  { store }: Service,
  caller: Caller,
  head: Head,
  { number = head.revision, minimal = false } = {},
): Promise<Representation> {
  const etag = etagOf(head)
  const shown = headFor(caller, head)
  if (minimal) return { etag, bytes: Buffer.from(JSON.stringify(shown)) }
  const revision = await store.reports.revision(head.id, number)
  if (revision === undefined) throw new Error(`Revision ${number} is not there`)
  const about =
    number === head.revision
      ? shown
      : {
          ...shown,
          revision: number,
          digest: revision.digest.toString('hex'),
          format: revision.format,
        }
  const start = JSON.stringify(about).slice(0, -1)
  return {
    etag: number === head.revision ? etag : `"${number}.${head.version}"`,
    bytes: Buffer.concat([Buffer.from(`${start},"content":`), revision.body, CLOSE]),
  }
}

const CLOSE = Buffer.from('}')
