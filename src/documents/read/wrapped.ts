import type { Line, Piece } from './paper.ts'

/** Prose is cut at so many columns, an ideograph taking two; no heading of the form is as long. */
const NARROWEST = 48
const WIDEST = 160
/** A line ends that far before the last column at most: no line begins with a comma. */
const SLACK = 4
/** So many lines of one width are no chance. */
const FEWEST = 4

/** A line of prose as it stands in the text. */
interface Printed {
  readonly piece: Piece
  /** Of a line that is wider than prose is ever cut, one more than that. */
  readonly columns: number
  /** It is set in, or numbered, as what stands by itself. */
  readonly begins: boolean
  /** The sentence or title is over where the line is. */
  readonly ends: boolean
}

/**
 * Prose cut at a fixed width, as mail programs and terminals do, put together again: a full line
 * whose sentence is not over runs on into the next. Only where many lines end at the same width
 * within a sentence is the text taken for one that was cut; rows of figures stay as they are.
 */
export function unwrapped(text: string, lines: readonly Line[]): readonly Line[] {
  const printed = lines.map((line) => printedIn(text, line))
  const width = widthOf(printed.filter((line) => line !== undefined))
  if (width === undefined) return lines
  const whole: Line[] = []
  let run: Piece[] = []
  lines.forEach((line, i) => {
    const here = printed[i]
    const next = printed[i + 1]
    if (here === undefined) {
      whole.push(line)
      return
    }
    run.push(here.piece)
    if (next !== undefined && isFull(here, width) && runsOn(here, next)) return
    whole.push({ kind: 'prose', pieces: [together(run)] })
    run = []
  })
  return whole
}

/** What a row of figures has and prose has not: gaps, and figures apart. */
const figures = /\t| {2}|\u3000|\d\s+[\d/]|(?:^|\s)[\d/.]+$/

/** A full stop, or a title, which has none. */
const over = /(?:[。！？；：…!?;:]["”’）)]?|年度报告)$/
const number =
  /^(?:[（(]\s?[一二三四五六七八九十\d]{1,2}\s?[)）]|[一二三四五六七八九十]{1,2}、|\d{1,2}[.．、])/

/** How a line of prose is printed; undefined where it is none. */
function printedIn(text: string, { kind, pieces }: Line): Printed | undefined {
  const [piece] = pieces
  if (kind !== 'prose' || piece === undefined) return undefined
  const start = text.lastIndexOf('\n', piece.source.start - 1) + 1
  const columns = columnsOf(text, start, piece.source.end)
  if (columns > WIDEST) return { piece, columns, begins: true, ends: true }
  if (figures.test(piece.text)) return undefined
  const begins = start < piece.source.start || number.test(piece.text)
  return { piece, columns, begins, ends: over.test(piece.text) }
}

/** The width that a text was cut at, in columns; undefined where it was not. */
function widthOf(prose: readonly Printed[]): number | undefined {
  const width = prose.reduce((most, { columns }) => Math.max(most, columns), 0)
  if (width < NARROWEST || width > WIDEST) return undefined
  const full = prose.filter((line) => isFull(line, width))
  const cut = full.filter(({ ends }) => !ends)
  return cut.length >= FEWEST && cut.length * 2 >= full.length ? width : undefined
}

const isFull = ({ columns }: Printed, width: number): boolean => columns >= width - SLACK

function columnsOf(text: string, start: number, end: number): number {
  let columns = 0
  for (let i = start; i < end && columns <= WIDEST; i++)
    columns += text.charCodeAt(i) < 0x1100 ? 1 : 2
  return columns
}

/** An empty line sets two lines apart; whether two digits that meet are one number cannot be told. */
const runsOn = ({ piece, ends }: Printed, { piece: next, begins }: Printed): boolean =>
  !ends &&
  !begins &&
  (piece.source.line ?? 0) + 1 === next.source.line &&
  !(/\d$/.test(piece.text) && /^\d/.test(next.text))

/** Words in Latin letters are kept apart, ideographs are not. */
function together(run: readonly Piece[]): Piece {
  const [first, last] = [run[0] as Piece, run.at(-1) as Piece]
  const text = run.map(({ text }, i) => {
    const before = run[i - 1]?.text ?? ''
    return /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(text) ? ` ${text}` : text
  })
  return { text: text.join(''), source: { ...first.source, end: last.source.end } }
}
