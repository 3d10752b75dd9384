import { setImmediate as nextTurn } from 'node:timers/promises'
import { cellsOf } from '../formats/cells.ts'
import { formatOf } from '../formats/index.ts'
import { once } from '../formats/once.ts'
import { type OwnSentence, ownSentences } from '../reports/own-sentences.ts'
import type { Report } from '../reports/report.ts'
import type { Author, SentenceIndex } from '../reports/sentence-index.ts'
import { shinglesOf, sketchOf } from '../reports/shingles.ts'
import { decodeCells } from '../reports/vector.ts'
import type { Member } from '../rules/rule.ts'
import type { Agency } from '../store/agency-store.ts'
import type { CountyMember } from '../store/county-reports.ts'
import { reportOf } from './assess.ts'
import type { Service } from './service.ts'

/** In a county of more filers than this, texts are not held against each other. */
const MOST_SISTERS = 150
/** A roll-up of more members than this is for the aggregates to reconcile. */
const MOST_MEMBERS = 300
/** Milliseconds of reading after which others get their turn. */
const LONGEST_TURN = 8

/** The sentences of a report by the shingles that stand for them. */
type Sentences = ReadonlyMap<number, readonly OwnSentence[]>

/** By the digest of the body, which says it all; the ones used last are kept. */
const known = new Map<string, Sentences>()
const MOST_KNOWN = 1000

/** The sentences of the county's other reports of a year; undefined where there are none. */
export async function sistersOf(
  { store }: Service,
  { id, region }: Agency,
  year: number,
): Promise<SentenceIndex | undefined> {
  const county = countyOf(store.register.chainOf(region))
  if (store.register.filers(county, '', year) > MOST_SISTERS) return undefined
  const asked = { region: county, year, not: id, limit: MOST_SISTERS + 1 }
  const reports = store.reports.ofCounty(asked)
  if (reports.length === 0 || reports.length > MOST_SISTERS) return undefined
  const sisters: { author: Author; sentences: Sentences }[] = []
  let turn = performance.now()
  for (const { agency, name, report, revision, digest } of reports) {
    const key = digest.toString('base64')
    const sentences =
      known.get(key) ?? sentencesOf(reportOf(await store.reports.revision(report, revision)))
    keep(key, sentences)
    sisters.push({ author: { id: agency, name }, sentences })
    if (performance.now() - turn < LONGEST_TURN) continue
    await nextTurn()
    turn = performance.now()
  }
  return indexOver(sisters)
}

/** The county of a region: the lowest one above it that is no township (GB/T 2260: six digits). */
const countyOf = (chain: readonly string[]): string =>
  chain.find((code) => code.length === 6) ?? (chain[0] as string)

function keep(key: string, sentences: Sentences): void {
  known.delete(key)
  known.set(key, sentences)
  const [oldest] = known.keys()
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
}

function sentencesOf(report: Report): Sentences {
  const sentences = new Map<number, OwnSentence[]>()
  for (const sentence of ownSentences(report)) {
    for (const shingle of sketchOf(shinglesOf(sentence.bare))) {
      const alike = sentences.get(shingle)
      if (alike === undefined) sentences.set(shingle, [sentence])
      else alike.push(sentence)
    }
  }
  return sentences
}

const shinglesIn = once((sentence: OwnSentence) => shinglesOf(sentence.bare))

/** However many sentences share a shingle, no more are looked at. */
const MOST_ALIKE = 64

/** The same index as over all the reports at once, without making it anew when one changes. */
function indexOver(sisters: readonly { author: Author; sentences: Sentences }[]): SentenceIndex {
  // A quarter of a county does not copy from one another: it was given the same template.
  const common = Math.max(3, sisters.length / 4)
  const authorsOf = (shingle: number) =>
    sisters.filter(({ sentences }) => sentences.has(shingle)).length
  return {
    candidates: (sketch, not) => {
      const found = new Map<OwnSentence, Author>()
      for (const shingle of sketch) {
        let alike = 0
        for (const { author, sentences } of sisters) {
          if (author.id === not || alike >= MOST_ALIKE) continue
          for (const sentence of sentences.get(shingle) ?? []) {
            alike += 1
            found.set(sentence, author)
          }
        }
      }
      return [...found].map(([sentence, author]) => ({
        ...sentence,
        author,
        shingles: shinglesIn(sentence),
      }))
    },
    isCommon: (sketch) =>
      sketch.filter((shingle) => authorsOf(shingle) > common).length * 2 > sketch.length,
  }
}

/**
 * The filers whose reports a government's sums up: all that count in its region's subtree, where
 * its own does not, for a consolidated report is never added to its members.
 */
export function membersOf(
  { store }: Service,
  { id, kind, counts, region }: Agency,
  year: number,
): readonly Member[] {
  if (kind !== 'government' || counts) return []
  if (store.register.filers(region, '', year) > MOST_MEMBERS) return []
  const found = store.reports.membersOf({ region, year, not: id, limit: MOST_MEMBERS + 1 })
  return found.length > MOST_MEMBERS ? [] : found.map(memberFrom)
}

function memberFrom({ agency, name, format: version, cells }: CountyMember): Member {
  const format = version === null ? undefined : formatOf(version)
  if (format === undefined || cells === null) return { id: agency, name }
  const values = decodeCells(cells, cellsOf(format).length)
  const report = { format, title: null, period: null, narrative: {}, cells: values }
  return { id: agency, name, report }
}
