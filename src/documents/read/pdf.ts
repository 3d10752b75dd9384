import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js'
import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/pdf.js'
import { UnreadableDocument } from '../reading.ts'
import type { Paper } from './paper.ts'
import { type DrawnTable, tablesDrawn } from './pdf-cells.ts'
import { gridsIn } from './pdf-grids.ts'
import { type PrintedPage, type PrintedText, printedLines, runningLines } from './pdf-lines.ts'
import { paperOf } from './pdf-paper.ts'
import { type Matrix, times } from './pdf-paths.ts'
import { type Operators, type Rule, rulesOf } from './pdf-rules.ts'
import { upright } from './pdf-upright.ts'
import { radicals } from './radicals.ts'

const MOST_PAGES = 300
const MOST_ITEMS = 200_000

/**
 * A PDF: its text put back into lines by where it is printed. Page numbers in the margins are
 * dropped, lines of a paragraph joined. Scripts in it are not run, fonts not loaded.
 */
export async function readPdf(bytes: Uint8Array): Promise<Paper> {
  const { document, operators } = await opened(bytes)
  try {
    if (document.numPages > MOST_PAGES) throw tooManyPages(document.numPages)
    const pages: (PrintedPage & { tables: readonly DrawnTable[] })[] = []
    let items = 0
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const content = await page.getTextContent()
      items += content.items.length
      if (items > MOST_ITEMS) throw tooManyPages(document.numPages)
      const found = content.items.flatMap((item) => ('str' in item ? [item] : []))
      const { matrix, height } = upright(found, page.view)
      const rules = rulesOf(await page.getOperatorList(), operators, matrix)
      const lines = rules.across.filter(({ from, to }) => to - from > SHORTEST)
      const texts = found
        .flatMap((item) => printed(item, matrix))
        .map((text) => (isStruck(text, lines) ? { ...text, struck: true as const } : text))
      const { tables, left } = tablesDrawn(texts, gridsIn(rules))
      pages.push({ texts: left, height, tables })
      page.cleanup()
    }
    if (items === 0) throw onlyPictures()
    const running = runningLines(pages)
    return paperOf(
      pages.map((page) => ({ lines: [...printedLines(page, running)], tables: page.tables })),
    )
  } finally {
    await document.loadingTask.destroy()
  }
}

/** A text where it stands on its page; what is printed aslant, a watermark, is no part of it. */
function printed(item: TextItem, page: Matrix): readonly PrintedText[] {
  const [a, b, c, d, x, y] = times(page, item.transform as unknown as Matrix)
  const [text, size] = [unfolded(item.str), Math.hypot(c, d)]
  if (Math.abs(b) < Math.abs(a) * ASLANT) return [{ text, x, y, width: item.width, size }]
  if (Math.abs(a) > Math.abs(b) * ASLANT) return []
  // Upwards or downwards: a box as wide as a letter, level with the middle of the text.
  const [left, level] = b > 0 ? [x - size, y + item.width / 2] : [x, y - item.width / 2]
  return [{ text, x: left, y: level, width: size, size }]
}

const ASLANT = 0.1
/** No letter is narrower, in points; what is shorter is a dot of a dotted line. */
const SHORTEST = 3

/** Whether a line runs through the middle of a text, and no farther than a word or two beyond. */
const isStruck = ({ x, y, width, size }: PrintedText, lines: readonly Rule[]): boolean =>
  lines.some(
    ({ at, from, to }) =>
      at > y + size * 0.15 &&
      at < y + size * 0.6 &&
      Math.min(to, x + width) - Math.max(from, x) > Math.min(width, to - from) * 0.5,
  )

/** Fonts subset by radical print ⽤ and ⺠ for 用 and 民: the same glyph, another code. */
const unfolded = (text: string): string =>
  text.replace(/[\u2e80-\u2fdf]/g, (c) => radicals[c] ?? c.normalize('NFKC'))

async function opened(
  bytes: Uint8Array,
): Promise<{ document: PDFDocumentProxy; operators: Operators }> {
  const { getDocument, OPS: operators } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const library = join(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json'))), '/')
  try {
    const document = await getDocument({
      data: new Uint8Array(bytes),
      cMapUrl: join(library, 'cmaps/'),
      cMapPacked: true,
      standardFontDataUrl: join(library, 'standard_fonts/'),
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      stopAtErrors: false,
      verbosity: 0,
      maxImageSize: 1,
    }).promise
    return { document, operators }
  } catch (error) {
    throw error instanceof Error && error.name === 'PasswordException' ? encrypted() : damaged()
  }
}

const tooManyPages = (pages: number) =>
  new UnreadableDocument('too-large', {
    zh: `PDF 有 ${pages} 页，超过可读取的 ${MOST_PAGES} 页或内容过多`,
    en: `The PDF has ${pages} pages; at most ${MOST_PAGES} of ordinary length are read`,
  })
const onlyPictures = () =>
  new UnreadableDocument('no-text', {
    zh: 'PDF 里只有图片，没有文字，请提交由 Word 直接导出的 PDF 或 Word 文件',
    en: 'The PDF holds pictures and no text: send the Word file, or a PDF exported from it',
  })
const encrypted = () =>
  new UnreadableDocument('encrypted', {
    zh: 'PDF 已加密，请去掉密码后重新提交',
    en: 'The PDF is encrypted: remove the password and send it again',
  })
const damaged = () =>
  new UnreadableDocument('damaged', {
    zh: 'PDF 已损坏或不完整，请重新导出后提交',
    en: 'The PDF is damaged or cut off: export it anew and send it again',
  })
