import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { rules } from '../src/rules/index.ts'
import { rulePage } from './rule-page.ts'

/** Writes docs/rules/<id>.md for every rule, and removes the pages of rules that are gone. */
const folder = new URL('../docs/rules/', import.meta.url)
mkdirSync(folder, { recursive: true })
const pages = new Map(rules.map((rule) => [`${rule.id}.md`, rulePage(rule)]))
for (const [name, page] of pages) writeFileSync(new URL(name, folder), page)
for (const name of readdirSync(folder)) {
  if (name.endsWith('.md') && !pages.has(name)) rmSync(new URL(name, folder))
}
