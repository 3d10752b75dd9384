import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import t, { type Test } from 'tap'
import { build, type Options } from './build.ts'
import { BATCHES, ended, send, told } from './fixtures/batch.ts'
import { contentFor } from './fixtures/filed.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** Bytes that are held, without what nobody needs any more. */
function heapInUse(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

/** A county of so many agencies `a0`, `a1`, … and one reporter for them all. */
async function county(t: Test, agencies: number, options: Options = {}) {
  const service = await build(t, options)
  await service.region('370781')
  const ids = Array.from({ length: agencies }, (_, i) => `a${i}`)
  for (const id of ids) await service.agency(id, '370781')
  const reporter = await service.client({ role: 'reporter', agencies: ids })
  return { ...service, reporter }
}

const item = (agencyId: string, year = 2024, more: object = {}) => ({
  agencyId,
  year,
  content: contentFor(agencyId, year),
  ...more,
})

t.test('a batch that goes on', async (t) => {
  const { reporter, admin } = await county(t, 4)
  await admin.put('/v1/agencies/other', { name: '别处', kind: 'department', region: '370781' })

  t.test('does what it can, and answers each item in order as a PUT would', async (t) => {
    const document = Buffer.from('不是年报').toString('base64')
    const answer = await send(reporter, [
      item('a0'),
      '{"agencyId": "a1", "year": 2024, "year": 2023}',
      item('other'),
      '',
      item('a1', 2024, { surplus: 1 }),
      { agencyId: 'a1', year: 2024, content: { format: '2021', applications: { granted: 1 } } },
      { agencyId: 'a1', year: 2024 },
      { agencyId: 'a1', year: 2024, document, mediaType: 'text/plain' },
      item('a1'),
      item('a0'),
    ])
    t.equal(answer.status, 207)
    const { items, summary } = told(answer)
    t.same(
      items.map(({ index, status, problem }) => [index, status, problem?.code]),
      [
        [0, 201, undefined],
        [1, 400, 'malformed-json'],
        [2, 404, 'agency-not-found'],
        [3, 400, 'invalid-body'],
        [4, 400, 'invalid-body'],
        [5, 400, 'invalid-body'],
        [6, 422, 'unreadable-document'],
        [7, 201, undefined],
        [8, 428, 'precondition-required'],
      ],
    )
    t.same(
      items.slice(3, 6).map(({ problem }) => problem?.errors?.[0]?.pointer),
      ['/surplus', '/content/applications/granted', '/content'],
    )
    t.same(summary, { total: 9, succeeded: 2, failed: 7 })
    t.equal(items[0]?.etag, (await reporter.get('/v1/reports/a0/2024')).headers['etag'])
  })

  t.test('files and submits an item as one, or does neither', async (t) => {
    const broken = contentFor('a3', 2024, { 'applications.received.total': 5 })
    const answer = await send(reporter, [
      item('a2', 2024, { submit: true }),
      { agencyId: 'a3', year: 2024, content: broken, submit: true },
    ])
    const { items } = told(answer)
    const second = items[1]?.problem?.code
    t.equal(second, 'findings-stand')
    t.equal((await reporter.get('/v1/reports/a3/2024')).status, 404)
    if (items[0]?.status === 201) {
      t.equal((await reporter.get('/v1/reports/a2/2024')).at('state'), 'submitted')
    } else t.equal((await reporter.get('/v1/reports/a2/2024')).status, 404)
  })

  t.test('keeps nothing on a dry run, and says so', async (t) => {
    const answer = await send(reporter, [item('a3')], { 'dry-run': 'true' })
    t.equal(told(answer).items[0]?.status, 201)
    t.match(told(answer).summary, { succeeded: 1, dryRun: true })
    t.equal((await reporter.get('/v1/reports/a3/2024')).status, 404)
  })

  t.test('does no item twice when it is sent again under its key', async (t) => {
    const keyed = { 'idempotency-key': 'county-2023' }
    const half = await send(reporter, [item('a0', 2023), item('a1', 2023)], keyed)
    const whole = [item('a0', 2023), item('a1', 2023), item('a2', 2023)]
    const again = await send(reporter, whole, keyed)
    const replayed = await send(reporter, whole, keyed)
    t.same(told(again).items.slice(0, 2), told(half).items)
    t.equal(told(again).items[2]?.status, 201)
    t.equal(replayed.text, again.text)
    t.equal(replayed.headers['idempotency-replayed'], 'true')
    const other = await send(reporter, [item('a3', 2023)], keyed)
    t.equal(told(other).items[0]?.problem?.code, 'idempotency-key-reused')
  })

  t.test('refuses a line that is too long, and goes on', async (t) => {
    const { reporter } = await county(t, 2, { BATCH_LINE_LIMIT: 65_536 })
    const long = item('a0', 2024, { reason: 'x'.repeat(70_000) })
    const { items } = told(await send(reporter, [long, item('a1')]))
    t.same(
      items.map(({ status }) => status),
      [413, 201],
    )
  })
})

t.test('an atomic batch', async (t) => {
  const { reporter, admin } = await county(t, 101)
  const events = async () => (await admin.get('/v1/aggregates?region=370781&year=2024')).at('asOf')

  t.test('changes nothing when one item is refused', async (t) => {
    const before = await events()
    const items = [item('a0'), item('a1'), item('a2', 2024, { ifMatch: '"1.1"' })]
    const answer = await send(reporter, items, { mode: 'atomic' })
    t.same(
      told(answer).items.map(({ status, problem }) => [status, problem?.code]),
      [
        [424, 'batch-undone'],
        [424, 'batch-undone'],
        [412, 'version-mismatch'],
      ],
    )
    t.same(told(answer).summary, { total: 3, succeeded: 0, failed: 3 })
    for (const id of ['a0', 'a1', 'a2']) {
      t.equal((await reporter.get(`/v1/reports/${id}/2024`)).status, 404)
    }
    t.equal(await events(), before)
  })

  t.test('does all items, once, and holds a report only once', async (t) => {
    const keyed = { mode: 'atomic', 'idempotency-key': 'all' }
    const items = [item('a0'), item('a1')]
    const answer = await send(reporter, items, keyed)
    t.same(told(answer).summary, { total: 2, succeeded: 2, failed: 0 })
    t.equal((await send(reporter, items, keyed)).text, answer.text)
    const twice = await send(reporter, [item('a3'), item('a3')], { mode: 'atomic' })
    t.equal(told(twice).items[1]?.problem?.code, 'report-twice')
  })

  t.test('holds at most a hundred items', async (t) => {
    const items = Array.from({ length: 101 }, (_, i) => item(`a${i}`, 2022))
    const answer = await send(reporter, items, { mode: 'atomic' })
    t.same([answer.status, answer.at('code')], [413, 'too-many-items'])
    const all = await send(reporter, items.slice(1), { mode: 'atomic' })
    t.same(told(all).summary, { total: 100, succeeded: 100, failed: 0 })
  })
})

t.test('a batch in the background', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const DATABASE = join(folder, 'jobs.sqlite')
  const COUNT = 120
  const items = Array.from({ length: COUNT }, (_, i) => item(`a${i}`))
  const background = { prefer: 'respond-async', 'idempotency-key': 'the-county' }
  let url = ''
  let key = ''

  await t.test('is accepted, and goes on after a restart where it stopped', async (t) => {
    let done = 0
    await t.test('until the restart', async (t) => {
      const { reporter } = await county(t, COUNT, { DATABASE })
      key = reporter.key
      const accepted = await send(reporter, items, background)
      t.equal(accepted.status, 202)
      t.equal(accepted.headers['retry-after'], '1')
      url = accepted.headers['location'] ?? ''
      const again = await send(reporter, items, background)
      t.equal(again.text, accepted.text)
      t.equal(again.headers['idempotency-replayed'], 'true')
      while (done === 0) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        done = (await reporter.get(url)).at<number>('progress.done')
      }
    })
    t.ok(done < COUNT, `${done} items were done`)

    const { as, admin, store } = await build(t, { DATABASE })
    const reporter = as(key)
    const job = await ended(reporter, url)
    t.equal(job.at('state'), 'succeeded')
    t.same(job.at('progress'), { done: COUNT, total: COUNT, refused: 0 })
    const results = told(await reporter.get(job.at('resultHref')))
    t.same(
      results.items.map(({ index, status }) => [index, status]),
      items.map((_, index) => [index, 201]),
    )
    t.same(results.summary, { total: COUNT, succeeded: COUNT, failed: 0 })
    const filed = (await store.events.list(0, 5000)).filter(({ action }) => action === 'file')
    t.equal(filed.length, COUNT, 'no item was done twice')
    t.same([...store.verify()], [])

    t.equal((await admin.get(url)).status, 200)
    const stranger = as(
      (await admin.post('/v1/clients', { name: 'x', role: 'reporter', agencies: ['a0'] })).at(
        'key',
      ),
    )
    t.same([(await stranger.get(url)).status, (await stranger.delete(url)).status], [404, 404])
    t.equal((await reporter.delete(url)).at('code'), 'job-ended')
  })

  t.test('stops when it is cancelled', async (t) => {
    const { reporter } = await county(t, 200)
    const many = Array.from({ length: 200 }, (_, i) => item(`a${i}`))
    const job = (await send(reporter, many, { prefer: 'respond-async' })).headers['location'] ?? ''
    t.equal((await reporter.delete(job)).status, 204)
    const cancelled = await reporter.get(job)
    t.equal(cancelled.at('state'), 'cancelled')
    const done = cancelled.at<number>('progress.done')
    t.ok(done < 200)
    await new Promise((resolve) => setTimeout(resolve, 100))
    t.equal((await reporter.get(job)).at('progress.done'), done)
    const reports = (await reporter.get('/v1/reports?limit=500')).at<unknown[]>('items')
    t.equal(reports.length, done, 'what was done has a result, and nothing else was done')
  })

  t.test('ends with the key it was sent with', async (t) => {
    const { reporter, admin } = await county(t, 200)
    const many = Array.from({ length: 200 }, (_, i) => item(`a${i}`))
    const job = (await send(reporter, many, { prefer: 'respond-async' })).headers['location'] ?? ''
    while ((await admin.get(job)).at<number>('progress.done') === 0) {
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    t.equal((await admin.delete(`/v1/clients/${reporter.id}`)).status, 204)
    const failed = await ended(admin, job)
    t.same([failed.at('state'), failed.at('problem.code')], ['failed', 'unauthenticated'])
    const done = failed.at<number>('progress.done')
    t.ok(done < 200, `${done} items were done`)
    const reports = (await admin.get('/v1/reports?limit=500')).at<unknown[]>('items')
    t.equal(reports.length, done)
  })

  t.test('is done or undone as one when it is atomic', async (t) => {
    const { reporter } = await county(t, 2)
    const asked = { prefer: 'respond-async', mode: 'atomic' }
    const bad = await send(reporter, [item('a0'), item('a1', 2024, { ifMatch: '"1.1"' })], asked)
    const failed = await ended(reporter, bad.headers['location'] ?? '')
    t.equal(failed.at('state'), 'failed')
    t.equal(failed.at('problem.code'), 'batch-undone')
    t.equal((await reporter.get('/v1/reports/a0/2024')).status, 404)
    const good = await send(reporter, [item('a0'), item('a1')], asked)
    const job = await ended(reporter, good.headers['location'] ?? '')
    t.equal(job.at('state'), 'succeeded')
    t.equal((await reporter.get('/v1/reports/a1/2024')).status, 200)
  })
})

t.test('thousands of items are read as fast as they are done, in little memory', async (t) => {
  const { app, reporter } = await county(t, 50)
  const content = contentFor('a0', 2024, { 'narrative.other': '长'.repeat(5000) })
  const COUNT = 2000
  let sent = 0
  let answered = 0
  let furthest = 0
  let highest = 0
  function* lines() {
    for (let i = 0; i < COUNT; i++) {
      sent++
      furthest = Math.max(furthest, sent - answered)
      if (i % 250 === 0) highest = Math.max(highest, heapInUse())
      yield `${JSON.stringify({ agencyId: `a${i % 50}`, year: 2024, ifMatch: '"0.0"', content })}\n`
    }
  }
  const before = heapInUse()
  const address = await app.listen({ port: 0 })
  const sending = request(`${address}${BATCHES}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${reporter.key}`, 'content-type': 'application/x-ndjson' },
  })
  const uploaded = pipeline(Readable.from(lines()), sending)
  const [response] = (await once(sending, 'response')) as [IncomingMessage]
  for await (const part of response) {
    answered += Buffer.from(part).filter((byte) => byte === 10).length
  }
  await uploaded
  t.equal(answered, COUNT + 1)
  const size = Buffer.byteLength(JSON.stringify(content)) * COUNT
  const grown = Math.round((highest - before) / 1e6)
  t.ok(grown < 16, `${grown} MB of heap for a body of ${Math.round(size / 1e6)} MB`)
  t.ok(furthest < COUNT / 2, `${furthest} items ahead of the answers`)
})
