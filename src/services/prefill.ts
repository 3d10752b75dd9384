import { usualTitle } from '../documents/print/printer.ts'
import { formatDueFor } from '../formats/index.ts'
import { type Carried, carriedOver, stocksBefore } from '../reports/carried-over.ts'
import { printed } from '../reports/content.ts'
import { type CellValue, emptyReport, type Report } from '../reports/report.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import { type Standing, standingReport } from './assess.ts'
import { mustBeExpected } from './expected.ts'
import { heldAgency } from './find-agencies.ts'
import { filersBefore } from './lineage.ts'
import type { Service } from './service.ts'

/** A report to be filed, with what is known before anybody has filled it in. */
export interface Prefill {
  readonly agency: Agency
  readonly year: number
  readonly report: Report
  /** Filled in: the form itself says that it equals last year's figure. */
  readonly carriedOver: readonly Known[]
  /** Last year's stock, from which this year's starts; filled in where one report states it. */
  readonly lastYear: readonly Known[]
  /** Whose last year's report is not there, or cannot be divided. */
  readonly missing: readonly Missing[]
}

export interface Known {
  readonly at: string
  readonly value: CellValue
  readonly from: readonly {
    readonly agencyId: string
    readonly year: number
    readonly revision: number
    readonly at: string
    readonly value: CellValue
  }[]
}

export interface Missing {
  readonly agencyId: string
  readonly year: number
  readonly why: 'not-filed' | 'divided'
}

/**
 * The report of an agency for `year`, begun: title, period, and what the reports of the year
 * before carry over. Where one of these is missing, nothing is carried over: half a sum is a
 * wrong figure. Stocks (现行有效) stand as they were, to be brought up to date with what is issued and
 * repealed, which the rules see to; those of several agencies, who may share documents, are told only.
 */
export async function prefill(
  service: Service,
  caller: Caller,
  { agencyId, year }: { agencyId: string; year: number },
): Promise<Prefill> {
  const agency = heldAgency(service, caller, agencyId)
  mustBeExpected(agency, year)
  const format = formatDueFor(year)
  if (format === undefined) throw new Error(`Year ${year} was expected without a format`)

  const { found, missing } = await before(service, agency, year)
  const reports = missing.length > 0 ? [] : found.map(({ report }) => report)
  const carried = carriedOver(format, reports)
  const stocks = stocksBefore(format, reports)
  const standing = reports.length === 1 ? stocks : []
  const values = new Map([...carried, ...standing].map(({ cell, value }) => [cell.index, value]))
  const empty = emptyReport(format)
  return {
    agency,
    year,
    report: {
      ...empty,
      title: usualTitle({ agency: agency.name, year }),
      period: { from: `${year}-01-01`, to: `${year}-12-31` },
      cells: empty.cells.map((value, i) => values.get(i) ?? value),
    },
    carriedOver: carried.filter(({ value }) => value !== null).map(knownFrom(found)),
    lastYear: stocks.filter(({ value }) => value !== null).map(knownFrom(found)),
    missing,
  }
}

const knownFrom =
  (found: readonly Standing[]) =>
  ({ cell, from, value, parts }: Carried): Known => ({
    at: cell.address,
    value: printed(cell, value),
    from: found.map(({ agency, year, revision }, i) => ({
      agencyId: agency,
      year,
      revision,
      at: from,
      value: printed(cell, parts[i] ?? null),
    })),
  })

/** The reports of the year before: the agency's own, and those of the agencies merged into it. */
async function before(
  service: Service,
  agency: Agency,
  year: number,
): Promise<{ found: readonly Standing[]; missing: readonly Missing[] }> {
  const found: Standing[] = []
  const missing: Missing[] = []
  for (const filer of filersBefore(service, agency, year)) {
    const divided = filer.id !== agency.id && service.store.register.heirsOf(filer.id).length > 1
    const standing = divided ? undefined : await standingReport(service, filer.id, year - 1)
    if (standing !== undefined) found.push(standing)
    else {
      const why = divided ? 'divided' : 'not-filed'
      missing.push({ agencyId: filer.id, year: year - 1, why })
    }
  }
  return { found, missing }
}
