import { Paragraph, Table, TableCell, TableRow, WidthType } from 'docx'
import { type Figures, figureText } from '../figures.ts'
import { type Form, type FormCell, filled } from '../form.ts'
import type { GridCell } from '../grid.ts'
import { legible } from './legible.ts'
import { small, textWidth } from './word-look.ts'

const padding = 40

/**
 * A table of the form in Word: merged labels, kept on one page where a page can hold it, the head
 * repeated where it cannot.
 */
export function tableWord(form: Form, figures: Figures): Table {
  const widths = columnWidths(form)
  const { rows } = filled(form, (cell) => figureText(figures, cell))
  return new Table({
    layout: 'fixed',
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: padding, right: padding, top: 20, bottom: 20 },
    rows: rows.map(
      (row, i) =>
        new TableRow({
          cantSplit: true,
          keepNext: i < rows.length - 1,
          height: { value: 340, rule: 'atLeast' },
          tableHeader: i < form.headHeight,
          children: row.map((cell, j) => cellWord(cell, form.rows[i]?.[j], widths)),
        }),
    ),
  })
}

function cellWord(
  cell: GridCell,
  place: FormCell | undefined,
  widths: readonly number[],
): TableCell {
  const { column = 0, heads } = place ?? {}
  const leads = heads === 'row' || heads === 'rows'
  const width = sum(widths.slice(column, column + cell.colSpan))
  return new TableCell({
    ...(cell.rowSpan > 1 && { rowSpan: cell.rowSpan }),
    ...(cell.colSpan > 1 && { columnSpan: cell.colSpan }),
    verticalAlign: 'center',
    children: [
      new Paragraph({
        style: leads ? 'label' : 'figure',
        ...(heads !== undefined && !leads && { indent: evenly(cell.text, width) }),
        ...(cell.text !== '' && { text: legible(cell.text) }),
      }),
    ],
  })
}

/** Indents that break a label into even lines: 结果 over 维持, not 结果维 over 持. */
function evenly(text: string, width: number): { left?: number; right?: number } {
  const character = small.size * 10
  const fitting = Math.max(1, Math.floor((width - 2 * padding) / character))
  const lines = Math.ceil(text.length / fitting)
  if (lines < 2) return {}
  const spare = width - 2 * padding - Math.ceil(text.length / lines) * character
  const indent = Math.max(0, Math.floor(spare / 2) - 10)
  return { left: indent, right: indent }
}

/** Row labels take the widths that the form gives them, the figures share the rest equally. */
function columnWidths({ width, labelWidth }: Form): readonly number[] {
  const labels = Array.from({ length: labelWidth }, (_, i) =>
    Math.round(textWidth * (i < labelWidth - 1 ? 0.1 : 0.28)),
  )
  const figures = Math.floor((textWidth - sum(labels)) / (width - labelWidth))
  return [...labels, ...Array<number>(width - labelWidth).fill(figures)]
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
