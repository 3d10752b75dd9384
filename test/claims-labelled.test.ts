import t from 'tap'
import { format2021 } from '../src/formats/2021.ts'
import type { Claim } from '../src/narrative/claim.ts'
import { claimsIn } from '../src/narrative/claims.ts'
import { emptyReport, type Report } from '../src/reports/report.ts'
import type { Cases } from './fixtures/claims/case.ts'
import { labelled } from './fixtures/claims/index.ts'
import { tables } from './fixtures/claims/tables.ts'

const year = 2024

const reportWith = (cells: Report['cells'], narrative: Report['narrative']): Report => ({
  ...emptyReport(format2021),
  cells,
  narrative,
})

function claimsOf(cases: Cases, sentence: string): readonly Claim[] {
  return claimsIn(reportWith(tables[cases.tables], { [cases.passage]: sentence }), {
    year,
    ...(cases.filer === undefined ? {} : { filer: cases.filer }),
    ...(cases.lastYear === undefined ? {} : { lastYear: reportWith(tables[cases.lastYear], {}) }),
  })
}

/** A claim in the words of a label. */
function labelOf(claim: Claim): string {
  const measured = claim.kind === 'figure' || claim.kind === 'absence'
  const valued = claim.kind !== 'absence' && claim.kind !== 'agency' && claim.kind !== 'blank'
  return [
    claim.kind,
    ...(measured ? [claim.readings[0]?.join('+') ?? ''] : []),
    ...(valued ? [claim.left ?? ''] : []),
    claim.verdict,
    ...(claim.softened ? ['soft'] : []),
  ].join(' ')
}

/** What is in `left` and not in `right`, each as often. */
function without(left: readonly string[], right: readonly string[]): string[] {
  const rest = [...right]
  return left.filter((label) => {
    const i = rest.indexOf(label)
    if (i !== -1) rest.splice(i, 1)
    return i === -1
  })
}

const decided = (label: string) => !label.includes('notCheckable')
const contradicts = (label: string) => label.includes('contradicted')
const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)

t.test('labelled sentences', async (t) => {
  let sentences = 0
  const tally = { contradicted: [0, 0, 0], supported: [0, 0, 0] } as Record<string, number[]>
  const count = (label: string, place: number) => {
    const row = tally[contradicts(label) ? 'contradicted' : 'supported'] as number[]
    if (decided(label)) row[place] = (row[place] ?? 0) + 1
  }
  const surprises: string[] = []
  for (const cases of labelled) {
    for (const [sentence, labels] of Object.entries(cases.sentences)) {
      sentences++
      const marked = labels === '' ? [] : labels.split('; ')
      const wanted = marked
        .filter((label) => !label.endsWith('(false)'))
        .map((label) => label.replace(' (missed)', ''))
      const known = marked
        .filter((label) => !label.endsWith('(missed)'))
        .map((label) => label.replace(' (false)', ''))
      const made = claimsOf(cases, sentence).map(labelOf)
      for (const label of wanted) count(label, 0)
      for (const label of made) count(label, 1)
      for (const label of without(wanted, made)) count(label, 2)
      const missing = without(known, made)
      const extra = without(made.filter(decided), known)
      if (missing.length + extra.length > 0) {
        surprises.push(`${cases.about}: ${sentence} missing [${missing}] extra [${extra}]`)
      }
    }
  }
  const [contradicted, supported] = ['contradicted', 'supported'].map((verdict) => {
    const [wanted = 0, made = 0, missed = 0] = tally[verdict] ?? []
    const found = wanted - missed
    t.comment(
      `${verdict}: precision ${share(found, made).toFixed(3)} (${found}/${made}), ` +
        `recall ${share(found, wanted).toFixed(3)} (${found}/${wanted})`,
    )
    return { precision: share(found, made), recall: share(found, wanted) }
  })
  t.comment(`${sentences} sentences`)
  t.strictSame(surprises, [], 'nothing but the listed misses and false alarms')
  t.ok(sentences >= 300)
  t.ok((contradicted?.precision ?? 0) >= 0.98)
  t.ok((contradicted?.recall ?? 0) >= 0.95)
  t.ok((supported?.precision ?? 0) >= 0.98)
  t.ok((supported?.recall ?? 0) >= 0.95)
})

t.test('every claim slices back to its quote, and its figures to theirs', async (t) => {
  for (const cases of labelled) {
    const text = Object.keys(cases.sentences).join('')
    for (const claim of claimsOf(cases, text)) {
      t.equal(text.slice(claim.start, claim.end), claim.quote)
      for (const figure of claim.figures) {
        t.equal(text.slice(figure.start, figure.end), figure.text)
        t.ok(claim.start <= figure.start && figure.end <= claim.end)
      }
    }
  }
})
