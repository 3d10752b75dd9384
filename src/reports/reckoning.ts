import { type Cell, type CellTerm, type Identity, identitiesOf } from '../formats/cells.ts'
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
  /** It speaks of last year, of which no report is at hand, or one whose form had no such figure. */
  readonly unknown: boolean
  readonly verdict: 'holds' | 'broken' | 'open'
}

/** The reports of other years and agencies that a report goes on from. */
export interface Lineage {
  /** Last year's report of the agency, and of each agency merged into it since. */
  readonly before?: readonly Report[]
  /** This year's reports of the other agencies among which those were divided. */
  readonly heirs?: readonly Report[]
}

/** Every identity of the report's format; terms of last year are unknown where it is not at hand. */
export const reckoningsOf = (report: Report, lineage: Lineage = {}): readonly Reckoning[] =>
  identitiesOf(report.format).map((identity) => {
    const left = sideOf(identity, identity.left, report, lineage)
    const right = sideOf(identity, identity.right, report, lineage)
    const broken = left.least > right.most || right.least > left.most
    const open = left.least !== left.most || right.least !== right.most
    return {
      identity,
      left: left.sum,
      right: right.sum,
      blanks: right.blanks.length === 0 ? left.blanks : [...left.blanks, ...right.blanks],
      unknown: left.unknown || right.unknown,
      verdict: broken ? 'broken' : open ? 'open' : 'holds',
    }
  })

const none: readonly CellTerm[] = []

interface Side {
  readonly sum: number
  readonly least: number
  readonly most: number
  readonly blanks: readonly CellTerm[]
  readonly unknown: boolean
}

function sideOf(
  { kind }: Identity,
  terms: readonly CellTerm[],
  report: Report,
  { before = [], heirs = [] }: Lineage,
): Side {
  let sum = 0
  let signed = false
  let figures = 0
  let unknown = false
  let blanks: readonly CellTerm[] = none
  for (const term of terms) {
    const own = !term.lastYear && (kind !== 'carryOver' || heirs.length === 0)
    const value = own
      ? (report.cells[term.cell.index] ?? null)
      : together(term.lastYear ? before : [report, ...heirs], report, term.cell)
    if (typeof value === 'number') {
      sum += value
      figures++
      continue
    }
    if (value === undefined) unknown = true
    if (value === null) blanks = [...blanks, term]
    signed ||= value !== 'n/a' && term.cell.signed
  }
  const open = unknown || blanks.length > 0 || figures === 0
  return {
    sum,
    least: open && signed ? Number.NEGATIVE_INFINITY : sum,
    most: open ? Number.POSITIVE_INFINITY : sum,
    blanks,
    unknown,
  }
}

/** What some reports state together; undefined where there is none, or one that cannot tell. */
function together(
  reports: readonly Report[],
  { format }: Report,
  cell: Cell,
): CellValue | undefined {
  let sum: CellValue | undefined
  for (const report of reports) {
    const found = comparableIn(report, format, cell)
    if (found?.grade !== 'exact') return undefined
    if (found.value === null) return null
    if (typeof sum !== 'number') sum = found.value
    else if (typeof found.value === 'number') sum += found.value
  }
  return sum
}
