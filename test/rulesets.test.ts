import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { configWith } from '../src/config.ts'
import { openStore } from '../src/store/store.ts'
import { type Answer, build, type Caller, type Options, sure } from './build.ts'
import { applications, contentFor, file } from './fixtures/filed.ts'

interface Event {
  readonly action: string
  readonly agencyId: string | null
  readonly year: number | null
  readonly client: string
  readonly detail: Readonly<Record<string, unknown>>
}

async function county(t: Test, options: Options = {}) {
  const service = await build(t, options)
  await service.region('370781')
  await service.region('370782')
  const second = await service.client({ role: 'admin' })
  const office = await service.client({ role: 'reviewer', region: '370781' })
  const taken = [
    [service.admin, 'submit'],
    [second, 'accept'],
  ] as const
  return { ...service, second, office, taken }
}

/** Asks until the answer is as awaited: what is done in the background is done soon. */
async function awaited(ask: () => Promise<Answer>, is: (answer: Answer) => boolean) {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask()
    if (is(answer)) return answer
    await after(20)
  }
  return ask()
}

const ended = (caller: Caller, job: string) =>
  awaited(
    () => caller.get(`/v1/jobs/${job}`),
    (answer) => answer.at('finishedAt') !== null,
  )

const events = async (caller: Caller, action: string): Promise<Event[]> =>
  sure(await caller.get('/v1/events?after=0&limit=500'))
    .at<Event[]>('items')
    .filter((event) => event.action === action)

const CONTRADICTS = 'narrative-contradicts-table'

t.test('an edition of the rules, before it is put in force', async (t) => {
  const { admin, office, second, agency, taken, ...service } = await county(t)
  const all = { admin, agency, ...service }
  await agency('a', '370781')
  await agency('b', '370781')
  await agency('far', '370782')
  const wrong = { 'narrative.overview.onRequest': '全年收到政府信息公开申请6件。' }
  await file(all, 'a', 2024, { changes: wrong, steps: taken, waived: true })
  await file(all, 'b', 2024, { steps: taken })
  await file(all, 'far', 2024, { changes: wrong, steps: taken, waived: true })
  await file(all, 'a', 2023, { changes: wrong })

  t.test('GET /v1/rulesets says which there are, and which is in force', async (t) => {
    t.match(sure(await admin.get('/v1/rulesets')).at('items'), [
      { version: '2026.0', inForce: false, rules: { 'total-mismatch': 'asWritten' } },
      { version: '2026.1', inForce: true, since: null },
    ])
  })

  t.test('a preview tells rule by rule which accepted reports would change', async (t) => {
    const asked = await office.post('/v1/ruleset-previews', { ruleset: '2026.0', region: '370781' })
    t.equal(asked.status, 202)
    t.equal(asked.headers['location'], `/v1/jobs/${asked.at('id')}`)
    const job = await ended(office, asked.at('id'))
    t.match(job.body, {
      kind: 'impact',
      state: 'succeeded',
      progress: { done: 2, total: 2 },
      impact: { newlyWrong: 0 },
    })
    const lines = sure(await office.get(job.at('resultHref'))).body as Record<string, unknown>[]
    const a = lines.find(({ agencyId }) => agencyId === 'a')
    t.match(a, { year: 2024, revision: 1, gained: [], lost: [{ rule: CONTRADICTS }, {}] })
    t.notOk(
      lines.some(({ agencyId }) => agencyId === 'far'),
      'within its region alone',
    )
    t.match(lines.at(-1), { summary: job.at<object>('impact') })
    const rules = job.at<Record<string, object>>('impact.rules')
    t.match(rules[CONTRADICTS], {
      reports: 1,
      lost: { warnings: 1 },
      samples: [{ agencyId: 'a', change: 'lost', message: /收到政府信息公开申请6件/ }],
    })
    t.match(rules['unlikely-zero'], { reports: 2, samples: [{}, { agencyId: 'b' }] })
    t.notOk('total-mismatch' in rules, 'a rule that finds the same is not listed')
    t.equal((await admin.get('/v1/rulesets')).at('items.1.inForce'), true, 'nothing has changed')
    t.match((await office.post('/v1/ruleset-previews', { ruleset: '2026.0' })).body, {
      code: 'forbidden',
    })
  })

  t.test('a preview that is cancelled stays so', async (t) => {
    const asked = sure(await admin.post('/v1/ruleset-previews', { ruleset: '2026.0' }))
    const job = `/v1/jobs/${asked.at('id')}`
    t.equal((await office.get(job)).status, 404, 'and is nobody else’s')
    const cancelled = await admin.delete(job)
    t.ok([204, 409].includes(cancelled.status))
    const { state } = (await ended(admin, asked.at('id'))).body as { state: string }
    t.equal(state, cancelled.status === 204 ? 'cancelled' : 'succeeded')
  })

  t.test('once in force it checks what is sent, and what is there is checked again', async (t) => {
    const reason = '试报期间只核对格式与勾稽关系'
    const activated = await second.post('/v1/ruleset-activations', { ruleset: '2026.0', reason })
    t.equal(activated.status, 201)
    t.match(sure(await admin.get('/v1/rulesets')).at('items.0'), {
      inForce: true,
      since: activated.at<string>('since'),
    })
    t.match(await events(admin, 'activate-ruleset'), [
      { client: second.id, detail: { ruleset: '2026.0', reason, before: null } },
    ])
    const draft = await awaited(
      () => admin.get('/v1/reports/a/2023'),
      (answer) => answer.at('summary.warnings') === 0,
    )
    t.equal(draft.at('summary.warnings'), 0, 'a draft too')
    const findings = sure(await admin.get('/v1/reports/a/2023/findings'))
    t.equal(findings.at('ruleset'), '2026.0')
    t.match(await events(admin, 'recheck'), [{ detail: { cause: { ruleset: '2026.0' } } }])
    t.match((await second.post('/v1/ruleset-activations', { ruleset: '2026.0', reason })).body, {
      code: 'ruleset-in-force',
    })
    t.match((await second.post('/v1/ruleset-activations', { ruleset: '9', reason })).body, {
      code: 'ruleset-not-found',
    })
    t.same([...service.store.verify()], [], 'and the log agrees with it all')
  })
})

t.test('a preview goes on after a restart where it was', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const DATABASE = join(folder, 'previews.sqlite')
  const { admin, agency, taken, app, store } = await county(t, { DATABASE })
  for (let i = 0; i < 40; i++) {
    await agency(`a${i}`, '370781')
    await file({ admin }, `a${i}`, 2024, { steps: taken })
  }
  const asked = sure(await admin.post('/v1/ruleset-previews', { ruleset: '2026.0' }))
  await app.close()
  const before = await store.jobs.find(asked.at('id'))
  t.ok(before !== undefined && before.done < 40, `stopped after ${before?.done}`)
  const again = openStore(DATABASE)
  const settings = { LOG_LEVEL: 'silent', DATABASE } as const
  const next = await buildApp(configWith(settings), again)
  await next.ready()
  for (let tries = 0; tries < 300; tries++) {
    if ((await again.jobs.find(asked.at('id')))?.state === 'succeeded') break
    await after(20)
  }
  const job = await again.jobs.find(asked.at('id'))
  t.match(job, { state: 'succeeded', done: 40, total: 40 })
  t.match(JSON.parse(job?.tally ?? ''), { rules: {} })
  await next.close()
  again.close()
})

t.test('what rests on a report that is corrected', async (t) => {
  const { admin, second, agency, taken, region: _, ...service } = await county(t)
  const all = { admin, agency, ...service }
  const carried = (n: number) =>
    Object.fromEntries(
      ['carriedIn', 'granted', 'handled'].flatMap((row) =>
        ['naturalPerson', 'total'].map((column) => [`applications.${row}.${column}`, n]),
      ),
    )
  await agency('old', '370781', { validTo: 2023 })
  await agency('new', '370781', { validFrom: 2024, predecessors: ['old'] })
  await agency('same', '370781')
  for (const id of ['old', 'same']) {
    await file(all, id, 2023, { changes: applications(5, 2), steps: taken })
  }
  for (const id of ['new', 'same']) {
    await file(all, id, 2024, { changes: carried(2), steps: taken, waived: true })
  }
  const errorsOf = async (id: string) =>
    sure(await admin.get(`/v1/reports/${id}/2024`)).at<number>('summary.errors')
  t.same([await errorsOf('new'), await errorsOf('same')], [0, 0])

  for (const id of ['old', 'same']) {
    const url = `/v1/reports/${id}/2023`
    const etag = (await admin.get(`/v1/reports/${id === 'old' ? 'new' : id}/2024`)).headers['etag']
    const amended = contentFor(id, 2023, applications(5, 1))
    sure(await admin.put(`${url}?reason=结转数有误`, amended, { 'if-match': '*' }))
    for (const [caller, action] of taken) sure(await caller.post(`${url}/transitions`, { action }))
    const next = id === 'old' ? 'new' : id
    const answer = await awaited(
      () => admin.get(`/v1/reports/${next}/2024`),
      (found) => found.at('summary.errors') === 2,
    )
    t.equal(answer.at('summary.errors'), 2, `${next}: next year's findings are seen in its summary`)
    t.not(answer.headers['etag'], etag, 'under another ETag')
    t.equal(answer.at('state'), 'accepted', 'and nothing else has changed')
    t.equal(answer.at('revision'), 1)
  }
  t.match(await events(admin, 'recheck'), [
    { agencyId: 'new', year: 2024, detail: { errors: 2, cause: { agencyId: 'old', year: 2023 } } },
    {
      agencyId: 'same',
      year: 2024,
      detail: { errors: 2, cause: { agencyId: 'same', year: 2023 } },
    },
  ])
  const listed = sure(await admin.get('/v1/reports?year=2024')).at<object[]>('items')
  t.match(listed, [{ summary: { errors: 2 } }, { summary: { errors: 2 } }], 'and in lists')
  t.same([...service.store.verify()], [])
})
