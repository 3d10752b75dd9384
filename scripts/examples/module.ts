import type { Answers } from './recorded.ts'

export const EXAMPLES = 'src/schemas/answer-examples.ts'

/** The source of the module that holds the answers, one a line. */
export const examplesModule = (answers: Answers): string =>
  `// Written by npm run openapi from scripts/examples/: what the service answered.

/** By operation, status and media type. */
export const answerExamples: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>
> = {
${Object.entries(answers).map(lines).join('')}}
`

const lines = ([id, byStatus]: [string, Answers[string]]): string => {
  const told = Object.entries(byStatus).filter(([, media]) => Object.keys(media).length > 0)
  if (told.length === 0) return ''
  return `  ${id}: {
${told.map(([status, media]) => `    ${status}: ${JSON.stringify(media)},\n`).join('')}  },
`
}
