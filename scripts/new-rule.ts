/**
 * Begins a rule: `npm run new:rule -- <id> <stage>` writes the rule, its test cases and its line in
 * the catalogue. It compiles at once; its tests fail until every TODO is replaced.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const stages = ['syntactical', 'arithmetic', 'quality']
const [id = '', stage = 'quality'] = process.argv.slice(2)
if (!/^[a-z]+(-[a-z]+)+$/.test(id) || !stages.includes(stage)) {
  throw new Error(`npm run new:rule -- <defect-in-words> [${stages.join(' | ')}]`)
}
const ruleFile = `src/rules/${id}.ts`
const testFile = `test/rules/${id}.ts`
const catalogueFile = 'src/rules/index.ts'
if (existsSync(ruleFile)) throw new Error(`${ruleFile} exists; an id is never used again`)

const name = id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
writeFileSync(
  ruleFile,
  `import type { Rule } from './rule.ts'

/** TODO: what it looks at, in one line. */
export const ${name}: Rule = {
  id: '${id}',
  stage: '${stage}',
  aliases: [],
  severity: 'warning',
  title: { zh: 'TODO', en: 'TODO' },
  why: { zh: 'TODO', en: 'TODO' },
  remedy: { zh: 'TODO', en: 'TODO' },
  basis: 'TODO: the provision it rests on',
  formula: 'TODO',
  messages: { default: { zh: 'TODO {left}', en: 'TODO {left}' } },
  passing: {},
  failing: { report: {} },

  *check({ report: _report }) {},
}
`,
)
writeFileSync(
  testFile,
  `import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {},
  invalid: {},
}
`,
)
writeFileSync(catalogueFile, withRule(readFileSync(catalogueFile, 'utf8')))
process.stdout.write(`${ruleFile}\n${testFile}\n${catalogueFile}\n`)

/** The catalogue with the import in its place and the rule as the last of its stage. */
function withRule(catalogue: string): string {
  const line = `import { ${name} } from './${id}.ts'`
  const path = (text: string) => / from '(.*)'$/.exec(text)?.[1] ?? ''
  const imports = catalogue.split('\n').filter((text) => text.startsWith('import '))
  const after = imports.filter((text) => path(text) < path(line)).at(-1)
  const imported =
    after === undefined ? `${line}\n${catalogue}` : catalogue.replace(after, `${after}\n${line}`)
  const next = stages[stages.indexOf(stage) + 1]
  const end =
    next === undefined ? ']\n\nexport' : `  // ${next[0]?.toUpperCase()}${next.slice(1)}\n`
  const at = imported.indexOf(end, imported.indexOf('export const rules'))
  if (at === -1) throw new Error(`${catalogueFile} has no place for a rule of stage ${stage}`)
  return `${imported.slice(0, at)}  ${name},\n${imported.slice(at)}`
}
