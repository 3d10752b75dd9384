import { webcrypto } from 'node:crypto'
import type { Reading } from '../documents/reading.ts'
import { Problem } from '../errors.ts'
import type { Caller } from '../store/client-store.ts'
import type { Original } from '../store/document-store.ts'
import type { Head } from '../store/head.ts'
import { heldReport, type ReportKey } from './held-report.ts'
import type { Sent, SentDocument } from './receive.ts'
import type { Service } from './service.ts'

/** What is kept of a document as sent. The digest is taken off the main thread. */
export async function originalOf(
  { document, mediaType }: SentDocument,
  reading: Reading,
): Promise<Original> {
  const digest = Buffer.from(await webcrypto.subtle.digest('SHA-256', document))
  const bytes = Buffer.from(document.buffer, document.byteOffset, document.byteLength)
  const charset = /;\s*charset="?([\w.:-]{1,40})/i.exec(mediaType)?.[1]
  const isText = reading.mediaType.startsWith('text/')
  return {
    mediaType: `${reading.mediaType}${isText && charset ? `; charset=${charset}` : ''}`,
    digest,
    bytes,
  }
}

/**
 * Whether a report that says nothing new comes as a document, and there is none yet: then it is
 * filed again, for the document is part of the record. One that is there stays the original.
 */
export async function bringsOriginal(
  { store }: Service,
  { id, revision }: Pick<Head, 'id' | 'revision'>,
  sent: Sent,
): Promise<boolean> {
  if (!('document' in sent)) return false
  const [newest] = await store.reports.revisions(id, revision - 1, 1)
  return newest?.documentDigest === null
}

/**
 * The document a revision was read from, byte for byte: for who holds the agency alone, whatever
 * is published, since a file says more than the report in it.
 */
export async function getOriginal(
  service: Service,
  caller: Caller,
  { revision, ...key }: ReportKey & { readonly revision: number },
): Promise<Original> {
  const { head } = await heldReport(service, caller, key)
  if (revision > head.revision) throw new Problem('revision-not-found', { revision })
  const original = await service.store.reports.original(head.id, revision)
  if (original === undefined) throw new Problem('document-not-found', { revision })
  return original
}
