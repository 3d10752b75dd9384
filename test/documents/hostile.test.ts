import t from 'tap'
import { readDocument, stopThreads } from '../../src/documents/index.ts'
import { JobFailed, lane } from '../../src/documents/lane.ts'
import { wordType } from '../../src/documents/media-types.ts'
import { UnreadableDocument } from '../../src/documents/reading.ts'
import { pdf } from './pdf.ts'
import { paragraph, run, word } from './word.ts'
import { zip } from './zip.ts'

t.teardown(stopThreads)

const heading = '一、总体情况'
const documentOf = (xml: string) => zip({ 'word/document.xml': xml })
const body = (xml: string) => `<w:document><w:body>${xml}</w:body></w:document>`

/** Bytes that attack the reader, and the code they are refused with. */
const refused: Record<string, readonly [Uint8Array, string, string]> = {
  'a zip that swells a thousandfold': [
    documentOf(body(paragraph(run('一'.repeat(4 * 2 ** 20))))),
    wordType,
    'too-large',
  ],
  'a zip of three thousand parts': [
    zip(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`word/${i}.xml`, 'x']))),
    wordType,
    'too-large',
  ],
  'a zip without Word in it': [zip({ 'xl/workbook.xml': '<x/>' }), wordType, 'media-type-mismatch'],
  'a zip inside a zip': [
    zip({ 'word/document.xml.zip': zip({}) }),
    wordType,
    'unsupported-media-type',
  ],
  'a Word file cut off in the middle': [
    word(paragraph(run(heading))).slice(0, 300),
    wordType,
    'damaged',
  ],
  'entities that multiply': [
    documentOf(`<!DOCTYPE d [<!ENTITY a "一"><!ENTITY b "&a;&a;&a;&a;">]>${body(run('&b;'))}`),
    wordType,
    'damaged',
  ],
  'XML that does not close': [documentOf('<w:document><w:body>'), wordType, 'damaged'],
  'XML nested a thousand deep': [
    documentOf('<w:p>'.repeat(1000) + '</w:p>'.repeat(1000)),
    wordType,
    'damaged',
  ],
  'an encrypted zip entry': [encrypted(word('')), wordType, 'encrypted'],
  'HTML nested ten thousand deep': [
    Buffer.from('<div>'.repeat(10_000) + heading),
    'text/html',
    'too-deep',
  ],
  'tables nested ten thousand deep': [
    Buffer.from('<table><tr><td>'.repeat(10_000) + heading),
    'text/html',
    'too-deep',
  ],
  'a PDF of 400 pages': [
    pdf(Array.from({ length: 400 }, () => [{ text: heading, x: 60, y: 700 }])),
    'application/pdf',
    'too-large',
  ],
  'a PDF of nothing': [pdf([[]]), 'application/pdf', 'no-text'],
  'a PDF cut off in the middle': [
    Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type'),
    'application/pdf',
    'damaged',
  ],
  'more than 32 MB': [new Uint8Array(33 * 2 ** 20).fill(65), 'text/plain', 'too-large'],
}

for (const [name, [bytes, type, code]] of Object.entries(refused)) {
  t.test(`${name} is refused in time`, async (t) => {
    const started = performance.now()
    const error = await readDocument(bytes, type).catch((caught: unknown) => caught)
    t.ok(error instanceof UnreadableDocument)
    t.match(error, { code })
    t.ok(performance.now() - started < 5000, 'under five seconds')
  })
}

t.test('scripts and styles are neither run nor read', async (t) => {
  const page = `<p>${heading}</p><script>globalThis.ran = true; document.write('五、')</script>
    <p onclick="globalThis.ran = true">（一）主动公开。<img src=x onerror="globalThis.ran = true">无。</p>`
  const { report } = await readDocument(Buffer.from(page), 'text/html')
  t.notOk('ran' in globalThis)
  t.notMatch(JSON.stringify(report.narrative), /script|ran|五、/)
})

t.test('a PDF with a script in it is read without running it', async (t) => {
  const script = '/OpenAction << /S /JavaScript /JS (globalThis.ran = true) >>'
  const bytes = pdf([[{ text: heading, x: 60, y: 700 }]], script)
  t.equal((await readDocument(bytes, 'application/pdf')).headings.length, 1)
  t.notOk('ran' in globalThis)
})

t.test('long stretches of anything take linear time', async (t) => {
  const length = 200_000
  for (const filler of [
    '0 ',
    '|',
    '\t',
    '一、',
    '（',
    '(一)',
    '2024年1月',
    'a\n',
    '规章\n',
    '一、总体情况\n',
  ]) {
    const started = performance.now()
    const text = `${heading}\n二、主动公开政府信息情况\n规章 ${filler.repeat(length / filler.length)}`
    await readDocument(Buffer.from(text), 'text/plain').catch((error: unknown) => {
      if (!(error instanceof UnreadableDocument)) throw error
    })
    const took = performance.now() - started
    t.ok(took < 4000, `200 KB of ${JSON.stringify(filler)}: ${Math.round(took)} ms`)
  }
})

t.test('a megabyte in one cell is no figure', async (t) => {
  const page = `<p>二、主动公开政府信息情况</p><table><tr><td>行政许可</td><td>${'9'.repeat(2 ** 20)}</td></tr></table>`
  const { cells } = await readDocument(Buffer.from(page), 'text/html')
  t.same(
    cells.filter(({ value }) => value !== null),
    [],
  )
})

t.test('a document that takes too long is stopped, and the next one is read', async (t) => {
  const bytes = pdf([[{ text: heading, x: 60, y: 700 }]])
  const thread = new URL('../../src/documents/worker.js', import.meta.url)
  const hasty = lane({ thread, longest: 1, mostWaiting: 1 })
  await t.rejects(hasty.run({ bytes, kind: 'application/pdf' }), new JobFailed('slow'))
  t.equal((await readDocument(bytes, 'application/pdf')).headings.length, 1)
})

t.test('the event loop stays free while a heavy document is read', async (t) => {
  let ticks = 0
  const ticking = setInterval(() => {
    ticks += 1
  }, 10)
  const long = word(
    Array.from({ length: 20_000 }, (_, i) => paragraph(run(`${heading}${i}`))).join(''),
  )
  await readDocument(long, wordType).catch(() => undefined)
  clearInterval(ticking)
  t.ok(ticks > 5, `${ticks} ticks of 10 ms`)
})

/** Sets the flag for encryption in the central directory. */
function encrypted(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf('PK\x01\x02'); at >= 0; at = copy.indexOf('PK\x01\x02', at + 4)) {
    copy.writeUInt16LE(copy.readUInt16LE(at + 8) | 1, at + 8)
  }
  return copy
}
