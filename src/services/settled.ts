import { type Fault, Problem } from '../errors.ts'
import type { Finding } from '../rules/check.ts'
import type { Answer } from '../store/report-reads.ts'
import { type AnsweredFinding, answered, unsettled } from './assess.ts'

/** The findings with what was said of them; refuses while one of those that matter is open. */
export function mustBeSettled(
  found: readonly Finding[],
  answers: readonly Answer[],
  settles: 'findings' | 'errors',
): AnsweredFinding[] {
  const findings = answered(found, answers)
  const open = unsettled(findings).filter(
    ({ severity }) => settles === 'findings' || severity === 'error',
  )
  if (open.length === 0) return findings
  const errors = open.filter(({ severity }) => severity === 'error').length
  const faults: Fault[] = open.slice(0, 100).map(({ rule, message, at }) => ({
    ...placeOf(at[0]),
    code: rule,
    message: { zh: message, en: message },
  }))
  throw new Problem('findings-stand', { errors, warnings: open.length - errors }, { faults })
}

/** Where in the report a finding is: a cell, or the part of the narrative that holds the sentence. */
function placeOf(place: Finding['at'][number] | undefined): Pick<Fault, 'pointer'> {
  if (place === undefined) return {}
  const address = typeof place === 'string' ? place : place.passage
  return { pointer: `/${address.replaceAll('.', '/')}` }
}
