import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import t from 'tap'
import {
  byteOrderMark,
  csvFile,
  csvLine,
  longHeader,
  longRows,
  wideHeader,
  wideRow,
} from '../../src/documents/print/csv.ts'
import { pageHtml, reportHtml, style, tablesHtml } from '../../src/documents/print/html.ts'
import { printers } from '../../src/documents/print/index.ts'
import { outlineOf } from '../../src/documents/print/outline.ts'
import { formWord } from '../../src/documents/print/word.ts'
import { walkUnprefixed } from '../../src/documents/xml.ts'
import { partsOf } from '../../src/documents/zip.ts'
import { type Cell, cellsOf } from '../../src/formats/cells.ts'
import type { Format } from '../../src/formats/format.ts'
import { formats } from '../../src/formats/index.ts'
import { passagesOf } from '../../src/formats/passages.ts'
import { printed } from '../../src/reports/content.ts'
import { emptyReport, type Report } from '../../src/reports/report.ts'
import { anyReport } from './any-report.ts'
import { filledReport } from './filled-report.ts'

const about = { agency: '云溪县档案局', year: 2024 }

/** What paper shows in a cell: the unit too, where the form prints none. */
const onPaper = (report: Report): readonly string[] =>
  cellsOf(report.format).map((cell) => {
    const text = bare(report, cell)
    const said = cell.unit === 'item' || cell.columnLabels.join().includes('万元')
    return said || !/\d/.test(text) ? text : `${text}万元`
  })

const bare = (report: Report, cell: Cell): string => {
  const value = printed(cell, report.cells[cell.index] ?? null)
  return value === 'n/a' ? '/' : String(value ?? '')
}

t.test('HTML', async (t) => {
  for (const format of formats) {
    t.test(`shows every cell of ${format.version} once, under its address`, async () => {
      fc.assert(
        fc.property(anyReport(format), (report) => {
          const found = elementsIn(pageHtml(report, about)).filter(({ name }) => name === 'td')
          const texts = cellsOf(format).map(({ address }) =>
            found.filter(({ id }) => id === address).map(({ text }) => text),
          )
          deepStrictEqual(
            texts,
            onPaper(report).map((text) => [text]),
          )
        }),
        { numRuns: 10 },
      )
    })
  }

  t.test('gives every id once, and every header a cell names is a heading', async (t) => {
    const elements = elementsIn(pageHtml(filledReport(formatNamed('2021')), about))
    const ids = elements.flatMap(({ id }) => id ?? [])
    t.equal(new Set(ids).size, ids.length)
    const headings = new Set(elements.flatMap(({ name, id }) => (name === 'th' ? (id ?? []) : [])))
    const named = elements.flatMap(({ headers }) => headers?.split(' ') ?? [])
    t.strictSame(
      named.filter((id) => !headings.has(id)),
      [],
    )
    const cell = elements.find(({ id }) => id === 'applications.refused.stateSecret.business')
    t.strictSame(
      cell?.headers?.split(' ').map((id) => elements.find((other) => other.id === id)?.text),
      [
        '申请人情况',
        '法人或其他组织',
        '商业企业',
        '三、本年度办理结果',
        '（三）不予公开',
        '1.属于国家秘密',
      ],
    )
  })

  t.test('has the six headings in their order', async (t) => {
    const elements = elementsIn(pageHtml(filledReport(formatNamed('2021')), about))
    t.strictSame(
      elements.flatMap(({ name, text }) => (name === 'h2' ? [text] : [])),
      [
        '一、总体情况',
        '二、主动公开政府信息情况',
        '三、收到和处理政府信息公开申请情况',
        '四、政府信息公开行政复议、行政诉讼情况',
        '五、存在的主要问题及改进情况',
        '六、其他需要报告的事项',
      ],
    )
  })

  t.test('shows text as text, and carries nothing that a strict policy forbids', async (t) => {
    const report: Report = {
      ...filledReport(formatNamed('2021')),
      title: '<script>alert(1)</script>',
      narrative: { 'narrative.problems': '<img src=x onerror="alert(1)">\u0000' },
    }
    const page = pageHtml(report, { agency: '"><script>', year: 2024 })
    const elements = elementsIn(page)
    const names = new Set(elements.flatMap(({ name, attributes }) => [name, ...attributes]))
    const strict = [...names].filter((name) => /^(script|img|link|style|src|href|on.*)$/.test(name))
    t.strictSame(strict, ['style'], 'the whole page has a style sheet, no element has a style')
    t.notMatch(reportHtml(report, about), / style=|<style/)
    t.match(page.slice(page.indexOf('<style>') + 7, page.indexOf('</style>')), style)
    t.match(page, '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;\ufffd')
    t.match(page, '<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>')
  })

  t.test('prints the sums of a county on the same grid', async (t) => {
    const html = tablesHtml(formatNamed('2021'), (address) =>
      address === 'applications.received.total' ? 3511 : address.endsWith('direct.total') ? '—' : 0,
    )
    const elements = elementsIn(html)
    const at = (address: string) => elements.find(({ id }) => id === address)?.text
    t.equal(at('applications.received.total'), '3511')
    t.equal(at('disputes.litigation.direct.total'), '—')
    t.equal(at('proactive.regulations.issued'), '0')
    t.equal(elements.filter(({ name }) => name === 'caption').length, 3)
  })
})

t.test('Word', async (t) => {
  for (const format of formats) {
    t.test(`has the headings of ${format.version} in their order`, async (t) => {
      const report = filledReport(format)
      const { texts } = await wordOf(report)
      t.strictSame(
        texts.filter((text) => /^[一二三四五六]、.*(情况|事项)$/.test(text)),
        format.sections.map(({ heading }) => heading),
      )
    })

    t.test(`keeps blank, zero and "/" of ${format.version} apart`, async () => {
      await fc.assert(
        fc.asyncProperty(anyReport(format), async (report) => {
          const { cells } = await wordOf({ ...report, narrative: {} })
          deepStrictEqual(cells, onPaper(report))
        }),
        { numRuns: 5 },
      )
    })
  }

  t.test('is well formed whatever the text holds', async (t) => {
    const report = filledReport(formatNamed('2021'))
    const text = 'a\u0001b\ud800c<w:p>&amp;]]>'
    const { texts } = await wordOf({ ...report, narrative: { 'narrative.problems': text } })
    t.ok(texts.includes('a\ufffdb\ufffdc<w:p>&amp;]]>'))
  })
})

t.test('the outline of a report', async (t) => {
  const format = formatNamed('2021')
  const heads = (report: Report, blanks: boolean) =>
    [...outlineOf(report, about, { blanks })].flatMap((piece) =>
      piece.kind === 'subheading' || piece.kind === 'title' ? [piece.text] : [],
    )

  t.test('names the parts of section one unless their texts all do so', async (t) => {
    const narrative = { 'narrative.overview.proactive': '1.主动公开方面。公开37条。' }
    t.strictSame(heads({ ...filledReport(format), narrative }, false).slice(1), [])
    t.strictSame(heads(filledReport(format), false).slice(1), [
      '（一）主动公开',
      '（二）依申请公开',
      '（三）政府信息管理',
      '（四）政府信息公开平台建设',
      '（五）监督保障',
    ])
  })

  t.test('names every part in a form, and has a place for every passage', async (t) => {
    const form = [...outlineOf(emptyReport(format), about, { blanks: true })]
    t.equal(heads(emptyReport(format), true).length, 1 + 5)
    t.equal(form.filter(({ kind }) => kind === 'paragraph').length, passagesOf(format).length)
    t.equal(form.filter(({ kind }) => kind === 'table').length, 3)
  })

  t.test('says nothing that is not stated, and takes the usual title', async (t) => {
    t.strictSame(heads(emptyReport(format), false), ['云溪县档案局2024年政府信息公开工作年度报告'])
  })

  t.test('keeps every word of a text with too many lines', async (t) => {
    const text = Array.from({ length: 2000 }, (_, i) => String(i)).join('\n')
    const report = { ...emptyReport(format), narrative: { 'narrative.problems': text } }
    const lines = [...outlineOf(report, about)].flatMap((piece) =>
      piece.kind === 'paragraph' ? [piece.text] : [],
    )
    t.equal(lines.length, 500)
    t.equal(lines.join('\n'), text)
  })
})

t.test('the form in Word has every table blank', async (t) => {
  const { cells } = await wordIn(await formWord(emptyReport(formatNamed('2021')), about), '2021')
  t.strictSame(cells, Array(200).fill(''))
})

t.test('CSV', async (t) => {
  for (const format of formats) {
    t.test(`long and wide give back every cell of ${format.version}`, async () => {
      fc.assert(
        fc.property(anyReport(format), (report) => {
          const long = parsed([...longRows(report, about)].map(csvLine).join(''))
          deepStrictEqual(
            long.map(([, , , , , , , address, value, state]) => [address, value, state]),
            cellsOf(format).map((cell) => {
              const value = printed(cell, report.cells[cell.index] ?? null)
              if (value === null) return [cell.address, '', 'notStated']
              if (value === 'n/a') return [cell.address, '', 'notApplicable']
              return [cell.address, String(value), 'stated']
            }),
          )
          const header = wideHeader(formats)
          const [wide = []] = parsed(csvLine(wideRow(header, report, about)))
          const values = new Map(header.map((address, i) => [address, wide[i]]))
          deepStrictEqual(
            cellsOf(format).map(({ address }) => values.get(address)?.replace('n/a', '/')),
            cellsOf(format).map((cell) => bare(report, cell)),
          )
        }),
        { numRuns: 10 },
      )
    })
  }

  t.test('writes RFC 4180, and text that looks like a formula as text', async (t) => {
    const line = csvLine([
      '=cmd|/c',
      '@x',
      '+1',
      '-1',
      '\tx',
      '\rx',
      'a"b,c',
      'd\ne',
      -3,
      null,
      '文',
    ])
    t.equal(line, `'=cmd|/c,'@x,'+1,'-1,'\tx,"'\rx","a""b,c","d\ne",-3,,文\r\n`)
  })

  t.test('streams a file with its mark and header first', async (t) => {
    const pieces: string[] = []
    for await (const piece of csvFile(['a', 'b'], [[1, 'x']])) pieces.push(piece)
    t.strictSame(pieces, ['\ufeffa,b\r\n', '1,x\r\n'])
  })

  t.test('is one record for each cell', async (t) => {
    const file = await printers['text/csv']?.print(filledReport(formatNamed('2021')), about)
    const text = file?.toString() ?? ''
    t.ok(text.startsWith(`${byteOrderMark}${longHeader.join(',')}\r\n`))
    t.equal(text.split('\r\n').length, 1 + 200 + 1)
    t.match(
      text,
      '云溪县档案局,2024,2021,proactive,fees,amount,proactive.fees.amount,9.63211,stated',
    )
    t.match(text, 'proactive.regulations.issued,,notApplicable')
  })
})

t.test('every printer of the catalogue prints, the same bytes on any day', async (t) => {
  const tomorrow = Date.now() + 86_400_000
  for (const [mediaType, printer] of Object.entries(printers)) {
    const file = await printer.print(filledReport(formatNamed('2021')), about)
    t.ok(Buffer.isBuffer(file) && file.length > 1000, mediaType)
    t.equal(printer.mediaType, mediaType)
    const clock = t.intercept(Date, 'now', { value: () => tomorrow })
    const later = await printer.print(filledReport(formatNamed('2021')), about)
    clock.restore()
    t.ok(later.equals(file), mediaType)
  }
})

function formatNamed(version: string): Format {
  const format = formats.find((format) => format.version === version)
  if (format === undefined) throw new Error(`No format ${version}`)
  return format
}

interface Found {
  readonly name: string
  readonly text: string
  readonly id: string | undefined
  readonly headers: string | undefined
  readonly attributes: readonly string[]
}

function elementsIn(html: string): readonly Found[] {
  const found: Found[] = []
  const walk = (node: DefaultTreeAdapterTypes.Node): string => {
    if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value
    if (!('childNodes' in node)) return ''
    const text = node.childNodes.map(walk).join('')
    if ('attrs' in node) {
      const attribute = (name: string) => node.attrs.find((one) => one.name === name)?.value
      found.push({
        name: node.tagName,
        text,
        id: attribute('id'),
        headers: attribute('headers'),
        attributes: node.attrs.map(({ name }) => name),
      })
    }
    return text
  }
  walk(parse(html))
  return found
}

/** The paragraphs of a Word file, and those of its tables' cells that are no labels. */
async function wordOf(report: Report) {
  const file = await printers[word]?.print(report, about)
  return wordIn(file ?? Buffer.alloc(0), report.format.version)
}

async function wordIn(file: Buffer, version: string) {
  const parts = await partsOf(file, /^word\/document\.xml$/)
  const texts: string[] = []
  const boxes: string[] = []
  let depth = 0
  let text = ''
  let merged = false
  walkUnprefixed(parts.get('word/document.xml') ?? '', {
    open(name, attributes) {
      if (name === 'p') text = ''
      if (name === 'tc') merged = false
      if (name === 'tbl') depth += 1
      if (name === 'vMerge' && attributes['w:val'] !== 'restart') merged = true
    },
    text(piece) {
      text += piece
    },
    close(name) {
      if (name === 'tbl') depth -= 1
      if (name === 'p') texts.push(text)
      if (name === 'p' && depth > 0 && !merged) boxes.push(text)
    },
  })
  const labels = labelsOf(formatNamed(version))
  return { texts, cells: boxes.filter((text) => !labels.has(text)) }
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const labelsOf = (format: Format): ReadonlySet<string> =>
  new Set(
    cellsOf(format)
      .flatMap(({ rowLabels, columnLabels }) => [...rowLabels, ...columnLabels])
      .concat(
        format.sections.flatMap((section) =>
          section.kind === 'table'
            ? [
                section.note ?? '-',
                ...section.blocks.flatMap(({ heading, columnsHeading }) => [
                  heading ?? '-',
                  columnsHeading ?? '-',
                ]),
              ]
            : [],
        ),
      ),
  )

/** RFC 4180 back to fields. */
function parsed(text: string): string[][] {
  const records: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
  )) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') records.push([])
    if (end === '') break
  }
  return records.slice(0, -1)
}
