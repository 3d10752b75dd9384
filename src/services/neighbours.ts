import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { once } from '../formats/once.ts'
import { LEAST_PEERS, peersOf as mediansOf, type Peers } from '../reports/peers.ts'
import type { Report } from '../reports/report.ts'
import type { Sentences, SisterText } from '../reports/sister-texts.ts'
import { decodeCells } from '../reports/vector.ts'
import type { Member } from '../rules/rule.ts'
import type { Agency } from '../store/agency-store.ts'
import type { CountyMember, PeerFigures } from '../store/county-reports.ts'
import { knownFormat } from '../store/known-format.ts'
import type { Store } from '../store/store.ts'
import { reportOf } from './assess.ts'
import { checkedAside } from './check-aside.ts'
import { kept } from './kept.ts'
import type { Service } from './service.ts'
import { turn } from './turn.ts'

/** In a county of more filers than this, texts are not held against each other. */
const MOST_SISTERS = 150
/** A roll-up of more members than this is for the aggregates to reconcile. */
const MOST_MEMBERS = 300

/** Of so many reports, by the digest of the body, which says it all. */
const known = kept<Sentences>(1000, () => 1)

/** The sentences of the county's other reports of a year; undefined where there are none. */
export async function sistersOf(
  { store }: Service,
  { id, region }: Agency,
  year: number,
): Promise<readonly SisterText[] | undefined> {
  const county = countyOf(store.register.chainOf(region))
  if (store.register.filers(county, '', year) > MOST_SISTERS) return undefined
  const asked = { region: county, year, not: id, limit: MOST_SISTERS + 1 }
  const reports = store.reports.ofCounty(asked)
  if (reports.length === 0 || reports.length > MOST_SISTERS) return undefined
  const sisters: SisterText[] = []
  const ours = turn()
  for (const { agency, name, report, revision, digest } of reports) {
    const key = digest.toString('base64')
    const sentences = known.get(key) ?? (await sentencesIn(store, report, revision))
    known.put(key, sentences)
    sisters.push({ author: { id: agency, name }, sentences })
    if (ours.isOver()) await ours.pass()
  }
  return sisters
}

async function sentencesIn({ reports }: Store, id: number, revision: number): Promise<Sentences> {
  const report = reportOf(await reports.revision(id, revision))
  return checkedAside('sentences', { report })
}

/** More peers than this make no better a middle. */
const MOST_PEERS = 200

/**
 * What agencies of the same kind, on the same level of the same county, state for a year;
 * undefined where they are too few to be a measure.
 */
export function peersOf(
  { store }: Service,
  { id, region, kind }: Agency,
  { year, format }: { year: number; format: Format },
): Peers | undefined {
  const chain = store.register.chainOf(region)
  const county = countyOf(chain)
  const at = { region: county, depth: chain.indexOf(county), kind, year, not: id }
  const found = store.reports.peersOf({ limit: MOST_PEERS, ...at })
  return found.length < LEAST_PEERS ? undefined : mediansOf(found.map(figuresFrom), format)
}

/** The county of a region: the lowest one above it that is no township (GB/T 2260: six digits). */
const countyOf = (chain: readonly string[]): string =>
  chain.find((code) => code.length === 6) ?? (chain[0] as string)

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

function memberFrom({ agency, name, format, cells }: CountyMember): Member {
  if (format === null || cells === null) return { id: agency, name }
  return { id: agency, name, report: figuresFrom({ format, cells }) }
}

/** A report of figures alone; read once while the store keeps them in mind. */
const figuresFrom = once(
  ({ format: version, cells }: Pick<PeerFigures, 'format' | 'cells'>): Report => {
    const format = knownFormat(version)
    const values = decodeCells(cells, cellsOf(format).length)
    return { format, title: null, period: null, narrative: {}, cells: values }
  },
)
