import { doubtIn } from '../excel-cell.ts'
import { UnreadableDocument } from '../reading.ts'
import type { Workbook } from '../workbook.ts'
import { type CellPlace, refAt } from '../workbook-ref.ts'
import type { RawCell, Sheet } from '../workbook-sheet.ts'
import { looksLikeFigure } from './figure.ts'
import type { Line, Paper, Piece } from './paper.ts'
import { runsOf } from './sheet-runs.ts'
import { type Shown, shownOn } from './sheet-shown.ts'

/** A workbook that is not our form, as it would be printed: sheet after sheet, row after row. */
export function readSheets({ sheets }: Workbook, mediaType: string): Paper {
  let tables = 0
  const nextTable = () => {
    tables += 1
    return tables
  }
  const lines = [...sheets].flatMap(([name, sheet]) =>
    sheet.hidden ? [] : [...linesOfSheet(name, sheet, nextTable)],
  )
  return { mediaType, text: '', lines }
}

/** Tables that stand side by side, with nothing between them, are printed one by one. */
function* linesOfSheet(name: string, sheet: Sheet, nextTable: () => number): Generator<Line> {
  const shown = shownOn(sheet)
  if (shown === undefined) throw tooMuch(name)
  const whole = nextTable()
  for (const { rows, parts } of runsOf(sheet, shown)) {
    for (const [i, columns] of parts.entries()) {
      const table = i === 0 ? whole : nextTable()
      for (const row of rows) {
        const places = columns.map((column) => ({ row, column }))
        const pieces = places
          .filter((place) => !shown.isCovered(place))
          .map((place) => pieceAt(name, table, place, shown.at(place)))
        if (pieces.some(isSentence) && !pieces.some(isFigure)) yield* proseIn(pieces)
        else yield { kind: 'row', pieces }
      }
    }
  }
}

function pieceAt(sheet: string, table: number, place: CellPlace, shown: Shown | undefined): Piece {
  const ref = shown?.ref ?? refAt(place)
  const source = { start: 0, end: 0, table, ...place, sheet, ref }
  if (shown === undefined) return { text: '', source }
  const doubt = doubtIn(shown.raw) ?? (shown.inHiddenRow ? hiddenRow(place.row) : undefined)
  return {
    text: textOf(shown.raw),
    source,
    ...(shown.merged && { merged: true as const }),
    ...(doubt && { doubt }),
  }
}

/** What the program shows of a number: fifteen digits, without the noise of binary fractions. */
function textOf({ kind, text }: RawCell): string {
  const number = Number(text)
  if (kind !== 'number' || text === '' || !Number.isFinite(number)) return text.trim()
  return String(Number(number.toPrecision(15)))
}

/** No label of a form is longer, nor does one end in a full stop. */
const LONGEST_LABEL = 60
const isSentence = ({ text }: Piece): boolean => text.includes('。') || text.length > LONGEST_LABEL
const isFigure = ({ text }: Piece): boolean => text !== '' && looksLikeFigure(text)

/** The sentences of a row, each paragraph of a cell a line of its own. */
function* proseIn(pieces: readonly Piece[]): Generator<Line> {
  for (const { text, source } of pieces) {
    for (const words of text.split('\n'))
      if (words.trim() !== '') yield { kind: 'prose', pieces: [{ text: words.trim(), source }] }
  }
}

const hiddenRow = (row: number) => ({
  zh: `第 ${row} 行已隐藏，无法确定其中的数字是否算数；请取消隐藏或删除该行`,
  en: `Row ${row} is hidden: whether its figures count is not certain; show the row or delete it`,
})

const tooMuch = (sheet: string) =>
  new UnreadableDocument('too-large', {
    zh: `工作表“${sheet}”的内容远多于年度报告的表格，不能读取`,
    en: `The sheet "${sheet}" holds far more than the tables of an annual report and is not read`,
  })
