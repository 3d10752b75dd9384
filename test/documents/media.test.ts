import t from 'tap'
import {
  type Reading,
  readDocument,
  stopThreads,
  UnreadableDocument,
} from '../../src/documents/index.ts'
import { wordType } from '../../src/documents/media-types.ts'
import { format2021 } from '../../src/formats/2021.ts'
import { cellsOf } from '../../src/formats/cells.ts'
import type { Format } from '../../src/formats/format.ts'
import { formats } from '../../src/formats/index.ts'
import { pages } from './page.ts'
import { pdf } from './pdf.ts'
import { asHtml, distinct, gridOf, report } from './press.ts'
import { asWord, numbered, paragraph, run, word } from './word.ts'

t.teardown(stopThreads)

const figures = distinct(format2021)
const html = (body: string, head = '') =>
  Buffer.from(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`)
const htmlOf = (format: Format) =>
  report(format, (table) => asHtml(gridOf(table, distinct(format))))
    .split('\n')
    .map((line) => (line.startsWith('<') ? line : `<p>${line}</p>`))
    .join('\n')
const wordOf = (format: Format, print: (line: string) => string = (l) => paragraph(run(l))) =>
  report(format, (table) => asWord(gridOf(table, distinct(format))))
    .split('\n')
    .map((line) => (line.startsWith('<') ? line : print(line)))
    .join('')

for (const format of formats) {
  const media: Record<string, readonly [Uint8Array, string]> = {
    'a web page': [html(htmlOf(format)), 'text/html'],
    'a Word file': [word(wordOf(format)), wordType],
    'a PDF': [pdf(pages(format, distinct(format))), 'application/pdf'],
  }
  for (const [name, [bytes, type]] of Object.entries(media)) {
    t.test(`${name} of format ${format.version} reads right in every cell`, async (t) => {
      const reading = await readDocument(bytes, type)
      t.strictSame(readIn(reading), expectedIn(format))
      t.equal(reading.agency, '云溪县水务局')
      t.equal(reading.year, 2024)
      const passages = Object.values(reading.report.narrative).filter((text) => text !== null)
      t.equal(passages.length, 8)
      t.equal(reading.report.format, format)
    })
  }
}

/** 2019 prints no unit for 采购总金额: a bare number there is refused. */
const expectedIn = (format: Format) =>
  Object.fromEntries(
    cellsOf(format)
      .filter(({ address }) => address !== 'proactive.procurement.amount')
      .map(({ address, index, unit }) => [address, (index + 1) * (unit === 'fen' ? 1_000_000 : 1)]),
  )
const readIn = ({ cells }: Reading) => Object.fromEntries(cells.map(({ at, value }) => [at, value]))

t.test('a whole web page', async (t) => {
  const page = html(
    `<div class="nav"><a>2023年政府信息公开工作年度报告</a> | <a>首页</a></div>
     <table><tr><td><div>${htmlOf(format2021)}</div></td></tr></table>
     <p>版权所有：云溪县人民政府</p><script>一、总体情况</script>`,
    '<script>var a = "<p>二、主动公开政府信息情况</p>"</script>',
  )
  const reading = await readDocument(page, 'text/html')
  t.test('is read inside the tables that only arrange it', async (t) => {
    t.strictSame(readIn(reading), expectedIn(format2021))
  })
  t.test('keeps the words of the page around it out of the narrative', async (t) => {
    t.notMatch(JSON.stringify(reading.report.narrative), /版权所有|首页|script/)
  })
  t.test('says where in the page each cell stands', async (t) => {
    const source = page.toString()
    for (const { value, source: at } of reading.cells) {
      const amount = value === 10_000_000 ? 10 : value
      t.equal(source.slice(at.start, at.end), String(amount))
      t.ok(at.table && at.row && at.column)
    }
  })
})

t.test('a page in GB18030 says so itself', async (t) => {
  const text =
    '<html><head><meta charset="gb18030"></head><body><p>\xd2\xbb\xa1\xa2\xd7\xdc\xcc\xe5\xc7\xe9\xbf\xf6</p></body></html>'
  const reading = await readDocument(Buffer.from(text, 'latin1'), 'text/html')
  t.same(
    reading.headings.map(({ section }) => section),
    ['overview'],
  )
})

t.test('text comes in any encoding Chinese offices write', async (t) => {
  const text = '一、总体情况\n全年公开信息3条。'
  const gbk = Buffer.from('d2bba1a2d7dccce5c7e9bff60a', 'hex')
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  for (const bytes of [gbk, utf16, Buffer.from(`\ufeff${text}`)]) {
    t.equal((await readDocument(bytes, 'text/plain')).headings.length, 1)
  }
})

t.test('a Word file as it is being edited', async (t) => {
  const edited = word(
    [
      paragraph(run('云溪县水务局2024年政府信息公开工作年度报告')),
      numbered('总体情况', 0),
      numbered('主动公开。全年公布公告', 1).replace(
        '</w:p>',
        `<w:del>${run('9')}</w:del><w:ins>${run('31')}</w:ins>${run('条。')}</w:p>`,
      ),
      numbered('依申请公开。收到申请1件。', 1),
      numbered('主动公开政府信息情况', 0),
      asWord([
        row('信息内容', '本年制发件数', '本年废止件数', '现行有效件数'),
        row('规章', '0', '0', '0'),
      ]).replace(
        '</w:tbl>',
        `<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>${paragraph(run('规章'))}</w:tc></w:tr></w:tbl>`,
      ),
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE 7</w:instrText></w:r></w:p>',
      `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph(run('附注'))}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${paragraph(run('附注'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
      numbered('收到和处理政府信息公开申请情况', 0),
    ].join(''),
  )
  const { report, headings, oddities, cells } = await readDocument(edited, wordType)
  t.test('has the numbers that Word computes', async (t) => {
    t.same(
      headings.map(({ text }) => text),
      ['一、总体情况', '二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况'],
    )
    t.same(oddities, [])
  })
  t.test('reads what was inserted, not what was deleted', async (t) => {
    t.equal(report.narrative['narrative.overview.proactive'], '（一）主动公开。全年公布公告31条。')
    t.same(
      cells.filter(({ at }) => at.startsWith('proactive.regulations')).map(({ value }) => value),
      [0, 0, 0],
    )
  })
})

const row = (...texts: string[]) => texts.map((text) => ({ text, rowSpan: 1, colSpan: 1 }))

t.test('a cell merged over rows or columns is refused', async (t) => {
  const grid = (cells: string) =>
    html(`<p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td><td>本年制发件数</td>
      <td>本年废止件数</td><td>现行有效件数</td></tr>${cells}</table>`)
  const over = await readDocument(
    grid(
      '<tr><td>规章</td><td rowspan="2">1</td><td>2</td><td>3</td></tr><tr><td>行政规范性文件</td><td>4</td><td>5</td></tr>',
    ),
    'text/html',
  )
  t.strictSame(readIn(over), {
    'proactive.regulations.repealed': 2,
    'proactive.regulations.inForce': 3,
  })
  const across = await readDocument(
    grid('<tr><td>规章</td><td colspan="3">0</td></tr>'),
    'text/html',
  )
  t.strictSame(readIn(across), {})
  t.equal(across.refused.length, 3)
})

t.test('what is no report, or no document that is read, is said in words', async (t) => {
  const cases: Record<string, readonly [Uint8Array, string, string]> = {
    'text about something else': [Buffer.from('今天天气很好。'), 'text/plain', 'not-a-report'],
    'a Word file declared as text': [word(''), 'text/plain', 'media-type-mismatch'],
    'text declared as PDF': [Buffer.from('一、总体情况'), 'application/pdf', 'media-type-mismatch'],
    'a page declared as text': [html(''), 'text/plain', 'media-type-mismatch'],
    'an old .doc cut off': [Buffer.from('d0cf11e0a1b11ae1', 'hex'), wordType, 'damaged'],
    'a picture': [Buffer.from('89504e470d0a1a0a', 'hex'), 'text/plain', 'unsupported-media-type'],
    'a type nobody reads': [Buffer.from('{}'), 'application/json', 'unsupported-media-type'],
    'a NUL': [Buffer.from('一、总体情况\0'), 'text/plain', 'undecodable'],
    'bytes in no encoding': [Buffer.from([0xe4, 0xff, 0xff]), 'text/plain', 'undecodable'],
  }
  for (const [name, [bytes, type, code]] of Object.entries(cases)) {
    const error = await readDocument(bytes, type).catch((caught: unknown) => caught)
    t.ok(error instanceof UnreadableDocument, name)
    t.match(error, { code, reason: { zh: /[一-龥]/, en: /[a-z]/ } }, name)
  }
  t.equal(figures.size, 200)
})
