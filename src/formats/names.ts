import type { Cell } from './cells.ts'
import type { Format } from './format.ts'

/** How an official calls what is printed: 表三, 三（七）, “（一）予以公开”. Taken from the labels. */

const NUMBERING = /^(?:([一二三四五六七八九十]+)、|(（[一二三四五六七八九十]+）)|(\d+)\.)/

/** 表三: tables are called by the number of their section. */
export function tableName(format: Format, table: string): string {
  const heading = format.sections.find(({ id }) => id === table)?.heading
  return `表${numberOf(heading ?? '') ?? table}`
}

/** 三（七）, 三（三）1; the label itself where the form prints no number. */
export function rowNumber(cell: Cell): string {
  const own = cell.rowLabels.at(-1) ?? cell.row
  return numberOf(own) === undefined ? rowName(cell) : cell.rowLabels.map(shortened).join('')
}

/** 三（三）1.属于国家秘密: the numbers of the groups, then the row's own label. */
export const rowName = (cell: Cell): string =>
  [...cell.rowLabels.slice(0, -1).map(shortened), cell.rowLabels.at(-1)].join('')

export const columnName = (cell: Cell): string => cell.columnLabels.at(-1) ?? cell.column

/** 三（一）予以公开／自然人 */
export const cellName = (cell: Cell): string => `${rowName(cell)}／${columnName(cell)}`

const numberOf = (label: string): string | undefined => {
  const found = NUMBERING.exec(label)
  return found?.[1] ?? found?.[2] ?? found?.[3]
}

const shortened = (label: string): string => numberOf(label) ?? `${label} `
