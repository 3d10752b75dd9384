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
import { type Told, watched } from './watched.ts'

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
  told: Told,
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
  let own = new Map<string, Alike>()
  let region = ''
  for (const filer of watched(filers, (done) => told('agencies counted', done, filers.length))) {
    if (filer.region !== region) {
      yield* handedUp(own)
      own = new Map()
      region = filer.region
    }
    for (const one of standing.all(filer.id)) count(own, filer, one)
  }
  yield* handedUp(own)
  yield* inner.values()

  /** Adds what a region holds to those above; yields its own rows when nothing lies below it. */
  function* handedUp(from: Map<string, Alike>): Generator<Recounted> {
    const rows = new Map<string, Recounted>()
    for (const { kind, year, format, stands, tally } of from.values()) {
      for (const basis of stands) {
        for (const of of ['', kind]) {
          tallyTally(rowIn(rows, { region, basis, kind: of, year, format }), tally, 1)
        }
      }
    }
    const leaf = register.childrenOf(region).length === 0
    const [, ...above] = register.chainOf(region)
    for (const { key, tally } of rows.values()) {
      for (const higher of leaf ? above : [region, ...above]) {
        tallyTally(rowIn(inner, { ...key, region: higher }), tally, 1)
      }
    }
    if (leaf) yield* rows.values()
  }
}

/** Reports of one kind, year and format that stand on the same bases: they go into the same rows. */
interface Alike extends Pick<RollUpKey, 'kind' | 'year' | 'format'> {
  readonly stands: readonly Basis[]
  readonly tally: Tally
}

function count(alike: Map<string, Alike>, { id, kind }: Filer, one: Standing): void {
  const { year, format, number, digest, body, stands } = one
  const mark = markOf(id, year, number, digest)
  const vector = vectorOf(format, body)
  for (const late of ['0', '1']) {
    const bases = stands.split(',').filter((basis) => basis.endsWith(late))
    if (bases.length === 0) continue
    const name = `${kind} ${year} ${format} ${bases.join()}`
    const known = alike.get(name) ?? {
      kind,
      year,
      format,
      stands: bases.map((basis) => basis.slice(0, -1) as Basis),
      tally: emptyTally(cellCount(format)),
    }
    alike.set(name, known)
    tallyReport(known.tally, { vector, late: late === '1', mark }, 1)
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
