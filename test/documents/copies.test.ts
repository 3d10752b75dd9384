import t from 'tap'
import { type Reading, readDocument, stopThreads } from '../../src/documents/index.ts'
import { wordType } from '../../src/documents/media-types.ts'
import { format2021 } from '../../src/formats/2021.ts'
import { cellsOf } from '../../src/formats/cells.ts'
import { pages } from './page.ts'
import { pdf } from './pdf.ts'
import { asHtml, distinct, type Figures, gridOf, type Printed, piped, report } from './press.ts'
import { asWord, paragraph, run, word } from './word.ts'

/** Reports as they come out of portals, editors and converters: what is certain in them is read. */

t.teardown(stopThreads)

const figures = distinct(format2021)
const text = (body: string): Promise<Reading> => readDocument(Buffer.from(body), 'text/plain')
const page = (body: string): Promise<Reading> =>
  readDocument(Buffer.from(`<!doctype html><body>${body}</body>`), 'text/html')

const FEN = 1_000_000
const stated = (known: Figures = figures) =>
  Object.fromEntries(
    cellsOf(format2021).map(({ address, unit }) => {
      const figure = known.get(address) ?? ''
      return [address, figure === '' ? null : Number(figure) * (unit === 'fen' ? FEN : 1)]
    }),
  )
const readIn = ({ cells }: Reading) => Object.fromEntries(cells.map(({ at, value }) => [at, value]))

/** The whole grid of a table: a cell that spans stands once, or in every place it covers. */
function spread(rows: readonly (readonly Printed[])[], again: boolean): string[][] {
  const grid: string[][] = rows.map(() => [])
  rows.forEach((row, y) => {
    let x = 0
    for (const { text: words, rowSpan, colSpan } of row) {
      while (grid[y]?.[x] !== undefined) x += 1
      for (let down = 0; down < rowSpan; down++)
        for (let right = 0; right < colSpan; right++)
          (grid[y + down] ?? [])[x + right] = again || down + right === 0 ? words : ''
      x += colSpan
    }
  })
  return grid
}
const cells = (words: readonly string[]): Printed[] =>
  words.map((word) => ({ text: word, rowSpan: 1, colSpan: 1 }))

const problems = '本局把河道水质的公告写得更明白，下一年再把历年台账补齐。'

t.test('sections may be numbered as parts, in Markdown, or not be numbered', async (t) => {
  const plain = report(format2021, (table) => piped(gridOf(table, figures)))
  const headings = new RegExp(format2021.sections.map(({ heading }) => heading).join('|'), 'g')
  const printed: Record<string, (heading: string) => string> = {
    'a part and a space': (h) => `第${h.charAt(0)}部分　${h.slice(2)}`,
    'a part and a colon': (h) => `第${h.charAt(0)}部分：${h.slice(2)}`,
    Markdown: (h) => `## ${h}`,
    'bold Markdown': (h) => `**${h}**`,
    'no number': (h) => h.slice(2),
    'brackets, as parts inside a section are': (h) => `（${h.charAt(0)}）${h.slice(2)}`,
  }
  const { narrative } = (await text(plain)).report
  for (const [name, print] of Object.entries(printed)) {
    const reading = await text(plain.replace(headings, print))
    t.strictSame(readIn(reading), stated(), name)
    t.same(reading.report.narrative, narrative, name)
  }
})

t.test('sections in another order keep their own text', async (t) => {
  const lines = report(format2021, (table) => `@${table.id}`).split('\n')
  const at = (id: string) =>
    lines.indexOf(format2021.sections.find((section) => section.id === id)?.heading ?? '')
  const [overview, proactive, last] = [at('overview'), at('proactive'), at('problems')]
  const tables = format2021.sections.flatMap((one) => (one.kind === 'table' ? [one] : []))
  const print = (order: readonly string[]) =>
    order
      .map((line) => tables.find(({ id }) => `@${id}` === line))
      .map((table, i) => (table ? piped(gridOf(table, figures)) : order[i]))
      .join('\n')
  const opening = lines.slice(0, overview)
  const first = lines.slice(overview, proactive)
  const middle = lines.slice(proactive, last)
  const end = lines.slice(last)
  const { narrative } = (await text(print(lines))).report
  for (const order of [
    [...opening, ...middle, ...first, ...end],
    [...opening, ...first, ...end, ...middle],
  ]) {
    const reading = await text(print(order))
    t.strictSame(readIn(reading), stated())
    t.same(reading.report.narrative, narrative)
  }
})

t.test('what a portal prints around an article is none of its text', async (t) => {
  const plain = report(format2021, (table) => piped(gridOf(table, figures)))
  const [title = '', ...rest] = plain.split('\n')
  const around = [
    '首页 > 政务公开 > 年报',
    title,
    '来源：办公室 发布时间：2025-01-12 浏览次数：88',
    '分享到：',
    ...rest,
    '上一篇：没有了',
    '下一篇：云溪县统计局2024年政府信息公开工作年度报告',
    '【打印本页】【关闭窗口】',
    '主办：云溪县人民政府办公室',
  ]
  const { narrative } = (await text(plain)).report
  t.same((await text(around.join('\n'))).report.narrative, narrative)
  const html = around.map((line) => `<div>${line}</div>`).join('')
  t.same((await page(html)).report.narrative['narrative.other'], problems)
})

t.test('a copy that repeats merged cells says the same', async (t) => {
  const again = (table: Parameters<typeof gridOf>[0]) => spread(gridOf(table, figures), true)
  const html = report(format2021, (table) => asHtml(again(table).map(cells)))
  t.strictSame(readIn(await page(html.replaceAll('\n', '<p>'))), stated())
  t.strictSame(
    readIn(await text(report(format2021, (table) => piped(again(table).map(cells))))),
    stated(),
  )
  t.test('but not where the repeated cells differ', async (t) => {
    const reading = await page(
      `<p>二、主动公开政府信息情况${asHtml(
        [
          ['信息内容', '本年处理决定数量', '本年处理决定数量', '本年处理决定数量'],
          ['行政许可', '7', '8', '7'],
        ].map(cells),
      )}`,
    )
    t.strictSame(readIn(reading), {})
    t.equal(reading.refused.length, 1)
  })
})

t.test('blanks in the rows of a whole grid stay where they stand', async (t) => {
  const blank = new Map(
    [...figures].map(([at, figure]) => {
      const first = at.startsWith('applications.carriedIn') || at.startsWith('applications.granted')
      return [at, first && /business|nonprofit|total/.test(at) ? '' : figure]
    }),
  )
  const rows = (table: Parameters<typeof gridOf>[0]) => spread(gridOf(table, blank), false)
  const tabs = report(format2021, (table) =>
    rows(table)
      .map((row) => row.join('\t'))
      .join('\n'),
  )
  t.strictSame(readIn(await text(tabs)), stated(blank))
  t.test('but a row whose end was cut off is refused', async (t) => {
    const cut = tabs.replaceAll(/\t+$/gm, '')
    const wrong = Object.entries(readIn(await text(cut))).filter(
      ([at, value]) => value !== stated(blank)[at],
    )
    t.strictSame(wrong, [])
  })
})

t.test('table 4 may name its line of figures', async (t) => {
  const body = report(format2021, (table) => {
    const grid = gridOf(table, figures)
    const named = grid.map((row, i) => [...cells([i === grid.length - 1 ? '件数' : '']), ...row])
    return asHtml(table.id === 'disputes' ? named : grid)
  })
  t.strictSame(readIn(await page(body.replaceAll('\n', '<p>'))), stated())
})

t.test('labels in the words of other years, and in traditional characters', async (t) => {
  const body = report(format2021, (table) => piped(gridOf(table, figures)))
  const other = body
    .replace('上年结转政府', '上年度结转政府')
    .replace('结转下年度继续', '结转下年继续')
    .replace('信访举报投诉类', '信訪舉報投訴類')
    .replaceAll('主动公开', '主動公開')
    .replace('监督保障', '監督保障')
  const reading = await text(other)
  t.strictSame(readIn(reading), stated())
  t.match(reading.report.narrative['narrative.overview.supervision'], /^（五）監督保障。/)
})

t.test('narrow heads broken over the same lines are known by their pieces', async (t) => {
  const table = [
    '三、收到和处理政府信息公开申请情况',
    '自然 商业企科研机 社会公益 法律服务 其 总',
    '人 业构 组织 机构 他 计',
    '一、本年新收政府信息公开申请数量 1 2 3 4 5 6 21',
    '二、上年结转政府信息公开申请数量 7 8 9 1 2 3 30',
  ]
  const read = async (lines: readonly string[]) => readIn(await text(lines.join('\n')))
  t.strictSame(Object.values(await read(table)), [1, 2, 3, 4, 5, 6, 21, 7, 8, 9, 1, 2, 3, 30])
  const swapped = await read(table.map((line) => line.replace('商业企科研机', '科研机商业企')))
  t.notOk('applications.received.business' in swapped)
  t.notOk('applications.received.research' in swapped)
})

t.test('a note to a figure is no digit of it, and what is struck out is gone', async (t) => {
  const grid = (licensing: string, penalties: string) =>
    [
      ['信息内容', '本年处理决定数量'],
      ['行政许可', licensing],
      ['行政处罚', penalties],
    ].map(cells)
  const wordRun = (words: string, style: string) =>
    `<w:r><w:rPr>${style}</w:rPr><w:t>${words}</w:t></w:r>`
  const inWord = asWord(grid('A', 'B'))
    .replace(run('A'), run('8') + wordRun('1', '<w:vertAlign w:val="superscript"/>'))
    .replace(run('B'), wordRun('5', '<w:strike/>') + run('31'))
  const heading = '二、主动公开政府信息情况'
  const readings: Record<string, Reading> = {
    'a page': await page(`<p>${heading}</p>${asHtml(grid('8<sup><a>1</a></sup>', '<s>5</s>31'))}`),
    'a Word file': await readDocument(word(paragraph(run(heading)) + inWord), wordType),
    text: await text(`${heading}\n${piped(grid('8①', '31'))}`),
  }
  for (const [name, reading] of Object.entries(readings)) {
    t.strictSame(readIn(reading), { 'proactive.penalties.decisions': 31 }, name)
    t.match(
      reading.refused,
      [{ at: 'proactive.licensing.decisions', reason: { zh: /注码/ } }],
      name,
    )
  }
  t.test('and a note to a label leaves the label what it is', async (t) => {
    const noted = grid('8', '31').map((row) =>
      row.map((cell) => ({ ...cell, text: cell.text.replace('行政许可', '行政许可<sup>1</sup>') })),
    )
    const reading = await page(`<p>${heading}</p>${asHtml(noted)}`)
    t.strictSame(Object.values(readIn(reading)), [8, 31])
  })
})

t.test('preformatted text keeps its lines and tabs', async (t) => {
  const tabs = report(format2021, (table) =>
    gridOf(table, figures)
      .map((row) => row.map((cell) => cell.text).join('\t'))
      .join('\n'),
  )
  const reading = await page(`<div><pre>${tabs}</pre></div>`)
  t.strictSame(readIn(reading), stated())
  t.same(reading.report.narrative, (await text(tabs)).report.narrative)
})

t.test('a heading in other words is not swallowed by the section before it', async (t) => {
  const body = report(format2021, (table) => piped(gridOf(table, figures)))
  const reading = await text(body.replace('六、其他需要报告的事项', '六、费用和提案'))
  t.match(reading.refused, [{ reason: { zh: /“六、费用和提案”可能是“六、其他需要报告的事项”/ } }])
})

t.test('a text that runs on from its heading is cut there', async (t) => {
  const body = report(format2021, (table) => piped(gridOf(table, figures)))
  const reading = await text(body.replace('六、其他需要报告的事项\n', '六、其他需要报告的事项'))
  t.equal(reading.report.narrative['narrative.other'], problems)
})

t.test(
  'figures told in a sentence where a table should be are refused, not passed over',
  async (t) => {
    const body = report(format2021, (table) =>
      table.id === 'proactive'
        ? '本年制发行政规范性文件2件，废止1件，行政许可31件，行政处罚7件。'
        : piped(gridOf(table, figures)),
    )
    t.match((await text(body)).refused, [{ at: 'proactive', reason: { zh: /写成了文字/ } }])
  },
)

t.test('headers and footers of pages stand in no table and no sentence', async (t) => {
  const plain = pages(format2021, figures)
  const running = plain.map((page, i) => [
    { text: '云溪县水务局2024年政府信息公开工作年度报告', x: 180, y: 815 },
    ...page,
    { text: `第 ${i + 1} 页 共 ${plain.length} 页`, x: 260, y: 25 },
  ])
  const of = (sheets: typeof plain) => readDocument(pdf(sheets), 'application/pdf')
  const [with_, without] = [await of(running), await of(plain)]
  t.strictSame(readIn(with_), readIn(without))
  t.same(with_.report.narrative, without.report.narrative)
})

t.test('figures of a further column are not taken for those of the form', async (t) => {
  const rows = [
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数', '备注'],
    ['规章', '1', '2', '3', ''],
    ['行政规范性文件', '', '5', '6', '7'],
  ]
  const reading = await page(`<p>二、主动公开政府信息情况</p>${asHtml(rows.map(cells))}`)
  const at = 'proactive.normativeDocuments'
  t.match(readIn(reading), { [`${at}.repealed`]: 5, [`${at}.inForce`]: 6 })
  t.notOk(Object.values(readIn(reading)).includes(7))
  t.equal(reading.refused.length, 0)
})

t.test('a sum of money under two units is refused', async (t) => {
  const rows = (label: string, head: string, sum: string) =>
    [
      ['信息内容', head],
      [label, sum],
    ].map(cells)
  const read = async (label: string, head: string, sum: string) =>
    readIn(await page(`<p>二、主动公开政府信息情况</p>${asHtml(rows(label, head, sum))}`))
  const [fees, amount] = ['行政事业性收费', '本年收费金额']
  const at = 'proactive.fees.amount'
  t.strictSame(await read(fees, `${amount}（单位：万元）`, '7730元'), {})
  t.strictSame(await read(`${fees}（元）`, `${amount}（单位：万元）`, '7730'), {})
  t.strictSame(await read(`${fees}（元）`, amount, '7730'), { [at]: 773_000 })
  t.strictSame(await read(fees, amount, '0.5万元'), { [at]: 500_000 })
})

t.test('a page that is a form shows its figures in fields', async (t) => {
  const body = report(format2021, (table) => asHtml(gridOf(table, figures)))
  const fields = body.replaceAll(
    /<p>(\d+)<\/p>/g,
    '<input type="text" value="$1" readonly><input type="hidden" value="9">',
  )
  t.strictSame(readIn(await page(fields.replaceAll('\n', '<p>'))), stated())
})

t.test('parts of section one are known by other words where no part has its own', async (t) => {
  const said = [
    '公布公告12条',
    '当面答复来人',
    '逐件清理存量文件',
    '推送消息30篇',
    '每季度抽查一次',
  ]
  const part = async (titles: readonly string[]) => {
    const body = titles.map((title, i) => `${title}\n${said[i]}。`).join('\n')
    const { narrative } = (await text(`一、总体情况\n${body}`)).report
    return ['proactive', 'onRequest', 'management', 'platform', 'supervision'].map((id) =>
      (narrative[`narrative.overview.${id}`] ?? '').replace(/^.*\n/, ''),
    )
  }
  const whole = said.map((one) => `${one}。`)
  t.same(
    await part([
      '（一）主动公开',
      '（二）依申请公开',
      '（三）政府信息资源的规范',
      '（四）网站和载体',
      '（五）考核评议情况',
    ]),
    whole,
    'called otherwise',
  )
  t.same(
    await part([
      '（一）主动公开',
      '（二）依申请公开',
      '三、政府信息管理',
      '（四）平台建设',
      '5.监督保障',
    ]),
    whole,
    'numbered otherwise',
  )
})

t.test('a number broken over two lines of a narrow cell is not read by halves', async (t) => {
  const lines = [
    '三、收到和处理政府信息公开申请情况',
    '自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计',
    '一、本年新收政府信息公开申请数量 7033 0 0 0 0 0 7033',
    '8 8',
    '二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1',
    '（一）予以公开 2 0 0 0 0 0 2',
    '（二）部分公开 3 0 0 0 0 0 3',
  ]
  const reading = await text(lines.join('\n'))
  const rows = new Set(Object.keys(readIn(reading)).map((at) => at.split('.')[1]))
  t.same([...rows], ['granted', 'partlyGranted'])
})

t.test('table 4 is found without its heading', async (t) => {
  const body = report(format2021, (table) => asHtml(gridOf(table, figures)))
  const bare = body.replace('四、政府信息公开行政复议、行政诉讼情况', '')
  t.strictSame(readIn(await page(bare.replaceAll('\n', '<p>'))), stated())
})

t.test('what a narrow cell leaves of one label is not taken for another row', async (t) => {
  const lines = [
    '三、收到和处理政府信息公开申请情况',
    '一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1',
    '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0',
    '2.其他 5 0 0 0 0 0 5',
    '法律行',
    '政法规',
  ]
  const reading = await text(lines.join('\n'))
  t.notOk('applications.other.miscellaneous.total' in readIn(reading))
  t.match(reading.refused, [{ reason: { zh: /格式中没有“2.其他”这一行/ } }])
})

t.test('a row whose label is broken beyond knowing is refused by its name', async (t) => {
  const row = (words: string, y: number, figures: readonly number[]) => [
    { text: words, x: 60, y },
    ...figures.map((figure, i) => ({ text: String(figure), x: 260 + i * 30, y })),
  ]
  const page = [
    { text: '三、收到和处理政府信息公开申请情况', x: 60, y: 700 },
    ...row('一、本年新收政府信息公开申请数量', 680, [1, 0, 0, 0, 0, 0, 1]),
    ...row('2.重复申请', 660, [2, 0, 0, 0, 0, 0, 2]),
    ...row('3.要', 640, [3, 0, 0, 0, 0, 0, 3]),
    { text: '公刊', x: 60, y: 625 },
    ...row('4.无正当理由大量反复申请', 600, [4, 0, 0, 0, 0, 0, 4]),
  ]
  const reading = await readDocument(pdf([page]), 'application/pdf')
  const rows = (places: readonly { at?: string }[]) =>
    [...new Set(places.map(({ at = '' }) => at.split('.').at(-2)))].filter(Boolean)
  t.same(rows(reading.cells), ['received', 'duplicate', 'excessive'])
  t.same(rows(reading.refused), ['publication'], 'and no row that the extract leaves out')
})

t.test('figures of one row that stand on two lines of its label are refused', async (t) => {
  const received = (lines: readonly string[]) =>
    text(`三、收到和处理政府信息公开申请情况\n${lines.join('\n')}\n`)
  const level = await received(['一、本年新收政府', '1 0 0 30 0 0 31', '信息公开申请数量'])
  t.equal(readIn(level)['applications.received.nonprofit'], 30)
  const scattered = await received(['一、本年新收政府 30 0 0 31', '1 0 0', '信息公开申请数量'])
  t.strictSame(readIn(scattered), {})
  t.equal(scattered.refused.filter(({ at }) => at?.startsWith('applications.received')).length, 7)
})
