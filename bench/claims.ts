import { format2021 } from '../src/formats/2021.ts'
import { cellsOf } from '../src/formats/cells.ts'
import { claimsIn } from '../src/narrative/claims.ts'
import { emptyReport } from '../src/reports/report.ts'

/**
 * Hostile narratives at doubling sizes: the time has to double with them, no more.
 * Processor time, so that what else the machine does says nothing. `npx tsx bench/claims.ts`
 */
const cells = cellsOf(format2021).map(() => 0)
const filer = { name: '临河市科学技术局', aliases: ['临河市科技局'] }

const repeated = (unit: string) => (length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length)

const hostile: Readonly<Record<string, (length: number) => string>> = {
  'ordinary sentences': repeated(
    '2024年，我局共收到政府信息公开申请70件，其中自然人60件、法人或其他组织10件，同比增长40%。\n',
  ),
  'one sentence': repeated('收到政府信息公开申请70件，其中自然人60件，'),
  'numerals of 400 digits': repeated(`收到申请${'1'.repeat(400)}件。`),
  'Chinese numerals of 400 digits': repeated(`收到申请${'三百'.repeat(200)}件。`),
  'digits and nothing else': repeated('7'),
  'Chinese digits and nothing else': repeated('一'),
  'brackets opened': repeated('（'),
  'titles opened': repeated('《'),
  'brackets nested': (length) => '（'.repeat(length / 2) + '）'.repeat(length / 2),
  'lists in lists': repeated('共5件（其中3件：'),
  'colons behind numbers': repeated('1件：'),
  'thousands separators': repeated('1,234'),
  'dates joined': repeated('1-2.3/'),
  spaces: repeated(' '),
  'spaces between digits': repeated('1 '),
  denials: repeated('未收到无'),
  'carry-overs': repeated('结转至2024年5件'),
  rates: repeated('办结率5%，自然人占5%，'),
  'shares said one by one': repeated('自然人5件、企业5件，分别占5%、5%，'),
  'totals of parts': repeated('予以公开5件、三项合计5件，占5%，'),
  'changes one by one': repeated('分别增加5件、减少5件，前者'),
  comparisons: repeated('较去年增加5件，'),
  semicolons: repeated('其中动态5条；'),
  fees: repeated('信息处理费5元、'),
  'years and reports': repeated('公布2023年政府信息公开'),
  'letters and signs': repeated('a.-/:a'),
  'blanks left': repeated('主动公开信息  条，'),
  'lone surrogates': repeated('\ud842收到'),
}

const passages = ['narrative.preamble', 'narrative.overview.onRequest']

function millisecondsFor(text: string): number {
  let worst = 0
  for (const passage of passages) {
    const report = { ...emptyReport(format2021), cells, narrative: { [passage]: text } }
    const start = process.cpuUsage()
    claimsIn(report, { year: 2024, filer, lastYear: report })
    const { user, system } = process.cpuUsage(start)
    worst = Math.max(worst, (user + system) / 1000)
  }
  return worst
}

const sizes = [250_000, 500_000, 1_000_000, 2_000_000]
for (const make of Object.values(hostile)) millisecondsFor(make(20_000))
console.log(`${'characters'.padEnd(36)}${sizes.map((size) => String(size).padStart(10)).join('')}`)
for (const [name, make] of Object.entries(hostile)) {
  const times = sizes.map((size) => millisecondsFor(make(size)))
  console.log(`${name.padEnd(36)}${times.map((ms) => `${ms.toFixed(0)} ms`.padStart(10)).join('')}`)
}
