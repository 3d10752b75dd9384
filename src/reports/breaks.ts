import { crosswalkOf } from '../formats/crosswalk.ts'
import type { Format, Grade } from '../formats/format.ts'

/** A cell or group that does not compare across the formats or years asked for. */
export interface BreakAt {
  readonly at: string
  readonly grade: Grade | 'law'
  readonly why: string
  readonly from?: string | null
  readonly year?: number
}

/** What does not compare when these formats and years stand in one answer. */
export function breaksAcross(formats: readonly Format[], from: number, to: number): BreakAt[] {
  const breaks: BreakAt[] = []
  formats.slice(1).forEach((later, i) => {
    const earlier = formats[i] as Format
    for (const { from: before, to: after, grade, why } of crosswalkOf(earlier, later)) {
      const at = after ?? before
      if (grade !== 'exact' && at !== null) breaks.push({ at, from: before, grade, why })
    }
  })
  for (const { year, at, why } of formats.at(-1)?.breaks ?? []) {
    if (from < year && year <= to) breaks.push({ at, grade: 'law', why, year })
  }
  return breaks
}
