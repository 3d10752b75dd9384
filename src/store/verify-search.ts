import { formatOf } from '../formats/index.ts'
import { narrativePairs } from '../reports/bigrams.ts'
import type { Database } from './open.ts'
import { wrongRegionAgencies } from './region-agencies.ts'
import { WANTED } from './search-index.ts'
import type { Fault } from './verify.ts'

/** Holds the places of agencies against the register. */
export function* verifyRegionAgencies(database: Database): Generator<Fault> {
  for (const { region, agency } of wrongRegionAgencies(database)) {
    yield {
      where: `region ${region}`,
      what: `whether it holds ${agency} differs from the register`,
    }
  }
}

/** Holds the index of narratives against what it should hold, down to how often each word stands. */
export function* verifySearch(database: Database): Generator<Fault> {
  yield* verifyDocuments(database)
  database.exec("insert into search (search) values ('integrity-check')")
  yield* verifyWords(database)
}

interface Listed {
  readonly id: number
  readonly agency: string
  readonly year: number
  readonly region: string
}

/** A report that has changed since the index last looked, or whose agency has, is still to come. */
const WAITS = `exists (select 1 from event
  where event.subject in ('report:' || report.agency || ':' || report.year, 'agency:' || report.agency)
    and event.id > (select coalesce(max(event), 0) from followed where name = 'search'))`

function* verifyDocuments(database: Database): Generator<Fault> {
  const wanted = database.prepare<[{ report: number }], number>(WANTED).pluck()
  const held = database.prepare<[number], { revision: number; region: string }>(
    'select revision, region from search_document where report = ?',
  )
  const reports = database.prepare<[], Listed>(
    `select report.id, report.agency, report.year, agency.region from report
     join agency on agency.id = report.agency where not ${WAITS}`,
  )
  for (const { id, agency, year, region } of reports.iterate()) {
    const should = wanted.all({ report: id }).sort()
    const has = held.all(id)
    const same =
      should.join() ===
        has
          .map(({ revision }) => revision)
          .sort()
          .join() && has.every((document) => document.region === region)
    if (same) continue
    yield { where: `search for ${agency} ${year}`, what: 'it does not find what it should' }
  }
}

/** Each word with how many narratives it stands in, and how often: as filed, and in the index. */
function* verifyWords(database: Database): Generator<Fault> {
  const counts = new Map<string, { doc: number; cnt: number }>()
  const documents = database.prepare<[], { format: string; body: Buffer }>(
    `select revision.format, revision.body from search_document
     join revision on revision.report = search_document.report
       and revision.number = search_document.revision`,
  )
  for (const { format, body } of documents.iterate()) {
    const known = formatOf(format)
    if (known === undefined) throw new Error(`Format ${format} is unknown`)
    const words = narrativePairs(known, body).split(' ')
    const seen = new Set<string>()
    for (const word of words) {
      if (word === '') continue
      const count = counts.get(word) ?? { doc: 0, cnt: 0 }
      if (!seen.has(word)) count.doc++
      count.cnt++
      seen.add(word)
      counts.set(word, count)
    }
  }
  database.exec("create virtual table if not exists temp.word using fts5vocab(main, search, 'col')")
  const words = database.prepare<[], { term: string; doc: number; cnt: number }>(
    "select term, doc, cnt from temp.word where col = 'text'",
  )
  let wrong = 0
  for (const { term, doc, cnt } of words.iterate()) {
    const should = counts.get(term)
    counts.delete(term)
    if (should?.doc !== doc || should.cnt !== cnt) wrong++
  }
  wrong += counts.size
  if (wrong > 0) yield { where: 'search', what: `${wrong} words stand in it otherwise than filed` }
}
