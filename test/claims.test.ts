import t from 'tap'
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
