import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { ADMIN_KEY, build, sure } from './build.ts'
import { contentFor } from './fixtures/filed.ts'

const KEY = 'idempotency-key'
const REPORT = '/v1/reports/a/2024'

async function county(t: Test, config = {}) {
  const service = await build(t, config)
  await service.region('370781')
  await service.agency('a', '370781')
  const reporter = await service.client({ role: 'reporter', agencies: ['a'] })
  return { ...service, reporter }
}

t.test('a request sent again with its Idempotency-Key', async (t) => {
  const { reporter, admin, store } = await county(t)
  const keyed = { [KEY]: '"filing 2024"' }

  t.test('is answered byte for byte as the first time, and done once', async (t) => {
    const first = await reporter.put(REPORT, contentFor('a', 2024), keyed)
    const again = await reporter.put(REPORT, contentFor('a', 2024), keyed)
    t.equal(first.status, 201)
    t.equal(again.status, 201)
    t.equal(again.text, first.text)
    for (const name of ['etag', 'location', 'content-type']) {
      t.ok(first.headers[name])
      t.equal(again.headers[name], first.headers[name])
    }
    t.equal(first.headers['idempotency-replayed'], undefined)
    t.equal(again.headers['idempotency-replayed'], 'true')
    t.equal((await reporter.get(`${REPORT}/revisions`)).at<unknown[]>('items').length, 1)
  })

  t.test('is refused when it is another request', async (t) => {
    const other = contentFor('a', 2024, { 'narrative.problems': '另一份' })
    const answers = [
      await reporter.put(REPORT, other, keyed),
      await reporter.put('/v1/reports/a/2023', contentFor('a', 2023), keyed),
      await reporter.put(REPORT, contentFor('a', 2024), { ...keyed, 'dry-run': 'true' }),
    ]
    t.same(
      answers.map((answer) => [answer.status, answer.at('code')]),
      answers.map(() => [422, 'idempotency-key-reused']),
    )
  })

  t.test('is another request for another client, and in another operation', async (t) => {
    const etag = (await admin.get(REPORT)).headers['etag'] ?? ''
    const content = contentFor('a', 2024, { 'narrative.problems': '他人之作' })
    const theirs = await admin.put(REPORT, content, { ...keyed, 'if-match': etag })
    t.equal(theirs.status, 200)
    t.equal(theirs.headers['idempotency-replayed'], undefined)
    const step = await reporter.post(`${REPORT}/transitions`, { action: 'withdraw' }, keyed)
    t.equal(step.at('code'), 'action-not-allowed')
  })

  t.test('is taken anew after a refusal, which changed nothing', async (t) => {
    const key = { [KEY]: randomUUID() }
    const refused = await reporter.put('/v1/reports/a/2022', contentFor('a', 2022), {
      ...key,
      'if-match': '"1.1"',
    })
    t.equal(refused.status, 412)
    t.equal((await reporter.put('/v1/reports/a/2022', contentFor('a', 2022), key)).status, 201)
  })

  t.test('needs a key of 1 to 255 visible characters', async (t) => {
    for (const key of ['""', 'two words', 'x'.repeat(256), '"open']) {
      const answer = await reporter.put(REPORT, contentFor('a', 2024), { [KEY]: key })
      t.same([answer.status, answer.at('code')], [400, 'invalid-idempotency-key'], key)
    }
    const body = { action: 'submit' }
    const longest = await reporter.post(`${REPORT}/transitions`, body, { [KEY]: 'x'.repeat(255) })
    t.not(longest.status, 400)
  })

  t.test('answers the key of a new client again, which the database cannot tell', async (t) => {
    const asked = { name: '门户', role: 'reader' }
    const first = await admin.post('/v1/clients', asked, keyed)
    const again = await admin.post('/v1/clients', asked, keyed)
    t.equal(first.status, 201)
    t.equal(again.text, first.text)
    const secret = first.at<string>('key').split('_')[2] ?? ''
    const attempt = { client: 'root', operation: 'addClient', key: 'filing 2024', expired: '' }
    const kept = store.answers.find(attempt)
    t.ok(kept?.answer)
    t.notOk(kept?.answer?.body.includes(secret))
    t.equal(ADMIN_KEY.startsWith('nb_root_'), true)
  })
})

t.test('of many retries at once, one is carried out', async (t) => {
  const { reporter, admin } = await county(t)
  for (const year of [2021, 2022, 2023, 2024]) {
    const key = { [KEY]: `k${year}` }
    const url = `/v1/reports/a/${year}`
    const send = () => reporter.put(url, contentFor('a', year), key)
    const answers = await Promise.all(Array.from({ length: 20 }, send))
    const statuses = new Map<number, number>()
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    t.same(
      [...statuses.keys()].filter((status) => status !== 201 && status !== 409),
      [],
    )
    t.equal(
      answers.filter(({ status, headers }) => status === 201 && !headers['idempotency-replayed'])
        .length,
      1,
    )
    t.equal((await admin.get(`${url}/revisions`)).at<unknown[]>('items').length, 1)
  }
})

t.test('an answer is forgotten after its time', async (t) => {
  const { reporter } = await county(t, { IDEMPOTENCY_SECONDS: 1 })
  const put = () => reporter.put(REPORT, contentFor('a', 2024), { [KEY]: 'k' })
  t.equal((await put()).status, 201)
  t.equal((await put()).status, 201)
  await new Promise((resolve) => setTimeout(resolve, 1100))
  t.equal((await put()).status, 428)
})

t.test('a document is answered once as well, and what is nested too deep is refused', async (t) => {
  const { reporter } = await county(t)
  const text = '<h1>单位a2024年政府信息公开工作年度报告</h1><h2>一、总体情况</h2>'
  const headers = { 'content-type': 'text/html', [KEY]: 'document' }
  const put = () => reporter.call('PUT', REPORT, headers, text)
  const [first, again] = [await put(), await put()]
  t.equal(first.status, 201)
  t.equal(again.status, 201)
  t.equal(again.text, first.text)

  const deep = { 'content-type': 'application/json', [KEY]: 'deep' }
  const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  const answer = await reporter.call('DELETE', REPORT, deep, nested)
  t.equal(answer.status, 400)
  t.equal(answer.at('code'), 'malformed-json')
})

t.test('a body that is said to have a digest', async (t) => {
  const { reporter } = await county(t)
  const content = contentFor('a', 2024)
  const bytes = Buffer.from(JSON.stringify(content))
  const digest = (algorithm: string, of: Buffer = bytes) =>
    `${algorithm}=:${createHash(algorithm.replace('-', '')).update(of).digest('base64')}:`
  const put = (headers: Record<string, string>, body = bytes) =>
    reporter.call('PUT', REPORT, { 'content-type': 'application/json', ...headers }, body)

  t.test('400 where another arrives, and nothing is kept of it', async (t) => {
    for (const header of ['content-digest', 'repr-digest']) {
      const given = { [header]: digest('sha-256') }
      const cut = await put(given, Buffer.from(JSON.stringify({ ...content, title: '改动过' })))
      t.match(cut.body, { status: 400, code: 'digest-mismatch' }, header)
    }
    t.equal((await put({ 'content-digest': 'sha-512=:AAAA:' })).at('code'), 'digest-mismatch')
    t.equal(
      (await put({ 'content-digest': digest('sha-256').slice(0, -1) })).at('code'),
      'invalid-digest',
    )
    t.equal((await reporter.get(REPORT)).status, 404)
  })

  t.test('is taken where it has it; what cannot be checked is passed over', async (t) => {
    const both = `${digest('sha-256')}, ${digest('sha-512')}, md5=:AAAA:`
    t.equal((await put({ 'content-digest': both, 'repr-digest': digest('sha-256') })).status, 201)
    const page = Buffer.from('<p>不是年报</p>')
    const document = await reporter.call(
      'POST',
      '/v1/validations?agencyId=a&year=2024',
      { 'content-type': 'text/html', 'content-digest': digest('sha-256') },
      page,
    )
    t.equal(document.at('code'), 'digest-mismatch', 'documents alike')
  })

  t.test('ends a batch that is read as it comes', async (t) => {
    const line = Buffer.from(
      `${JSON.stringify({ agencyId: 'a', year: 2023, content: contentFor('a', 2023) })}\n`,
    )
    const send = (atomic: boolean, of: Buffer) =>
      reporter.call(
        'POST',
        `/v1/report-batches?mode=${atomic ? 'atomic' : 'continue'}`,
        { 'content-type': 'application/x-ndjson', 'content-digest': digest('sha-256', of) },
        line,
      )
    const cut = await send(true, bytes)
    t.match(cut.text, /digest-mismatch/)
    t.equal((await reporter.get('/v1/reports/a/2023')).status, 404, 'all or nothing: nothing')
    t.match((await send(true, line)).text, /"succeeded":1/)
  })

  t.test('what is printed and exported bears its own', async (t) => {
    const word = await reporter.get(`${REPORT}?as=docx`)
    t.equal(word.headers['repr-digest'], digest('sha-256', word.bytes))
    const { app } = await county(t)
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as { port: number }
    const asked = request({
      port,
      path: '/v1/exports/370781/2024?basis=accepted',
      headers: { authorization: `Bearer ${ADMIN_KEY}` },
    }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const chunks: Buffer[] = []
    for await (const chunk of answer) chunks.push(chunk as Buffer)
    t.equal(answer.trailers['repr-digest'], digest('sha-256', Buffer.concat(chunks)))
  })
})

t.test('of one client so many answers are kept, and the oldest give way', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const DATABASE = join(folder, 'kept.sqlite')
  const { reporter, store } = await county(t, { DATABASE })
  const first = await reporter.put(REPORT, contentFor('a', 2024), { [KEY]: 'first' })
  t.equal(first.status, 201)
  const behind = new Sqlite(DATABASE)
  t.teardown(() => behind.close())
  const fill = (many: number, bytes: number) =>
    behind
      .prepare(
        `with recursive n (i) as (select 1 union all select i + 1 from n where i < ?)
         insert into kept_answer (client, operation, key, request, at, status, headers, body)
         select ?, 'putReport', hex(randomblob(16)), x'00', '2999', 200, '{}', zeroblob(?) from n`,
      )
      .run(many, reporter.id, bytes)
  const kept = () =>
    behind
      .prepare<[string], { answers: number; bytes: number }>(
        `select count(*) as answers, sum(length(body) + length(headers)) as bytes
         from kept_answer where client = ?`,
      )
      .get(reporter.id)
  const known = () =>
    behind.prepare('select answers, bytes from kept_total where client = ?').get(reporter.id)
  const attempt = { client: reporter.id, operation: 'putReport', key: 'first', expired: '' }

  fill(99_999, 10)
  t.ok(store.answers.find(attempt), 'within the number, all are kept')
  const second = await reporter.put('/v1/reports/a/2023', contentFor('a', 2023), {
    [KEY]: 'second',
  })
  t.equal(second.status, 201)
  t.notOk(store.answers.find(attempt))
  t.ok((kept()?.answers ?? 0) <= 100_000)
  t.same(known(), kept())

  behind.prepare('delete from kept_answer where client = ?').run(reporter.id)
  fill(300, 1_000_000)
  sure(await reporter.put('/v1/reports/a/2022', contentFor('a', 2022), { [KEY]: 'third' }))
  t.ok((kept()?.bytes ?? 0) <= 256 * 2 ** 20)
  t.same(known(), kept())
})
