import { type Fault, Problem } from '../errors.ts'
import { canonicalise } from '../reports/canonical.ts'

/**
 * Lets members that a change cannot set come back as they were read, so that an entry that was
 * read can be sent again as a whole; refuses those that say something else than holds.
 */
export function mustBeAsRead(
  sent: Readonly<Record<string, unknown>>,
  holds: Readonly<Record<string, unknown>>,
): void {
  const faults = Object.entries(holds).flatMap(([name, value]): readonly Fault[] => {
    const held = canonicalise(value)
    if (sent[name] === undefined || canonicalise(sent[name]) === held) return []
    const message = {
      zh: `不能由此修改，现为 ${held}；请照此填写或省略`,
      en: `cannot be changed here and is ${held}; send it so, or leave it out`,
    }
    return [{ pointer: `/${name}`, code: 'read-only', message }]
  })
  if (faults.length > 0) throw new Problem('read-only-member', { count: faults.length }, { faults })
}
