import type { Row, SheetData } from 'write-excel-file/node'
import { cellAtAddress } from '../../formats/cells.ts'
import type { Format } from '../../formats/format.ts'
import type { Figures } from '../figures.ts'
import type { Form, FormCell } from '../form.ts'
import { drawFigure } from './excel-figure.ts'
import { refOf } from './excel-formula.ts'
import { linesIn } from './excel-text.ts'
import { rectangles, ruleFor, type Validation } from './excel-validation.ts'

/** A sheet before it is written: what the library takes, and what is added to its XML. */
export interface Drawn {
  readonly name: string
  readonly data: SheetData
  readonly widths: readonly number[]
  readonly landscape: boolean
  /** Rows from the top and columns from the left that stay in sight. */
  readonly sticky: { readonly rows: number; readonly columns: number }
  /** Name to absolute reference within the sheet. */
  readonly names: ReadonlyMap<string, string>
  readonly validations: readonly Validation[]
  /** The value a formula had when it was written, by reference. */
  readonly cached: ReadonlyMap<string, number | null>
}

const border = { borderStyle: 'thin', borderColor: '#000000' } as const
const middle = { align: 'center', alignVertical: 'center', wrap: true } as const
const heading = { ...middle, fontWeight: 'bold', height: 28 } as const
export const lineHeight = 16

/** The official grid of a table on a sheet, its heading in row 1, notes on its totals below. */
export function drawForm(format: Format, form: Form, figures: Figures, blanks: boolean): Drawn {
  const names = new Map<string, string>()
  const validations: Validation[] = []
  const cached = new Map<string, number | null>()
  const notes: string[] = []
  const widths = columnWidths(form)
  const places = new Map(form.rows.flat().map((place) => [place.at, place]))

  const data: SheetData = [[{ ...heading, value: form.table.heading, columnSpan: form.width }]]
  for (const cells of form.rows) {
    const height = lineHeight * Math.max(...cells.map((cell) => linesHigh(cell, widths))) + 4
    const row: Row = Array(form.width).fill(null)
    for (const place of cells) {
      const look = {
        ...border,
        ...middle,
        height,
        rowSpan: place.rowSpan,
        columnSpan: place.colSpan,
      }
      const cell = place.at === undefined ? undefined : cellAtAddress(format, place.at)
      if (cell === undefined) {
        row[place.column] = { ...look, ...labelOf(place) }
        continue
      }
      const drawn = drawFigure(format, place, (at) => places.get(at), figures, blanks)
      row[place.column] = { ...look, ...drawn.content }
      names.set(cell.address, absolute(refOf(place)))
      validations.push({ first: place, last: place, rule: ruleFor(cell) })
      if (drawn.cached !== undefined) cached.set(refOf(place), drawn.cached)
      if (drawn.note !== undefined) notes.push(drawn.note)
    }
    data.push(row)
  }
  for (const value of notes) {
    data.push([{ value, columnSpan: form.width, wrap: true, height: 2 * lineHeight }])
  }
  return {
    name: sheetName(form),
    data,
    widths,
    landscape: form.table.layout === 'across',
    sticky: { rows: 1 + form.headHeight, columns: form.labelWidth },
    names,
    validations: rectangles(validations),
    cached,
  }
}

const labelOf = ({ text, heads }: FormCell) => ({
  type: String,
  format: '@',
  value: text,
  align: heads === 'row' || heads === 'rows' ? ('left' as const) : ('center' as const),
})

const absolute = (ref: string): string => ref.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2')

const columnWidths = ({ width, labelWidth, headHeight }: Form): readonly number[] =>
  Array.from({ length: width }, (_, i) => {
    if (i === labelWidth - 1) return labelWidth > 1 ? 38 : 24
    if (i < labelWidth) return 13
    return headHeight === 0 ? 18 : 8.4
  })

const linesHigh = ({ text, rowSpan, column, colSpan }: FormCell, widths: readonly number[]) => {
  const width = widths.slice(column, column + colSpan).reduce((a, b) => a + b, 0)
  return rowSpan > 1 ? 1 : linesIn(text, width - 1)
}

/** Excel allows 31 characters and not these. */
const sheetName = ({ table }: Form): string =>
  table.heading.replace(/[[\]/\\:*?]/g, ' ').slice(0, 31)
