/** A run of text where a page prints it; the origin is the page's lower left corner. */
export interface PrintedText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  /** A line is drawn through it. */
  readonly struck?: true
}

/** A printed line; `goesOn` when it continues the paragraph of the line before it. */
export interface PrintedLine {
  readonly text: string
  readonly y: number
  readonly goesOn: boolean
}

interface Row extends PrintedText {
  readonly wide: boolean
}

/** Page numbers stand in this share of the page's height, above and below. */
const MARGIN = 0.08
const pageNumber =
  /^[-—–·\s]*\d{1,4}[-—–·\s]*$|^\d{1,4}[/／]\d{1,4}$|^第\s?\d{1,4}\s?页(?:[,，/／\s]*共\s?\d{1,4}\s?页)?$/
/** Only a line of prose this long can run on into the next. */
const PROSE = 15

/** What a page prints, and how high it is. */
export interface PrintedPage {
  readonly texts: readonly PrintedText[]
  readonly height: number
}

/** The lines that stand in the margins of more than one page: headers and footers. */
export function runningLines(pages: readonly PrintedPage[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const running = new Set<string>()
  for (const page of pages) {
    const margins = printedRows(page.texts).filter((row) => isInMargin(row, page))
    for (const text of new Set(margins.map((row) => row.text))) {
      if (seen.has(text)) running.add(text)
      seen.add(text)
    }
  }
  return running
}

const isInMargin = ({ y }: PrintedText, { height }: PrintedPage): boolean =>
  y < height * MARGIN || y > height * (1 - MARGIN)

/** The lines of a page from top to bottom, page numbers and running lines left out. */
export function* printedLines(
  page: PrintedPage,
  running: ReadonlySet<string>,
): Generator<PrintedLine> {
  const rows = printedRows(page.texts).filter(
    (row) => !(isInMargin(row, page) && (pageNumber.test(row.text) || running.has(row.text))),
  )
  const prose = rows.filter(({ text, wide }) => !wide && text.length >= PROSE)
  const left = Math.min(...prose.map(({ x }) => x))
  const right = Math.max(...prose.map(({ x, width }) => x + width))
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1]
    const full =
      before !== undefined &&
      !before.wide &&
      before.text.length >= PROSE &&
      before.x + before.width > right - before.size * 1.5
    const flush = !row.wide && row.x < left + row.size && row.x > left - row.size
    const near = before !== undefined && before.y - row.y < row.size * 3
    const alike = before !== undefined && Math.abs(before.size - row.size) < 1
    yield { text: row.text, y: row.y, goesOn: full && flush && near && alike }
  }
}

/** Texts whose base lines lie within half a letter of one another are one line. */
export function printedRows(texts: readonly PrintedText[]): readonly Row[] {
  const sorted = texts
    .filter(({ text }) => text.trim() !== '')
    .sort((a, b) => b.y - a.y || a.x - b.x)
  const rows: PrintedText[][] = []
  for (const text of sorted) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && first.y - text.y <= Math.min(first.size, text.size) * 0.5) row.push(text)
    else rows.push([text])
  }
  return rows.map(joined)
}

/** A gap of a third of a letter is a space; one wider than a letter sets cells apart. */
function joined(row: readonly PrintedText[]): Row {
  const sorted = [...row].sort((a, b) => a.x - b.x)
  let text = ''
  let end: number | undefined
  let wide = false
  for (const part of sorted) {
    const gap = end === undefined ? 0 : part.x - end
    if (gap > part.size * 0.33 && !text.endsWith(' ')) text += ' '
    if (gap > part.size * 1.2) wide = true
    text += part.text
    end = part.x + part.width
  }
  const first = sorted[0] as PrintedText
  return {
    text: text.trim(),
    x: first.x,
    y: first.y,
    size: first.size,
    width: (end ?? first.x) - first.x,
    wide,
  }
}
