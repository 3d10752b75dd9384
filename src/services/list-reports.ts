import { Problem } from '../errors.ts'
import { formatOf } from '../formats/index.ts'
import { narrativeFromBody } from '../reports/canonical.ts'
import type { Caller } from '../store/client-store.ts'
import type { Head, State } from '../store/head.ts'
import type { Severity } from '../store/report-filter.ts'
import type { HeadPage, Place } from '../store/report-pages.ts'
import type { Basis } from '../store/standing.ts'
import { limitsOf } from './access.ts'
import { findPassages, type Match } from './find-passages.ts'
import { publishedHead } from './get-report.ts'
import { headAt } from './head-at.ts'
import { cellTestOf, phrasesOf } from './list-query.ts'
import type { Service } from './service.ts'
import { turn } from './turn.ts'
import { wrongParameter } from './wrong-parameter.ts'

/** What a list is asked for; whatever is left out is no limit. */
export interface Asked {
  readonly region?: string | undefined
  /** One of these, as in `kind` and `state`. */
  readonly agency?: readonly string[] | undefined
  readonly kind?: readonly string[] | undefined
  readonly year?: number | undefined
  readonly state?: readonly State[] | undefined
  readonly basis?: Basis | undefined
  readonly format?: string | undefined
  readonly severity?: Severity | undefined
  readonly cell?: readonly string[] | undefined
  /** Phrases of the narrative, apart by white space; all of them must be there. */
  readonly q?: string | undefined
  readonly sort?: '-year' | 'year' | undefined
}

/** Where a page begins: a place in the order of the list, or in the index of narratives. */
export type At = Place | number

/** A report of a list as its reader may see it, and where the phrases stand. */
export interface Listed {
  readonly head: Head
  readonly matches?: readonly Match[]
  /** Whether they stand in further sentences. */
  readonly moreMatches?: boolean
}

/** Reports whose bodies are read in one go: reading them one by one takes half as long again. */
const AT_ONCE = 10

/** Sentences of one report that are answered. */
const MOST_MATCHES = 5

/**
 * A page of the reports a caller may see, as it may see them. It may hold fewer than `limit`, or
 * none, and yet be followed by another: a page is read in a bounded time, whatever is asked.
 */
export async function listReports(
  service: Service,
  caller: Caller,
  asked: Asked,
  { after, limit }: { after?: At | undefined; limit: number },
): Promise<{ items: Listed[]; next: At | null }> {
  const { reports } = service.store
  const { publishedOnly, ...limits } = limitsOf(caller)
  const { region = null, agency = null, kind = null, year = null, format = null } = asked
  const { severity = null, state = null, sort = '-year' } = asked
  const phrases = asked.q === undefined ? undefined : phrasesOf(asked.q)
  const cells = (asked.cell ?? []).map(cellTestOf)
  if (publishedOnly && (asked.basis ?? 'published') !== 'published') throw publishedAlone()
  if (publishedOnly && state?.includes('published') === false) return { items: [], next: null }
  const filter = {
    ...{ region, agency, kind, year, format, severity, cells },
    ...limits,
    state: publishedOnly ? null : state,
    basis: publishedOnly ? 'published' : (asked.basis ?? null),
  } as const

  if (phrases !== undefined && sort !== '-year') {
    throw wrongParameter('sort', '与 q 同用时只能为 -year', 'is -year where q is given')
  }
  const { found, next }: HeadPage<At> =
    phrases === undefined
      ? await reports.list(filter, sort, after as Place | undefined, limit)
      : await reports.search(filter, phrases, (after as number | undefined) ?? null, limit)
  const heads: Head[] = []
  for (const { head, revision } of found) {
    const seen = publishedOnly
      ? await publishedHead(service, head)
      : await headAt(service, head, revision)
    if (seen !== undefined) heads.push(seen)
  }
  const items =
    phrases === undefined
      ? heads.map((head) => ({ head }))
      : await withMatches(service, heads, phrases)
  return { items, next }
}

function publishedAlone(): Problem {
  return new Problem('forbidden', {
    reason: {
      zh: '只有主管部门与报送单位可按其他口径查阅；其他人可查已公布的报告。',
      en: 'Only its office and its filer look at a report on another basis than published.',
    },
  })
}

/** Where the phrases stand in each report. Narratives are long: others have their turn meanwhile. */
async function withMatches(
  { store }: Service,
  heads: readonly Head[],
  phrases: readonly string[],
): Promise<Listed[]> {
  const items: Listed[] = []
  const ours = turn()
  for (let i = 0; i < heads.length; i += AT_ONCE) {
    const some = heads.slice(i, i + AT_ONCE)
    const bodies = await store.reports.bodies(some)
    for (const head of some) {
      items.push(matched(head, bodies.get(head.id), phrases))
      if (ours.isOver()) await ours.pass()
    }
  }
  return items
}

function matched(head: Head, body: Buffer | undefined, phrases: readonly string[]): Listed {
  const format = formatOf(head.format)
  if (body === undefined || format === undefined) throw new Error('A revision cannot be read')
  const narrative = narrativeFromBody(format, body)
  const matches = findPassages({ format, narrative }, phrases, MOST_MATCHES + 1)
  const moreMatches = matches.length > MOST_MATCHES
  return { head, matches: matches.slice(0, MOST_MATCHES), moreMatches }
}
