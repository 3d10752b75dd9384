import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/pdf.js'
import { pdfType } from '../media-types.ts'
import { UnreadableDocument } from '../reading.ts'
import type { Line, Paper } from './paper.ts'
import {
  type PrintedLine,
  type PrintedPage,
  type PrintedText,
  printedLines,
  runningLines,
} from './pdf-lines.ts'
import { radicals } from './radicals.ts'

const MOST_PAGES = 300
const MOST_ITEMS = 200_000

/**
 * A PDF: its text put back into lines by where it is printed. Page numbers in the margins are
 * dropped, lines of a paragraph joined. Scripts in it are not run, fonts not loaded.
 */
export async function readPdf(bytes: Uint8Array): Promise<Paper> {
  const document = await opened(bytes)
  try {
    if (document.numPages > MOST_PAGES) throw tooManyPages(document.numPages)
    const pages: PrintedPage[] = []
    let items = 0
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { height } = page.getViewport({ scale: 1 })
      const content = await page.getTextContent()
      items += content.items.length
      if (items > MOST_ITEMS) throw tooManyPages(document.numPages)
      const texts = content.items.flatMap((item) => ('str' in item ? [printed(item)] : []))
      pages.push({ texts, height })
      page.cleanup()
    }
    if (items === 0) throw onlyPictures()
    const running = runningLines(pages)
    return paperOf(pages.map((page) => [...printedLines(page, running)]))
  } finally {
    await document.loadingTask.destroy()
  }
}

function printed(item: {
  str: string
  transform: readonly number[]
  width: number
  height: number
}): PrintedText {
  const [, , , , x = 0, y = 0] = item.transform
  return { text: unfolded(item.str), x, y, width: item.width, size: item.height }
}

/** Fonts subset by radical print ⽤ and ⺠ for 用 and 民: the same glyph, another code. */
const unfolded = (text: string): string =>
  text.replace(/[\u2e80-\u2fdf]/g, (c) => radicals[c] ?? c.normalize('NFKC'))

function paperOf(pages: readonly (readonly PrintedLine[])[]): Paper {
  const lines: Line[] = []
  const text: string[] = []
  let length = 0
  let open = ''
  let page = 0
  const close = () => {
    if (open === '') return
    const source = { start: length, end: length + open.length, page }
    lines.push({ kind: 'prose', pieces: [{ text: open, source }] })
    text.push(open, '\n')
    length += open.length + 1
    open = ''
  }
  for (const [i, printed] of pages.entries()) {
    for (const line of printed) {
      if (!line.goesOn) close()
      if (open === '') page = i + 1
      open += line.text
    }
  }
  close()
  return { mediaType: pdfType, text: text.join(''), lines }
}

async function opened(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const library = join(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json'))), '/')
  try {
    return await getDocument({
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
    }).promise
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
