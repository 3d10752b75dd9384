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
    ...(typeof at[0] === 'string' ? { pointer: `/${at[0].replaceAll('.', '/')}` } : {}),
    code: rule,
    message: { zh: message, en: message },
  }))
  throw new Problem('findings-stand', { errors, warnings: open.length - errors }, { faults })
}
