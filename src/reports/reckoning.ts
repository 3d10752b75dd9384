import { type CellTerm, type Identity, identitiesOf } from '../formats/cells.ts'
import { lastYearsValue } from './last-year.ts'
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

/** Every identity of the report's format; terms of last year are unknown where it is not at hand. */
export const reckoningsOf = (report: Report, last?: Report): readonly Reckoning[] =>
  identitiesOf(report.format).map((identity) => {
    const left = sideOf(identity.left, report, last)
    const right = sideOf(identity.right, report, last)
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

function sideOf(terms: readonly CellTerm[], report: Report, last?: Report): Side {
  let sum = 0
  let signed = false
  let figures = 0
  let unknown = 0
  const blanks: CellTerm[] = []
  for (const term of terms) {
    const value = termValue(term, report, last)
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

/** Undefined where last year is not at hand, or its form has no such figure. */
function termValue({ cell, lastYear }: CellTerm, report: Report, last?: Report) {
  if (!lastYear) return report.cells[cell.index] ?? null
  const found: { value: CellValue; grade: string } | undefined =
    last && lastYearsValue(report, cell, last)
  return found?.grade === 'exact' ? found.value : undefined
}
