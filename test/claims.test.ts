import fc from 'fast-check'
import t from 'tap'
import { format2019 } from '../src/formats/2019.ts'
import { format2021 } from '../src/formats/2021.ts'
import { cellsOf } from '../src/formats/cells.ts'
import { claimsIn } from '../src/narrative/claims.ts'
import { numeralsIn } from '../src/narrative/numerals.ts'
import { sentencesIn } from '../src/narrative/sentences.ts'
import { emptyReport } from '../src/reports/report.ts'

const values = (text: string) =>
  [...numeralsIn(text)]
    .filter(({ kind }) => kind === 'count' || kind === 'percent')
    .map(({ value, unit, approximate }) => `${approximate ? '~' : ''}${value}${unit}`)

t.test('numerals', async (t) => {
  t.strictSame(values('收到1,234件和12件'), ['1234件', '12件'])
  t.strictSame(values('收到1，234件'), ['1234件'])
  t.strictSame(values('三十二件、两千零五条、一百二十份'), ['32件', '2005条', '120份'])
  t.strictSame(values('9.5万元'), ['95000元'])
  t.strictSame(values('占12.5%，百分之三十'), ['12.5%', '30%'])
  t.strictSame(values('18万余条、四十余条、近百件、约30件、20多件、5件以上'), [
    '~180000条',
    '~40条',
    '~100件',
    '~30件',
    '~20件',
    '~5件',
  ])
  t.strictSame(
    values('2024年1月1日，第711号，国办公开办函〔2021〕30号，1.公开，电话0536-1234567'),
    [],
  )
  t.strictSame(values('统一进一步三公经费十分一是'), [])
})

t.test('sentences end at 。；！？ and line breaks, not inside titles', async (t) => {
  const text = '甲；乙。《丙。丁》戊！\n己'
  t.strictSame(
    [...sentencesIn(text)].map(({ start, end }) => text.slice(start, end)),
    ['甲；', '乙。', '《丙。丁》戊！', '己'],
  )
})

t.test('a number of applications is compared with row one, or with rows one and two', async (t) => {
  const report = {
    ...emptyReport(format2021),
    cells: cellsOf(format2021).map(() => 0),
    narrative: { 'narrative.overview.onRequest': '全年收到政府信息公开申请３件。未发生行政复议。' },
  }
  const claims = claimsIn(report, { year: 2024 })
  t.match(claims, [
    { kind: 'figure', verdict: 'contradicted', left: 3, expected: [0] },
    { kind: 'absence', verdict: 'supported' },
  ])
})

t.test('in the format of 2019 documents were counted otherwise', async (t) => {
  const before = { ...emptyReport(format2019), cells: cellsOf(format2019).map(() => 2) }
  const text = '制发规范性文件2件，比上年增加5件，废止1件，现行有效9件。'
  const narrative = { 'narrative.overview.management': text }
  t.match(claimsIn({ ...before, narrative }, { year: 2020 }), [
    { kind: 'figure', verdict: 'supported', cells: ['proactive.normativeDocuments.newlyMade'] },
    { kind: 'figure', verdict: 'notCheckable', reason: 'notInFormat' },
    { kind: 'figure', verdict: 'notCheckable', reason: 'notInFormat' },
  ])
  const now = { ...emptyReport(format2021), cells: cellsOf(format2021).map(() => 2), narrative }
  const changes = claimsIn(now, { year: 2021, lastYear: before }).filter((c) => c.kind === 'change')
  t.match(changes, [{ verdict: 'notCheckable', reason: 'notStated' }])
})

const fragments = [
  '2024年，我局',
  '2023年',
  '收到政府信息公开申请',
  '７０件',
  '三十二件',
  ' 5 件',
  '  条',
  '，其中',
  '（含上年结转6件）',
  '、',
  '；',
  '。',
  '\n',
  '《关于',
  '》',
  '〔2021〕30号',
  '同比增长40%',
  '未发生行政复议',
  '信息处理费35元',
  '结转至2024年办理',
  '规范性文件',
  '⺠政局',
  '\ud842',
  '１，２３４件',
  '约',
  '共',
]

const claimsOfText = (text: string) => {
  const report = { ...emptyReport(format2021), cells: cellsOf(format2021).map(() => 0) }
  const narrative = { 'narrative.preamble': text, 'narrative.overview.onRequest': text }
  return claimsIn({ ...report, narrative }, { year: 2024, lastYear: report })
}

t.test('whatever is written, offsets lead back to the words', async (t) => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 4 })),
      ),
      (pieces) => {
        const text = pieces.join('')
        for (const claim of claimsOfText(text)) {
          if (text.slice(claim.start, claim.end) !== claim.quote) return false
          for (const { start, end, text: words } of claim.figures) {
            if (text.slice(start, end) !== words) return false
          }
        }
        return true
      },
    ),
    { numRuns: 500 },
  )
  t.pass()
})

t.test('what is not a figure contradicts nothing, blank tables neither', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments)), (pieces) => {
      const report = emptyReport(format2021)
      const narrative = { 'narrative.overview.onRequest': pieces.join('') }
      return claimsIn({ ...report, narrative }, { year: 2024 })
        .filter(({ kind }) => kind === 'figure' || kind === 'absence')
        .every(({ verdict }) => verdict === 'notCheckable')
    }),
  )
  t.pass()
})

t.test('claims are bounded, and long sentences are read to the end', async (t) => {
  t.equal(claimsOfText('收到政府信息公开申请3件。'.repeat(5000)).length, 2000)
  const late = `${'健全制度，'.repeat(20_000)}收到政府信息公开申请3件。`
  t.match(claimsOfText(late), [{ kind: 'figure', verdict: 'contradicted' }])
})

const hostile: Readonly<Record<string, string>> = {
  'a numeral of 400 digits': `收到申请${'9'.repeat(400)}件。`,
  'brackets 10,000 deep': `${'（'.repeat(10_000)}${'）'.repeat(10_000)}`,
  'titles 10,000 deep': '《'.repeat(10_000),
  'one sentence of 500 KB': '收到申请5件，其中3件，'.repeat(25_000),
  'digits only': '1'.repeat(100_000),
  'denials only': '未收到无'.repeat(25_000),
}
for (const [name, text] of Object.entries(hostile)) {
  t.test(`reads ${name} without delay`, async (t) => {
    const before = process.cpuUsage()
    t.ok(claimsOfText(text).length <= 2000)
    t.ok(process.cpuUsage(before).user < 10_000_000, 'ten seconds of processor time')
  })
}
