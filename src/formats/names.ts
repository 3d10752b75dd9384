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

/**
 * Where a run of rows ends: by the number of the same depth as where it begins, so that a run from
 * 三（一） ends with 三（六） and not with one of its parts.
 */
export const runEnd = (first: Cell, last: Cell): string => {
  const labels = last.rowLabels.slice(0, first.rowLabels.length)
  return labels.length < last.rowLabels.length ? labels.map(shortened).join('') : rowNumber(last)
}

/** 三（三）不予公开: the printed group that all of some rows belong to; undefined where they do not. */
export function groupName([first, ...rest]: readonly Cell[]): string | undefined {
  const labels = first?.rowLabels.slice(0, -1) ?? []
  const name = [...labels.slice(0, -1).map(shortened), labels.at(-1)].join('')
  const same = ({ rowLabels }: Cell) => labels.every((label, i) => rowLabels[i] === label)
  return labels.length > 0 && rest.every(same) ? name : undefined
}

/** 三（三）1.属于国家秘密: the numbers of the groups, then the row's own label without its note. */
export const rowName = (cell: Cell): string =>
  [...cell.rowLabels.slice(0, -1).map(shortened), cell.rowLabels.at(-1)?.replace(NOTE, '')].join('')

/** How to fill in the row, as printed behind its label. */
const NOTE = /（[^（）]{8,}）$/

export const columnName = (cell: Cell): string => cell.columnLabels.at(-1) ?? cell.column

/** 三（一）予以公开／自然人 */
export const cellName = (cell: Cell): string => `${rowName(cell)}／${columnName(cell)}`

const numberOf = (label: string): string | undefined => {
  const found = NUMBERING.exec(label)
  return found?.[1] ?? found?.[2] ?? found?.[3]
}

const shortened = (label: string): string => numberOf(label) ?? `${label} `
