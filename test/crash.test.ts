import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { openStore } from '../src/store/store.ts'
import { ADMIN_KEY } from './build.ts'
import { contentFor } from './fixtures/filed.ts'

/** How often the service is killed; 200 once in a while. */
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 3)
/** Milliseconds after the first acknowledged change, at most. */
const LONGEST = 250
const SERVER = fileURLToPath(new URL('../src/server.js', import.meta.url))
const AGENCIES = ['a0', 'a1', 'a2', 'a3']

/** A change that was sent; its revision once it was acknowledged. */
interface Change {
  readonly agency: string
  readonly said: string
  readonly ifMatch: string | null
  revision: number | null
}

t.setTimeout(ROUNDS * 15_000)
t.test(`killed ${ROUNDS} times under load, the service keeps all it acknowledged`, async (t) => {
  t.setTimeout(ROUNDS * 15_000)
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const DATABASE = join(folder, 'killed.sqlite')
  const changes: Change[] = []
  let acknowledged = 0

  for (let round = 1; round <= ROUNDS; round++) {
    const service = await start(t, DATABASE)
    if (round === 1) await register(service)
    const before = changes.filter(({ said }) => said.startsWith(`${round - 1}-`))
    for (const change of before) await mustStand(service, change)
    const sent = await loadUntilKilled(service, round)
    changes.push(...sent)
    acknowledged += sent.filter(({ revision }) => revision !== null).length
    await mustVerify(DATABASE)
  }
  t.ok(acknowledged >= ROUNDS, `${acknowledged} acknowledged changes in ${ROUNDS} rounds are there`)

  t.test('nothing is there that was not sent, and nothing twice', async (t) => {
    const store = openStore(DATABASE)
    t.teardown(() => store.close())
    for (const agency of AGENCIES) {
      const head = await store.reports.find(agency, 2024)
      const titles: string[] = []
      for (let number = 1; number <= (head?.revision ?? 0); number++) {
        const revision = await store.reports.revision(head?.id ?? 0, number)
        titles.push(JSON.parse(revision?.body.toString() ?? '{}').title)
      }
      const sent = new Set(changes.filter((one) => one.agency === agency).map(({ said }) => said))
      t.equal(new Set(titles).size, titles.length, `${agency}: ${titles.length} revisions`)
      t.ok(titles.every((title) => sent.has(title)))
    }
    while (await store.search.catchUp());
    t.same([...store.verify()], [], 'and the search index follows')
  })
})

interface Running {
  readonly process: ChildProcess
  readonly url: string
}

async function start(t: Test, DATABASE: string): Promise<Running> {
  const child = spawn(process.execPath, [SERVER], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...{ ...process.env, NODE_OPTIONS: '', DATABASE, PORT: '0', ADMIN_KEY, LOG_LEVEL: 'silent' },
      MAX_EVENT_LOOP_DELAY: '0',
    },
  })
  t.teardown(() => child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? []
    if (url !== undefined) return { process: child, url }
  }
  throw new Error('The service did not start')
}

const call = (
  { url }: Running,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
) =>
  fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${ADMIN_KEY}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

async function register(service: Running): Promise<void> {
  await call(service, 'PUT', '/v1/regions/370781', { name: '某市' })
  for (const id of AGENCIES) {
    const agency = { name: `单位${id}`, kind: 'department', region: '370781' }
    await call(service, 'PUT', `/v1/agencies/${id}`, agency)
  }
}

const put = (service: Running, { agency, said, ifMatch }: Change) =>
  call(
    service,
    'PUT',
    `/v1/reports/${agency}/2024?reason=更正`,
    contentFor(agency, 2024, { title: said }),
    {
      'idempotency-key': `${agency}-${said}`,
      prefer: 'return=minimal',
      ...(ifMatch === null ? {} : { 'if-match': ifMatch }),
    },
  )

/** Has every agency changed again and again until the service is killed at a random moment. */
async function loadUntilKilled(service: Running, round: number): Promise<Change[]> {
  const sent: Change[] = []
  let killing: NodeJS.Timeout | undefined
  async function write(agency: string): Promise<void> {
    const url = `/v1/reports/${agency}/2024`
    for (let n = 0; ; n++) {
      const now = await call(service, 'GET', url)
      const { state } = (await now.json()) as { state?: string }
      if (state === 'submitted')
        await call(service, 'POST', `${url}/transitions`, { action: 'withdraw' })
      const ifMatch = now.status === 404 ? null : '*'
      const change: Change = { agency, said: `${round}-${n}`, ifMatch, revision: null }
      sent.push(change)
      const answer = await put(service, change)
      const { revision } = (await answer.json()) as { revision?: number }
      if (revision === undefined) throw new Error(`${answer.status} for ${change.said}`)
      change.revision = revision
      killing ??= setTimeout(() => service.process.kill('SIGKILL'), Math.random() * LONGEST)
      if (n % 2 === 0) await call(service, 'POST', `${url}/transitions`, { action: 'submit' })
    }
  }
  const failed = await Promise.all(AGENCIES.map((agency) => write(agency).catch((error) => error)))
  if (killing === undefined) service.process.kill()
  if (service.process.signalCode === null) await once(service.process, 'exit')
  if (service.process.signalCode !== 'SIGKILL')
    throw new Error('It ended by itself', { cause: failed })
  const wrong = failed.find(
    (error) => !(error instanceof TypeError || error instanceof SyntaxError),
  )
  if (wrong !== undefined) throw wrong
  return sent
}

/**
 * What was acknowledged is there, and its answer with it; what was not is there whole or not at
 * all, and does nothing twice when it is sent again.
 */
async function mustStand(service: Running, change: Change): Promise<void> {
  const { agency, said, revision } = change
  if (revision !== null) {
    const kept = await call(service, 'GET', `/v1/reports/${agency}/2024/revisions/${revision}`)
    const text = await kept.text()
    if (JSON.parse(text).content?.title !== said) {
      throw new Error(
        `Revision ${revision} of ${agency} is not ${said}: ${kept.status} ${text.slice(0, 300)}`,
      )
    }
  }
  const again = await put(service, change)
  const replayed = again.headers.get('idempotency-replayed') === 'true'
  if (revision !== null && !replayed) throw new Error(`${agency} ${said} was not answered again`)
  const answer = (await again.json()) as { revision?: number }
  if (revision !== null && answer.revision !== revision) throw new Error(`${said} is another now`)
}

async function mustVerify(path: string): Promise<void> {
  const store = openStore(path)
  try {
    const faults = [...(await store.verify())]
    if (faults.length > 0) throw new Error(JSON.stringify(faults))
  } finally {
    store.close()
  }
}
