import { type Cell, cellsOf, tablesOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { formatOf } from '../formats/index.ts'
import { passagesOf } from '../formats/passages.ts'
import type { Period } from '../reports/report.ts'
import { nameLost, noText, type Outcome, stale, unreadablePeriod, valueIn } from './excel-cell.ts'
import { strayFigures } from './excel-strays.ts'
import { figuresOf } from './figures.ts'
import { excelType } from './media-types.ts'
import { isSumFormula } from './print/excel-formula.ts'
import { interpret } from './read/interpret.ts'
import { readSheets } from './read/sheets.ts'
import type { Reading, Refusal } from './reading.ts'
import { computed, sumsOf } from './sums.ts'
import { type Workbook, workbookFrom, workbookParts } from './workbook.ts'
import { isText, type Place, placesOf, sourceOf, textAt } from './workbook-place.ts'
import { partsOf } from './zip.ts'

/** Reads a workbook: our own form by its names, others as they are printed. */
export const readExcel = async (bytes: Uint8Array): Promise<Reading> =>
  readWorkbook(await partsOf(bytes, workbookParts))

/** The same from the parts of the package. */
export function readWorkbook(parts: ReadonlyMap<string, string>): Reading {
  const workbook = workbookFrom(parts)
  const format = formatOf(textAt(workbook, 'format') ?? '')
  return format === undefined
    ? interpret(readSheets(workbook, excelType))
    : readForm(workbook, format)
}

/**
 * Reads the form we print in Excel. Cells are found by their defined names, so rows may have been
 * inserted and sheets renamed; what cannot be taken as stated is refused, cell by cell.
 */
function readForm(workbook: Workbook, format: Format): Reading {
  const cells = withoutStale(
    format,
    cellsOf(format).map((cell) => readCell(workbook, cell)),
  )
  const { period, faults } = readPeriod(workbook)
  const year = textAt(workbook, 'report.year')
  return {
    mediaType: excelType,
    report: {
      format,
      title: textAt(workbook, 'title'),
      period,
      narrative: Object.fromEntries(
        passagesOf(format).map(({ address }) => [address, textAt(workbook, address)]),
      ),
      cells: cells.map(statedIn),
    },
    agency: textAt(workbook, 'report.agency'),
    year: year !== null && /^\d{4}$/.test(year) ? Number(year) : null,
    formatByTable: Object.fromEntries(tablesOf(format).map(({ id }) => [id, format.version])),
    cells: cells.flatMap(({ cell, place, outcome }) =>
      'value' in outcome
        ? [{ at: cell.address, value: outcome.value, source: sourceOf(place) }]
        : [],
    ),
    refused: [
      ...cells.flatMap(({ cell, place, outcome }) =>
        'reason' in outcome
          ? [{ at: cell.address, source: sourceOf(place), reason: outcome.reason }]
          : [],
      ),
      ...faults,
      ...passagesOf(format).flatMap(({ address }) => lostPassage(workbook, address)),
    ],
    headings: [],
    oddities: strayFigures(workbook),
  }
}

interface CellRead {
  readonly cell: Cell
  readonly place: Place | undefined
  readonly outcome: Outcome
}

function readCell(workbook: Workbook, cell: Cell): CellRead {
  const place = placesOf(workbook, cell.address)[0]
  const outcome = place === undefined ? { reason: nameLost } : valueIn(cell, place.raw)
  return { cell, place, outcome }
}

const statedIn = ({ outcome }: CellRead) => ('value' in outcome ? outcome.value : null)

/** One of our sums that is not what its parts now add up to was filled in by a program. */
function withoutStale(format: Format, cells: readonly CellRead[]): readonly CellRead[] {
  const figures = figuresOf({ format, cells: cells.map(statedIn) })
  return cells.map((read) => {
    const sum = sumsOf(format).get(read.cell.address)
    const { formula } = read.place?.raw ?? {}
    if (sum === undefined || formula === undefined || !isSumFormula(formula)) return read
    const fresh = computed(sum, figures) === figures(read.cell.address)
    return fresh || 'reason' in read.outcome ? read : { ...read, outcome: { reason: stale } }
  })
}

function readPeriod(workbook: Workbook): { period: Period | null; faults: readonly Refusal[] } {
  const from = textAt(workbook, 'period.from')
  const to = textAt(workbook, 'period.to')
  if (from === null && to === null) return { period: null, faults: [] }
  const dated = [from, to].every((date) => date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date))
  if (dated && from !== null && to !== null) return { period: { from, to }, faults: [] }
  const source = sourceOf(placesOf(workbook, 'period.from')[0])
  return { period: null, faults: [{ at: 'period', source, reason: unreadablePeriod }] }
}

/** A passage whose name is gone, or where a program has put something other than text. */
function lostPassage(workbook: Workbook, address: string): readonly Refusal[] {
  const places = placesOf(workbook, address)
  if (places.length === 0) {
    return [{ at: address, source: sourceOf(undefined), reason: nameLost }]
  }
  return places
    .filter(({ raw }) => raw !== undefined && !isText(raw))
    .map((place) => ({ at: address, source: sourceOf(place), reason: noText }))
}
