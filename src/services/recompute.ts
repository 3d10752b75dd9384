import { createHash } from 'node:crypto'
import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { formatOf, formats, termsFor } from '../formats/index.ts'
import { type Aggregate, aggregateOf } from '../reports/aggregate-json.ts'
import { canonicalise } from '../reports/canonical.ts'
import { type Content, reportFrom } from '../reports/content.ts'
import { everything } from '../reports/select.ts'
import { type Part, tableOf } from '../reports/sum-table.ts'
import { emptyTally, tallyReport } from '../reports/tally.ts'
import { encodeCells } from '../reports/vector.ts'
import { markOf } from '../store/mark.ts'
import { digestOf } from './digest.ts'

/** What an export says of itself in its last line. */
export interface Stated {
  readonly region: string
  readonly year: number
  readonly basis: string
  readonly asOf: string
  readonly count: number
  readonly late: number
  readonly digest: string
}

/** An aggregate as recomputed from an export, beside what the export states. */
export interface Recomputed extends Aggregate {
  readonly stated: Stated
  readonly counted: number
  readonly late: number
  readonly digest: string
  /** Lines whose content is not what its digest says, by number. */
  readonly altered: readonly number[]
}

interface Line {
  readonly agencyId: string
  readonly year: number
  readonly revision: number
  readonly digest: string
  readonly late: boolean
  readonly content: Content
}

/**
 * Adds up an NDJSON export without the database, from nothing but the filed bodies in it: the
 * digest of each is computed anew, and so are cells and digest of the whole. Throws where it is no
 * export, or was cut short.
 */
export async function recompute(lines: AsyncIterable<string>): Promise<Recomputed> {
  const parts = new Map<string, Part>()
  const altered: number[] = []
  let stated: Stated | undefined
  let number = 0
  for await (const text of lines) {
    number++
    if (stated !== undefined) throw new Error('There is more behind the last line')
    const line = lineIn(text, number)
    if ('end' in line) {
      stated = line.end
      continue
    }
    const { agencyId, year, revision, late, content } = line
    const digest = createHash('sha256').update(canonicalise(content)).digest()
    if (digest.toString('hex') !== line.digest) altered.push(number)
    const format = formatOf(content.format)
    if (format === undefined) throw new Error(`Line ${number}: unknown format`)
    const mark = markOf(agencyId, year, revision, digest)
    const part = parts.get(format.version) ?? partOf(format)
    parts.set(format.version, part)
    const vector = encodeCells(reportFrom(format, content).cells)
    tallyReport(part.tally, { vector, late, mark }, 1)
  }
  if (stated === undefined) throw new Error('The last line is missing: the file was cut short')
  return { stated, altered, ...addedUp(parts, stated) }
}

/** An export is of one year, so that each format has one sum of marks. */
function addedUp(parts: ReadonlyMap<string, Part>, { region, year }: Stated) {
  const present = formats.flatMap(({ version }) => parts.get(version) ?? [])
  const format = termsFor([...parts.keys()], year)
  return {
    counted: present.reduce((sum, { tally }) => sum + tally.reports, 0),
    late: present.reduce((sum, { tally }) => sum + tally.late, 0),
    digest: digestOf([{ key: { region }, digests: present.map(({ tally }) => tally.digest) }]),
    ...aggregateOf(tableOf(format, present), everything),
  }
}

const partOf = (format: Format): Part => ({ format, tally: emptyTally(cellsOf(format).length) })

function lineIn(text: string, number: number): Line | { readonly end: Stated } {
  let line: unknown
  try {
    line = JSON.parse(text)
  } catch {
    throw new Error(`Line ${number} is not JSON: the file is damaged or was cut short`)
  }
  const known = line as Partial<Line & { end: Stated }> | null
  if (known?.end !== undefined) return { end: known.end }
  if (known?.content !== undefined && known.agencyId !== undefined) return known as Line
  throw new Error(`Line ${number} is no report of an export`)
}
