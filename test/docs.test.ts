import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { ownFolders, pages } from '../scripts/pages.ts'
import { buildApp } from '../src/app.ts'
import { configWith } from '../src/config.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openStore } from '../src/store/store.ts'

const documents = ['.', 'docs', 'docs/adr', 'docs/tutorials', ...ownFolders].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => normalize(join(folder, name))),
)
const textOf = (path: string): string => readFileSync(path, 'utf8')
const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```/g, '')

/** The anchor that a heading gets on a page: lower case, no punctuation, blanks to hyphens. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

const anchorsIn = (path: string): string[] =>
  [...withoutCode(textOf(path)).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    anchorOf(heading),
  )

t.test('every link leads somewhere', async (t) => {
  for (const path of documents) {
    for (const [, link = ''] of withoutCode(textOf(path)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? path : normalize(join(dirname(path), file))
      const there =
        existsSync(target) && (anchor === undefined || anchorsIn(target).includes(anchor))
      t.ok(there, `${path}: ${link}`)
    }
  }
})

t.test('every file that is named is there', async (t) => {
  for (const path of documents) {
    if (path.startsWith('CONTRIBUTING')) continue
    for (const [, name = ''] of textOf(path).matchAll(
      /`((?:src|test|scripts|migrations)\/[\w./-]+)`/g,
    )) {
      t.ok(existsSync(name), `${path}: ${name}`)
    }
  }
})

t.test('every command that is quoted exists', async (t) => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  const commands = [...textOf('src/cli.ts').matchAll(/\.command\('([\w-]+)'\)/g)].map(
    ([, one]) => one,
  )
  const quoted = [...documents, 'Dockerfile', 'compose.yaml', '.ci/run']
  for (const path of quoted) {
    for (const [, name = ''] of textOf(path).matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)) {
      t.ok(Object.hasOwn(scripts, name), `${path}: npm run ${name}`)
    }
    for (const [, name = ''] of textOf(path).matchAll(/npx nianbao ([a-z]+(?:-[a-z]+)*)/g)) {
      t.ok(commands.includes(name), `${path}: npx nianbao ${name}`)
    }
  }
})

t.test('every generated page is what the code says now', async (t) => {
  const written = pages()
  for (const [path, page] of written) {
    t.ok(existsSync(path) && textOf(path) === page, `${path} (npm run docs writes it)`)
  }
  for (const folder of ownFolders) {
    for (const name of readdirSync(folder)) {
      t.ok(written.has(`${folder}/${name}`), `${folder}/${name} is still wanted`)
    }
  }
})

t.test('every table is said to hold something', async (t) => {
  const tables = [...textOf('src/store/schema.ts').matchAll(/sqliteTable\(\s*'(\w+)'/g)]
  t.ok(tables.length > 30)
  const architecture = textOf('docs/architecture.md')
  for (const [, name = ''] of tables) t.match(architecture, `\`${name}\``, name)
})

t.test('every decision is in the index', async (t) => {
  const index = textOf('docs/adr/README.md')
  for (const name of readdirSync('docs/adr')) {
    if (name !== 'README.md') t.ok(index.includes(`(${name})`), name)
  }
})

t.test('the settings of the container and of the compose file are settings', async (t) => {
  const known = [...textOf('docs/configuration.md').matchAll(/^\| `(\w+)`/gm)].map(
    ([, name]) => name,
  )
  const set = [
    ...(/^ENV NODE_ENV[\s\S]*?[^\\]$/m.exec(textOf('Dockerfile'))?.[0] ?? '').matchAll(/(\w+)=/g),
    ...textOf('compose.yaml').matchAll(/^ {6}([A-Z_]+): /gm),
  ]
  t.ok(set.length > 3)
  for (const [, name = ''] of set) t.ok(known.includes(name) || name === 'NODE_ENV', name)
})

const tools = ['bash', 'curl', 'sed'].filter((tool) => {
  try {
    execFileSync(tool, ['--version'])
    return false
  } catch {
    return true
  }
})
const skip = tools.length > 0 && `${tools.join(', ')} not installed`

/** The part of a README between the heading of the tour and the next one; a tutorial as it is. */
const tours: readonly (readonly [string, RegExp])[] = [
  ['README.md', /^## A tour\n([\s\S]*?)^## /m],
  ['README.zh-CN.md', /^## 走一遍\n([\s\S]*?)^## /m],
  ['docs/tutorials/portal.md', /([\s\S]*)/],
  ['docs/tutorials/office.md', /([\s\S]*)/],
  ['docs/tutorials/integrator.md', /([\s\S]*)/],
]

t.test('every tour and tutorial answers as printed', { skip }, async (t) => {
  const gone = await Promise.all(tours.map(([path, part]) => follow(t, path, part)))
  for (const { path, steps, answers, failed } of gone) {
    t.ok(steps.length > 4)
    t.equal(failed, '', `${path} comes to its end`)
    for (const [i, { answer }] of steps.entries()) {
      const pattern = answer
        .split('…')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')
      t.match(answers[i], new RegExp(`^${pattern}$`), `${path}, step ${i + 1}`)
    }
  }
})

/** Runs the commands of a page against a service of their own. */
async function follow(t: Test, path: string, part: RegExp) {
  const store = openStore(':memory:')
  const admin = await firstAdmin(store, '')
  const config = configWith({ LOG_LEVEL: 'silent', MAX_EVENT_LOOP_DELAY: 0 })
  const app = await buildApp(config, store)
  const address = await app.listen({ port: 0 })
  t.teardown(async () => {
    await app.close()
    store.close()
  })

  const steps: { commands: string; answer: string }[] = []
  const text = part.exec(textOf(path))?.[1] ?? ''
  for (const [, kind, block = ''] of text.matchAll(/^```(bash|text)\n([\s\S]*?)^```$/gm)) {
    const last = steps.at(-1)
    if (kind === 'bash') steps.push({ commands: block, answer: '' })
    else if (last !== undefined) last.answer = block
  }
  // Pages that are followed at the same time must not share their files.
  const own = mkdtempSync(join(tmpdir(), 'nianbao-'))
  t.teardown(() => rmSync(own, { recursive: true }))
  const commands = steps.map(({ commands }) => commands).join("printf '\\036'\n")
  // Without what the test runner puts there, which every node of a page would load.
  const script = `unset NODE_OPTIONS\n${commands}`
    .replace(/^NIANBAO=.*$/m, `NIANBAO=${address}`)
    .replace(/^ADMIN=.*$/m, `ADMIN=${admin}`)
    .replaceAll('/tmp/', `${own}/`)
  const { PATH = '' } = process.env
  const run = promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { env: { PATH } })
  const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error)
  const ended = stdout.split('\x1e').length === steps.length
  return { path, steps, answers: stdout.split('\x1e'), failed: ended ? '' : stderr }
}
