import { rules, rulesetVersion } from '../src/rules/index.ts'
import { generatedFrom, table } from './markdown.ts'

/** docs/rules.md: the catalogue, in its own order. */
export const ruleIndex = (): string => `${generatedFrom('src/rules/')}

# Rules

Ruleset ${rulesetVersion}, ${rules.length} rules, in the order in which they are run: can the report be read
(syntactical), does it add up (arithmetic), can it be true (quality). An error keeps a report from
being submitted until it is mended or waived. A warning has to be explained. An info needs nothing.

\`GET /v1/rules\` answers the same catalogue.

${table(
  ['rule', 'severity', 'stage', 'what is wrong', '问题'],
  rules.map(({ id, severity, stage, title }) => [
    `[${id}](rules/${id}.md)`,
    severity,
    stage,
    title.en,
    title.zh,
  ]),
)}
`
