import { cellsOf } from '../../src/formats/cells.ts'
import { printed } from '../../src/reports/content.ts'
import { countyFilings, type Filing } from './county.ts'
import * as lives from './lives.ts'
import { agencies, filesFor, rename } from './register.ts'

/** What is to be found in the sandbox county, worked out from how it was made. */
export function answerKey() {
  const filings = countyFilings()
  const years = Array.from({ length: lives.LAST - lives.FIRST + 1 }, (_, i) => lives.FIRST + i)
  const pair = ([agencyId, year]: readonly [string, number]) => ({ agencyId, year })
  return {
    errors: filings.flatMap(({ agency, year, error }) =>
      error === undefined
        ? []
        : [
            {
              agencyId: agency.id,
              year,
              what: error.what,
              waived: error.waived === true,
              ...(error.cell === undefined ? {} : { cell: error.cell }),
              finds: error.finds,
            },
          ],
    ),
    missing: lives.missing.map(pair),
    late: lives.late.map(pair),
    returned: lives.returned.map(pair),
    corrected: lives.corrected.map(pair),
    waiting: lives.waiting.map(pair),
    rename,
    merger: agencies.flatMap(({ id, predecessors }) =>
      predecessors === undefined ? [] : [{ into: id, predecessors }],
    ),
    sums: years.map((year) => ({
      year,
      expected: agencies.filter((agency) => agency.counts !== false && filesFor(agency, year))
        .length,
      ...sumsOf(filings.filter((filing) => filing.year === year && counts(filing))),
    })),
  }
}

const counts = ({ agency, end }: Filing): boolean => agency.counts !== false && end === 'published'

/** What the published reports add up to, by address; what is zero everywhere is left out. */
function sumsOf(filings: readonly Filing[]) {
  const cells: Record<string, number> = {}
  for (const { report } of filings) {
    for (const cell of cellsOf(report.format)) {
      const value = printed(cell, report.cells[cell.index] ?? null)
      if (typeof value !== 'number' || value === 0) continue
      cells[cell.address] = Math.round(((cells[cell.address] ?? 0) + value) * 1e6) / 1e6
    }
  }
  return { counted: filings.length, late: filings.filter(({ late }) => late).length, cells }
}
