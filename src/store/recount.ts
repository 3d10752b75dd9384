import { cellsInBody } from '../reports/body-cells.ts'
import { contentFromBody } from '../reports/canonical.ts'
import { reportFrom } from '../reports/content.ts'
import { emptyTally, type Tally, tallyReport, tallyTally } from '../reports/tally.ts'
import { encodeCells } from '../reports/vector.ts'
import { cellCount, knownFormat } from './known-format.ts'
import { markOf } from './mark.ts'
import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'
import type { RollUpKey } from './roll-up-store.ts'
import type { Basis } from './standing.ts'

export interface Recounted {
  readonly key: RollUpKey
  readonly tally: Tally
}

interface Filer {
  readonly id: string
  readonly region: string
  readonly kind: string
}

interface Standing {
  readonly year: number
  readonly format: string
  readonly number: number
  readonly digest: Buffer
  readonly body: Buffer
  /** The bases it stands on, each with whether it was late, as `accepted0,published0`. */
  readonly stands: string
}

/**
 * Every roll-up row as it should be, counted anew from the filed bodies themselves. It goes from
 * region to region, so that only those with regions below them are held until the end.
 */
export function* recount(
  database: Database,
  register: Pick<RegisterStore, 'chainOf' | 'childrenOf'>,
): Generator<Recounted> {
  const filers = database
    .prepare<[], Filer>('select id, region, kind from agency where counts = 1 order by region')
    .all()
  const standing = database.prepare<[string], Standing>(
    `select report.year, revision.format, revision.number, revision.digest, revision.body,
       (select group_concat(basis || late) from standing
        where standing.report = report.id and standing.revision = revision.number
          and until is null) as stands
     from report join revision on revision.report = report.id
     where report.agency = ? and stands is not null`,
  )
  const inner = new Map<string, Recounted>()
  let own = new Map<string, Recounted>()
  let region = ''
  for (const filer of filers) {
    if (filer.region !== region) {
      yield* handedUp(own)
      own = new Map()
      region = filer.region
    }
    for (const one of standing.all(filer.id)) count(own, filer, one)
  }
  yield* handedUp(own)
  yield* inner.values()

  /** Adds one region's rows to those above; yields them when nothing lies below the region. */
  function* handedUp(from: Map<string, Recounted>): Generator<Recounted> {
    const leaf = register.childrenOf(region).length === 0
    const [, ...above] = register.chainOf(region)
    for (const { key, tally } of from.values()) {
      for (const higher of leaf ? above : [region, ...above]) {
        tallyTally(rowIn(inner, { ...key, region: higher }), tally, 1)
      }
    }
    if (leaf) yield* from.values()
  }
}

function count(rows: Map<string, Recounted>, filer: Filer, one: Standing): void {
  const { id, region, kind } = filer
  const { year, format, number, digest, body } = one
  const mark = markOf(id, year, number, digest)
  const vector = vectorOf(format, body)
  for (const stands of one.stands.split(',')) {
    const basis = stands.slice(0, -1) as Basis
    const counted = { vector, late: stands.endsWith('1'), mark }
    for (const of of ['', kind]) {
      tallyReport(rowIn(rows, { region, basis, kind: of, year, format }), counted, 1)
    }
  }
}

export const rowName = ({ region, basis, kind, year, format }: RollUpKey): string =>
  `${region} ${basis} ${kind} ${year} ${format}`

function rowIn(rows: Map<string, Recounted>, key: RollUpKey): Tally {
  const name = rowName(key)
  const known = rows.get(name)
  if (known !== undefined) return known.tally
  const tally = emptyTally(cellCount(key.format))
  rows.set(name, { key, tally })
  return tally
}

/** The cells of a filed body as a vector. */
export function vectorOf(version: string, body: Buffer): Buffer {
  const format = knownFormat(version)
  return encodeCells(cellsInBody(format, body) ?? reportFrom(format, contentFromBody(body)).cells)
}
