import type { Period } from '../../reports/report.ts'
import type { Refusal } from '../reading.ts'
import { squeeze } from './normalise.ts'
import type { Line } from './paper.ts'

const stated =
  /(20\d{2})年(\d{1,2})月(\d{1,2})日(?:起|开始)?,?(?:至|到|-|—|~)(?:(20\d{2})年)?(\d{1,2})月(\d{1,2})日/g
const period = /期限|统计时间|统计周期/

/** The period the figures cover, as the narrative states it; damaged dates are refused, not mended. */
export function periodIn(lines: readonly Line[]): {
  period: Period | null
  refused: readonly Refusal[]
} {
  const { text, lineAt } = running(lines)
  const found = [...text.matchAll(stated)]
  const named = found.find((match) =>
    period.test(text.slice(Math.max(0, match.index - 20), match.index)),
  )
  const match = named ?? found[0]
  if (match !== undefined) {
    const [, year = '', month = '', day = '', lastYear = year, lastMonth = '', lastDay = ''] = match
    const from = dateOf(year, month, day)
    const to = dateOf(lastYear, lastMonth, lastDay)
    if (from !== undefined && to !== undefined) return { period: { from, to }, refused: [] }
    return { period: null, refused: refuse(lines, lineAt(match.index)) }
  }
  const at = text.search(period)
  const digits = at < 0 ? 0 : (text.slice(at, at + 50).match(/\d/g)?.length ?? 0)
  return { period: null, refused: digits >= 6 ? refuse(lines, lineAt(at)) : [] }
}

/** All lines without white space, for dates broken over lines, and the line each place is on. */
function running(lines: readonly Line[]): { text: string; lineAt: (at: number) => number } {
  const ends: number[] = []
  let text = ''
  for (const { pieces } of lines) {
    text += squeeze(pieces.map((piece) => piece.text).join(''))
    ends.push(text.length)
  }
  return { text, lineAt: (at) => ends.findIndex((end) => end > at) }
}

function dateOf(year: string, month: string, day: string): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${date}T00:00:00Z`)
  return new Date(Number.isNaN(time) ? 0 : time).toISOString().startsWith(date) ? date : undefined
}

function refuse(lines: readonly Line[], line: number): readonly Refusal[] {
  const source = lines[line]?.pieces[0]?.source
  if (source === undefined) return []
  const reason = {
    zh: '统计期限的日期残缺，无法确定',
    en: 'The dates of the period are damaged: which are meant is not certain',
  }
  return [{ at: 'period', source, reason }]
}
