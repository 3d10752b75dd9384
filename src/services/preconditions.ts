import { Problem } from '../errors.ts'
import type { Head } from '../store/head.ts'
import { etagOf } from './representation.ts'

/** What a request says about the version it is based on. */
export interface Preconditions {
  readonly ifMatch?: string | undefined
  readonly ifNoneMatch?: string | undefined
}

/** Whether a list of tags (or `*`) holds this one, by strong comparison. */
export const names = (header: string, etag: string): boolean =>
  header.trim() === '*' || header.split(',').some((tag) => tag.trim() === etag)

/** Whether a cached answer is still good, by weak comparison (RFC 9110 §13.1.2). */
export const isFresh = (header: string | undefined, etag: string): boolean =>
  header !== undefined && names(header.replaceAll('W/', ''), etag)

/** Refuses a change that is not based on the report as it is now; `required` asks for If-Match. */
export function mustBeCurrent(
  head: Head | undefined,
  { ifMatch, ifNoneMatch }: Preconditions,
  required: boolean,
): void {
  if (head === undefined) {
    if (ifMatch !== undefined) throw new Problem('version-mismatch', { etag: '—' })
    return
  }
  const etag = etagOf(head)
  if (ifNoneMatch !== undefined && names(ifNoneMatch, etag))
    throw new Problem('report-exists', { etag })
  if (ifMatch !== undefined && !names(ifMatch, etag))
    throw new Problem('version-mismatch', { etag })
  if (required && ifMatch === undefined) throw new Problem('precondition-required', { etag })
}
