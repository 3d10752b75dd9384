import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { configWith, readConfig } from '../src/config.ts'
import { buckets } from '../src/plugins/buckets.ts'
import { networkOf } from '../src/plugins/lockout.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openDatabase } from '../src/store/open.ts'
import { openStore } from '../src/store/store.ts'
import { ADMIN_KEY, build } from './build.ts'
import { contentFor } from './fixtures/filed.ts'

/** A clock that a test moves on. */
function clock(start = '2025-01-20T08:00:00Z') {
  let at = Date.parse(start)
  return {
    now: () => new Date(at),
    pass: (seconds: number) => {
      at += seconds * 1000
    },
  }
}

const wrong = (id: string, i: number) => `nb_${id}_${String(i).padStart(40, 'w')}`
const me = '/v1/me'

t.test('three powers are apart', async (t) => {
  const { admin, client } = await build(t)
  const auditor = await client({ role: 'auditor' })
  const made = await admin.post('/v1/clients', { name: 'another', role: 'auditor' })
  t.match(made.body, { status: 403, code: 'forbidden' }, 'an admin appoints the first auditor only')

  const successor = await auditor.post('/v1/clients', { name: 'another', role: 'auditor' })
  t.equal(successor.status, 201, 'auditors appoint their successors')
  const clerk = await auditor.post('/v1/clients', { name: 'clerk', role: 'admin' })
  t.equal(clerk.status, 403, 'and nobody else')

  const ending = `/v1/clients/${successor.at<string>('id')}`
  t.equal((await admin.delete(ending)).status, 403, 'an admin cannot end an auditor')
  t.equal((await auditor.delete(ending)).status, 204)
  t.equal((await auditor.delete('/v1/clients/root')).status, 403, 'nor an auditor an admin')

  t.equal((await auditor.delete(`/v1/clients/${auditor.id}`)).status, 204)
  const next = await admin.post('/v1/clients', { name: 'next', role: 'auditor' })
  t.equal(next.status, 201, 'when none is left, an admin appoints one again')
})

t.test('a key that is refused again and again', async (t) => {
  const { now, pass } = clock()
  const service = await build(t, { now, LOCKOUT_FAILURES: 5 })
  const auditor = await service.client({ role: 'auditor' })
  const clerk = await service.client({ role: 'reader' })
  const tries = async (id: string, times: number) => {
    const statuses: number[] = []
    for (let i = 0; i < times; i++) statuses.push((await service.as(wrong(id, i)).get(me)).status)
    return statuses
  }

  t.test('is locked out at its address, whatever secret comes with it', async (t) => {
    t.same(await tries(clerk.id, 6), [401, 401, 401, 401, 429, 429])
    const right = await clerk.get(me)
    t.match(right.body, { status: 429, code: 'too-many-requests' })
    t.equal(right.headers['retry-after'], '300')
    t.equal((await service.admin.get(me)).status, 200, 'and nobody else is')
  })

  t.test('is listened to again after five minutes', async (t) => {
    pass(301)
    t.equal((await clerk.get(me)).status, 200)
  })

  t.test('may fail now and then', async (t) => {
    for (let i = 0; i < 12; i++) {
      t.equal((await service.as(wrong(clerk.id, i)).get(me)).status, 401)
      pass(20)
    }
    t.equal((await clerk.get(me)).status, 200)
  })

  t.test('under ever another name, is answered 429; right keys pass', async (t) => {
    pass(600)
    const statuses: number[] = []
    for (let i = 0; i < 60; i++) statuses.push((await service.as(wrong(`x${i}`, i)).get(me)).status)
    t.same(statuses.slice(0, 49), Array(49).fill(401))
    t.same(statuses.slice(49), Array(11).fill(429))
    t.equal((await clerk.get(me)).status, 200)
  })

  t.test('is in the log, with its address and without its secret', async (t) => {
    await new Promise((noted) => setTimeout(noted, 20))
    const { text } = await auditor.get('/v1/events?limit=500')
    t.match(text, '"action":"lock-out"')
    t.match(text, `"key":"${clerk.id}"`)
    t.match(text, '"address":"127.0.0.1"')
    t.notMatch(text, /ww0/)
  })

  t.test('that was once right locks nobody out', async (t) => {
    pass(600)
    await service.admin.delete(`/v1/clients/${clerk.id}`)
    for (let i = 0; i < 9; i++) t.equal((await clerk.get(me)).status, 401)
  })

  t.equal(networkOf('2001:db8:1:2:3:4:5:6'), networkOf('2001:db8:1:2::9'))
  t.not(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'))
  t.equal(networkOf('::ffff:10.0.0.1'), '10.0.0.1')
})

t.test('a quota of requests', async (t) => {
  const { now, pass } = clock()
  const { admin, anonymous, client } = await build(t, { now, RATE_LIMIT: 5 })
  const reader = await client({ role: 'reader' })
  const first = await reader.get(me)
  t.equal(first.headers['ratelimit-policy'], '"default";q=5;w=60')
  t.equal(first.headers['ratelimit'], '"default";r=4;t=12')
  for (let i = 0; i < 4; i++) t.equal((await reader.get(me)).status, 200)
  const over = await reader.get(me)
  t.match(over.body, { status: 429, code: 'too-many-requests' })
  t.equal(over.headers['retry-after'], '12')
  t.equal((await admin.get(me)).status, 200, 'is everybody’s own')
  for (let i = 0; i < 5; i++) await anonymous.get('/v1/formats')
  t.equal((await anonymous.get('/v1/formats')).status, 429, 'and an address’s without a key')
  t.equal((await anonymous.get('/livez')).status, 200, 'health is told all the same')
  pass(12)
  t.equal((await reader.get(me)).status, 200, 'fills up again')

  const none = await build(t, { RATE_LIMIT: 0 })
  t.notOk((await none.admin.get(me)).headers['ratelimit'], '0 is no limit')

  const draw = buckets(1_000_000, Date.now)
  const started = performance.now()
  for (let i = 0; i < 100_000; i++) draw(`client${i % 100}`)
  const each = ((performance.now() - started) * 1000) / 100_000
  t.comment(`${each.toFixed(2)} µs a request`)
  t.ok(each < 30, 'costs next to nothing')
})

/** An identity provider: its keys at an address, and tokens of them. */
async function issuer(t: Test) {
  const published: JWK[] = []
  let asked = 0
  const server: Server = createServer((_request, response) => {
    asked++
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys: published }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    asked: () => asked,
    async key(alg: string, kid: string) {
      const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
      published.push({ ...(await exportJWK(publicKey)), kid, alg })
      return { alg, kid, privateKey, publicKey }
    },
  }
}

t.test('tokens of an OIDC issuer', async (t) => {
  const { now, pass } = clock()
  const provider = await issuer(t)
  const rsa = await provider.key('RS256', 'one')
  const service = await build(t, {
    now,
    OIDC_ISSUER: 'https://id.example',
    OIDC_AUDIENCE: 'nianbao',
    OIDC_JWKS_URL: provider.url,
    OIDC_JWKS_COOLDOWN: 1,
    OIDC_ROLES_CLAIM: 'realm.roles',
    OIDC_ROLES: 'filer=reporter,office=reviewer,reader',
  })
  await service.region('370781')
  await service.agency('a', '370781')
  await service.agency('b', '370781')

  type Key = Pick<Awaited<ReturnType<typeof provider.key>>, 'alg' | 'kid' | 'privateKey'>
  const seconds = () => Math.floor(now().getTime() / 1000)
  const token = (claims: Record<string, unknown> = {}, { alg, kid, privateKey }: Key = rsa) =>
    new SignJWT({
      iss: 'https://id.example',
      aud: 'nianbao',
      sub: 'clerk',
      iat: seconds(),
      exp: seconds() + 900,
      realm: { roles: ['filer'] },
      agencies: ['a'],
      ...claims,
    })
      .setProtectedHeader({ alg, kid })
      .sign(privateKey)
  const status = async (jwt: string) => (await service.as(jwt).get(me)).status

  t.test('speak for whom their claims name', async (t) => {
    const filer = service.as(await token())
    t.match((await filer.get(me)).body, { id: 'oidc:clerk', role: 'reporter', agencies: ['a'] })
    t.equal((await filer.put('/v1/reports/a/2024', contentFor('a', 2024))).status, 201)
    t.equal((await filer.put('/v1/reports/b/2024', contentFor('b', 2024))).status, 404)
    const office = service.as(await token({ realm: { roles: ['office'] }, region: '370781' }))
    t.match((await office.get(me)).body, { role: 'reviewer', region: '370781', agencies: [] })
  })

  t.test('may be signed by ES256 and EdDSA; keys that come later are found', async (t) => {
    for (const alg of ['ES256', 'EdDSA']) {
      const key = await provider.key(alg, alg)
      await new Promise((resolve) => setTimeout(resolve, 1100))
      t.equal(await status(await token({}, key)), 200, alg)
    }
  })

  t.test('are verified once', async (t) => {
    const jwt = await token({ sub: 'often' })
    const before = provider.asked()
    for (let i = 0; i < 20; i++) t.equal(await status(jwt), 200)
    t.equal(provider.asked(), before)
  })

  t.test('are refused, all alike, for', async (t) => {
    const [head = '', body = ''] = (await token()).split('.')
    const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const stranger = await generateKeyPair('RS256')
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(rsa.publicKey)))
    const other = await provider.key('PS256', 'ps')
    const bad: Record<string, string> = {
      'another issuer': await token({ iss: 'https://other.example' }),
      'another audience': await token({ aud: 'portal' }),
      'a life of more than an hour': await token({ exp: seconds() + 3601 }),
      'no end': await token({ exp: undefined }),
      'no subject': await token({ sub: undefined }),
      'a subject that is no name': await token({ sub: 'clerk\n\u0000' }),
      'a subject without end': await token({ sub: 'c'.repeat(256) }),
      'a life that has not begun': await token({ iat: seconds() + 3000, exp: seconds() + 3300 }),
      'an agency that can be none': await token({ agencies: ['a', "a' or 1=1"] }),
      'a region that can be none': await token({ realm: { roles: ['office'] }, region: 'x' }),
      'a beginning still to come': await token({ nbf: seconds() + 3000 }),
      'no role': await token({ realm: { roles: ['cook'] } }),
      'a role under our name for it': await token({ realm: { roles: ['reporter'] } }),
      'a reporter without agencies': await token({ agencies: [] }),
      'a reviewer without a region': await token({ realm: { roles: ['office'] } }),
      'a stranger’s signature': await token({}, { ...rsa, privateKey: stranger.privateKey }),
      'an unknown key': await token({}, { ...rsa, kid: 'nowhere' }),
      'an algorithm not on the list': await token({}, other),
      'no signature': `${json({ alg: 'none' })}.${body}.`,
      'no algorithm': `${json({ alg: 'none', kid: 'one' })}.${body}.${'A'.repeat(342)}`,
      'a changed body': `${head}.${json({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), sub: 'x' })}.${(await token()).split('.')[2]}`,
      'the public key as a shared secret': await new SignJWT({ sub: 'clerk' })
        .setProtectedHeader({ alg: 'HS256', kid: 'one' })
        .sign(secret),
    }
    const texts = new Set<string>()
    for (const [why, jwt] of Object.entries(bad)) {
      pass(61)
      const answer = await service.as(jwt).get(me)
      t.equal(answer.status, 401, why)
      texts.add(JSON.stringify({ ...(answer.body as object), requestId: '' }))
    }
    t.equal(texts.size, 1)
  })

  t.test('end when they say, give or take the skew of the clocks', async (t) => {
    pass(600)
    const jwt = await token()
    pass(900 + 50)
    t.equal(await status(jwt), 200)
    pass(20)
    t.equal(await status(jwt), 401)
    t.equal(await status(await token({ iat: seconds() + 50, nbf: seconds() + 50 })), 200)
  })

  t.test('503 while the keys cannot be had; our own keys go on', async (t) => {
    const lost = await build(t, {
      now,
      OIDC_ISSUER: 'https://id.example',
      OIDC_JWKS_URL: 'http://127.0.0.1:1/jwks',
    })
    const answer = await lost.as(await token()).get(me)
    t.match(answer.body, { status: 503, code: 'issuer-unavailable' })
    t.ok(answer.headers['retry-after'])
    t.equal((await lost.admin.get(me)).status, 200)
  })

  t.test('cannot be configured to be weak', async (t) => {
    for (const OIDC_ALGORITHMS of ['none', 'HS256', 'RS256,HS256', '']) {
      const env = {
        OIDC_ALGORITHMS,
        OIDC_ISSUER: 'https://id.example',
        OIDC_JWKS_URL: provider.url,
      }
      t.throws(() => readConfig(env), OIDC_ALGORITHMS)
    }
    t.throws(() => readConfig({ OIDC_JWKS_URL: 'http://id.example/jwks' }), 'keys over plain http')
    t.throws(() => readConfig({ OIDC_ISSUER: 'https://id.example' }), 'an issuer without keys')
    t.throws(() => readConfig({ OIDC_CLOCK_SKEW: '3600' }), 'an hour of skew')
  })
})

t.test('every answer carries the security headers and tells nothing of the inside', async (t) => {
  const { anonymous, admin } = await build(t)
  const big = { 'content-type': 'application/json' }
  const answers = [
    await anonymous.get('/livez'),
    await anonymous.get('/docs/static/index.html'),
    await anonymous.get('/nowhere'),
    await anonymous.get('/v1/regions/%ff'),
    await anonymous.get(`/v1/regions/${'9'.repeat(300)}`),
    await anonymous.get('/v1/me'),
    await admin.get('/v1/reports?year=x'),
    await admin.get("/v1/agencies/a'--"),
    await admin.delete('/livez'),
    await admin.call('PUT', '/v1/regions/370781', big, '{"name"'),
    await admin.call('PUT', '/v1/regions/370781', big, `"${'x'.repeat(2_000_000)}"`),
    await admin.call('PUT', '/v1/regions/370781', { 'content-type': 'text/x' }, 'x'),
    await admin.put('/v1/agencies/a', { name: '甲', kind: 'department', region: '999999' }),
  ]
  for (const { status, headers, text } of answers) {
    const name = `${status} ${text.slice(0, 60)}`
    t.equal(headers['x-content-type-options'], 'nosniff', name)
    t.equal(headers['x-frame-options'], 'DENY')
    t.equal(headers['referrer-policy'], 'no-referrer')
    t.ok(headers['content-security-policy'])
    t.ok(headers['x-request-id'])
    t.notOk(headers['x-powered-by'] ?? headers['server'])
    if (status >= 400)
      t.notMatch(text, /node_modules|\.[jt]s:\d|SQLITE|select |FST_ERR|at async/i, name)
  }
})

t.test('a disk that cannot be written', async (t) => {
  const path = join(t.testdir({}), 'full.sqlite')
  const database = openDatabase(path)
  const store = openStore(path, database)
  await firstAdmin(store, ADMIN_KEY)
  const app = await buildApp(configWith({ LOG_LEVEL: 'silent' }), store)
  t.teardown(async () => {
    await app.close()
    store.close()
  })
  const call = (method: 'GET' | 'PUT', url: string, payload?: object) =>
    app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${ADMIN_KEY}` },
      ...(payload === undefined ? {} : { payload }),
    })
  const put = (name: string) => call('PUT', '/v1/regions/370781', { name })
  await put('青州市')
  await call('PUT', '/v1/agencies/a', { name: '单位a', kind: 'department', region: '370781' })

  const troubles = {
    'is full': {
      ready: 200,
      begin: () =>
        database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`),
      end: () => database.pragma('max_page_count = 1073741823'),
    },
    'is read-only': {
      ready: 503,
      begin: () => database.pragma('query_only = on'),
      end: () => database.pragma('query_only = off'),
    },
  }
  let year = 2021
  for (const [name, { ready, begin, end }] of Object.entries(troubles)) {
    t.test(name, async (t) => {
      begin()
      const url = `/v1/reports/a/${year++}`
      const nil = contentFor('a', year - 1)
      const big = {
        ...nil,
        narrative: { ...(nil['narrative'] as object), preamble: '全文'.repeat(9000) },
      }
      const writes = await Promise.all([
        ...Array.from({ length: 5 }, () => call('PUT', url, big)),
        call('PUT', `/v1/agencies/${'b'.repeat(60)}`, {
          name: '单位b',
          kind: 'department',
          region: '370781',
          aliases: Array.from({ length: 50 }, (_, i) => `${i}`.padEnd(200, '别名')),
        }),
      ])
      for (const answer of writes) {
        t.match(answer.json(), { status: 503, code: 'storage-unavailable' })
        t.equal(answer.headers['retry-after'], '30')
      }
      t.equal((await call('GET', '/v1/regions/370781')).statusCode, 200, 'reads go on')
      t.equal((await call('GET', '/readyz')).statusCode, ready)
      t.equal(
        (await app.inject({ url: me, headers: { authorization: `Bearer ${wrong('x', 1)}` } }))
          .statusCode,
        401,
      )
      end()
      t.equal(
        (await call('PUT', url, contentFor('a', year - 1))).statusCode,
        201,
        'and writes again',
      )
      t.equal((await put('青州')).statusCode, 200)
      t.same([...store.verify()], [], 'nothing is half done')
    })
  }
})

t.test('a COMMIT that fails', async (t) => {
  const path = join(t.testdir({}), 'commit.sqlite')
  const database = openDatabase(path)
  let failing = 0
  const unlucky = new Proxy(database, {
    get(target, name) {
      if (name === 'prepare') {
        return (sql: string) => {
          const statement = target.prepare(sql)
          if (sql !== 'COMMIT') return statement
          return {
            run() {
              if (failing-- > 0) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' })
              return statement.run()
            },
          }
        }
      }
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  const store = openStore(path, unlucky)
  t.teardown(() => store.close())
  const put = (name: string) =>
    store.register.putRegion({ code: '370781', name, parent: null }, 'x')
  const name = () => store.register.findRegion('370781')?.name

  failing = 1
  await t.rejects(put('一'), { code: 'SQLITE_FULL' }, 'is told to who waited for it')
  t.equal(name(), undefined, 'and nothing was kept')

  failing = 1
  await Promise.all([put('二'), put('三')])
  t.equal(name(), '三', 'a group is tried again, one by one')

  failing = 3
  const outcomes = await Promise.allSettled([put('四'), put('五')])
  t.same(
    outcomes.map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  t.equal(name(), '三')
  await put('六')
  t.equal(name(), '六', 'and all is well once there is room')
  t.same([...store.verify()], [])
})

t.test('the log of the process', async (t) => {
  const server = spawn(process.execPath, ['build/src/server.js'], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATABASE: ':memory:',
      LOG_LEVEL: 'trace',
      ADMIN_KEY,
    },
  })
  t.teardown(() => server.kill())
  let out = ''
  const address = await new Promise<string>((resolve) => {
    server.stdout.on('data', (chunk) => {
      out += String(chunk)
      const [, found] = /Nianbao serves at (\S+)/.exec(out) ?? []
      if (found !== undefined) resolve(found)
    })
  })
  const secret = ADMIN_KEY.slice(8)
  const headers = { authorization: `Bearer ${ADMIN_KEY}`, cookie: 'session=cookie-secret' }
  await fetch(`${address}/v1/me`, { headers })
  await fetch(`${address}/v1/me?key=${ADMIN_KEY}`, { headers })
  await fetch(`${address}/v1/me?token=eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl`, { headers })
  await fetch(`${address}/v1/me`, {
    headers: { authorization: `Bearer ${ADMIN_KEY}${'q'.repeat(9)}` },
  })
  await raw(address, `GET /${ADMIN_KEY} HTTP/9\r\n\r\n`)
  server.kill()
  await once(server, 'exit')
  t.match(out, /"client":"root"/, 'says who asked')
  t.match(out, 'nb_root_…', 'keeps the id of a key that was put into an address')
  t.notMatch(out, secret, 'and never a secret')
  t.notMatch(out, 'c2lnbmF0dXJl', 'nor a token')
  t.notMatch(out, 'cookie-secret')
})

/** Sends bytes that are no HTTP and answers what comes back. */
async function raw(address: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  socket.write(bytes)
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}
