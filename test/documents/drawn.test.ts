import t from 'tap'
import { type Reading, readDocument, stopThreads } from '../../src/documents/index.ts'
import { format2021 } from '../../src/formats/2021.ts'
import { cellsOf } from '../../src/formats/cells.ts'
import type { Format } from '../../src/formats/format.ts'
import { formats } from '../../src/formats/index.ts'
import { drawn } from './drawn.ts'
import { type Drawn, type Placed, pdf } from './pdf.ts'
import { distinct, type Figures } from './press.ts'

t.teardown(stopThreads)

type Marks = readonly (Placed | Drawn)[]
const read = (pages: readonly Marks[]): Promise<Reading> =>
  readDocument(pdf(pages), 'application/pdf')
const readIn = ({ cells }: Reading) => Object.fromEntries(cells.map(({ at, value }) => [at, value]))

/** Every third cell blank, every fifth a number that its narrow cell breaks over two lines. */
const varied = (format: Format): Figures =>
  new Map(
    [...distinct(format)].map(([at, text], i) => [
      at,
      i % 3 === 0 ? '' : i % 5 === 0 && at.startsWith('applications') ? `1234567${text}` : text,
    ]),
  )

const statedBy = (figures: Figures, format: Format) =>
  Object.fromEntries(
    cellsOf(format)
      .map(({ address, unit }) => {
        const text = figures.get(address) ?? ''
        return [address, text === '' ? null : Number(text) * (unit === 'fen' ? 1_000_000 : 1)]
      })
      // 2019 prints no unit for 采购总金额: a bare number there is refused.
      .filter(([at, value]) => at !== 'proactive.procurement.amount' || value === null),
  )

for (const format of formats) {
  t.test(`tables of ${format.version} drawn with lines state every cell and blank`, async (t) => {
    const figures = varied(format)
    t.strictSame(readIn(await read(drawn(format, figures))), statedBy(figures, format))
  })
}

const pages2021 = drawn(format2021, distinct(format2021))
const cell = 'applications.partlyGranted.naturalPerson'
const figure = distinct(format2021).get(cell) ?? ''

/** The report with the figure of one cell printed by `print` instead. */
const with_ = (print: (mark: Placed) => Marks): readonly Marks[] =>
  pages2021.map((page) =>
    page.flatMap((mark) => ('text' in mark && mark.text === figure ? print(mark) : [mark])),
  )

t.test('two numbers in one cell, and one over the line between two, are refused', async (t) => {
  const two = await read(
    with_((mark) => [
      { ...mark, y: mark.y + 15 },
      { ...mark, text: '8' },
    ]),
  )
  t.match(two.refused, [{ at: cell, reason: { zh: /不止一个数字/ } }])
  const over = await read(with_((mark) => [{ ...mark, text: '12345', x: mark.x + 20 }]))
  t.match(
    over.refused.map(({ at }) => at),
    [cell, 'applications.partlyGranted.business'],
  )
})

t.test('white lines and frames around nothing else draw no table', async (t) => {
  const frame = [
    [40, 40, 40, 800],
    [40, 800, 560, 800],
    [560, 800, 560, 40],
    [560, 40, 40, 40],
  ] as const
  const framed = pages2021.map((page) => [
    ...frame.map(([x, y, x2, y2]): Drawn => ({ from: [x, y], to: [x2, y2] })),
    ...page,
  ])
  t.strictSame(readIn(await read(framed)), readIn(await read(pages2021)))
})

t.test('text beside a table that its lines do not hold leaves nothing wrong', async (t) => {
  const noted = pages2021.map((page) => {
    const [first] = page.filter((mark) => 'text' in mark && mark.text === figure)
    return first && 'text' in first ? [...page, { ...first, text: '见注', x: 555 }] : page
  })
  const all = statedBy(distinct(format2021), format2021)
  const reading = await read(noted)
  t.match(all, readIn(reading))
})

t.test('a row that the end of a page cuts in two is refused', async (t) => {
  const row = 'applications.other.correctionOverdue'
  const rest = distinct(format2021).get(`${row}.total`) ?? ''
  const page = pages2021.findIndex((marks) =>
    marks.some((mark) => 'text' in mark && mark.text === rest),
  )
  const isLabel = (mark: Placed | Drawn) => 'text' in mark && mark.y > 650 && mark.x < 200
  const cut = pages2021.map((marks, i) => marks.filter((mark) => i !== page || !isLabel(mark)))
  const { refused, cells } = await read(cut)
  const above = 'applications.notProcessed.reconfirmation.'
  t.ok(refused.some(({ at, reason }) => at?.startsWith(above) && /分页/.test(reason.zh)))
  t.notOk(cells.some(({ at }) => at.startsWith(above) || at.startsWith(row)))
})

t.test(
  'a figure crossed out is refused, and a lone 无 in table 4 costs no other cell',
  async (t) => {
    const struck = await read(
      with_((mark) => [mark, { from: [mark.x - 1, mark.y + 3], to: [mark.x + 11, mark.y + 3] }]),
    )
    t.match(struck.refused, [{ at: cell, reason: { zh: /划掉/ } }])
    t.equal(struck.refused.length, 1)
    const none = await read(
      drawn(
        format2021,
        new Map([...distinct(format2021), ['disputes.reconsideration.other', '无']]),
      ),
    )
    t.match(none.refused, [
      { at: 'disputes.reconsideration.other', reason: { zh: /不是一个数字/ } },
    ])
    t.equal(none.refused.length, 1)
  },
)

t.test('pages printed along their side are read like others', async (t) => {
  const turned = await readDocument(pdf(pages2021, '', true), 'application/pdf')
  t.strictSame(readIn(turned), readIn(await read(pages2021)))
})
