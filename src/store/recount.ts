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

/** A body is of another format than is said of it. */
export class OtherFormat extends Error {}

export interface Recounted {
  readonly key: RollUpKey
  readonly tally: Tally
}

interface Standing {
  readonly agency: string
  readonly kind: string
  readonly format: string
  readonly number: number
  readonly digest: Buffer
  /** Its body, or its cells as a vector. */
  readonly filed: Buffer
  /** The bases it stands on, each with whether it was late, as `accepted0,published0`; null on none. */
  readonly stands: string | null
}

/** The years there are reports of. */
export const yearsIn = (database: Database): number[] =>
  database.prepare<[], number>('select distinct year from report order by year').pluck().all()

/**
 * Every roll-up row of a year as it should be, counted anew from the filed bodies themselves, or
 * from their vectors where these have been held against them already. It goes from region to
 * region, so that only those with regions below them are held until the end.
 */
export function* recount(
  database: Database,
  register: Pick<RegisterStore, 'chainOf' | 'childrenOf'>,
  year: number,
  from: 'body' | 'cells',
): Generator<Recounted> {
  const regions = database
    .prepare<[], string>('select distinct region from agency where counts = 1 order by region')
    .pluck()
    .all()
  const standing = database.prepare<[{ region: string; year: number }], Standing>(
    `select agency.id as agency, agency.kind, revision.format, revision.number, revision.digest,
       revision.${from} as filed,
       (select group_concat(basis || late) from standing
        where standing.report = report.id and standing.revision = revision.number
          and until is null) as stands
     from agency
     cross join report on report.agency = agency.id and report.year = @year
     cross join revision on revision.report = report.id
     where agency.region = @region and agency.counts = 1`,
  )
  const inner = new Map<string, Recounted>()
  for (const region of regions) {
    const own = new Map<string, Alike>()
    for (const one of standing.iterate({ region, year })) count(own, year, from, one)
    yield* handedUp(region, own)
  }
  yield* inner.values()

  /** Adds what a region holds to those above; yields its own rows when nothing lies below it. */
  function* handedUp(region: string, from: Map<string, Alike>): Generator<Recounted> {
    const rows = new Map<string, Recounted>()
    for (const { kind, format, stands, tally } of from.values()) {
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
interface Alike extends Pick<RollUpKey, 'kind' | 'format'> {
  readonly stands: readonly Basis[]
  readonly tally: Tally
}

function count(
  alike: Map<string, Alike>,
  year: number,
  from: 'body' | 'cells',
  one: Standing,
): void {
  const { agency, kind, format, number, digest, filed, stands } = one
  if (stands === null) return
  const mark = markOf(agency, year, number, digest)
  const vector = from === 'cells' ? filed : vectorOf(format, filed)
  for (const late of ['0', '1']) {
    const bases = stands.split(',').filter((basis) => basis.endsWith(late))
    if (bases.length === 0) continue
    const name = `${kind} ${format} ${bases.join()}`
    const known = alike.get(name) ?? {
      kind,
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

/** The cells of a filed body as a vector. Throws for a body of another format. */
export function vectorOf(version: string, body: Buffer): Buffer {
  const format = knownFormat(version)
  const cells = cellsInBody(format, body)
  if (cells !== undefined) return encodeCells(cells)
  const content = contentFromBody(body)
  if (content.format !== version) throw new OtherFormat(`It is not of format ${version}`)
  return encodeCells(reportFrom(format, content).cells)
}
