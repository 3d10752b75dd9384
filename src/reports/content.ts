import { type Cell, cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { once } from '../formats/once.ts'
import { passagesOf } from '../formats/passages.ts'
import { fenOf, wanOf } from './money.ts'
import type { CellValue, Period, Report } from './report.ts'

/**
 * A report as JSON: the address of a cell or passage is the path of its member. A member left out
 * is not stated; what is given has passed the wire schema of its format.
 */
export interface Content {
  readonly format: string
  readonly title?: string | null
  readonly period?: Period | null
  readonly [member: string]: unknown
}

/** A money cell with more than six decimals of 万元. */
export class TooManyDecimals extends Error {
  readonly address: string
  constructor(address: string) {
    super(`${address} has more than six decimals`)
    this.address = address
  }
}

/** JSON to report. Throws TooManyDecimals for money that is no whole number of 分. */
export function reportFrom(format: Format, content: Content): Report {
  const narrative: Record<string, string | null> = {}
  for (const { address } of passagesOf(format)) narrative[address] = null
  const cells = cellsOf(format).map((): CellValue => null)
  const cellAt = cellsOf(format)
  walk(treeOf(format), content, (leaf, value) => {
    if (typeof leaf === 'string') narrative[leaf] = (value as string | null | undefined) ?? null
    else cells[leaf] = cellFrom(cellAt[leaf] as Cell, value)
  })
  return { format, title: content.title ?? null, period: content.period ?? null, narrative, cells }
}

/** A member of the content: further members, or what it holds, a cell by index or a passage. */
interface Branch {
  readonly name: string
  readonly branches: readonly Branch[]
  readonly leaf: number | string | undefined
}

/** The members of a format's content as a tree, so that each object is looked into once. */
const treeOf = once((format: Format): readonly Branch[] => {
  const tree: Record<string, unknown> = {}
  for (const { address } of passagesOf(format)) put(tree, address, address)
  for (const { address, index } of cellsOf(format)) put(tree, address, index)
  return branchesOf(tree)
})

const branchesOf = (tree: object): readonly Branch[] =>
  Object.entries(tree).map(([name, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null
      ? { name, branches: branchesOf(inner), leaf: undefined }
      : { name, branches: [], leaf: inner as number | string },
  )

function walk(
  branches: readonly Branch[],
  content: unknown,
  found: (leaf: number | string, value: unknown) => void,
): void {
  if (typeof content !== 'object' || content === null) return
  for (const { name, branches: inner, leaf } of branches) {
    const value = (content as Record<string, unknown>)[name]
    if (leaf === undefined) walk(inner, value, found)
    else found(leaf, value)
  }
}

function cellFrom(cell: Cell, value: unknown): CellValue {
  if (value === undefined || value === null) return null
  if (value === 'n/a') return value
  if (cell.unit === 'item') return (value as number) + 0
  const fen = fenOf(value as number)
  if (fen === undefined) throw new TooManyDecimals(cell.address)
  return fen
}

/** Report to JSON with every cell and passage spelled out, members in the order of print. */
export function contentOf(report: Report): Content {
  const content: Record<string, unknown> = {
    format: report.format.version,
    title: report.title,
    period: report.period,
  }
  for (const { address } of passagesOf(report.format)) {
    put(content, address, report.narrative[address] ?? null)
  }
  cellsOf(report.format).forEach((cell, i) => {
    put(content, cell.address, printed(cell, report.cells[i] ?? null))
  })
  return content as Content
}

/** A cell as it stands on paper and on the wire: money in 万元. */
export const printed = (cell: Cell, value: CellValue): CellValue =>
  cell.unit === 'fen' && typeof value === 'number' ? wanOf(value) : value

/** The member of a nested object at a dotted address. */
export function valueAt(content: unknown, address: string): unknown {
  let value = content
  for (const key of pathOf(address)) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** Sets the member of a nested object at a dotted address. */
export function put(content: Record<string, unknown>, address: string, value: unknown): void {
  const path = pathOf(address)
  let inner = content
  for (const key of path.slice(0, -1)) {
    inner[key] ??= {}
    inner = inner[key] as Record<string, unknown>
  }
  inner[path[path.length - 1] as string] = value
}

const paths = new Map<string, readonly string[]>()

function pathOf(address: string): readonly string[] {
  let path = paths.get(address)
  if (path === undefined) {
    path = address.split('.')
    paths.set(address, path)
  }
  return path
}
