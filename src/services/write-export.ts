import { setImmediate } from 'node:timers/promises'
import { byteOrderMark, csvLine, type Field, longHeader, longRows } from '../documents/print/csv.ts'
import { cellsOf } from '../formats/cells.ts'
import { opening } from '../reports/enclosed.ts'
import { emptyReport, type Report } from '../reports/report.ts'
import { decodeCells } from '../reports/vector.ts'
import type { ExportedReport } from '../store/export-page.ts'
import { knownFormat } from '../store/known-format.ts'
import { marksOf } from './marks.ts'
import { type Export, type ExportCount, reportsIn } from './open-export.ts'
import { sdmxHeader, sdmxRows } from './sdmx.ts'
import type { Service } from './service.ts'

/** A medium of an export: how it begins, what a report makes of it, and how it ends. */
interface Medium {
  readonly bodies: boolean
  readonly begin: string
  readonly each: (report: ExportedReport) => readonly (string | Uint8Array)[]
  readonly end: (of: Export, count: ExportCount) => string
}

/**
 * One report a line: whose it is, which revision counts, and the filed body, whose SHA-256 is
 * `digest`. The last line says how many there were; without it the file was cut short.
 */
const ndjson: Medium = {
  bodies: true,
  begin: '',
  each: ({ mark: _, cells: __, body, ...head }) => [opening(head), body, '}\n'],
  end: ({ etag: _, ...of }, count) => `${JSON.stringify({ end: { ...of, ...count } })}\n`,
}

export const exportHeader = [...longHeader, 'kind', 'region', 'revision'] as const

/** A record for each cell; the last line is a comment that says how many reports there were. */
const csv: Medium = {
  bodies: false,
  begin: byteOrderMark + csvLine(exportHeader),
  each: (one) => {
    const of: Field[] = [one.kind, one.region, one.revision]
    const rows = longRows(figuresIn(one), one)
    return [[...rows].map((row) => csvLine([...row, ...of])).join('')]
  },
  end: (_, { count, digest }) => `# end: ${count} reports, digest ${digest}\r\n`,
}

/** SDMX-CSV 2.0, which has no comments: the data package says how many reports there are. */
const sdmx: Medium = {
  bodies: false,
  begin: csvLine(sdmxHeader),
  each: (one) => [[...sdmxRows(figuresIn(one), one)].map(csvLine).join('')],
  end: () => '',
}

const exportMedia = { ndjson, csv, sdmx } as const
export type ExportMedium = keyof typeof exportMedia

/** Bytes of a piece: enough that a piece costs little, few enough that making one takes no time. */
const PIECE = 64 * 1024

/**
 * An export in pieces, by agency, no faster than it is taken: whatever its length a page of it is
 * in memory, and between two pieces others have their turn. Filed bodies pass through as bytes.
 */
export async function* writeExport(
  service: Pick<Service, 'store'>,
  of: Export,
  name: ExportMedium,
): AsyncGenerator<Buffer> {
  const { bodies, begin, each, end } = exportMedia[name]
  const marks = marksOf(of.region)
  let count = 0
  let late = 0
  let piece: Uint8Array[] = [Buffer.from(begin)]
  let bytes = 0
  for await (const report of reportsIn(service, of, { bodies })) {
    count++
    if (report.late) late++
    marks.add(report.year, report.format, report.mark)
    for (const part of each(report)) {
      const said = typeof part === 'string' ? Buffer.from(part) : part
      piece.push(said)
      bytes += said.length
    }
    if (bytes < PIECE) continue
    yield Buffer.concat(piece)
    piece = []
    bytes = 0
    await setImmediate()
  }
  piece.push(Buffer.from(end(of, { count, late, digest: marks.digest() })))
  yield Buffer.concat(piece)
}

function figuresIn({ format: version, cells }: ExportedReport): Report {
  const format = knownFormat(version)
  return { ...emptyReport(format), cells: decodeCells(cells, cellsOf(format).length) }
}
