import t from 'tap'
import { changed } from '../src/reports/changed.ts'
import { contentOf } from '../src/reports/content.ts'
import { likenessesOf } from '../src/reports/likeness.ts'
import { ownSentences } from '../src/reports/own-sentences.ts'
import type { Report } from '../src/reports/report.ts'
import { sentenceIndexOf } from '../src/reports/sentence-index.ts'
import { build } from './build.ts'
import { reportOf } from './fixtures/filed.ts'

const AGENCIES = 100

let seed = 20241
const random = (below: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return (seed >>> 8) % below
}
const one = (list: readonly string[]): string => list[random(list.length)] ?? ''

const NOUNS = [
  ...[
    '河道',
    '危房',
    '招生',
    '补贴',
    '价格',
    '粮库',
    '苗木',
    '车站',
    '电梯',
    '药店',
    '农机',
    '校舍',
  ],
  ...[
    '公墓',
    '渔港',
    '果园',
    '茶山',
    '水渠',
    '路灯',
    '矿井',
    '集市',
    '病床',
    '书屋',
    '球场',
    '护林',
  ],
  ...[
    '方案',
    '名单',
    '指南',
    '台账',
    '公报',
    '标准',
    '预案',
    '目录',
    '简报',
    '账册',
    '图纸',
    '协议',
  ],
]
const WHEN = ['每季度', '年初', '上半年', '全年', '机构改革后', '十月起', '每周五']
const DOES = ['梳理', '更新', '核对', '公示', '解读', '归档', '抽查', '清理', '汇编']

const noun = () => `${one(NOUNS)}${one(NOUNS)}`

/** A sentence such as officials write: of words that all of them use, in an order of its own. */
const sentence = (): string =>
  `${one(WHEN)}${one(DOES)}${noun()}${random(90) + 10}份，由${noun()}科${one(DOES)}${noun()}，${one(DOES)}${noun()}。`

const passages = ['overview.proactive', 'overview.management', 'overview.platform', 'problems']
const TEMPLATE = '县里统一印发的工作要点逐条对照落实，由县政府办公室按月调度并书面反馈整改结果。'

/** Thirty sentences of its own, and the paragraph that the county gave to everybody. */
const ownReport = (agency: string): Report => {
  const told = passages.map((at) => [
    `narrative.${at}`,
    `${TEMPLATE}${Array.from({ length: 7 }, sentence).join('')}`,
  ])
  return changed(reportOf(agency, 2024), Object.fromEntries(told))
}

/** Another's text with some of its figures changed and a sentence in ten rewritten. */
function copyOf(report: Report, agency: string): Report {
  const texts = passages.map((at) => {
    const text = report.narrative[`narrative.${at}`] ?? ''
    const edited = text
      .split('。')
      .map((part, i) => (i === 3 ? sentence().slice(0, -1) : part.replace(/\d+/, '77')))
    return [`narrative.${at}`, edited.join('。')]
  })
  return changed(reportOf(agency, 2024), Object.fromEntries(texts))
}

const idOf = (i: number): string => `第${i}局`
const county = Array.from({ length: AGENCIES }, (_, i) => idOf(i)).map((id) => ({
  id,
  name: `单位${id}`,
  report: ownReport(id),
}))
const copies = [
  [90, 10],
  [91, 11],
  [92, 11],
] as const
for (const [to, from] of copies) {
  const [copy, source] = [county[to], county[from]]
  if (copy === undefined || source === undefined) throw new Error('No such agency')
  county[to] = { ...copy, report: copyOf(source.report, copy.id) }
}
const alike = [
  [10, 90],
  [11, 91],
  [11, 92],
  [91, 92],
].map((pair) => pair.map(idOf))

t.test('a county of a hundred agencies', async (t) => {
  t.test('who copied from whom is found without comparing all with all', async (t) => {
    let compared = 0
    const index = sentenceIndexOf(county)
    const counting = {
      ...index,
      candidates: (sketch: readonly number[], not?: string) => {
        const found = index.candidates(sketch, not)
        compared += found.length
        return found
      },
    }
    const pairs = new Set<string>()
    for (const { id, report } of county) {
      for (const { author, share } of likenessesOf(report, counting, { not: id })) {
        if (share >= 0.8) pairs.add([id, author.id].sort().join(' '))
      }
    }
    t.same([...pairs].sort(), alike.map((pair) => pair.join(' ')).sort())
    const sentences = county.map(({ report }) => ownSentences(report).length)
    const all = sentences.reduce((sum, its) => sum + its, 0)
    t.ok(all > 2500, `${all} sentences`)
    t.ok(compared < (all * all) / 50, `${compared} comparisons of ${all * all}`)
  })

  t.test('checked as one set, each is told of its own copies alone', async (t) => {
    const { admin } = await build(t)
    const lines = county.map(({ report }) => JSON.stringify({ content: contentOf(report) }))
    const headers = { 'content-type': 'application/x-ndjson' }
    const answer = await admin.call('POST', '/v1/validations', headers, lines.join('\n'))
    t.equal(answer.status, 207)
    t.match((answer.body as object[]).at(-1), { summary: { checked: AGENCIES } })
    const items = answer.body as {
      name: string
      findings: { rule: string; message: string; pairs?: { source: { author: string } }[] }[]
    }[]
    const told = items
      .slice(0, -1)
      .flatMap(({ name, findings }) =>
        findings
          .filter(({ rule, pairs }) => rule === 'copied-text' && pairs !== undefined)
          .map(({ pairs }) => [name, pairs?.[0]?.source.author]),
      )
    const expected = alike.flatMap(([a, b]) => [
      [`单位${a}`, `单位${b}`],
      [`单位${b}`, `单位${a}`],
    ])
    t.same(told.sort(), expected.sort())
  })
})
