import { cellsOf, linesIn } from '../../src/formats/cells.ts'
import type { AnyBlock, Format, Line, Table } from '../../src/formats/format.ts'

/** A printing press for tests: the statutory tables of any format, in every shape they come in. */
export interface Printed {
  readonly text: string
  readonly rowSpan: number
  readonly colSpan: number
}
export type Figures = ReadonlyMap<string, string>

/** A different figure in every cell, so that no cell can pass for another. */
export const distinct = (format: Format): Figures =>
  new Map(cellsOf(format).map(({ address, index }) => [address, String(index + 1)]))

const cell = (text: string, colSpan = 1, rowSpan = 1): Printed => ({ text, colSpan, rowSpan })

/** The rows of a table as the official form prints them, each spanning cell once. */
export function gridOf(table: Table, figures: Figures): Printed[][] {
  if (table.layout === 'across') return across(table, figures)
  return table.blocks.flatMap((block) => down(table, block, figures))
}

function down(table: Table, block: AnyBlock, figures: Figures): Printed[][] {
  const columns = [...linesIn(block.columns)]
  const depth = depthOf(block.rows)
  const nested = block.columns.some(({ kind }) => kind === 'heading')
  const spare = block.heading === undefined ? 1 : 4 - columns.length
  const head = nested
    ? [
        [cell(table.note ?? '', depth, 3), cell('申请人情况', columns.length)],
        block.columns.map((column) =>
          column.kind === 'heading'
            ? cell(column.label, column.lines.length)
            : cell(column.label, 1, 2),
        ),
        block.columns.flatMap((column) =>
          column.kind === 'heading' ? column.lines.map(({ label }) => cell(label)) : [],
        ),
      ]
    : [
        [cell(block.heading ?? '', 4)],
        [
          cell('信息内容'),
          ...columns.map(({ line }) => cell(line.label, columns.length === 1 ? spare : 1)),
        ],
      ]
  const rows = rowsOf(block.rows, depth, []).map(({ labels, path }) => [
    ...labels,
    ...columns.map((column) =>
      cell(
        figures.get(`${table.id}.${path}.${column.path}`) ?? '',
        columns.length === 1 ? spare : 1,
      ),
    ),
  ])
  return [...head, ...rows]
}

const depthOf = (lines: readonly Line[]): number =>
  Math.max(...lines.map((line) => (line.kind === 'heading' ? 1 + depthOf(line.lines) : 1)))

function rowsOf(
  lines: readonly Line[],
  depth: number,
  ids: readonly string[],
): { labels: Printed[]; path: string }[] {
  return lines.flatMap((line) => {
    const own = line.id === '' ? ids : [...ids, line.id]
    if (line.kind !== 'heading') return [{ labels: [cell(line.label, depth)], path: own.join('.') }]
    const rows = rowsOf(line.lines, depth - 1, own)
    const [first, ...others] = rows
    if (first === undefined) return []
    return [{ ...first, labels: [cell(line.label, 1, rows.length), ...first.labels] }, ...others]
  })
}

function across(table: Table, figures: Figures): Printed[][] {
  const [block] = table.blocks
  if (block === undefined) return []
  const columns = [...linesIn(block.columns)]
  const labels = (rowSpan: number) => columns.map(({ line }) => cell(line.label, 1, rowSpan))
  const wide = (line: Line): number =>
    line.kind === 'heading' ? line.lines.reduce((sum, each) => sum + wide(each), 0) : columns.length
  return [
    block.rows.map((row) => cell(row.label, wide(row))),
    block.rows.flatMap((row) =>
      row.kind === 'heading' ? row.lines.map((each) => cell(each.label, wide(each))) : labels(2),
    ),
    block.rows.flatMap((row) => (row.kind === 'heading' ? row.lines.flatMap(() => labels(1)) : [])),
    [...linesIn(block.rows)].flatMap((row) =>
      columns.map((column) => cell(figures.get(`${table.id}.${row.path}.${column.path}`) ?? '')),
    ),
  ]
}

/** A whole report: our own sentences around tables printed by `print`. */
export function report(format: Format, print: (table: Table) => string, year = 2024): string {
  return [
    `云溪县水务局${year}年政府信息公开工作年度报告`,
    `本报告依照条例编写，所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`,
    ...format.sections.flatMap((section) =>
      section.kind === 'table'
        ? [section.heading, print(section)]
        : section.parts === undefined
          ? [section.heading, sentence]
          : [
              section.heading,
              ...section.parts.map(
                ({ label }, i) => `（${'一二三四五'.charAt(i)}）${label}。本局照章办理，记录在册。`,
              ),
            ],
    ),
  ].join('\n')
}

const sentence = '本局把河道水质的公告写得更明白，下一年再把历年台账补齐。'

/** One cell a line led by a tab, an empty line after each row: what Word copies leave. */
export const ledByTabs = (rows: readonly (readonly Printed[])[]): string =>
  rows.map((row) => `${row.map(({ text }) => `\t${text}`).join('\n')}\n`).join('\n')

export const oneALine = (rows: readonly (readonly Printed[])[]): string =>
  rows.flatMap((row) => row.map(({ text }) => text)).join('\n')

export const piped = (rows: readonly (readonly Printed[])[]): string =>
  rows.map((row) => `| ${row.map(({ text }) => text).join(' | ')} |`).join('\n')

export const asHtml = (rows: readonly (readonly Printed[])[]): string =>
  `<table>${rows
    .map(
      (row) =>
        `<tr>${row
          .map(
            ({ text, rowSpan, colSpan }) =>
              `<td rowspan="${rowSpan}" colspan="${colSpan}"><p>${text}</p></td>`,
          )
          .join('')}</tr>`,
    )
    .join('')}</table>`
