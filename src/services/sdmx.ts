import type { Field } from '../documents/print/csv.ts'
import { cellsOf } from '../formats/cells.ts'
import { printed } from '../reports/content.ts'
import type { Report } from '../reports/report.ts'
import type { ExportedReport } from '../store/export-page.ts'

/** The columns of SDMX-CSV 2.0: what structure, then dimensions, the observation, attributes. */
export const sdmxHeader = [
  'STRUCTURE',
  'STRUCTURE_ID',
  'ACTION',
  'FREQ',
  'REF_AREA',
  'FILER',
  'CELL',
  'TIME_PERIOD',
  'OBS_VALUE',
  'OBS_STATUS',
  'UNIT_MEASURE',
  'UNIT_MULT',
] as const

/** One observation for each cell. OBS_STATUS (CL_OBS_STATUS): A stated, O not stated, M not applicable. */
export function* sdmxRows(
  report: Report,
  { region, agencyId, year }: Pick<ExportedReport, 'region' | 'agencyId' | 'year'>,
): Generator<readonly Field[]> {
  const structure = `NIANBAO:DISCLOSURE_${report.format.version}(1.0)`
  for (const cell of cellsOf(report.format)) {
    const value = printed(cell, report.cells[cell.index] ?? null)
    const figure = typeof value === 'number' ? value : null
    const status = value === null ? 'O' : value === 'n/a' ? 'M' : 'A'
    const unit = cell.unit === 'fen' ? ['CNY', 4] : ['PURE_NUMB', 0]
    const key = ['A', region, agencyId, cell.address, year]
    yield ['dataflow', structure, 'I', ...key, figure, status, ...unit]
  }
}
