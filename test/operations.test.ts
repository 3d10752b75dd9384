import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, createServer, get, type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { promisify } from 'node:util'
import Sqlite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { configWith, readConfig } from '../src/config.ts'
import { traceFrom } from '../src/plugins/trace.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openDatabase } from '../src/store/open.ts'
import { openStore } from '../src/store/store.ts'
import { ADMIN_KEY, build } from './build.ts'
import { contentFor } from './fixtures/filed.ts'

const SERVER = new URL('../src/server.js', import.meta.url).pathname
/** What takes back a line on a terminal. */
const CLEAR = '\r\u001b[K'
const CLI = new URL('../src/cli.js', import.meta.url).pathname

/** The service as a process of its own, and what it says. */
function start(t: Test, env: Readonly<Record<string, string>>) {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [SERVER], { env: { PATH, PORT: '0', ...env } })
  t.teardown(() => child.kill('SIGKILL'))
  const said = { out: '', err: '' }
  child.stdout.on('data', (data: Buffer) => {
    said.out += data
  })
  child.stderr.on('data', (data: Buffer) => {
    said.err += data
  })
  return { child, said, ended: ending(child) }
}

async function ending(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, 'exit')
  return code as number | null
}

async function addressOf({ child, said }: ReturnType<typeof start>): Promise<string> {
  while (!said.out.includes('serves at')) {
    if (child.exitCode !== null) throw new Error(said.err)
    await after(20)
  }
  return /serves at (\S+)/.exec(said.out)?.[1] ?? ''
}

const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
t.teardown(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 'letter.txt'), 'This is a letter and no database.'.repeat(40))

t.test('a start that cannot succeed ends with 2 and one line that names the setting', async (t) => {
  const secret = `nb_${'S'.repeat(40)}`
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['PORT', { PORT: 'eighty' }],
    ['PORT', { PORT: '70000' }],
    ['PUBLIC_READ', { PUBLIC_READ: 'perhaps' }],
    ['ADMIN_KEY', { ADMIN_KEY: secret }],
    ['METRICS_TOKEN', { METRICS_TOKEN: 'short' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'nianbao.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ftp://nianbao.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://nianbao.example/' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.1,300.1.1.1' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/33' }],
    ['OIDC_JWKS_URL', { OIDC_ISSUER: 'https://sso.example' }],
    ['DATABASE', { DATABASE: join(folder, 'nowhere', 'x.sqlite') }],
    ['DATABASE', { DATABASE: folder }],
    ['DATABASE', { DATABASE: join(folder, 'letter.txt') }],
  ]
  for (const [name, env] of cases) {
    t.throws(() => openStore(readConfig(env).DATABASE), { message: new RegExp(name) })
  }

  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const DATABASE = join(folder, 'first.sqlite')
  const starts = await Promise.all(
    [{ ADMIN_KEY: secret }, { DATABASE, PORT: String(port) }].map(async (env) => {
      const { said, ended } = start(t, { DATABASE: ':memory:', ...env })
      return { code: await ended, ...said }
    }),
  )
  taken.close()
  const [malformed, busy] = starts
  t.match(malformed, { code: 2, out: '', err: /^Nianbao cannot start: ADMIN_KEY must [^\n]*\n$/ })
  t.match(busy, {
    code: 2,
    out: /^The first admin key, shown once: nb_\w+\n$/,
    err: /^Nianbao cannot start: .*PORT \d+ [^\n]*EADDRINUSE.*\n$/,
  })
  t.notMatch(malformed?.err, /SSSS/, 'what may be a secret is not repeated')
  const headers = { authorization: `Bearer ${/nb_\w+/.exec(busy?.out ?? '')?.[0]}` }
  const next = await addressOf(start(t, { DATABASE }))
  t.equal((await fetch(new URL('/v1/me', next), { headers })).status, 200, 'nor is a key lost')

  const behind = { PUBLIC_URL: 'https://gov.example/nianbao', TRUSTED_PROXIES: '10.0.0.0/8,::1' }
  t.match(readConfig(behind), behind)
})

t.test('a database is served by one process', async (t) => {
  const DATABASE = join(folder, 'shared.sqlite')
  const first = start(t, { DATABASE, ADMIN_KEY })
  await addressOf(first)
  const second = start(t, { DATABASE, ADMIN_KEY })
  t.equal(await second.ended, 2, 'what one keeps in mind the other would change unseen')
  t.match(second.said.err, /^Nianbao cannot start: DATABASE [^\n]*another process serves it\n$/)
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'verify'], {
    env: { DATABASE },
  })
  t.match(stdout, /Every byte checks out/, 'the command line reads it meanwhile')

  first.child.kill('SIGKILL')
  await first.ended
  t.match(
    await addressOf(start(t, { DATABASE, ADMIN_KEY })),
    /^http/,
    'whoever is gone holds nothing',
  )
})

interface Told {
  readonly status: number
  readonly connection: string | undefined
  readonly body: string
}

t.test('SIGTERM among writes: what was acknowledged is kept, the rest is refused', async (t) => {
  const env = { DATABASE: join(folder, 'kept.sqlite'), ADMIN_KEY }
  const service = start(t, env)
  const url = new URL(await addressOf(service))
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const authorization = `Bearer ${ADMIN_KEY}`
  const json = { authorization, 'content-type': 'application/json' }

  const send = (method: string, path: string, body?: object): Promise<Told> =>
    new Promise((resolve, reject) => {
      const asked = request(new URL(path, url), { method, agent, headers: json }, (answer) => {
        told(answer).then(resolve, reject)
      })
      asked.on('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
  t.equal((await send('PUT', '/v1/regions/370781', { name: '某市' })).status, 201)

  // A request whose body has not arrived yet keeps the service from ending.
  const headers = { ...json, 'content-length': '1000' }
  const slow = request(new URL('/v1/regions/370782', url), { method: 'PUT', headers })
  slow.on('error', () => {})
  slow.flushHeaders()
  const kept: string[] = []
  let refused: Told | undefined
  let sent = 0
  async function write(): Promise<void> {
    while (refused === undefined && service.child.exitCode === null) {
      const id = `a${++sent}`
      const agency = { name: `单位${id}`, kind: 'department', region: '370781' }
      const answer = await send('PUT', `/v1/agencies/${id}`, agency).catch(() => undefined)
      if (answer === undefined) return
      if (answer.status < 300) kept.push(id)
      else refused = answer
      if (kept.length === 100) service.child.kill('SIGTERM')
    }
  }
  const told503 = after(0).then(async () => {
    while (refused === undefined) await after(5)
    return new Promise<Told>((resolve, reject) => {
      get(new URL('/readyz', url), { agent: false }, (answer) => {
        told(answer).then(resolve, reject)
      }).on('error', reject)
    })
  })
  await Promise.all(Array.from({ length: 8 }, write))
  const began = performance.now()
  t.match(refused, { status: 503, connection: 'close', body: /"code":"stopping"/ })
  t.match(await told503, { status: 503, connection: 'close', body: /"code":"stopping"/ })
  slow.end(JSON.stringify({ name: 'Neighbour' }).padEnd(1000))
  const [answer] = (await once(slow, 'response')) as [IncomingMessage]
  t.match(await told(answer), { status: 201, connection: 'close' }, 'what was begun is answered')
  t.equal(await service.ended, 0)
  t.ok(performance.now() - began < 10_000)
  agent.destroy()

  const store = openStore(env.DATABASE)
  t.ok(kept.length >= 100)
  for (const id of kept) t.ok(store.register.findAgency(id), id)
  t.ok(store.register.findRegion('370782'))
  t.same([...store.verify()], [])
  store.close()
})

async function told(answer: IncomingMessage): Promise<Told> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  const { connection } = answer.headers
  return { status: answer.statusCode ?? 0, connection, body: Buffer.concat(chunks).toString() }
}

t.test('GET /metrics', async (t) => {
  const token = 'm'.repeat(32)
  const { app, admin, anonymous, region, agency } = await build(t, { METRICS_TOKEN: token })
  await region('370781')
  await agency('secret-agency', '370781')
  const wrong = contentFor('secret-agency', 2024, { 'disputes.reconsideration.total': 3 })
  await admin.put('/v1/reports/secret-agency/2024', wrong)
  await admin.get('/v1/reports/secret-agency/1999')
  await admin.get('/nowhere/secret-agency')

  t.test('200 for an admin, and for who knows the token', async (t) => {
    t.equal((await admin.get('/metrics')).status, 200)
    const scraped = await anonymous.get('/metrics', { authorization: `Bearer ${token}` })
    t.equal(scraped.status, 200)
    t.match(scraped.headers['content-type'], /^text\/plain; version=0\.0\.4/)
    t.equal((await anonymous.get('/metrics')).status, 401)
    const guess = { authorization: `Bearer ${'n'.repeat(32)}` }
    t.equal((await anonymous.get('/metrics', guess)).status, 401)
    t.equal((await anonymous.get('/v1/agencies', { authorization: `Bearer ${token}` })).status, 401)
  })

  t.test('answers what an operator asks, by operation and rule, and names nobody', async (t) => {
    const { text } = await admin.get('/metrics')
    for (const line of [
      'nianbao_request_seconds_count{operation="putReport",status="201"} 1',
      'nianbao_request_seconds_count{operation="getReport",status="400"} 1',
      'nianbao_request_seconds_count{operation="none",status="404"} 1',
      'nianbao_findings_total{rule="total-mismatch",severity="error"} 1',
      'nianbao_checks_total 1',
      'nianbao_long_reads 0',
    ]) {
      t.ok(text.includes(`\n${line}\n`), line)
    }
    t.match(text, /\nnianbao_writes_waiting \d/)
    t.match(text, /\nnianbao_commit_writes_sum [1-9]/)
    t.match(text, /\nnianbao_database_bytes\{part="database"\} [1-9]\d{4}/)
    t.match(text, /\nnianbao_event_loop_delay_seconds \d/)
    t.match(text, /\nprocess_resident_memory_bytes [1-9]/)
    t.notMatch(text, /secret-agency|370781|root|nowhere/)
  })
  t.equal((await app.inject({ url: '/metrics?x=1', headers: {} })).statusCode, 401)
})

t.test('GET /readyz', async (t) => {
  const database = openDatabase(':memory:')
  const store = openStore(':memory:', database)
  const app = await buildApp(configWith({ LOG_LEVEL: 'silent' }), store)
  t.teardown(async () => {
    await app.close()
    store.close()
  })
  const ready = async () => (await app.inject('/readyz')).statusCode
  const write = () => store.events.note({ client: 'x', action: 'refuse-key', detail: {} })

  t.equal(await ready(), 200)

  t.test('503 from the first write that fails until one succeeds', async (t) => {
    database.pragma('query_only = 1')
    await t.rejects(write())
    t.equal(await ready(), 503)
    t.equal((await app.inject('/livez')).statusCode, 200)
    database.pragma('query_only = 0')
    t.equal(await ready(), 200)
  })

  t.test('503 when another version has changed the schema', async (t) => {
    const row = database.prepare(
      'insert into __drizzle_migrations (hash, created_at) values (?, ?)',
    )
    row.run('of the future', 4e12)
    const answer = await app.inject('/readyz')
    t.equal(answer.statusCode, 503)
    t.equal(answer.json().code, 'storage-unavailable')
    t.ok(answer.headers['retry-after'])
  })
})

t.test('a database that a newer version wrote is left alone', async (t) => {
  const path = join(folder, 'newer.sqlite')
  const database = openDatabase(path)
  const row = database.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
  row.run('of the future', 4e12)
  database.close()
  t.throws(() => openStore(path), { message: /DATABASE .*newer\.sqlite .* newer version/ })
})

t.test('the database of another program is left byte for byte as it is', async (t) => {
  const path = join(folder, 'letters.sqlite')
  new Sqlite(path).exec('create table letter (text)').close()
  const before = readFileSync(path)
  t.throws(() => openStore(path), { message: /DATABASE .*letters\.sqlite .* another program/ })
  t.same(readFileSync(path), before)
})

t.test('while the event loop is late, requests are refused and health is not', async (t) => {
  const { app, anonymous } = await build(t, { MAX_EVENT_LOOP_DELAY: 50 })
  await app.ready()
  for (let turn = 0; turn < 3; turn++) {
    const until = performance.now() + 400
    while (performance.now() < until);
    await after(1)
  }
  const answer = await anonymous.get('/v1/formats')
  t.equal(answer.status, 503)
  t.equal(answer.at('code'), 'busy')
  t.equal(answer.headers['retry-after'], '2')
  for (const path of ['/livez', '/readyz']) t.equal((await anonymous.get(path)).status, 200)
  while ((await anonymous.get('/v1/formats')).status === 503) await after(250)
  t.equal((await anonymous.get('/v1/formats')).status, 200)
})

t.test('the command line', async (t) => {
  const database = join(folder, 'county.sqlite')
  const store = openStore(database)
  await firstAdmin(store, ADMIN_KEY)
  store.close()
  const { PATH = '' } = process.env

  const run = (args: readonly string[], DATABASE = database) =>
    new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
      execFile(process.execPath, [CLI, ...args], { env: { PATH, DATABASE } }, (error, out, err) =>
        resolve({ code: error?.code ?? 0, out, err }),
      )
    })

  t.test('ends with 0, 1 or 2, and says why', async (t) => {
    const copy = join(folder, 'copy.sqlite')
    const nowhere = join(folder, 'nowhere.sqlite')
    const cut = `2:${'0'.repeat(64)}`
    const cases: readonly (readonly [number, readonly string[], RegExp, string?])[] = [
      [0, ['--help'], /backup.*restore.*verify/s],
      [0, ['backup', copy], /^The log ends with .*\nEvery byte checks out\nCopied to/],
      [1, ['verify', '--anchor', cut], /event 2: it is not 0000.*\n1 faults/s],
      [2, ['verify', '--anchor', '2'], /--anchor is what verify printed/],
      [2, ['verify'], /nowhere\.sqlite does not exist\n$/, nowhere],
      [2, ['export', '999999', '2024'], /^No such region: .*999999/],
      [2, ['export', '370781', 'last'], /It is a year such as 2024/],
      [2, ['backup'], /missing required argument 'file'/],
      [2, ['becalm'], /unknown command 'becalm'/],
    ]
    const ends = await Promise.all(cases.map(([, args, , other]) => run(args, other)))
    for (const [i, { code, out, err }] of ends.entries()) {
      const [due, args, says] = cases[i] as (typeof cases)[number]
      t.equal(code, due, args.join(' '))
      t.match(due === 2 ? err : out, says)
      if (due < 2) t.equal(err, '', 'no progress is told to a pipe')
    }
    t.notOk(existsSync(nowhere), 'no empty database is made of a mistyped one')
    t.notOk(existsSync(`${copy}.partial`))
    t.match(await run(['backup', copy]), { code: 2, err: /exists already/ })
  })

  const skip = !existsSync('/usr/bin/script') && 'there is no script(1) to make a terminal'
  t.test('shows whoever watches how far it is', { skip }, async (t) => {
    const command = `'${process.execPath}' '${CLI}' verify`
    const args = ['--quiet', '--return', '--command', command, '/dev/null']
    const env = { PATH, DATABASE: database }
    const { stdout } = await promisify(execFile)('/usr/bin/script', args, { env })
    const lines = stdout.split(CLEAR)
    t.match(lines[1], /^\[[#-]{24}\] \d+ % {2}rows verified {2}\d+ of \d+$/)
    t.match(lines.at(-1), /^The log ends with [^\n]*\nEvery byte checks out\r\n$/)
  })
})

t.test('traceparent', async (t) => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const parentId = '00f067aa0ba902b7'

  t.test('a valid one is gone on with, under a span of our own', async (t) => {
    for (const valid of [
      `00-${traceId}-${parentId}-01`,
      `00-${traceId}-${parentId}-00`,
      `01-${traceId}-${parentId}-01-what-a-later-version-appends`,
    ]) {
      const trace = traceFrom(valid)
      t.match(trace, { traceId, parentId, spanId: /^[0-9a-f]{16}$/ }, valid)
      t.not(trace.spanId, parentId)
    }
  })

  t.test('an invalid one begins a new trace', async (t) => {
    const zeros = (length: number) => '0'.repeat(length)
    for (const invalid of [
      undefined,
      '',
      'x',
      `ff-${traceId}-${parentId}-01`,
      `00-${traceId}-${parentId}-01-more`,
      `00-${zeros(32)}-${parentId}-01`,
      `00-${traceId}-${zeros(16)}-01`,
      `00-${traceId.toUpperCase()}-${parentId}-01`,
      `00-${traceId.slice(1)}-${parentId}-01`,
      `00-${traceId}-${parentId}`,
      [`00-${traceId}-${parentId}-01`],
    ]) {
      const trace = traceFrom(invalid)
      t.match(trace, { traceId: /^[0-9a-f]{32}$/, spanId: /^[0-9a-f]{16}$/ })
      t.not(trace.traceId, traceId)
      t.equal(trace.parentId, undefined)
    }
  })
})

t.test('the log', async (t) => {
  const service = start(t, { DATABASE: ':memory:', ADMIN_KEY })
  const url = await addressOf(service)
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const parentId = '00f067aa0ba902b7'
  const headers = { 'x-request-id': 'request-1234', traceparent: `00-${traceId}-${parentId}-01` }
  await fetch(`${url}/livez`, { headers })

  t.comment('holds up nobody when nobody reads it')
  service.child.stdout.pause()
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const ask = () =>
    new Promise<number | undefined>((resolve, reject) => {
      get(`${url}/livez?${'x'.repeat(1000)}`, { agent }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode))
      }).on('error', reject)
    })
  // A pipe holds 64 KiB; a line of these is over one.
  for (let asked = 0; asked < 300; asked += 50) {
    const statuses = await Promise.all(Array.from({ length: 50 }, ask))
    if (statuses.some((status) => status !== 400)) t.fail('it stopped answering')
  }
  agent.destroy()
  service.child.stdout.resume()
  service.child.kill('SIGTERM')
  t.equal(await service.ended, 0)

  t.comment('bears the trace beside the id of the request')
  const lines = service.said.out.split('\n').filter((line) => line.startsWith('{'))
  const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  const line = logged.find(({ reqId }) => reqId === 'request-1234')
  t.match(line, { url: '/livez', traceId, parentId, status: 200 })
})
