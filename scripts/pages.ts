import { formats } from '../src/formats/index.ts'
import { rules } from '../src/rules/index.ts'
import { configurationPage, envExample } from './configuration-page.ts'
import { errorPage } from './error-page.ts'
import { formatPage } from './format-page.ts'
import { ruleIndex } from './rule-index.ts'
import { rulePage } from './rule-page.ts'
import { answerKey } from './sandbox/answers.ts'
import { tutorialCounty } from './tutorial-county.ts'

/** Folders that hold nothing but generated pages: a page left over in them is removed. */
export const ownFolders = ['docs/rules', 'docs/formats'] as const

/** Every generated page by its path from the root. The same sources give the same bytes. */
export const pages = (): ReadonlyMap<string, string> =>
  new Map([
    ...rules.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule)] as const),
    ...formats.map((format) => [`docs/formats/${format.version}.md`, formatPage(format)] as const),
    ['docs/rules.md', ruleIndex()],
    ['docs/errors.md', errorPage()],
    ['docs/configuration.md', configurationPage()],
    ['.env.example', envExample()],
    ['docs/tutorials/county.ndjson', tutorialCounty()],
    ['scripts/sandbox/answers.json', `${JSON.stringify(answerKey(), null, 2)}\n`],
  ])
