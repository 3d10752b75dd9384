import { type Cell, cellsOf } from '../formats/cells.ts'
import { passagesOf } from '../formats/passages.ts'
import { printed } from './content.ts'
import type { CellValue, Report } from './report.ts'

/** A cell that reads otherwise; a side is left out where the format has no such cell. */
export interface CellDifference {
  readonly at: string
  readonly before?: CellValue
  readonly after?: CellValue
}

/** The stretch of a text that reads otherwise, from `start` on (UTF-16); null where there is none. */
export interface TextDifference {
  readonly at: string
  readonly start: number
  readonly before: string | null
  readonly after: string | null
}

export interface Differences {
  readonly cells: readonly CellDifference[]
  readonly texts: readonly TextDifference[]
}

/** What reads otherwise in a later report, in the order of print. Figures are as on paper. */
export const differencesBetween = (before: Report, after: Report): Differences => ({
  cells: cellsThatDiffer(before, after),
  texts: textsThatDiffer(before, after),
})

function cellsThatDiffer(before: Report, after: Report): CellDifference[] {
  const was = figuresOf(before)
  const is = figuresOf(after)
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((at) => {
    if (was.get(at) === is.get(at)) return []
    return [{ at, ...side('before', was.get(at)), ...side('after', is.get(at)) }]
  })
}

const figuresOf = ({ format, cells }: Report): Map<string, CellValue> =>
  new Map(
    cellsOf(format).map((cell: Cell) => [cell.address, printed(cell, cells[cell.index] ?? null)]),
  )

const side = (name: 'before' | 'after', value: CellValue | undefined) =>
  value === undefined ? {} : { [name]: value }

function textsThatDiffer(before: Report, after: Report): TextDifference[] {
  const was = textsOf(before)
  const is = textsOf(after)
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((at) => {
    const [old, now] = [was.get(at) ?? null, is.get(at) ?? null]
    return old === now ? [] : [{ at, ...stretch(old, now) }]
  })
}

function textsOf({ format, title, period, narrative }: Report): Map<string, string | null> {
  return new Map([
    ['format', format.version],
    ['title', title],
    ['period.from', period?.from ?? null],
    ['period.to', period?.to ?? null],
    ...passagesOf(format).map(({ address }) => [address, narrative[address] ?? null] as const),
  ])
}

/** The texts without what they begin and end with alike; no surrogate pair is cut. */
function stretch(before: string | null, after: string | null): Omit<TextDifference, 'at'> {
  if (before === null || after === null) return { start: 0, before, after }
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--
  return {
    start,
    before: before.slice(start, before.length - end),
    after: after.slice(start, after.length - end),
  }
}

const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff
const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff
