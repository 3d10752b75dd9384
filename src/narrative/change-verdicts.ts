import { crosswalkOf } from '../formats/crosswalk.ts'
import type { Measure } from '../formats/format.ts'
import type { Report } from '../reports/report.ts'
import type { Change } from './change-words.ts'
import type { Reason, Verdict } from './claim.ts'
import type { Setting } from './context.ts'
import { fenInYuan } from './judge.ts'
import { addressesOf, tableFigure } from './table-figure.ts'

export type Readings = readonly (readonly Measure[])[]

/** Whether a change is what the tables of the two years make it. */
export const fits = (setting: Setting, change: Change, readings: Readings): boolean =>
  verdictOn(change, offBy(setting, change, readings), true).verdict === 'supported'

const offBy = (setting: Setting, { value, percent }: Change, readings: Readings): number =>
  Math.min(
    ...readings
      .map((measures) => Math.abs((realChange(setting, measures, percent) ?? Number.NaN) - value))
      .filter((off) => !Number.isNaN(off)),
  )

export function realChange(
  { report, lastYear }: Setting,
  measures: readonly Measure[],
  percent: boolean,
): number | undefined {
  if (lastYear === undefined || !isComparable(report, lastYear, measures)) return undefined
  const now = tableFigure(report, measures)
  const then = tableFigure(lastYear, measures)
  if (!('value' in now) || !('value' in then)) return undefined
  if (!percent) return (now.value - then.value) / (isMoney([measures]) ? fenInYuan : 1)
  return then.value === 0 ? undefined : (100 * (now.value - then.value)) / then.value
}

/** Money is held in 分 and spoken of in 元. */
export const isMoney = (readings: Readings): boolean =>
  readings.some((measures) => measures.includes('chargesCollected'))

/** Across two formats only figures that mean the same in both: 新制作 is not 制发. */
function isComparable(report: Report, lastYear: Report, measures: readonly Measure[]): boolean {
  if (report.format === lastYear.format) return true
  const exact = new Set(
    crosswalkOf(lastYear.format, report.format)
      .filter(({ grade }) => grade === 'exact')
      .map(({ to }) => to),
  )
  return addressesOf(report, measures).every((address) => exact.has(address))
}

/** 0.05 points (check XY-CHANGE), or half of the last digit given; twice that may be cut off. */
export function verdictOn(
  { percent, decimals, approximate, loose, step = 0 }: Change,
  off: number,
  complete: boolean,
): { verdict: Verdict; reason: Reason } {
  if (approximate) return { verdict: 'notCheckable', reason: 'approximate' }
  const tolerance = percent ? Math.max(0.05, 0.5 * 10 ** -decimals) : step / 2
  if (off <= tolerance + 1e-9) return { verdict: 'supported', reason: 'compared' }
  if (!complete) return { verdict: 'notCheckable', reason: 'notStated' }
  if (loose) return { verdict: 'notCheckable', reason: 'rounding' }
  if (off < (percent ? 10 ** -decimals : step))
    return { verdict: 'notCheckable', reason: 'rounding' }
  return { verdict: 'contradicted', reason: 'compared' }
}
