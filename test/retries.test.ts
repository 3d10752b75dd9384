import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { ADMIN_KEY, build } from './build.ts'
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
