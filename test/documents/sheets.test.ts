import { readFileSync } from 'node:fs'
import t from 'tap'
import { type Reading, readDocument, stopThreads } from '../../src/documents/index.ts'
import {
  excelType,
  htmlType,
  oldExcelType,
  oldWordType,
  textType,
  unknownType,
  wordType,
} from '../../src/documents/media-types.ts'
import { UnreadableDocument } from '../../src/documents/reading.ts'
import { format2021 } from '../../src/formats/2021.ts'
import { cellsOf, tablesOf } from '../../src/formats/cells.ts'
import type { Table } from '../../src/formats/format.ts'
import type { CellValue } from '../../src/reports/report.ts'
import { build, sure } from '../build.ts'
import {
  type BookCell,
  type BookSheet,
  book,
  number,
  setOn,
  styleOf,
  typed,
  words,
} from './book.ts'
import { asHtml, distinct, gridOf, type Printed, piped, report } from './press.ts'
import { projectFile } from './shared.ts'
import { asWord, paragraph, run, word } from './word.ts'
import { zip } from './zip.ts'

t.teardown(stopThreads)

const figures = distinct(format2021)
const tables = tablesOf(format2021)
const headingOf = ({ id }: Table) => format2021.sections.find((one) => one.id === id)?.heading ?? ''
const P = (text: string, colSpan = 1, rowSpan = 1): Printed => ({ text, colSpan, rowSpan })
type Change = (rows: readonly Printed[][], table: Table) => readonly (readonly Printed[])[]
const asIs: Change = (rows) => rows

/** What the press states in every cell: its own number, money in 万元. */
const stated = new Map<string, CellValue>(
  cellsOf(format2021).map(({ address, index, unit }) => [
    address,
    (index + 1) * (unit === 'fen' ? 1_000_000 : 1),
  ]),
)
const all = Object.fromEntries(stated)
const readIn = ({ cells }: Reading) =>
  Object.fromEntries(cells.flatMap(({ at, value }) => (value === null ? [] : [[at, value]])))

/** A sheet for each table, or all tables on one, each below its heading. */
function sheets(change: Change = asIs, as: (text: string) => BookCell | undefined = typed) {
  return tables.map((table, i): BookSheet => {
    return { name: `表${i + 2}`, ...setOn(change(gridOf(table, figures), table), { as }) }
  })
}

function oneSheet(change: Change = asIs, { top = 1, left = 1, gap = 1 } = {}): BookSheet {
  const cells = new Map<string, BookCell>()
  const merged: string[] = []
  let row = top
  for (const table of tables) {
    const rows = [[P(headingOf(table), 8)], ...change(gridOf(table, figures), table)]
    const set = setOn(rows, { top: row, left })
    for (const [ref, cell] of set.cells) cells.set(ref, cell)
    merged.push(...set.merged)
    row = set.next + gap
  }
  return { name: 'Sheet1', cells, merged }
}

const isFigures = (row: readonly Printed[]) => row.some(({ text }) => /^\d+$/.test(text))
const isHead = (row: readonly Printed[]) =>
  /申请人情况|信息内容/.test(row.map((c) => c.text).join())

/** A column at the left or right of tables 2 and 3: what heads it, and what stands in it. */
const withColumn =
  (side: 'left' | 'right', head: string, cellOf: (row: number) => string): Change =>
  (rows, { id }) => {
    if (id === 'disputes') return rows
    let count = 0
    return rows.map((row) => {
      if (!isFigures(row) && !isHead(row) && id === 'applications') return row
      if (isFigures(row)) count += 1
      const text = isFigures(row) ? cellOf(count) : isHead(row) ? head : ''
      const cell = P(text, 1, isHead(row) && id === 'applications' ? 3 : 1)
      return side === 'left' ? [cell, ...row] : [...row, cell]
    })
  }
const serials = withColumn('left', '序号', String)
const remarks = withColumn('right', '备注', (row) => (row % 2 === 0 ? '7' : '含上年'))

/** Table 3 with its results across and its applicants down. */
const turned: Change = (rows, { id }) => {
  if (id !== 'applications') return rows
  const body = rows.slice(3).map((row) => ({
    label: row.findLast(({ text }) => !/^\d*$/.test(text))?.text ?? '',
    cells: row.filter(({ text }) => /^\d*$/.test(text)),
  }))
  const applicants = [
    '自然人',
    '商业企业',
    '科研机构',
    '社会公益组织',
    '法律服务机构',
    '其他',
    '总计',
  ]
  return [
    [P('申请人情况'), ...body.map(({ label }) => P(label))],
    ...applicants.map((label, i) => [P(label), ...body.map(({ cells }) => cells[i] ?? P(''))]),
  ]
}

const excel = (made: readonly BookSheet[]) => readDocument(book(made), excelType)
const page = (change: Change) =>
  readDocument(
    Buffer.from(
      tables
        .map((one) => `<p>${headingOf(one)}</p>${asHtml(change(gridOf(one, figures), one))}`)
        .join(''),
    ),
    htmlType,
  )
const docx = (change: Change, print = (rows: readonly (readonly Printed[])[]) => asWord(rows)) =>
  readDocument(
    word(
      tables
        .map((one) => paragraph(run(headingOf(one))) + print(change(gridOf(one, figures), one)))
        .join(''),
    ),
    wordType,
  )
const text = (change: Change) =>
  readDocument(
    Buffer.from(
      tables
        .map((one) => `${headingOf(one)}\n\n${piped(change(gridOf(one, figures), one))}\n`)
        .join('\n'),
    ),
    textType,
  )

t.test('a workbook of the office’s own is read by its labels', async (t) => {
  const broken: Change = (rows) =>
    rows.map((row) => row.map((c) => ({ ...c, text: c.text.replace(/^(..)(?=...)/, '$1\n') })))
  const full = (v: string) =>
    typed(v) && words(v.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d))))
  const layouts: Record<string, readonly BookSheet[]> = {
    'a sheet for each table': sheets(),
    'all on one sheet': [oneSheet()],
    'without a blank row, from C5 on': [oneSheet(asIs, { top: 5, left: 3, gap: 0 })],
    'labels broken by line feeds': sheets(broken),
    'serial numbers': sheets(serials),
    'remarks, some of them figures': sheets(remarks),
    'both, on one sheet': [
      oneSheet((rows, table) => serials(remarks(rows, table) as Printed[][], table)),
    ],
    'numbers stored as text': sheets(asIs, (v) => typed(v) && words(` ${v} `)),
    'numbers in full width': sheets(asIs, full),
    'numbers kept as results of formulas': sheets(asIs, (v) =>
      /^\d+$/.test(v) ? { ...number(v), f: 'A1+B1' } : typed(v),
    ),
    'numbers with the noise of binary fractions': sheets(asIs, (v) =>
      /^\d+$/.test(v) ? number(`${v}.0000000000000001`) : typed(v),
    ),
    'text of which a part is struck out': sheets(asIs, (v) =>
      /^\d+$/.test(v)
        ? { rich: `<r><rPr><strike/></rPr><t>9</t></r><r><t>${v}</t></r>` }
        : typed(v),
    ),
    'table 3 turned': sheets(turned),
  }
  for (const [name, made] of Object.entries(layouts)) {
    const reading = await excel(made)
    t.strictSame(readIn(reading), all, name)
    t.strictSame(reading.refused, [], name)
  }
})

t.test('a cell is found again by its sheet and address', async (t) => {
  const { cells } = await excel([oneSheet(asIs, { top: 3, left: 2 })])
  const source = cells.find(({ at }) => at === 'applications.received.naturalPerson')?.source
  t.match(source, { sheet: 'Sheet1', ref: 'E23', row: 23, column: 5 })
  const across = await excel(sheets(turned))
  const turnedSource = across.cells.find(({ at }) => at === 'applications.carriedIn.total')?.source
  t.match(turnedSource, { sheet: '表3', ref: 'C8', row: 8, column: 3 }, 'also where it is turned')
})

t.test('what a cell says is refused by name where it is not certain', async (t) => {
  const at = 'applications.received.naturalPerson'
  const doubts: Record<string, readonly [BookCell, RegExp]> = {
    'a formula without its result': [{ f: '1+2' }, /has not been calculated/],
    'a date': [{ ...number('45000'), s: styleOf.date }, /turned into a date/],
    'a percentage': [{ ...number('0.5'), s: styleOf.percent }, /percentage/],
    'a number shown as another': [{ ...number('50000'), s: styleOf.scaled }, /another number/],
    'a number struck out': [{ ...number('5'), s: styleOf.struck }, /struck out/],
    'an error': [{ t: 'e', v: '#REF!' }, /error/],
    'a logical value': [{ t: 'b', v: '1' }, /logical/],
    无: [words('无'), /not one number/],
  }
  for (const [name, [cell, says]] of Object.entries(doubts)) {
    const [two, three, four] = sheets() as [BookSheet, BookSheet, BookSheet]
    const cells = new Map(three.cells).set('D4', cell)
    const reading = await excel([two, { ...three, cells }, four])
    t.strictSame(readIn(reading), without(at), name)
    t.match(
      reading.refused,
      [{ at, source: { sheet: '表3', ref: 'D4' }, reason: { en: says } }],
      name,
    )
    t.equal(reading.refused.length, 1, name)
  }
})

t.test('what is hidden is not taken for what is shown', async (t) => {
  const [two, three, four] = sheets() as [BookSheet, BookSheet, BookSheet]
  const last = new Map(three.cells)
  for (let row = 2; row < 29; row++) last.set(`L${row}`, number('3'))
  const passed = await excel([
    two,
    { ...three, cells: last, hiddenColumns: [12] },
    four,
    { ...three, name: '去年', state: 'hidden' },
  ])
  t.strictSame(readIn(passed), all, 'hidden sheets and columns are passed over')
  t.strictSame(passed.refused, [])
  const row = await excel([two, { ...three, hiddenRows: [5] }, four])
  t.strictSame(readIn(row), without('applications.carriedIn'), 'a hidden row is in doubt')
  t.equal(row.refused.length, 7)
  t.match(row.refused[0], { source: { ref: 'D5' }, reason: { zh: /第 5 行已隐藏/ } })
  const column = await excel([two, { ...three, hiddenColumns: [6] }, four])
  t.strictSame(readIn(column), without('applications'), 'a column of the form that is hidden')
})

t.test('figures that may have slipped are refused, never taken', async (t) => {
  const beside: Change = (rows, { id }) =>
    id === 'applications'
      ? rows.map((row) =>
          isFigures(row) ? [...row.slice(0, -7), P(''), ...row.slice(-6), P('5')] : row,
        )
      : rows
  for (const [medium, read] of Object.entries({ page, docx })) {
    t.strictSame(readIn(await read(beside)), without('applications'), `beside the table, ${medium}`)
  }
  t.strictSame(readIn(await excel(sheets(beside))), without('applications'), 'beside the table')
  const years: Change = (rows, { id }) =>
    id === 'applications'
      ? rows.map((row) => [
          ...row,
          ...row.filter((c, i) => i > 0 && (!isFigures(row) || /^\d*$/.test(c.text))),
        ])
      : rows
  const several = await excel(sheets(years))
  t.strictSame(readIn(several), without('applications'))
  t.match(several.refused[0]?.reason.zh, /几个年度/)
  const merged = sheets()
  merged[1]?.merged && Object.assign(merged[1], { merged: [...merged[1].merged, 'D4:D5'] })
  t.match((await excel(merged)).refused[0], { source: { ref: 'D4' }, reason: { zh: /跨了几行/ } })
})

t.test('columns of serial numbers and remarks are none of the form, in any medium', async (t) => {
  for (const [medium, read] of Object.entries({ page, docx })) {
    for (const change of [serials, remarks, turned]) {
      const reading = await read(change)
      t.strictSame(readIn(reading), all, medium)
      t.strictSame(reading.refused, [], medium)
    }
  }
  for (const change of [serials, turned]) t.strictSame(readIn(await text(change)), all, 'text')
  const blank: Change = (rows, table) =>
    remarks(
      rows.map((row) =>
        row.map((c) => (/^\d+$/.test(c.text) && Number(c.text) % 7 === 4 ? P('') : c)),
      ),
      table,
    )
  const left = Object.fromEntries(
    [...stated].filter(([, value]) => Number(value) % 7 !== 4 || Number(value) >= 1_000_000),
  )
  for (const read of [page, docx]) t.strictSame(readIn(await read(blank)), left, 'with blanks')
  for (const [at, value] of Object.entries(readIn(await text(blank))))
    t.equal(value, stated.get(at), at)
})

t.test('a remark beside table 4 moves none of its figures', async (t) => {
  const blank = ['disputes.reconsideration.upheld', 'disputes.litigation.direct.total']
  const table = tables.find(({ id }) => id === 'disputes') as Table
  const left = Object.fromEntries(
    [...stated].filter(([at]) => at.startsWith('disputes') && !blank.includes(at)),
  )
  for (const remark of ['', '8', '详见附件']) {
    const rows = gridOf(table, new Map([...figures, ...blank.map((at) => [at, ''] as const)]))
    rows[0]?.push(P('备注', 1, 3))
    rows.at(-1)?.push(P(remark))
    t.strictSame(readIn(await readDocument(Buffer.from(asHtml(rows)), htmlType)), left, remark)
    const lines = Buffer.from(`${headingOf(table)}\n\n${piped(rows)}`)
    for (const [at, value] of Object.entries(readIn(await readDocument(lines, textType))))
      t.equal(value, left[at], `${at}, ${remark}`)
  }
})

t.test('a figure that strays into the headings is named, and moves none', async (t) => {
  const [two = { cells: new Map() }, ...others] = sheets() as [BookSheet, BookSheet, BookSheet]
  const cells = new Map([...two.cells].filter(([ref]) => ref !== 'B4'))
  const reading = await excel([
    { ...two, name: '表2', merged: [], cells: cells.set('E2', number('66')) },
    ...others,
  ])
  const at = 'proactive.normativeDocuments'
  t.strictSame(readIn(reading), without(`${at}.issued`))
  t.match(reading.refused, [{ source: { ref: 'E2' } }])
})

t.test('tables that stand side by side are told apart', async (t) => {
  const [two, three, four] = tables.map((table) => gridOf(table, figures))
  const rows = Array.from({ length: Math.max(two?.length ?? 0, four?.length ?? 0) }, (_, i) => [
    ...(two?.[i] ?? [P('', 4)]),
    ...(four?.[i] ?? []),
  ])
  const reading = await readDocument(Buffer.from(asHtml(rows) + asHtml(three ?? [])), htmlType)
  t.strictSame(readIn(reading), all)
  const apart = setOn(four ?? [], { left: 7 })
  const { cells, merged } = setOn(two ?? [])
  const onSheet = await excel([
    {
      name: '表',
      cells: new Map([...cells, ...apart.cells]),
      merged: [...merged, ...apart.merged],
    },
    { name: '表3', ...setOn(three ?? []) },
  ])
  t.strictSame(readIn(onSheet), all)
})

t.test('the unit of money may stand above the table', async (t) => {
  const [grid = []] = tables.map((table) => gridOf(table, figures))
  const bare = asHtml(grid).replace('（单位：万元）', '')
  const amount = async (above: string) =>
    (
      await readDocument(
        Buffer.from(`<p>二、主动公开政府信息情况</p><p>${above}</p>${bare}`),
        htmlType,
      )
    ).cells.find(({ at }) => at === 'proactive.fees.amount')?.value
  t.equal(await amount('单位：件、万元'), 10_000_000)
  t.equal(await amount('（金额单位：元）'), 1_000)
  t.equal(await amount('单位：元、万元'), undefined)
  t.equal(await amount(''), undefined)
})

t.test('a picture where a table or a figure should be is refused', async (t) => {
  const picture = '<w:r><w:drawing><a:blip/></w:drawing></w:r>'
  const asPicture = await docx(asIs, () => paragraph(picture))
  t.strictSame(
    asPicture.refused.map(({ at }) => at),
    ['proactive', 'applications', 'disputes'],
  )
  t.match(asPicture.refused[0]?.reason.zh, /图片/)
  const inCell = await docx(asIs, (rows) => asWord(rows).replace(run('11'), picture))
  t.strictSame(readIn(inCell), without('applications.received.naturalPerson'))
  const numbered = await docx(asIs, (rows) =>
    asWord(rows).replace(
      paragraph(run('11')),
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>${run('11')}</w:p>`,
    ),
  )
  t.strictSame(readIn(numbered), without('applications.received.naturalPerson'), 'a list number')
  const wechat = report(format2021, (table) => asHtml(gridOf(table, figures))).split('\n')
  const article = `<div id="js_content" style="visibility: hidden">${wechat
    .map((line) => `<section><span>${line}</span></section>`)
    .join('')}</div>`
  t.strictSame(
    readIn(await readDocument(Buffer.from(article), htmlType)),
    all,
    'WeChat hides its text',
  )
})

const old = (file: string) => readFileSync(projectFile(`test/fixtures/old/${file}`))
const files = [
  ['tracked-changes.doc', oldWordType],
  ['formulas-and-hidden.xls', oldExcelType],
] as const

t.test('what Word, Excel and WPS wrote until 2003 is read', async (t) => {
  for (const [file, type] of files) {
    for (const as of [type, unknownType]) {
      const reading = await readDocument(old(file), as)
      t.strictSame(readIn(reading), all, `${file} as ${as}`)
      t.strictSame(reading.refused, [])
      t.equal(reading.mediaType, type)
    }
  }
  const { report: read } = await readDocument(old('tracked-changes.doc'), oldWordType)
  t.strictSame(read.period, { from: '2024-01-01', to: '2024-12-31' })
  t.equal(read.title, '云溪县水务局2024年政府信息公开工作年度报告')
})

t.test('RTF is read, whatever it is called', async (t) => {
  const unicode = (words: string) =>
    words.replace(/[^ -~]/g, (c) => `\\u${(c.charCodeAt(0) << 16) >> 16}?`)
  const rowOf = (cells: readonly string[]) =>
    `\\trowd${cells.map((_, i) => `\\cellx${(i + 1) * 2000}`).join('')}${cells
      .map((cell) => `\\pard\\intbl ${unicode(cell)}\\cell`)
      .join('')}\\row`
  const rows = [
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['规章', '{\\deleted 7}1', '{\\v 9}2', '{\\strike 8}3'],
    ['行政规范性文件', '4', '', '6{\\super 1}'],
  ]
  const rtf = (body: string) => Buffer.from(`{\\rtf1\\ansi{\\fonttbl{\\f0 SimSun;}}${body}}`)
  const whole = `${unicode('二、主动公开政府信息情况')}\\par ${rows.map(rowOf).join('')}`
  for (const type of ['application/rtf', oldWordType, unknownType]) {
    const reading = await readDocument(rtf(whole), type)
    t.strictSame(Object.values(readIn(reading)), [1, 2, 3, 4])
    t.strictSame(
      reading.refused.map(({ at, reason }) => [at, reason.zh]),
      [['proactive.normativeDocuments.inForce', '数字旁有注码']],
    )
  }
  const inBox = rtf(`{\\shp{\\*\\shpinst{\\shptxt ${whole}}}}`)
  await t.rejects(readDocument(inBox, unknownType), { code: 'unsupported-media-type' })
  const deep = rtf(whole.replace('\\intbl', '\\intbl\\itap999999999\\par'))
  await t.rejects(readDocument(deep, unknownType), { code: 'unsupported-media-type' })
  const uneven = rtf(whole.replace('\\cellx2000', ''))
  await t.rejects(readDocument(uneven, unknownType), { code: 'unsupported-media-type' })
})

t.test('broken ones are refused, without delay', async (t) => {
  for (const [file, type] of files) {
    const whole = old(file)
    const cut = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => whole.subarray(0, whole.length * part))
    const zeroed = [0, 512, 1024, 4096].map((from) =>
      Buffer.from(whole).fill(0xff, from + 8, from + 512),
    )
    for (const bytes of [...cut, ...zeroed]) {
      const outcome = await readDocument(bytes, type).catch((error: unknown) => error)
      if (outcome instanceof Error) t.ok(outcome instanceof UnreadableDocument, file)
      else
        for (const { at, value } of (outcome as Reading).cells)
          t.ok(value === null || value === stated.get(at), `${file} ${at}`)
    }
  }
})

t.test('what is not read is called by its name, with what to save it as', async (t) => {
  const kinds: Record<string, readonly [Uint8Array, RegExp]> = {
    'a binary workbook': [zip({ 'xl/workbook.bin': 'x' }), /xlsb.*\.xlsx/],
    OFD: [zip({ 'OFD.xml': '<x/>' }), /OFD/],
    OpenDocument: [zip({ 'META-INF/manifest.xml': '<x/>' }), /OpenDocument/],
    'a web archive': [
      Buffer.from('MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n'),
      /\.mht.*\.docx/,
    ],
    'XML of Excel 2003': [
      Buffer.from('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>'),
      /Excel 2003.*\.xlsx/,
    ],
  }
  for (const [name, [bytes, says]] of Object.entries(kinds)) {
    const error = await readDocument(bytes, unknownType).catch((caught: unknown) => caught)
    t.match(error, { code: 'unsupported-media-type', reason: { zh: says } }, name)
  }
})

t.test('a workbook is validated and filed as any document', async (t) => {
  const { admin, region, agency } = await build(t)
  await region('370781')
  await agency('a', '370781', { name: '云溪县水务局' })
  const type = { 'content-type': excelType }
  const checked = sure(
    await admin.call(
      'POST',
      '/v1/validations?agencyId=a&year=2024',
      type,
      Buffer.from(book([oneSheet()])),
    ),
  )
  t.equal(checked.at('reading.mediaType'), excelType)
  t.match(checked.at('reading.cells.0'), { source: { sheet: 'Sheet1', ref: 'B4' } })
  const put = await admin.call(
    'PUT',
    '/v1/reports/a/2024',
    { 'content-type': oldExcelType },
    old('formulas-and-hidden.xls'),
  )
  t.equal(put.status, 201)
  t.equal(put.at('content.applications.received.total'), 17)
})

/** The cells stated without those at or below an address. */
const without = (address: string) =>
  Object.fromEntries([...stated].filter(([at]) => at !== address && !at.startsWith(`${address}.`)))
