import type { Line, Paper, Piece } from './paper.ts'
import { cellsBetweenPipes, isRuling, pipe } from './pipes.ts'
import { unwrapped } from './wrapped.ts'

/** A stretch of the text: one line of it, or part of one. */
interface Stretch {
  readonly text: string
  readonly start: number
  readonly line: number
}

/**
 * Plain text as offices paste it: prose, rows in one line (pipes or tabs), and the copy that word
 * processors make, where every cell is a line led by a tab and an empty line ends the row.
 */
export function readText(text: string): Paper {
  const lines: Line[] = []
  let row: Piece[] = []
  const endRow = () => {
    if (row.length > 0) lines.push({ kind: 'row', pieces: row })
    row = []
  }
  const stretches = [...stretchesOf(text)]
  stretches.forEach((stretch, i) => {
    if (isLedByTab(stretch.text)) {
      row.push(atColumn(piece(stretch, 1), row.length + 1))
      return
    }
    const last = row.at(-1)
    if (last !== undefined && continues(last, stretch)) {
      row[row.length - 1] = joined(text, last, stretch)
      return
    }
    endRow()
    if (isRuling(stretch.text) || isBlank(stretch.text)) return
    lines.push(...lineOf(stretch, stretches, i))
  })
  endRow()
  return { mediaType: 'text/plain', text, lines: unwrapped(text, lines) }
}

function* lineOf(stretch: Stretch, all: readonly Stretch[], i: number): Generator<Line> {
  if (pipe.test(stretch.text)) {
    const { cells, whole } = cellsBetweenPipes(stretch.text, closesCell(all, i))
    if (cells.length > 0) {
      const pieces = cells.map(({ start, end }, at) => atColumn(piece(stretch, start, end), at + 1))
      yield { kind: whole ? 'row' : 'cells', pieces }
    }
    return
  }
  if (withoutEnd(stretch.text).trimStart().includes('\t')) {
    yield { kind: 'row', pieces: [...betweenTabs(stretch)] }
    return
  }
  const next = all.slice(i + 1, i + 4).find((other) => !isBlank(other.text))
  const isCell = next !== undefined && isLonePipe(next.text)
  yield { kind: isCell ? 'cells' : 'prose', pieces: [piece(stretch, markdown(stretch.text))] }
}

/** A pipe on a line of its own ends the cell above it when that line has no pipe itself. */
function closesCell(all: readonly Stretch[], i: number): boolean {
  if (!isLonePipe(all[i]?.text ?? '')) return false
  for (let before = i - 1; before >= 0 && before >= i - 3; before--) {
    const text = all[before]?.text ?? ''
    if (!isBlank(text)) return !pipe.test(text)
  }
  return false
}

/** Without tabs and spaces at its end; a no-break space is a cell left blank. */
function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && (text[end - 1] === '\t' || text[end - 1] === ' ')) end -= 1
  return text.slice(0, end)
}

/** Words that Markdown prints bold, alone on their line or in their cell. */
const bold = /^\s{0,9}\*\*([^*\s](?:[^*]{0,200}[^*\s])?)\*\*\s{0,9}$/

/** Where the words of a Markdown heading begin. */
const markdown = (text: string): number => /^ {0,3}#{1,6} /.exec(text)?.[0].length ?? 0

const isLonePipe = (text: string) => text.trim().length === 1 && pipe.test(text)
const isBlank = (text: string) => text.trim() === ''
const isLedByTab = (text: string) => text.startsWith('\t') && !text.includes('\t', 1)

/** A cell broken over two lines goes on without a tab; a figure or a long line does not. */
const continues = (last: Piece, { text }: Stretch): boolean =>
  !isBlank(text) && !text.includes('\t') && text.length <= 40 && !/^[\d\s]*$/.test(last.text)

const joined = (whole: string, last: Piece, next: Stretch): Piece => {
  const end = next.start + next.text.trimEnd().length
  return {
    text: whole.slice(last.source.start, end),
    source: { ...last.source, end },
  }
}

function* betweenTabs(stretch: Stretch): Generator<Piece> {
  let start = 0
  for (const [at, cell] of stretch.text.split('\t').entries()) {
    yield atColumn(piece(stretch, start, start + cell.length), at + 1)
    start += cell.length + 1
  }
}

/** A cell as the so many'th of its row. */
const atColumn = ({ text, source }: Piece, column: number): Piece => ({
  text,
  source: { ...source, column },
})

/** Part of a stretch as a piece, without the white space around it. */
function piece(stretch: Stretch, from = 0, to = stretch.text.length): Piece {
  const raw = stretch.text.slice(from, to)
  const text = bold.exec(raw)?.[1] ?? raw.trim()
  const start = stretch.start + from + (text === '' ? 0 : raw.indexOf(text))
  return { text, source: { start, end: start + text.length, line: stretch.line } }
}

function* stretchesOf(text: string): Generator<Stretch> {
  let start = 0
  let line = 1
  for (const part of text.split('\n')) {
    yield { text: part.endsWith('\r') ? part.slice(0, -1) : part, start, line }
    start += part.length + 1
    line += 1
  }
}
