import { formatDueFor, formatOf } from '../../src/formats/index.ts'
import { type Changes, changed } from '../../src/reports/changed.ts'
import { nilReport } from '../../src/reports/nil-report.ts'
import type { Report } from '../../src/reports/report.ts'
import { type Figures, figuresFor, notHeld } from './figures.ts'
import * as lives from './lives.ts'
import { narrativeFor } from './narrative.ts'
import { agencies, filesFor, nameIn, type SandboxAgency } from './register.ts'
import { type SeededError, seededErrors } from './seeded-errors.ts'

/** What an agency does about a year. */
export interface Filing {
  readonly agency: SandboxAgency
  readonly year: number
  /** As it stands in the end. */
  readonly report: Report
  /** As it was sent first, where that was mended or corrected. */
  readonly first?: Report
  readonly error?: SeededError
  readonly late: boolean
  readonly end: 'draft' | 'submitted' | 'published'
  readonly mended?: 'returned' | 'corrected'
}

/** Every report of the county, year by year; the same every time. */
export function countyFilings(): readonly Filing[] {
  const filings: Filing[] = []
  const known = new Map<string, Figures>()
  for (let year = lives.FIRST; year <= lives.LAST; year++) {
    for (const agency of agencies) {
      if (!filesFor(agency, year)) continue
      const { id } = agency
      const before = [id, ...(agency.predecessors ?? [])]
        .map((one) => known.get(`${one} ${year - 1}`))
        .filter((one) => one !== undefined)
      const figures = figuresFor(agency, year, before)
      // Who has not filed carries nothing on that anybody could know of.
      if (lives.isIn(lives.missing, id, year)) continue
      known.set(`${id} ${year}`, figures)
      filings.push(filing(agency, year, figures))
    }
  }
  return filings
}

function filing(agency: SandboxAgency, year: number, figures: Figures): Filing {
  const { id } = agency
  const is = (which: Parameters<typeof lives.isIn>[0]) => lives.isIn(which, id, year)
  const error = seededErrors.find((one) => one.agencyId === id && one.year === year)
  const report = reportOf(agency, year, figures, error)
  const fewer = (address: string, by: number) => ({
    [address]: Math.max(0, (figures[address] ?? 0) - by),
  })
  const mended = is(lives.returned) ? 'returned' : is(lives.corrected) ? 'corrected' : undefined
  return {
    agency,
    year,
    report,
    ...(mended && {
      mended,
      first: changed(report, fewer('proactive.penalties.decisions', lives.LEFT_OUT)),
    }),
    ...(error && { error }),
    late: is(lives.late),
    end:
      error !== undefined && error.waived === undefined
        ? 'draft'
        : is(lives.waiting)
          ? 'submitted'
          : 'published',
  }
}

function reportOf(
  agency: SandboxAgency,
  year: number,
  figures: Figures,
  error: SeededError | undefined,
): Report {
  const due = formatDueFor(year)
  const format = error?.format === undefined ? due : formatOf(error.format)
  if (format === undefined || due === undefined) throw new Error(`No format for ${year}`)
  const name = nameIn(agency, year)
  const report = nilReport(format, name, year)
  const known = new Set(format.version === due.version ? Object.keys(figures) : inBoth(figures))
  const stated: Changes = Object.fromEntries(
    Object.entries(figures).filter(([address]) => known.has(address)),
  )
  const about = { id: agency.id, name, year }
  const sound = { ...stated, ...notHeld(agency.kind), ...narrativeFor(due, about, figures) }
  return changed(report, { ...sound, ...error?.make(figures) })
}

/** Tables three and four are the same on every form. */
const inBoth = (figures: Figures): string[] =>
  Object.keys(figures).filter((address) => !address.startsWith('proactive.'))
