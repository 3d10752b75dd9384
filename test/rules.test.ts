import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { rulePage } from '../scripts/rule-page.ts'
import { formats } from '../src/formats/index.ts'
import { emptyReport } from '../src/reports/report.ts'
import { sentenceIndexOf } from '../src/reports/sentence-index.ts'
import type { Language } from '../src/reports/text.ts'
import { check, summaryOf } from '../src/rules/check.ts'
import { type Example, subjectOf } from '../src/rules/example.ts'
import { impactOf } from '../src/rules/impact.ts'
import { elsewhere, ruleOf, rules, rulesetVersion } from '../src/rules/index.ts'
import { type Ruleset, rulesetOf, rulesets } from '../src/rules/rulesets.ts'
import type { Cases } from './fixtures/cases.ts'
import { officialChecks } from './fixtures/official-checks.ts'
import { soundReports, yearOf } from './fixtures/report.ts'

for (const rule of rules) {
  const { cases }: { cases: Cases } = await import(
    `./rules/${rule.id}${extname(import.meta.filename)}`
  )
  const findingsIn = (example: Parameters<typeof subjectOf>[0]) =>
    check(subjectOf(example), 'zh', [rule])

  t.test(`${rule.id} is silent about`, async (t) => {
    for (const [sentence, example] of Object.entries(cases.valid)) {
      t.same(findingsIn(example), [], sentence)
    }
    t.ok(Object.keys(cases.valid).length > 0, 'has a valid case')
    t.same(findingsIn(rule.passing), [], 'its passing example')
  })

  t.test(`${rule.id} reports`, async (t) => {
    for (const [sentence, { subject, findings }] of Object.entries(cases.invalid)) {
      const found = findingsIn(subject)
      t.equal(found.length, findings.length, `${sentence}: how many`)
      t.match(found, findings, sentence)
    }
    t.ok(Object.keys(cases.invalid).length > 0, 'has an invalid case')
    const found = findingsIn(rule.failing)
    t.ok(
      found.some((finding) => !finding.notAssessable),
      'its failing example',
    )
    t.same(
      check(subjectOf(rule.failing), 'en', [rule]).map(({ fingerprint }) => fingerprint),
      found.map(({ fingerprint }) => fingerprint),
      'with the same fingerprints in either language',
    )
    for (const { message } of found) t.notMatch(message, /[{}]|undefined|NaN/, message)
  })

  t.test(`${rule.id} explains itself`, async (t) => {
    t.match(rule.id, /^[a-z]+(-[a-z]+)*$/)
    for (const text of [rule.title, rule.why, rule.remedy, ...Object.values(rule.messages)]) {
      t.match(text.zh, /[\u4e00-\u9fff]/)
      t.match(text.en, /[a-z]/)
    }
    t.ok(rule.formula && rule.basis)
    const page = `docs/rules/${rule.id}.md`
    t.ok(existsSync(page) && readFileSync(page, 'utf8') === rulePage(rule), `${page} is up to date`)
  })
}

t.test('the catalogue', async (t) => {
  t.equal(new Set(rules.map(({ id }) => id)).size, rules.length, 'names each rule once')
  t.equal(ruleOf('total-mismatch')?.id, 'total-mismatch')
  t.equal(ruleOf('toString'), undefined)
  const stages = ['syntactical', 'arithmetic', 'quality']
  const order = rules.map(({ stage }) => stages.indexOf(stage))
  t.same(order, [...order].sort(), 'goes from reading to adding up to plausibility')
  const aliases = [...rules.flatMap((rule) => rule.aliases), ...Object.keys(elsewhere)]
  t.equal(new Set(aliases).size, aliases.length, 'covers each check by one rule')
  const pages = readdirSync('docs/rules').filter((page) => page.endsWith('.md'))
  t.same(pages.sort(), rules.map(({ id }) => `${id}.md`).sort(), 'has no page left over')
})

t.test('the checks an official makes', async (t) => {
  const covered = [...rules.flatMap(({ aliases }) => aliases), ...Object.keys(elsewhere)]
  t.same(covered.sort(), [...officialChecks].sort(), 'are covered, and none is invented')
})

t.test('a fingerprint', async (t) => {
  const fingerprints = (example: Example, language: Language = 'zh') =>
    check(subjectOf(example), language).map(({ fingerprint }) => fingerprint)
  const wrong = {
    'disputes.reconsideration.total': 3,
    'narrative.other': '未收取信息处理费。××局。',
  }
  const first = fingerprints({ report: wrong })
  t.equal(new Set(first).size, first.length, 'is one finding’s')
  t.same(fingerprints({ report: wrong }, 'en'), first, 'is the same in either language')
  const moved = { ...wrong, 'narrative.other': '未收取信息处理费。先写一句。××局。' }
  t.same(fingerprints({ report: moved }), first, 'does not depend on offsets')
  const other = fingerprints({ report: { ...wrong, 'disputes.reconsideration.upheld': 1 } })
  t.equal(first.filter((one) => !other.includes(one)).length, 1, 'is another for other figures')
})

t.test('a ruleset', async (t) => {
  t.equal(rulesetOf(rulesetVersion)?.version, rulesetVersion, 'is in force')
  t.equal(rulesetOf('1999'), undefined)
  for (const { version, rules: which } of rulesets) {
    t.same(
      Object.keys(which).filter((id) => ruleOf(id) === undefined),
      [],
      `${version} names rules that there are`,
    )
  }
  const [before, now] = rulesets as [Ruleset, Ruleset]
  const subject = subjectOf({
    filer: { kind: 'township' },
    report: { 'proactive.regulations.inForce': 2, 'disputes.reconsideration.total': 3 },
  })
  const { gained, lost, reweighed } = impactOf(subject, before, now)
  t.match(gained, [{ rule: 'power-not-held' }, { rule: 'disputes-without-requests' }])
  t.same([lost, reweighed], [[], []], 'that only adds rules loses nothing')
  const lenient: Ruleset = { ...now, rules: { ...now.rules, 'total-mismatch': 'warning' } }
  const softer = impactOf(subject, now, lenient)
  t.match(softer.reweighed, [{ rule: 'total-mismatch', severity: 'warning' }])
  t.equal(softer.before.errors - softer.after.errors, 1, 'may weigh a rule otherwise')
  t.same(impactOf(subject, now, { ...now, rules: {} }).after, { errors: 0, warnings: 0, infos: 0 })
})

t.test('a check', async (t) => {
  t.test('finds nothing arithmetical wrong with sound reports', async () => {
    for (const format of formats) {
      const arithmetic = rules.filter(({ stage }) => stage === 'arithmetic')
      fc.assert(
        fc.property(soundReports(format), (report) => {
          const findings = check({ report, year: yearOf(format) }, 'zh', arithmetic)
          return findings.length === 0
        }),
        { numRuns: 50 },
      )
    }
  })

  t.test('of a blank report says so in a few findings', async (t) => {
    for (const format of formats) {
      const subject = { report: emptyReport(format), year: yearOf(format) }
      const findings = check({ ...subject, lastYear: emptyReport(format) })
      t.ok(findings.length < 25, `${findings.length} findings`)
      t.ok(findings.some((finding) => finding.notAssessable))
      t.same(summaryOf(findings).errors, 6, 'six sections are missing')
    }
  })

  t.test('never throws, whatever stands in the report', async () => {
    const cell = fc.oneof(
      fc.constantFrom(null, 'n/a' as const, 0, -1, 1.5, 1e300, Number.NaN),
      fc.integer(),
    )
    const text = fc.option(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('\ud800', '\0', '（'.repeat(500), '2024年'.repeat(300), '一是'.repeat(300)),
      ),
    )
    for (const format of formats) {
      const report = fc.record({
        format: fc.constant(format),
        title: text,
        period: fc.option(fc.record({ from: fc.string(), to: fc.string() })),
        narrative: fc.dictionary(
          fc.constantFrom(...Object.keys(emptyReport(format).narrative)),
          text,
        ),
        cells: fc.array(cell, { maxLength: 200 }),
      })
      fc.assert(
        fc.property(report, report, fc.integer(), (report, lastYear, year) => {
          const sisters = sentenceIndexOf([{ id: 'a', name: 'a', report: lastYear }])
          const members = [{ id: 'a', name: 'a', report: lastYear }]
          const others = { predecessors: [lastYear], heirs: [lastYear], members, sisters }
          const findings = check({ report, lastYear, year, ...others }, 'en')
          return findings.every(({ fingerprint }) => fingerprint.length === 16)
        }),
        { numRuns: 40 },
      )
    }
  })
})
