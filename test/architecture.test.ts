import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import t from 'tap'
import { EXAMPLES } from '../scripts/examples/module.ts'

/** What a folder of src may import: other folders of src, and packages. */
interface Allowed {
  readonly src: readonly string[]
  readonly npm: readonly string[]
}

const readers = ['parse5', 'pdfjs-dist', 'saxes', 'yauzl']
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
    npm: [],
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

const outside = (...folders: string[]) => files.filter(({ folder }) => !folders.includes(folder))
const inside = (...folders: string[]) => files.filter(({ folder }) => folders.includes(folder))

/** The paths of those files in which something is found that should not be. */
const having = (what: RegExp, among: typeof files = files): string[] =>
  among.filter(({ text }) => what.test(text)).map(({ path }) => path)

/** What a file imports against the table; it has to say `.ts` of its like. */
function trespasses({ path, folder, text }: (typeof files)[number]): string[] {
  const allowed = may[folder]
  if (allowed === undefined) return [`${folder}/ has no line in the table`]
  return importsIn(text)
    .filter((from) => {
      if (from.startsWith('node:')) return false
      if (!from.startsWith('.')) return !allowed.npm.includes(packageOf(from))
      const [to = ''] = relative('src', join(dirname(path), from))
        .replace(/\.ts$/, '')
        .split('/')
      return !from.endsWith('.ts') || (to !== folder && !allowed.src.includes(to))
    })
    .map((from) => `${path} imports ${from}`)
}

const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')

t.test('each folder of src imports only what it may', async (t) => {
  t.ok(files.length > 300, 'all files are looked at')
  t.same(outside(...roots).flatMap(trespasses), [])
})

t.test(
  'the law and what is made of it read nothing: no files, no clock, no environment',
  async (t) => {
    const world =
      /\bDate\.now\(|new Date\(\)|process\.(env|cwd)|node:(fs|http|net|child_process|worker)|\bfetch\(|Math\.random/
    t.same(having(world, inside('formats', 'reports', 'narrative', 'rules')), [])
    t.same(having(/\basync\b|\bawait\b/, inside('rules')), [], 'no rule waits')
  },
)

t.test('only the store knows SQL', async (t) => {
  const sql = /['"`]\s*(select|insert into|update \w+ set|delete from|with recursive)\b/i
  t.same(having(sql, outside('store')), [])
  t.ok(having(sql).length > 0, 'the store does')
})

t.test('only the formats know a row by its name', async (t) => {
  const row =
    /(applications|disputes|proactive)\.(received|handled|refused|reconsideration|fees|licensing)\b/
  const code = outside('formats', 'narrative', 'rules')
    .filter(({ path }) => path !== EXAMPLES)
    .map((file) => ({
      ...file,
      text: file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|examples: .*$/gm, ''),
    }))
  t.same(having(row, code), [])
})

t.test('a file', async (t) => {
  const named = (like: RegExp) =>
    files.map(({ path }) => path).filter((path) => like.test(basename(path)))
  const long = files.filter(({ path, text }) => text.split('\n').length > 201 && !isDeclared(path))
  t.same(
    long.map(({ path }) => path),
    [],
    'has 200 lines at most',
  )
  t.same(named(/^(utils?|helpers?|types?|constants?|common|misc|shared)\b/), [], 'has a name')
  t.equal(named(/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/).length, files.length, 'is in kebab-case')
  t.same(having(/\b(TODO|FIXME|XXX)\b/), [], 'leaves nothing to do')
  t.same(having(/[:<|&(,]\s*any\b|\bas any\b|@ts-(ignore|nocheck)/), [], 'has no any')
  t.same(having(/\bconsole\./), [], 'does not print')
  t.same(having(/^\s*(export )?(const )?enum |\bnamespace \w+ \{/m), [], 'has no enum')
})

/** Data read beside a printed page, and the catalogue: cutting them would not make them clearer. */
const isDeclared = (path: string): boolean =>
  /^src\/(errors|remedies|store\/schema|documents\/read\/html|formats\/[\w-]+|narrative\/(words|numerals))\.ts$/.test(
    path,
  )

/** What goes wrong when an answer has begun can only be said in a line of the answer itself. */
const streams = ['src/routes/answer-batch.ts', 'src/routes/batches.ts']

t.test('routes', async (t) => {
  const times = (text: string, what: RegExp) => [...text.matchAll(what)].length
  const open = inside('routes').filter(
    ({ text }) =>
      times(text, /^ +(?:app|routes)\.(get|put|post|patch|delete)\(/gm) !==
      times(text, /config: \{ access\b/g),
  )
  t.same(
    open.map(({ path }) => path),
    [],
    'say who may call each of them',
  )
  const catching = having(/\btry \{(?![^}]*store\.ready)/, inside('routes'))
  t.same(
    catching.filter((path) => !streams.includes(path)),
    [],
    'catch nothing',
  )
})
