import { cellAtAddress } from '../formats/cells.ts'
import {
  CONTROL,
  LONGEST_PASSAGE,
  LONGEST_TEXT,
  LONGEST_TITLE,
  MOST,
  MOST_WAN,
} from '../reports/bounds.ts'
import { fenOf } from '../reports/money.ts'
import type { CellValue, Report } from '../reports/report.ts'
import type { Text } from '../reports/text.ts'
import { type Reading, type Refusal, UnreadableDocument } from './reading.ts'

const MOST_NOTICED = 1000

/**
 * A reading within what any report may hold, as the wire schema says it of JSON. A figure or a
 * passage beyond it is refused in its place; a text too long to be a report's refuses the whole.
 */
export function bounded(reading: Reading): Reading {
  const { report, cells } = reading
  const length = Object.values(report.narrative).reduce((sum, text) => sum + (text?.length ?? 0), 0)
  if (length > LONGEST_TEXT) throw tooLong(length)
  const sound = cells.filter(({ at, value }) => fits(report, at, value))
  const beyond = cells.filter((cell) => !sound.includes(cell))
  const faulty = Object.entries(report.narrative).filter(([, text]) => isFaulty(text))
  const { title, ...rest } = report
  const faultyTitle = isFaulty(title, LONGEST_TITLE)
  return {
    ...reading,
    cells: sound,
    report: {
      ...rest,
      title: faultyTitle ? null : title,
      narrative: {
        ...report.narrative,
        ...Object.fromEntries(faulty.map(([address]) => [address, null])),
      },
      cells: withoutBeyond(report, new Set(beyond.map(({ at }) => at))),
    },
    refused: [
      ...reading.refused,
      ...beyond.map(({ at, source }) => ({ at, source, reason: tooMuch })),
      ...(faultyTitle ? [refusalOf('title')] : []),
      ...faulty.map(([address]) => refusalOf(address)),
    ].slice(0, MOST_NOTICED),
    headings: reading.headings.slice(0, MOST_NOTICED),
    oddities: reading.oddities.slice(0, MOST_NOTICED),
  }
}

function fits({ format }: Report, at: string, value: CellValue): boolean {
  if (typeof value !== 'number') return true
  const most = cellAtAddress(format, at)?.unit === 'fen' ? (fenOf(MOST_WAN) ?? 0) : MOST
  return Math.abs(value) <= most
}

const withoutBeyond = ({ format, cells }: Report, beyond: ReadonlySet<string>) => {
  const places = new Set([...beyond].map((at) => cellAtAddress(format, at)?.index))
  return places.size === 0 ? cells : cells.map((value, i) => (places.has(i) ? null : value))
}

const isFaulty = (text: string | null | undefined, longest = LONGEST_PASSAGE): boolean =>
  text != null && (text.length > longest || CONTROL.test(text))

const refusalOf = (at: string): Refusal => ({
  at,
  source: { start: 0, end: 0 },
  reason: faultyText,
})

const tooMuch: Text = {
  zh: '数字超出可填报的范围',
  en: 'The figure is beyond what a report can state',
}
const faultyText: Text = {
  zh: '文字过长，或含有不可见的控制字符，请清除后重新提交',
  en: 'The text is too long or holds control characters: remove them and send it again',
}
const tooLong = (length: number) =>
  new UnreadableDocument('too-long', {
    zh: `报告文字有 ${length} 字，超过 ${LONGEST_TEXT} 字的上限`,
    en: `The text of the report has ${length} characters; at most ${LONGEST_TEXT} are taken`,
  })
