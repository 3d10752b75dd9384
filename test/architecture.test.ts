import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import t from 'tap'
import { EXAMPLES } from '../scripts/examples/module.ts'

/** What a folder of src may import: other folders of src, and packages. */
interface Allowed {
  readonly src: readonly string[]
  readonly npm: readonly string[]
}

const readers = ['parse5', 'pdfjs-dist', 'read-excel-file', 'saxes', 'yauzl']
const writers = ['docx', 'write-excel-file']
const fastify = ['fastify', 'fastify-plugin', '@fastify/swagger', '@fastify/swagger-ui']
const core = ['formats', 'reports']

/** Each folder of src may import from itself and from these, and from no other. */
const may: Readonly<Record<string, Allowed>> = {
  formats: { src: [], npm: [] },
  reports: { src: ['formats'], npm: [] },
  narrative: { src: core, npm: [] },
  rules: { src: [...core, 'narrative'], npm: [] },
  documents: { src: core, npm: [...readers, ...writers] },
  schemas: { src: [...core, 'store', 'errors'], npm: ['typebox'] },
  store: { src: [...core, 'project-root'], npm: ['drizzle-orm', 'better-sqlite3'] },
  services: {
    src: [...core, 'narrative', 'rules', 'documents', 'schemas', 'store', 'errors'],
    npm: [],
  },
  plugins: {
    src: ['reports', 'schemas', 'store', 'errors', 'config'],
    npm: [...fastify, 'jose', 'prom-client', 'typebox'],
  },
  routes: {
    src: [
      ...core,
      'rules',
      'documents',
      'schemas',
      'store',
      'services',
      'plugins',
      'errors',
      'remedies',
      'project-root',
    ],
    npm: ['fastify', '@fastify/type-provider-typebox', 'typebox'],
  },
  commands: {
    src: [
      ...core,
      'rules',
      'documents',
      'schemas',
      'plugins',
      'services',
      'store',
      'errors',
      'config',
    ],
    npm: ['better-sqlite3'],
  },
}

/** Files of src itself: the table of contents, the ways in, and what any folder may know. */
const roots = ['app', 'server', 'cli', 'config', 'errors', 'remedies', 'project-root']

const source = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))

const importsIn = (text: string): string[] =>
  [
    ...text.matchAll(/^(?:import|export)\b[^'"]*?from '([^']+)'|(?<!`)\bimport\('([^'$]+)'\)/gm),
  ].map(([, from, dynamic]) => from ?? dynamic ?? '')

const files = source('src').map((path) => {
  const [folder = ''] = relative('src', path).split('/')
  return { path, folder: folder.replace(/\.ts$/, ''), text: readFileSync(path, 'utf8') }
})

t.test('each folder of src imports only what it may', async (t) => {
  for (const { path, folder, text } of files) {
    if (roots.includes(folder)) continue
    const allowed = may[folder]
    t.ok(allowed, `${folder}/ has its line in the table`)
    for (const from of importsIn(text)) {
      if (from.startsWith('node:')) continue
      if (from.startsWith('.')) {
        const [to = ''] = relative('src', join(dirname(path), from))
          .replace(/\.ts$/, '')
          .split('/')
        t.ok(to === folder || allowed?.src.includes(to), `${path} may import ${to}`)
        t.ok(from.endsWith('.ts'), `${path} says .ts of ${from}`)
      } else {
        const name = from
          .split('/')
          .slice(0, from.startsWith('@') ? 2 : 1)
          .join('/')
        t.ok(allowed?.npm.includes(name), `${path} may import ${name}`)
      }
    }
  }
})

t.test(
  'the law and what is made of it read nothing: no files, no clock, no environment',
  async (t) => {
    const outside =
      /\bDate\.now\(|new Date\(\)|process\.(env|cwd)|node:(fs|http|net|child_process|worker)|\bfetch\(|Math\.random/
    for (const { path, folder, text } of files) {
      if (!['formats', 'reports', 'narrative', 'rules'].includes(folder)) continue
      t.notMatch(text, outside, path)
      if (folder === 'rules') t.notMatch(text, /\basync\b|\bawait\b/, `${path} is not async`)
    }
  },
)

t.test('only the store knows SQL', async (t) => {
  const sql = /['"`]\s*(select|insert into|update \w+ set|delete from|with recursive)\b/i
  for (const { path, folder, text } of files) {
    if (folder !== 'store') t.notMatch(text, sql, path)
  }
})

t.test('only the formats know a row by its name', async (t) => {
  const row =
    /(applications|disputes|proactive)\.(received|handled|refused|reconsideration|fees|licensing)\b/
  for (const { path, folder, text } of files) {
    if (['formats', 'narrative', 'rules'].includes(folder)) continue
    if (path === EXAMPLES) continue
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|examples: .*$/gm, '')
    t.notMatch(code, row, path)
  }
})

t.test('a file', async (t) => {
  for (const { path, text } of files) {
    const lines = text.split('\n').length - 1
    t.ok(lines <= 200 || isDeclared(path), `${path} has ${lines} lines, 200 at most`)
    t.notMatch(
      basename(path),
      /^(utils?|helpers?|types?|constants?|common|misc|shared)\b/,
      `${path} is named`,
    )
    t.match(basename(path), /^[a-z0-9]+(-[a-z0-9]+)*\.ts$/, `${path} is in kebab-case`)
    t.notMatch(text, /\b(TODO|FIXME|XXX)\b/, `${path} leaves nothing to do`)
    t.notMatch(text, /[:<|&(,]\s*any\b|\bas any\b|@ts-(ignore|nocheck)/, `${path} has no any`)
    t.notMatch(text, /\bconsole\./, `${path} does not print`)
    t.notMatch(text, /^\s*enum |\bnamespace \w+ \{/m, `${path} has no enum`)
  }
})

/** Data read beside a printed page, and the catalogue: cutting them would not make them clearer. */
const isDeclared = (path: string): boolean =>
  /^src\/(errors|remedies|store\/schema|documents\/read\/html|formats\/[\w-]+|narrative\/(words|numerals))\.ts$/.test(
    path,
  )

/** What goes wrong when an answer has begun can only be said in a line of the answer itself. */
const streams = ['src/routes/answer-batch.ts', 'src/routes/batches.ts']

t.test('routes', async (t) => {
  for (const { path, folder, text } of files) {
    if (folder !== 'routes') continue
    const declared = [...text.matchAll(/^ +(?:app|routes)\.(get|put|post|patch|delete)\(/gm)].length
    const accesses = [...text.matchAll(/config: \{ access\b/g)].length
    t.equal(accesses, declared, `${path} says of each route who may call it`)
    if (streams.includes(path)) continue
    t.notMatch(text, /\btry \{(?![^}]*store\.ready)/, `${path} catches nothing`)
  }
})
