import { type Figures, figureText } from '../figures.ts'
import { type Form, type FormCell, filled } from '../form.ts'
import type { GridCell } from '../grid.ts'
import { escaped } from './legible.ts'

const scopes = { column: 'col', columns: 'colgroup', row: 'row', rows: 'rowgroup' } as const

/**
 * A table of the form in HTML. Its heading is its caption, or stands before it as the heading of
 * a section (`section`) of a whole report. A cell has its address as `id`; `headers`
 * tells a screen reader every label over it, which the merged labels of the form need.
 */
export function tableHtml(form: Form, figures: Figures, section = false): string {
  const { rows } = filled(form, (cell) => figureText(figures, cell))
  const lines = rows.map((row, i) => {
    const cells = row.map((cell, j) => cellHtml(cell, form.rows[i]?.[j]))
    return `<tr>${cells.join('')}</tr>\n`
  })
  const head = lines.slice(0, form.headHeight).join('')
  const body = lines.slice(form.headHeight).join('')
  const id = escaped(form.table.id)
  const heading = escaped(form.table.heading)
  const begin = section
    ? `<h2 id="${id}-heading">${heading}</h2>\n` +
      `<table class="nianbao-table" id="${id}" aria-labelledby="${id}-heading">\n`
    : `<table class="nianbao-table" id="${id}">\n<caption>${heading}</caption>\n`
  return (
    begin +
    columnsHtml(form) +
    (head === '' ? '' : `<thead>\n${head}</thead>\n`) +
    (body === '' ? '' : `<tbody>\n${body}</tbody>\n`) +
    '</table>\n'
  )
}

/** Columns of row labels take their own widths, the figures share what remains equally. */
function columnsHtml({ width, labelWidth }: Form): string {
  const figures = `<col span="${width - labelWidth}">`
  if (labelWidth === 0) return `<colgroup>${figures}</colgroup>\n`
  const groups = '<col class="nianbao-group">'.repeat(labelWidth - 1)
  return `<colgroup>${groups}<col class="nianbao-label">${figures}</colgroup>\n`
}

function cellHtml(cell: GridCell, place: FormCell | undefined): string {
  const spans =
    (cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '') +
    (cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : '')
  const text = escaped(cell.text)
  if (cell.at !== undefined) {
    const headers = place?.headers.join(' ') ?? ''
    return `<td id="${escaped(cell.at)}" headers="${escaped(headers)}"${spans}>${text}</td>`
  }
  const id = escaped(place?.id ?? '')
  if (place?.heads === undefined) return `<td class="nianbao-corner"${spans}>${text}</td>`
  return `<th id="${id}" scope="${scopes[place.heads]}"${spans}>${text}</th>`
}
