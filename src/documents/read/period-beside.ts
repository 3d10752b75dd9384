import type { Period } from '../../reports/report.ts'
import type { Properties } from './paper.ts'

const dates = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/

/**
 * The period our own printer wrote beside the text, for a text that states none. Somebody who
 * begins from last year's file keeps what stands beside it, so it must be of the title's year.
 */
export function periodBeside(
  properties: Properties | undefined,
  year: number | undefined,
): Period | null {
  const [, from, to] = dates.exec(properties?.get('nianbao.period') ?? '') ?? []
  if (from === undefined || to === undefined || year === undefined) return null
  return properties?.get('nianbao.year') === String(year) ? { from, to } : null
}
