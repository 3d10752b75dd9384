import type { Row, SheetData } from 'write-excel-file/node'
import { cellAtAddress } from '../../formats/cells.ts'
import type { Format } from '../../formats/format.ts'
import type { Figures } from '../figures.ts'
import type { Form, FormCell } from '../form.ts'
import { computed, sumsOf } from '../sums.ts'
import { refOf, sumFormula } from './excel-formula.ts'
import { excelText, linesIn } from './excel-text.ts'
import { ruleFor, type Validation } from './excel-validation.ts'

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
const label = { ...border, ...middle, type: String, format: '@' }
export const lineHeight = 16

/**
 * The official grid of a table on a sheet, its heading in row 1. A total is a live formula where
 * it is what its parts add up to, and in a form to be filled in (`blanks`) also where nothing is
 * stated yet; otherwise it stays as reported, is marked, and a note below says so.
 */
export function drawForm(format: Format, form: Form, figures: Figures, blanks: boolean): Drawn {
  const names = new Map<string, string>()
  const validations: Validation[] = []
  const cached = new Map<string, number | null>()
  const notes: string[] = []
  const widths = columnWidths(form)
  const places = new Map(form.rows.flat().map((cell) => [cell.at ?? '', cell]))

  const data: SheetData = [
    [
      {
        ...middle,
        value: form.table.heading,
        fontWeight: 'bold',
        columnSpan: form.width,
        height: 28,
      },
    ],
  ]
  for (const cells of form.rows) {
    const height = lineHeight * Math.max(...cells.map((cell) => linesHigh(cell, widths))) + 4
    const row: Row = Array(form.width).fill(null)
    for (const cell of cells) row[cell.column] = { ...drawCell(cell), height }
    data.push(row)
  }
  for (const value of notes) {
    data.push([{ value, columnSpan: form.width, wrap: true, height: 2 * lineHeight }])
  }
  const landscape = form.table.layout === 'across'
  const sticky = { rows: 1 + form.headHeight, columns: form.labelWidth }
  return { name: sheetName(form), data, widths, landscape, sticky, names, validations, cached }

  function drawCell(place: FormCell) {
    const { at, text, rowSpan, colSpan, heads } = place
    const spans = { rowSpan, columnSpan: colSpan }
    const leads = heads === 'row' || heads === 'rows'
    if (at === undefined) {
      return { ...label, ...spans, value: text, ...(leads && { align: 'left' as const }) }
    }
    const ref = refOf(place)
    names.set(at, absolute(ref))
    const cell = cellAtAddress(format, at)
    if (cell !== undefined) validations.push({ ref, rule: ruleFor(cell) })
    const style = { ...border, ...middle, ...spans }
    const figure = figures(at)
    const sum = sumsOf(format).get(at)
    if (sum !== undefined) {
      const adds = computed(sum, figures)
      if (adds === figure || (blanks && figure === null)) {
        cached.set(ref, adds)
        const backgroundColor = blanks ? { backgroundColor: '#F2F2F2' } : {}
        return {
          ...style,
          ...backgroundColor,
          type: 'Formula' as const,
          value: sumFormula(sum.parts.flatMap(({ address }) => places.get(address) ?? [])),
        }
      }
      if (adds !== null) {
        const names = [...sum.whole.rowLabels.slice(-1), ...sum.whole.columnLabels.slice(-1)]
        notes.push(
          `注：${ref}（${names.join('，')}）${figure === null ? '未填报' : `填报“${figure}”`}，所列各项之和为${adds}，按填报列示。`,
        )
        Object.assign(style, { backgroundColor: '#FFE699' })
      }
    }
    if (typeof figure === 'number') return { ...style, type: Number, value: figure }
    return figure === null ? style : { ...style, type: String, value: excelText(figure) }
  }
}

const absolute = (ref: string): string => ref.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2')

const columnWidths = ({ width, labelWidth, headHeight }: Form): readonly number[] =>
  Array.from({ length: width }, (_, i) => {
    if (i === labelWidth - 1) return labelWidth > 1 ? 42 : 24
    if (i < labelWidth) return 12
    return headHeight === 0 ? 18 : 9
  })

const linesHigh = ({ text, rowSpan, column, colSpan }: FormCell, widths: readonly number[]) => {
  const width = widths.slice(column, column + colSpan).reduce((a, b) => a + b, 0)
  return rowSpan > 1 ? 1 : linesIn(text, width - 1)
}

/** Excel allows 31 characters and not these. */
const sheetName = ({ table }: Form): string =>
  table.heading.replace(/[[\]/\\:*?]/g, ' ').slice(0, 31)
