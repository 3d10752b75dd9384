/**
 * What checking costs in processor time: node build/bench/check.js
 * Targets: every rule on one report p95 <= 5 ms, the arithmetic alone <= 1 ms.
 */
import { format2021 } from '../src/formats/2021.ts'
import { type Cell, cellsOf, identitiesOf } from '../src/formats/cells.ts'
import { changed } from '../src/reports/changed.ts'
import { reckoningsOf } from '../src/reports/reckoning.ts'
import type { Report } from '../src/reports/report.ts'
import { sentenceIndexOf } from '../src/reports/sentence-index.ts'
import type { Suspect } from '../src/reports/suspect.ts'
import { suspectsOf } from '../src/reports/suspects.ts'
import { check } from '../src/rules/check.ts'
import { exampleFiler } from '../src/rules/example.ts'
import { rules } from '../src/rules/index.ts'
import type { Subject } from '../src/rules/rule.ts'
import { addedUp, soundReport } from '../test/fixtures/report.ts'

/** A generator that gives the same numbers in every run. */
let state = 1
const random = (below: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}

const count = () => (random(3) > 0 ? random(4) : random(10) > 0 ? random(60) : random(20_000))
const randomReport = (): Report => ({
  ...withProse(soundReport()),
  cells: addedUp(
    format2021,
    cellsOf(format2021).map(() => count()),
  ),
})

/** Narrative of the usual length: some 3,000 characters, with figures and comparisons. */
function withProse(report: Report): Report {
  const narrative = Object.fromEntries(
    Object.entries(report.narrative).map(([at, text]) => [at, `${text}${prose()}`]),
  )
  return { ...report, narrative }
}
const prose = (): string =>
  Array.from({ length: 2 }, () => {
    const [a, b] = [random(90), random(90)]
    return (
      `共主动公开信息${a + b}条，其中政策文件${a}条、工作动态${b}条。` +
      `组织培训${random(9)}次，走访企业${random(99)}家，修订第${random(999)}号流程。` +
      `收到政府信息公开申请${random(30)}件，同比增长${random(100)}%。`
    )
  }).join('')

const quantile = (times: number[], q: number): string =>
  (times.sort((a, b) => a - b)[Math.floor(times.length * q)] ?? 0).toFixed(3)

/** Processor time in ms: what the work costs, and not what else the machine was doing. */
function spent(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Of three runs the fastest: the collector of garbage comes when it likes. */
function timed(name: string, subjects: readonly Subject[], which = rules): void {
  const times = subjects.map((subject) => {
    const runs = [1, 2, 3].map(() => {
      const fresh = { ...subject }
      return spent(() => check(fresh, 'zh', which))
    })
    return Math.min(...runs)
  })
  const warm = times.slice(Math.floor(times.length / 4))
  console.log(`${name.padEnd(44)} p50 ${quantile(warm, 0.5)} ms   p95 ${quantile(warm, 0.95)} ms`)
}

const subject = (report = randomReport()): Subject => ({
  report,
  year: 2024,
  filer: exampleFiler,
  lastYear: beforeOf(report),
})

/** Another report, but what it carried out is what this one carries in. */
function beforeOf(report: Report): Report {
  const cells = [...randomReport().cells]
  for (const { kind, left, right } of identitiesOf(format2021)) {
    const [[was], [is]] = [left, right]
    if (kind === 'carryOver' && was && is)
      cells[was.cell.index] = report.cells[is.cell.index] ?? null
  }
  return { ...randomReport(), cells }
}
console.log(`narrative: ${Object.values(randomReport().narrative).join('').length} characters`)
const subjects = (many: number) => Array.from({ length: many }, () => subject())

const summed = [
  ...new Set(
    identitiesOf(format2021)
      .filter(({ kind }) => kind === 'total' || kind === 'balance')
      .flatMap(({ left, right }) => [...left, ...right].map(({ cell }) => cell)),
  ),
]

const arithmetic = rules.filter(({ stage }) => stage === 'arithmetic')
timed('arithmetic rules, a sound report', subjects(800), arithmetic)
timed(
  'arithmetic rules, one cell wrong',
  subjects(800).map((its) => ({ ...its, report: perturbed(its.report, 1).report })),
  arithmetic,
)
timed('all rules, last year at hand', subjects(400))
for (const rule of rules) timed(`  ${rule.id}`, subjects(200), [rule])

/** Changes some summed cells of a report by a few. */
function perturbed(report: Report, many: number) {
  const cells = new Set<Cell>()
  while (cells.size < many) cells.add(summed[random(summed.length)] as Cell)
  const changes = [...cells].map((cell) => {
    const right = report.cells[cell.index] as number
    const by = 1 + random(20)
    return [cell.address, random(2) === 0 && right >= by ? right - by : right + by] as const
  })
  return { cells: [...cells], report: changed(report, Object.fromEntries(changes)) }
}

for (const many of [1, 2]) {
  const share = { certain: 0, among: 0, none: 0, wrong: 0 }
  let slowest = 0
  for (let i = 0; i < 1000; i++) {
    const { cells, report } = perturbed(randomReport(), many)
    let suspects: readonly Suspect[] = []
    slowest = Math.max(
      slowest,
      spent(() => {
        suspects = suspectsOf(report, reckoningsOf(report))
      }),
    )
    const named = cells.every(({ address }) => suspects.some(({ at }) => at === address))
    const others = suspects.filter(({ at }) => !cells.some(({ address }) => address === at))
    if (named && others.length === 0) share.certain++
    else if (named) share.among++
    else if (suspects.length === 0) share.none++
    else share.wrong++
  }
  console.log(
    `${many} wrong of 1,000: exactly named ${share.certain}, among the candidates ${share.among}, ` +
      `nothing named ${share.none}, another named ${share.wrong}; slowest ${slowest.toFixed(1)} ms`,
  )
}

{
  const county = Array.from({ length: 100 }, (_, i) => ({
    id: `agency-${i}`,
    name: `第${i}局`,
    report: randomReport(),
  }))
  let sisters = sentenceIndexOf([])
  const index = spent(() => {
    sisters = sentenceIndexOf(county)
  })
  const checks = spent(() => {
    for (const { id, report } of county) {
      check({ report, year: 2024, filer: { ...exampleFiler, id }, sisters })
    }
  })
  console.log(
    `a county of 100: index ${index.toFixed(0)} ms, all rules on all reports ${checks.toFixed(0)} ms`,
  )
}

const hostile: Readonly<Record<string, (size: number) => string>> = {
  'sentences with figures': (size) => '收到申请3件，其中2件、1件。'.repeat(size / 15),
  'one sentence': (size) => '公开信息、'.repeat(size / 5),
  'nested brackets': (size) => '（'.repeat(size / 2) + '）'.repeat(size / 2),
  digits: (size) => '9'.repeat(size),
  'years and dates': (size) => '截至2023年12月31日20231月1日'.repeat(size / 22),
  'list words': (size) => '，三是'.repeat(size / 3),
  spaces: (size) => `信息${' '.repeat(size)}条。`,
  crosses: (size) => '×'.repeat(size),
  bookmarks: (size) => '[bookmark: '.repeat(size / 11),
}
for (const [name, text] of Object.entries(hostile)) {
  const times = [250_000, 500_000, 1_000_000, 2_000_000].map((size) => {
    const report = changed(soundReport(), { 'narrative.overview.onRequest': text(size) })
    const whole = subject(report)
    return spent(() => check(whole))
  })
  console.log(`hostile: ${name.padEnd(24)} ${times.map((ms) => `${ms.toFixed(0)} ms`).join(' → ')}`)
}
