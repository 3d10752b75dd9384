import type { Cell } from '../formats/cells.ts'
import { fenOf } from '../reports/money.ts'
import type { CellValue } from '../reports/report.ts'
import type { Text } from '../reports/text.ts'
import type { RawCell } from './workbook-sheet.ts'

/** The value of a form's cell, or why it cannot be taken as one. Nothing is corrected. */
export type Outcome = { readonly value: CellValue } | { readonly reason: Text }

export function valueIn(cell: Cell, raw: RawCell | undefined): Outcome {
  if (raw === undefined || (raw.kind === 'text' && raw.text.trim() === '')) return { value: null }
  const { kind, text } = raw
  const sign = text.normalize('NFKC').trim()
  if (kind === 'text' && (sign === '/' || sign === '-')) return { value: 'n/a' }
  const doubt = kind === 'text' ? quoting(noNumber, text) : doubtIn(raw)
  if (doubt !== undefined) return { reason: doubt }
  const number = Number(text)
  if (!Number.isFinite(number)) return refused(noNumber, text)
  if (number < 0 && !cell.signed) return refused(negative, text)
  if (cell.unit === 'fen') {
    const fen = fenOf(number)
    return fen === undefined ? refused(decimals, text) : { value: fen }
  }
  return Number.isSafeInteger(number) ? { value: number + 0 } : refused(fraction, text)
}

/** Why what is stored in a cell is neither the number nor the text that its filler wrote. */
export function doubtIn({ kind, text }: RawCell): Text | undefined {
  if (kind === 'number') return text === '' ? uncalculated : undefined
  return kind === 'text' ? undefined : quoting(kinds[kind], text)
}

const refused = (reason: Text, text: string): Outcome => ({ reason: quoting(reason, text) })

const quoting = ({ zh, en }: Text, text: string): Text => {
  const quote = text.length > 40 ? `${text.slice(0, 40)}…` : text
  return { zh: zh.replace('%', () => quote), en: en.replace('%', () => quote) }
}

const uncalculated = {
  zh: '公式尚未计算，请用电子表格软件打开并保存后再报送。',
  en: 'The formula has not been calculated; open and save the workbook in a spreadsheet program.',
}
const negative = { zh: '“%”小于0。', en: '"%" is less than 0.' }
const fraction = { zh: '“%”不是整数。', en: '"%" is not a whole number.' }
const decimals = {
  zh: '“%”超过六位小数（单位：万元）。',
  en: '"%" has more than six decimals (unit: 万元).',
}
const noNumber: Text = {
  zh: '数字单元格中是文本“%”；请填写数字，不适用填“/”，未统计留空。',
  en: 'Text "%" in a number cell; enter a number, "/" for not applicable, or leave it blank.',
}
const kinds: Readonly<Record<Exclude<RawCell['kind'], 'number' | 'text'>, Text>> = {
  boolean: { zh: '数字单元格中是逻辑值。', en: 'A logical value in a number cell.' },
  error: { zh: '单元格中是错误值“%”。', en: 'The cell holds the error "%".' },
  date: {
    zh: '数字被存成了日期，原来填写的是什么已无法确定，请重新填写。',
    en: 'The number was turned into a date, and what was entered is no longer known.',
  },
  percent: {
    zh: '单元格为百分比格式，无法确定填写的是数还是比例。',
    en: 'The cell is formatted as a percentage: a number or a share?',
  },
  scaled: {
    zh: '单元格的数字格式把“%”显示成了另一个数，无法确定以哪一个为准。',
    en: 'The format of the cell shows "%" as another number: which one is meant is not certain.',
  },
  struck: {
    zh: '单元格中的“%”已加删除线，无法确定是否有效。',
    en: '"%" is struck out: whether it still holds is not certain.',
  },
}

export const nameLost = {
  zh: '表格中该项的名称已被删除，无法确定哪一格是它。',
  en: 'The name of this item was deleted from the workbook, so its cell cannot be told.',
}
export const noText = {
  zh: '此处应为文字，单元格中却是日期、逻辑值或错误值，请以文本重新填写。',
  en: 'Text belongs here, but the cell holds a date, a logical value or an error.',
}
export const stale = {
  zh: '总计公式的结果与所列各项之和不符，请用电子表格软件打开、重新计算并保存。',
  en: 'The total was not calculated again after its parts changed; open, recalculate and save.',
}
export const unreadablePeriod = {
  zh: '统计期限应为两个日期，写作2024-01-01。',
  en: 'The period must be two dates, written 2024-01-01.',
}
