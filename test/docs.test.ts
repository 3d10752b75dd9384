import { execFile, execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { ownFolders, pages } from '../scripts/pages.ts'
import { buildApp } from '../src/app.ts'
import { configWith } from '../src/config.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openStore } from '../src/store/store.ts'

const documents = ['.', 'docs', 'docs/adr', ...ownFolders].flatMap((folder) =>
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

for (const path of ['README.md', 'README.zh-CN.md']) {
  t.test(`the tour of ${path} answers as printed`, { skip }, async (t) => {
    const store = openStore(':memory:')
    const admin = await firstAdmin(store, '')
    const app = await buildApp(configWith({ LOG_LEVEL: 'silent' }), store)
    const address = await app.listen({ port: 0 })
    t.teardown(async () => {
      await app.close()
      store.close()
    })

    const tour = /^## (?:A tour|走一遍)\n([\s\S]*?)^## /m.exec(textOf(path))?.[1] ?? ''
    const steps: { commands: string; answer: string }[] = []
    for (const [, kind, block = ''] of tour.matchAll(/^```(bash|text)\n([\s\S]*?)^```$/gm)) {
      const last = steps.at(-1)
      if (kind === 'bash') steps.push({ commands: block, answer: '' })
      else if (last !== undefined) last.answer = block
    }
    t.ok(steps.length > 4)

    const end = "printf '\\036'\n"
    const script = steps
      .map(({ commands }) => commands)
      .join(end)
      .replace(/^NIANBAO=.*$/m, `NIANBAO=${address}`)
      .replace(/^ADMIN=.*$/m, `ADMIN=${admin}`)
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script])
    const answers = stdout.split('\x1e')
    for (const [i, { answer }] of steps.entries()) {
      const pattern = answer
        .split('…')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')
      t.match(answers[i], new RegExp(`^${pattern}$`), `step ${i + 1}`)
    }
  })
}
