import { once } from '../formats/once.ts'
import { rules } from './index.ts'
import type { Rule, Severity } from './rule.ts'

/**
 * An edition of the catalogue: which rules speak, and how gravely. Data, so that an office can
 * weigh a new edition against the one in force before it activates it (`impactOf`). An edition
 * that checks were made with is never changed; its successor gets a new version.
 */
export interface Ruleset {
  readonly version: string
  readonly title: { readonly zh: string; readonly en: string }
  /** The report years it is meant for, from this one on. */
  readonly from: number
  /** By rule id: `asWritten`, or one severity for whatever the rule finds. A rule left out is silent. */
  readonly rules: Readonly<Record<string, 'asWritten' | Severity>>
}

const asWritten = (which: readonly Rule[]): Ruleset['rules'] =>
  Object.fromEntries(which.map(({ id }) => [id, 'asWritten']))

/** The editions, oldest first. */
export const rulesets: readonly Ruleset[] = [
  {
    version: '2026.0',
    title: { zh: '格式与勾稽关系', en: 'Form and arithmetic only' },
    from: 2019,
    rules: asWritten(rules.filter(({ stage }) => stage !== 'quality')),
  },
  {
    version: '2026.1',
    title: { zh: '全部规则', en: 'Every rule as written' },
    from: 2019,
    rules: asWritten(rules),
  },
]

export const rulesetOf = (version: string): Ruleset | undefined =>
  rulesets.find((ruleset) => ruleset.version === version)

/** The edition of that version; throws where there is none. */
export function mustBeRuleset(version: string): Ruleset {
  const ruleset = rulesetOf(version)
  if (ruleset === undefined) throw new Error(`There is no ruleset ${version}`)
  return ruleset
}

/** The rules of an edition, in the order of the catalogue, speaking as it wants them to. */
export const rulesIn = once((ruleset: Ruleset): readonly Rule[] =>
  rules.flatMap((rule) => {
    const severity = Object.hasOwn(ruleset.rules, rule.id) ? ruleset.rules[rule.id] : undefined
    if (severity === undefined) return []
    return severity === 'asWritten' ? [rule] : [{ ...rule, severity, check: plain(rule, severity) }]
  }),
)

const plain = (rule: Rule, severity: Severity): Rule['check'] =>
  function* (subject) {
    for (const defect of rule.check(subject)) yield { ...defect, severity }
  }
