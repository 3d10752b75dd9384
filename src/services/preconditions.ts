import { Problem } from '../errors.ts'
import { type Differences, differencesBetween } from '../reports/differences.ts'
import type { Head } from '../store/head.ts'
import { reportOf } from './assess.ts'
import { etagOf } from './representation.ts'
import type { Service } from './service.ts'

/** What a request says about the version it is based on. */
export interface Preconditions {
  readonly ifMatch?: string | undefined
  readonly ifNoneMatch?: string | undefined
}

/** Whether a list of tags (or `*`) holds this one, by strong comparison. */
export const names = (header: string, etag: string): boolean =>
  header.trim() === '*' || header.split(',').some((tag) => tag.trim() === etag)

/**
 * Whether a list of tags (or `*`) holds one of the version that is now: a change is based on the
 * revision and what was done to it, whatever the calendar has said since.
 */
const namesVersion = (header: string, etag: string): boolean =>
  names(versionsIn(header), versionsIn(etag))

const versionsIn = (tags: string): string =>
  tags.replaceAll(/(?<="[\d.]{3,24})-[0-9a-z]+(?=")/g, '')

/** Whether a cached answer is still good, by weak comparison (RFC 9110 §13.1.2). */
export const isFresh = (header: string | undefined, etag: string): boolean =>
  header !== undefined && names(header.replaceAll('W/', ''), etag)

/** Refuses a change that is not based on the report as it is now; `required` asks for If-Match. */
export async function mustBeCurrent(
  service: Service,
  head: Head | undefined,
  { ifMatch, ifNoneMatch }: Preconditions,
  required: boolean,
): Promise<void> {
  if (head === undefined) {
    if (ifMatch !== undefined) throw new Problem('version-mismatch', { etag: '—' })
    return
  }
  const etag = etagOf(service, head)
  if (ifNoneMatch !== undefined && namesVersion(ifNoneMatch, etag))
    throw new Problem('report-exists', { etag }, { headers: { etag } })
  if (ifMatch !== undefined && !namesVersion(ifMatch, etag))
    throw await mismatch(service, head, ifMatch)
  if (required && ifMatch === undefined) throw new Problem('precondition-required', { etag })
}

/** The problem of a change that came too late, for a caller who may see the report. */
export async function overtaken(
  service: Service,
  { agency, year }: { readonly agency: string; readonly year: number },
  { ifMatch }: Preconditions,
): Promise<Problem> {
  const head = await service.store.reports.find(agency, year)
  if (head === undefined) return new Problem('version-mismatch', { etag: '—' })
  return mismatch(service, head, ifMatch)
}

const MOST_DIFFERENCES = 50
const LONGEST_TEXT = 200

/** Says what has changed since the revision the caller read, where its ETag names one. */
async function mismatch(
  service: Service,
  head: Head,
  ifMatch: string | undefined,
): Promise<Problem> {
  const { store } = service
  const etag = etagOf(service, head)
  const since = Number(/^\s*"(\d{1,7})\.\d+/.exec(ifMatch ?? '')?.[1])
  const was = Number.isNaN(since) ? undefined : await store.reports.revision(head.id, since)
  const is = await store.reports.revision(head.id, head.revision)
  const changes = was === undefined ? undefined : differencesBetween(reportOf(was), reportOf(is))
  const members = {
    current: {
      etag,
      state: head.state,
      revision: head.revision,
      ...(changes === undefined ? {} : { since, ...bounded(changes) }),
    },
  }
  return new Problem('version-mismatch', { etag }, { headers: { etag }, members })
}

const bounded = ({ cells, texts }: Differences) => ({
  cells: cells.slice(0, MOST_DIFFERENCES),
  texts: texts.slice(0, MOST_DIFFERENCES).map(({ before, after, ...place }) => ({
    ...place,
    before: before?.slice(0, LONGEST_TEXT) ?? null,
    after: after?.slice(0, LONGEST_TEXT) ?? null,
  })),
  more: Math.max(cells.length, texts.length) > MOST_DIFFERENCES,
})
