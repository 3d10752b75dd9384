import type { Text } from '../../reports/text.ts'
import type { Box, DrawnGrid } from './pdf-grids.ts'
import { type PrintedText, printedRows } from './pdf-lines.ts'

/** What a cell of a drawn table prints; `doubt` when it is not certain that it prints just this. */
export interface DrawnCell extends Box {
  readonly text: string
  readonly doubt?: Text
}

/** A drawn table with its cells, row by row. */
export interface DrawnTable {
  readonly high: number
  readonly rows: readonly (readonly DrawnCell[])[]
}

/** So far into the next cell a figure may be printed, in points. */
const OVER = 1

/**
 * Gives the texts of a page to the tables drawn on it. A table is read by its lines only where
 * they hold all that is printed at its height, each box one cell; the rest is left.
 */
export function tablesDrawn(
  texts: readonly PrintedText[],
  grids: readonly DrawnGrid[],
): { readonly tables: readonly DrawnTable[]; readonly left: readonly PrintedText[] } {
  const parts = texts.flatMap((text) => cutAtLines(text, grids))
  const held = new Map<DrawnGrid, PrintedText[]>(grids.map((grid) => [grid, []]))
  const loose: PrintedText[] = []
  for (const part of parts) {
    const around = grids.filter((grid) => isInside(part, grid))
    const grid = around.length === 1 ? held.get(around[0] as DrawnGrid) : undefined
    if (grid === undefined) loose.push(part)
    else grid.push(part)
  }
  const tables: DrawnTable[] = []
  for (const [grid, own] of held) {
    const isBeside = loose.some((part) => middle(part) > grid.low && middle(part) < grid.high)
    if (isBeside || grid.boxes.some((box) => holdsRow(box, own))) loose.push(...own)
    else tables.push({ high: grid.high, rows: rowsOf(grid, own) })
  }
  return { tables, left: loose }
}

/** Whether a box holds a label and its figures apart: columns that no lines are drawn between. */
const holdsRow = (box: Box, texts: readonly PrintedText[]): boolean =>
  printedRows(texts.filter((text) => isInside(text, box))).some(
    ({ text, wide }) => wide && /\S\s+\d/.test(text),
  )

/** Runs of print that reach over a line of a table hold the figures of several cells. */
function cutAtLines(text: PrintedText, grids: readonly DrawnGrid[]): readonly PrintedText[] {
  const words = [...text.text.matchAll(/\S+/g)]
  if (words.length === 0) return []
  const grid = grids.find((one) => isInside(text, one))
  const within = grid?.boxes.some((box) => isInside(text, box) && fits(text, box))
  const whole = words.length === 1 && words[0]?.[0] === text.text
  if (grid === undefined || within || whole) return [text]
  const unit = text.width / unitsOf(text.text)
  return words.map(({ 0: word, index }) => ({
    ...text,
    text: word,
    x: text.x + unit * unitsOf(text.text.slice(0, index)),
    width: unit * unitsOf(word),
  }))
}

/** An ideograph is two digits wide. */
const unitsOf = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c.charCodeAt(0) < 0x1100 ? 1 : 2), 0)

const middle = ({ y, size }: PrintedText): number => y + size * 0.35

const isInside = (text: PrintedText, area: Omit<DrawnGrid, 'boxes'>): boolean => {
  const [x, y] = [text.x + text.width / 2, middle(text)]
  return x > area.left && x < area.right && y > area.low && y < area.high
}

const fits = ({ x, width }: PrintedText, { left, right }: Box): boolean =>
  x >= left - OVER && x + width <= right + OVER

function rowsOf(grid: DrawnGrid, texts: readonly PrintedText[]): DrawnTable['rows'] {
  const doubtful = new Set<Box>()
  const struck = new Set<Box>()
  const held = new Map<Box, PrintedText[]>(grid.boxes.map((box) => [box, []]))
  for (const text of texts) {
    for (const box of grid.boxes) {
      if (isInside(text, box)) held.get(box)?.push(text)
      if (isInside(text, box) && text.struck) struck.add(box)
      const isLevel = middle(text) > box.low && middle(text) < box.high
      const reaches = text.x < box.right - OVER && text.x + text.width > box.left + OVER
      if (isLevel && reaches && !fits(text, box)) doubtful.add(box)
    }
  }
  const cells = [...held].map(([box, own]): DrawnCell => {
    const reason = struck.has(box) ? crossedOut : doubtful.has(box) ? doubt : undefined
    return { ...box, text: textOf(own, box), ...(reason && { doubt: reason }) }
  })
  const count = Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan))
  return Array.from({ length: count }, (_, i) => cells.filter(({ row }) => row === i))
}

/** The lines of a cell; a number that its cell was too narrow for is put together again. */
function textOf(texts: readonly PrintedText[], { left, right }: Box): string {
  const lines = printedRows(texts)
  const isBroken = lines.every(({ text, y, width, size }, i) => {
    const next = lines[i + 1]
    const isFull = right - left - width < width / text.length + PADDING
    return /^[\d０-９]+$/.test(text) && (next === undefined || (isFull && y - next.y < size * 2))
  })
  return lines.map(({ text }) => text).join(isBroken ? '' : '\n')
}

/** White space that a narrow cell keeps on both sides of its number, together. */
const PADDING = 12

const crossedOut: Text = {
  zh: '此格有划掉的文字，无法确定还剩什么',
  en: 'Something in this cell is crossed out: what is left is not certain',
}
const doubt: Text = {
  zh: '此处的文字越过了表格线，无法确定属于哪一格',
  en: 'What is printed here reaches over a line of the table: whose cell it is is not certain',
}
