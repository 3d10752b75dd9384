import { type CellTerm, type Identity, identitiesOf } from '../formats/cells.ts'
import { comparableIn } from './comparable.ts'
import type { CellValue, Report } from './report.ts'

/**
 * An identity held against a report. A blank is not a zero, but it is no less than zero either:
 * an identity with blanks is `broken` only where no figure in their place could repair it, and
 * `open` otherwise. "/" adds nothing; a side of nothing but "/" states no figure.
 */
export interface Reckoning {
  readonly identity: Identity
  /** What the stated terms of each side add up to. */
  readonly left: number
  readonly right: number
  /** The terms that could have been stated and are not. */
  readonly blanks: readonly CellTerm[]
  readonly verdict: 'holds' | 'broken' | 'open'
}

/**
 * Every identity of the report's format. Before it stood last year's report of the agency, and of
 * each agency merged into it since: their figures are carried on together. Terms of last year are
 * unknown where no report is at hand.
 */
export const reckoningsOf = (
  report: Report,
  before: readonly Report[] = [],
): readonly Reckoning[] =>
  identitiesOf(report.format).map((identity) => {
    const left = sideOf(identity.left, report, before)
    const right = sideOf(identity.right, report, before)
    const broken = left.least > right.most || right.least > left.most
    const open = left.least !== left.most || right.least !== right.most
    return {
      identity,
      left: left.sum,
      right: right.sum,
      blanks: [...left.blanks, ...right.blanks],
      verdict: broken ? 'broken' : open ? 'open' : 'holds',
    }
  })

interface Side {
  readonly sum: number
  readonly least: number
  readonly most: number
  readonly blanks: readonly CellTerm[]
}

function sideOf(terms: readonly CellTerm[], report: Report, before: readonly Report[]): Side {
  let sum = 0
  let signed = false
  let figures = 0
  let unknown = 0
  const blanks: CellTerm[] = []
  for (const term of terms) {
    const value = termValue(term, report, before)
    if (typeof value === 'number') {
      sum += value
      figures++
      continue
    }
    if (value === undefined) unknown++
    if (value === null) blanks.push(term)
    signed ||= value !== 'n/a' && term.cell.signed
  }
  const open = blanks.length + unknown > 0 || figures === 0
  return {
    sum,
    least: open && signed ? Number.NEGATIVE_INFINITY : sum,
    most: open ? Number.POSITIVE_INFINITY : sum,
    blanks,
  }
}

/** Of this report, or of all the reports it carries on; undefined where those cannot tell. */
function termValue({ cell, lastYear }: CellTerm, report: Report, before: readonly Report[]) {
  if (!lastYear) return report.cells[cell.index] ?? null
  let sum: CellValue | undefined
  for (const other of before) {
    const found = comparableIn(other, report.format, cell)
    if (found?.grade !== 'exact') return undefined
    if (found.value === null) return null
    if (typeof sum !== 'number') sum = found.value
    else if (typeof found.value === 'number') sum += found.value
  }
  return sum
}
