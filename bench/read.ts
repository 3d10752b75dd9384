import { parse } from 'parse5'
import { SaxesParser } from 'saxes'
import { wordType } from '../src/documents/media-types.ts'
import { interpret } from '../src/documents/read/interpret.ts'
import { paperOf } from '../src/documents/read/paper-of.ts'
import { partsOf } from '../src/documents/zip.ts'
import { format2021 } from '../src/formats/2021.ts'
import { pages } from '../test/documents/page.ts'
import { pdf } from '../test/documents/pdf.ts'
import { asHtml, distinct, gridOf, ledByTabs, report } from '../test/documents/press.ts'
import { asWord, paragraph, run, word } from '../test/documents/word.ts'

/** How many reports a second are read from each medium, beside its parsing library alone. */
const figures = distinct(format2021)
const lines = (print: Parameters<typeof report>[1]) => report(format2021, print).split('\n')
const text = Buffer.from(report(format2021, (table) => ledByTabs(gridOf(table, figures))))
const html = lines((table) => asHtml(gridOf(table, figures)))
  .map((line) => (line.startsWith('<') ? line : `<p>${line}</p>`))
  .join('\n')
const docx = word(
  lines((table) => asWord(gridOf(table, figures)))
    .map((line) => (line.startsWith('<') ? line : paragraph(run(line))))
    .join(''),
)
const printed = pdf(pages(format2021, figures))

async function pdfAlone(): Promise<void> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const cMapUrl = new URL('cmaps/', import.meta.resolve('pdfjs-dist/package.json')).pathname
  const task = getDocument({
    data: new Uint8Array(printed),
    cMapUrl,
    cMapPacked: true,
    verbosity: 0,
  })
  const document = await task.promise
  for (let i = 1; i <= document.numPages; i++) await (await document.getPage(i)).getTextContent()
  await task.destroy()
}

async function wordAlone(): Promise<void> {
  const parts = await partsOf(docx, /^word\/document\.xml$/)
  new SaxesParser().write(parts.get('word/document.xml') ?? '').close()
}

const media: Record<string, readonly [read: () => unknown, alone: () => unknown, bytes: number]> = {
  text: [() => readAs(text, 'text/plain'), () => text.toString('utf8'), text.length],
  HTML: [() => readAs(Buffer.from(html), 'text/html'), () => parse(html), html.length],
  Word: [() => readAs(docx, wordType), wordAlone, docx.length],
  PDF: [() => readAs(printed, 'application/pdf'), pdfAlone, printed.length],
}

const readAs = async (bytes: Uint8Array, type: string) => interpret(await paperOf(bytes, type))

async function rate(work: () => unknown, forMs = 3000): Promise<number> {
  for (let i = 0; i < 20; i++) await work()
  let count = 0
  const started = performance.now()
  while (performance.now() - started < forMs) {
    await work()
    count += 1
  }
  return (count * 1000) / (performance.now() - started)
}

for (const [name, [read, alone, bytes]] of Object.entries(media)) {
  const [ours, theirs] = [await rate(read), await rate(alone)]
  console.log(
    `${name.padEnd(5)} ${(bytes / 1024).toFixed(0).padStart(4)} KB  ${ours.toFixed(0).padStart(6)}/s read  ` +
      `${theirs.toFixed(0).padStart(6)}/s by the library alone  ${(ours / theirs).toFixed(2)}`,
  )
}
