import { hash } from 'node:crypto'
import type { Pair } from '../reports/likeness.ts'
import type { Place } from '../reports/place.ts'
import type { Suspect } from '../reports/suspect.ts'
import type { Language, Text } from '../reports/text.ts'
import { rules } from './index.ts'
import type { Defect, Rule, Severity, Subject } from './rule.ts'

/** A defect as it is told to people and programs: plain JSON. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  /** The same fact has the same fingerprint in every run, revision and language. */
  readonly fingerprint: string
  readonly at: readonly Place[]
  readonly message: string
  readonly left?: number
  readonly right?: number
  readonly difference?: number
  readonly quote?: string
  readonly suspects?: readonly Suspect[]
  readonly pairs?: readonly Pair[]
  readonly notAssessable?: true
  readonly remedy: string
}

export interface Summary {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

/** More places of one fact than this are not listed. */
const MOST_PLACES = 20

/**
 * Everything the rules have to say of a subject, in the order of the catalogue. The same fact in
 * several places is one finding with all of them: explanations go by fingerprint.
 */
export function check(
  subject: Subject,
  language: Language = 'zh',
  which: readonly Rule[] = rules,
): Finding[] {
  const findings = new Map<string, Finding>()
  for (const rule of which) {
    for (const defect of rule.check(subject)) {
      const fingerprint = fingerprintOf(rule, defect)
      const known = findings.get(fingerprint)
      if (known === undefined) {
        findings.set(fingerprint, findingOf(rule, defect, fingerprint, language))
      } else if (known.at.length < MOST_PLACES) {
        findings.set(fingerprint, { ...known, at: [...known.at, ...defect.at] })
      }
    }
  }
  return [...findings.values()]
}

export function summaryOf(findings: readonly Pick<Finding, 'severity'>[]): Summary {
  const count = (severity: Severity) => findings.filter((its) => its.severity === severity).length
  return { errors: count('error'), warnings: count('warning'), infos: count('info') }
}

function findingOf(rule: Rule, defect: Defect, fingerprint: string, language: Language): Finding {
  const { at, left, right, quote, suspects, pairs, notAssessable } = defect
  const template = rule.messages[defect.message ?? 'default'] ?? rule.messages.default
  return {
    rule: rule.id,
    severity: notAssessable ? 'info' : (defect.severity ?? rule.severity),
    fingerprint,
    at,
    message: filled(template, { left: left ?? '', right: right ?? '', ...defect.values }, language),
    ...(left !== undefined && { left }),
    ...(right !== undefined && { right }),
    ...(left !== undefined && right !== undefined && { difference: apart(left, right) }),
    ...(quote !== undefined && { quote }),
    ...(suspects !== undefined && { suspects }),
    ...(pairs !== undefined && { pairs }),
    ...(notAssessable && { notAssessable }),
    remedy: rule.remedy[language],
  }
}

/** Left less right; money may have six decimals, and no more come of it. */
const apart = (left: number, right: number) => Math.round((left - right) * 1e6) / 1e6

/**
 * A hash over rule, kind of defect, addresses and fact. A stretch of text counts by its passage
 * and quote, not by its offsets, so that a sentence added before it changes nothing.
 */
function fingerprintOf(rule: Rule, { at, message, left, right, quote, fact }: Defect): string {
  const places = [...new Set(at.map((at) => (typeof at === 'string' ? at : at.passage)))]
  const identity = [rule.id, message ?? 'default', places, left, right, quote, fact]
  return hash('sha256', JSON.stringify(identity), 'base64url').slice(0, 16)
}

function filled(
  template: Text,
  values: Readonly<Record<string, string | number | Text>>,
  language: Language,
): string {
  return template[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'object' ? value[language] : String(value)
  })
}
