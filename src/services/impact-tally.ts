import type { Finding, Summary } from '../rules/check.ts'
import type { Impact } from '../rules/impact.ts'
import type { Severity } from '../rules/rule.ts'

/** What an edition would change in the findings of one rule. */
export interface RuleTally {
  readonly reports: number
  readonly gained: Summary
  readonly lost: Summary
  readonly reweighed: number
  readonly samples: readonly Sample[]
}

interface Sample {
  readonly agencyId: string
  readonly year: number
  readonly change: Change
  readonly severity: Severity
  readonly message: string
}

const changes = ['gained', 'lost', 'reweighed'] as const
export type Change = (typeof changes)[number]

/** What an edition would change, over the reports looked at so far. */
export interface ImpactTally {
  /** Reports with any change, and those that have no error now and would have one. */
  readonly changed: number
  readonly newlyWrong: number
  readonly before: Summary
  readonly after: Summary
  readonly rules: Readonly<Record<string, RuleTally>>
}

const NONE: Summary = { errors: 0, warnings: 0, infos: 0 }
export const emptyTally: ImpactTally = {
  changed: 0,
  newlyWrong: 0,
  before: NONE,
  after: NONE,
  rules: {},
}

const MOST_SAMPLES = 5

export const isChange = ({ gained, lost, reweighed }: Impact): boolean =>
  gained.length + lost.length + reweighed.length > 0

/** The tally with one report more. */
export function tallied(
  tally: ImpactTally,
  of: { readonly agencyId: string; readonly year: number },
  impact: Impact,
): ImpactTally {
  const { before, after } = impact
  const rules = { ...tally.rules }
  const touched = new Set<string>()
  for (const change of changes) {
    for (const finding of impact[change]) {
      const known = rules[finding.rule] ?? noRule
      const first = !touched.has(finding.rule)
      touched.add(finding.rule)
      rules[finding.rule] = withFinding(known, change, finding, { ...of, first })
    }
  }
  return {
    changed: tally.changed + (isChange(impact) ? 1 : 0),
    newlyWrong: tally.newlyWrong + (before.errors === 0 && after.errors > 0 ? 1 : 0),
    before: sum(tally.before, before),
    after: sum(tally.after, after),
    rules,
  }
}

const noRule: RuleTally = { reports: 0, gained: NONE, lost: NONE, reweighed: 0, samples: [] }

function withFinding(
  rule: RuleTally,
  change: Change,
  { severity, message }: Finding,
  { first, agencyId, year }: { first: boolean; agencyId: string; year: number },
): RuleTally {
  const one = { ...NONE, [`${severity}s`]: 1 }
  const shown = first && rule.samples.length < MOST_SAMPLES
  return {
    reports: rule.reports + (first ? 1 : 0),
    gained: change === 'gained' ? sum(rule.gained, one) : rule.gained,
    lost: change === 'lost' ? sum(rule.lost, one) : rule.lost,
    reweighed: rule.reweighed + (change === 'reweighed' ? 1 : 0),
    samples: shown
      ? [...rule.samples, { agencyId, year, change, severity, message }]
      : rule.samples,
  }
}

const sum = (one: Summary, other: Summary): Summary => ({
  errors: one.errors + other.errors,
  warnings: one.warnings + other.warnings,
  infos: one.infos + other.infos,
})
