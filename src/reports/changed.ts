import { cellAtAddress } from '../formats/cells.ts'
import { fenOf } from './money.ts'
import type { CellValue, Period, Report } from './report.ts'

/** By address: a figure as on paper, `null`, `"n/a"`, or text for a passage, the title, a date. */
export type Changes = Readonly<Record<string, CellValue | string>>

/** The report with some cells, passages, `title`, `period`, `period.from` or `period.to` changed. */
export function changed(report: Report, changes: Changes): Report {
  const cells = [...report.cells]
  const narrative = { ...report.narrative }
  let { title, period }: { title: string | null; period: Period | null } = report
  for (const [address, value] of Object.entries(changes)) {
    const cell = cellAtAddress(report.format, address)
    const text = value === null ? null : String(value)
    if (cell !== undefined) {
      if (typeof value === 'string' && value !== 'n/a') throw new Error(`${address}: no figure`)
      cells[cell.index] = typeof value === 'number' && cell.unit === 'fen' ? fenIn(value) : value
    } else if (address in narrative) narrative[address] = text
    else if (address === 'title') title = text
    else if (address === 'period') period = null
    else if (address === 'period.from') period = { from: text ?? '', to: period?.to ?? '' }
    else if (address === 'period.to') period = { from: period?.from ?? '', to: text ?? '' }
    else throw new Error(`Format ${report.format.version} has no address ${address}`)
  }
  return { ...report, title, period, narrative, cells }
}

function fenIn(wan: number): number {
  const fen = fenOf(wan)
  if (fen === undefined) throw new Error(`${wan} has more than six decimals`)
  return fen
}
