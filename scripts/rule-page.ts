import type { Example } from '../src/rules/example.ts'
import type { Rule } from '../src/rules/rule.ts'

const SEVERITIES = {
  error: '强制 (error)',
  warning: '核实 (warning)',
  info: '提示 (info)',
} as const

/** The page of a rule, all of it from the rule's own data. */
export const rulePage = (rule: Rule): string =>
  `# ${rule.id}

${rule.title.zh} · ${rule.title.en}

- severity: ${SEVERITIES[rule.severity]}
- stage: ${rule.stage}
- checks: ${rule.aliases.join(', ')}
- basis: ${rule.basis}
- formula: \`${rule.formula}\`

## 为什么 · Why

${rule.why.zh}

${rule.why.en}

## 怎样改 · Remedy

${rule.remedy.zh}

${rule.remedy.en}

## 提示语 · Messages

${Object.entries(rule.messages)
  .map(([name, { zh, en }]) => `- \`${name}\`: ${zh} · ${en}`)
  .join('\n')}

## Examples

What differs from the report of an agency that had nothing to count.

Passes:

${shown(rule.passing)}

Fails:

${shown(rule.failing)}
`

const shown = (example: Example): string =>
  `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``
