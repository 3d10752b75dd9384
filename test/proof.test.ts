import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openDatabase } from '../src/store/open.ts'
import { openStore } from '../src/store/store.ts'
import { type Answer, build, type Caller } from './build.ts'
import { contentFor, file } from './fixtures/filed.ts'

/** Two counties, an agency in each, and everybody who follows what happens there. */
async function counties(t: Test, DATABASE = ':memory:') {
  const service = await build(t, { DATABASE, PUBLIC_READ: true })
  for (const code of ['370781', '370782']) await service.region(code)
  await service.agency('a', '370781')
  await service.agency('far', '370782')
  const reporter = await service.client({ role: 'reporter', agencies: ['a'] })
  const office = await service.client({ role: 'reviewer', region: '370781' })
  const auditor = await service.client({ role: 'auditor' })
  return { ...service, reporter, office, auditor }
}

const REPORT = '/v1/reports/a/2023'

interface Event {
  readonly id: number
  readonly action: string
  readonly agencyId: string | null
  readonly client?: string
  readonly before?: string | null
  readonly after?: string | null
  readonly previous?: string
  readonly hash?: string
}
const eventsOf = (answer: Answer): Event[] => answer.at<Event[]>('items')
const actionsFor = async (caller: Caller, after = 0) =>
  eventsOf(await caller.get(`/v1/events?after=${after}&limit=500`)).map(
    ({ action, agencyId }) => `${action}${agencyId === null ? '' : ` ${agencyId}`}`,
  )

t.test('GET /v1/events', async (t) => {
  const service = await counties(t)
  const { admin, reporter, office, auditor, anonymous } = service
  const steps = [
    [reporter, 'submit'],
    [office, 'accept'],
    [office, 'publish'],
  ] as const
  await file(service, 'a', 2023, { by: reporter, steps })
  await file(service, 'far', 2023)

  t.test('shows each caller the events of its scope', async (t) => {
    const ofA = ['put-agency a', 'file a', 'submit a', 'accept a', 'publish a']
    t.same(await actionsFor(reporter), ofA)
    t.same(await actionsFor(office), ofA)
    t.same(await actionsFor(admin), [
      'put-region',
      'put-region',
      'put-agency a',
      'put-agency far',
      ...ofA.slice(1),
      'file far',
    ])
    t.same(await actionsFor(anonymous), ['publish a'])
    const reader = await service.client({ role: 'reader' })
    t.same(await actionsFor(reader), ['publish a'])
  })

  t.test('tells the public what happened, and nobody’s name', async (t) => {
    const [event] = eventsOf(await anonymous.get('/v1/events'))
    t.strictSame(Object.keys(event ?? {}).sort(), ['action', 'agencyId', 'at', 'id', 'year'])
  })

  t.test('keeps keys, refused keys and readings of the log for the auditor', async (t) => {
    await service.as(`nb_root_${'x'.repeat(40)}`).get('/v1/me')
    await new Promise((noted) => setTimeout(noted, 20))
    const audit = await actionsFor(auditor)
    for (const action of ['add-client', 'make-receipt-key', 'refuse-key']) {
      t.ok(audit.includes(action), action)
      t.notOk((await actionsFor(admin)).includes(action), `${action}, not for the admin`)
    }
    t.ok((await actionsFor(auditor)).includes('read-events'), 'having been read is an event')
  })

  t.test('comes to an end for an auditor who follows it', async (t) => {
    const pages: string[][] = []
    for (let after = 0, before = -1; after !== before && pages.length < 10; ) {
      const answer = await auditor.get(`/v1/events?after=${after}&limit=500`)
      pages.push(eventsOf(answer).map(({ action }) => action))
      before = after
      after = answer.at('after')
    }
    t.same(pages.slice(1), [['read-events'], []], 'its own reading is shown, and not noted again')
  })

  t.test('replays from any point, page by page, without a gap', async (t) => {
    const all = eventsOf(await admin.get('/v1/events?limit=500')).map(({ id }) => id)
    const paged: number[] = []
    let after = 0
    for (let more = true; more; ) {
      const page = await admin.get(`/v1/events?after=${after}&limit=2`)
      paged.push(...eventsOf(page).map(({ id }) => id))
      after = page.at('after')
      more = page.at('next') !== null
      if (more) t.match(page.headers['link'], `after=${after}`)
    }
    t.same(paged, all)
    t.same(eventsOf(await admin.get(`/v1/events?after=${all.at(-2)}`)).at(-1)?.id, all.at(-1))
  })

  t.test(
    'chains every event to the one before, and every change to the state before',
    async (t) => {
      const events = eventsOf(await auditor.get('/v1/events?limit=500'))
      let previous = '0'.repeat(64)
      for (const event of events) {
        t.equal(event.previous, previous, `event ${event.id}`)
        previous = event.hash ?? ''
      }
      const life = eventsOf(await office.get('/v1/events')).filter(
        ({ action }) => action !== 'put-agency',
      )
      t.equal(life[0]?.before, null)
      for (const [i, { before }] of life.slice(1).entries()) t.equal(before, life[i]?.after)
    },
  )

  t.test('400 for a place that is none', async (t) => {
    for (const after of ['-1', 'x', '1e3', '']) {
      t.equal((await admin.get(`/v1/events?after=${after}`)).status, 400, after)
    }
  })
})

t.test('an office that follows the log learns that an agency has left it', async (t) => {
  const service = await counties(t)
  const { admin, office } = service
  const { after } = (await office.get('/v1/events')).body as { after: number }
  const moved = { name: '单位a', kind: 'department', region: '370782' }
  t.equal((await admin.put('/v1/agencies/a', moved)).status, 200)
  await file(service, 'a', 2023)
  t.match(eventsOf(await office.get(`/v1/events?after=${after}`)), [
    { action: 'put-agency', agencyId: 'a', detail: { region: '370782' } },
  ])
  t.same(await actionsFor(office, after), ['put-agency a'], 'and no more of what it does')
})

t.test('receipts', async (t) => {
  const service = await counties(t)
  const { reporter, anonymous, store } = service
  await file(service, 'a', 2023, { by: reporter, steps: [[reporter, 'submit']] })
  const head = await reporter.get(REPORT)
  const receipt = (await reporter.get(`${REPORT}/receipt`)).body as Record<string, unknown>
  const check = (changed: object = receipt) =>
    anonymous.post('/v1/receipt-verifications', { receipt: changed })

  t.test(
    'attest what was submitted, when, with what findings, and where the log says so',
    async (t) => {
      t.match(receipt, {
        agencyId: 'a',
        year: 2023,
        revision: 1,
        digest: head.at('digest'),
        submittedAt: head.at('submittedAt'),
        findings: head.at('summary'),
        keyId: /^[\w-]{43}$/,
      })
      const event = eventsOf(await reporter.get('/v1/events')).find(
        ({ action }) => action === 'submit',
      )
      t.same(receipt['event'], { id: event?.id, hash: event?.hash })
    },
  )

  t.test('are the same whenever they are asked for', async (t) => {
    t.same((await reporter.get(`${REPORT}/receipt`)).body, receipt)
    t.same((await reporter.get(`${REPORT}/receipt?revision=1`)).body, receipt)
    const other = await reporter.get(`${REPORT}/receipt?revision=2`)
    t.match(other.body, { status: 404, code: 'receipt-not-found' })
  })

  t.test('POST /v1/receipt-verifications knows a genuine one from a changed one', async (t) => {
    t.match((await check()).body, { valid: true, reason: 'genuine' })
    const changes = {
      agencyId: 'b',
      year: 2022,
      digest: '0'.repeat(64),
      submittedAt: '2020-01-01T00:00:00.000000Z',
      findings: { errors: 0, warnings: 0, infos: 0, fingerprints: ['x'] },
    }
    for (const [name, value] of Object.entries(changes)) {
      const answer = await check({ ...receipt, [name]: value })
      t.match(answer.body, { valid: false, reason: 'wrong-signature' }, name)
    }
    const keyId = 'A'.repeat(43)
    t.match((await check({ ...receipt, keyId })).body, { valid: false, reason: 'unknown-key' })
    t.equal((await check({ ...receipt, more: 1 })).status, 400)
  })

  t.test('verify offline by the documented script', async (t) => {
    const folder = t.testdir({})
    const script = join(process.cwd(), 'docs/verify-receipt.mjs')
    const keep = (name: string, value: unknown) => {
      writeFileSync(join(folder, name), JSON.stringify(value))
      return join(folder, name)
    }
    const keys = keep('keys.json', (await anonymous.get('/.well-known/nianbao-keys.json')).body)
    const run = (...files: string[]) => {
      try {
        return execFileSync(process.execPath, [script, ...files], { encoding: 'utf8' }).trim()
      } catch (error) {
        return String((error as { stdout: string }).stdout).trim()
      }
    }
    const good = keep('receipt.json', receipt)
    t.equal(run(good, keys), 'genuine')
    t.equal(run(good, keys, keep('content.json', head.at('content'))), 'genuine')
    const other = keep('other.json', contentFor('a', 2023, { 'applications.received.total': 9 }))
    t.equal(run(good, keys, other), 'genuine, but of another content')
    t.equal(run(keep('bad.json', { ...receipt, year: 2022 }), keys), 'not genuine')
    t.equal(run(keep('who.json', { ...receipt, keyId: 'A'.repeat(43) }), keys), 'not genuine')
  })

  t.test('verify as before after the key was rotated', async (t) => {
    await store.receipts.rotate('system')
    const { body } = await anonymous.get('/.well-known/nianbao-keys.json')
    const { keys } = body as { keys: { kid: string; retiredAt: string | null; d?: string }[] }
    t.equal(keys.length, 2)
    t.equal(keys[0]?.kid, receipt['keyId'])
    t.ok(keys[0]?.retiredAt, 'the old one is marked')
    t.equal(keys[1]?.retiredAt, null)
    t.notOk(JSON.stringify(keys).includes('"d"'), 'no private half is told')
    t.match((await check()).body, { valid: true, keyRetiredAt: keys[0]?.retiredAt })

    await file(service, 'a', 2022, { by: reporter, steps: [[reporter, 'submit']] })
    const next = (await reporter.get('/v1/reports/a/2022/receipt')).body as object
    t.match(next, { keyId: keys[1]?.kid })
    t.match((await check(next)).body, { valid: true, keyRetiredAt: null })
  })

  t.test('are of no use to a service that lost what they attest', async (t) => {
    const elsewhere = await counties(t)
    const answer = await elsewhere.anonymous.post('/v1/receipt-verifications', { receipt })
    t.match(answer.body, { valid: false, reason: 'unknown-key' })
  })
})

/** Every column of what is kept, and how a single row of it is altered. */
const alterations: Readonly<Record<string, string>> = {
  'a figure in a filed body': `update revision set body = cast(replace(body, '"total":0', '"total":1') as blob) where number = 1`,
  'a filed body with its digest and cells': `update revision set body = (select body from revision where number = 2), digest = (select digest from revision where number = 2), cells = (select cells from revision where number = 2) where number = 1`,
  'a vector of cells': `update revision set cells = x'00' where number = 1`,
  'who filed': `update revision set client = 'nobody' where number = 1`,
  'when it was filed': `update revision set at = '2020-01-01T00:00:00.000000Z' where number = 1`,
  'why it was corrected': `update revision set reason = 'another' where number = 1`,
  'what the reader noticed': `update revision set noticed = '{}' where number = 1`,
  'what stood': `update standing set revision = 1 where basis = 'submitted' and until is null`,
  'since when it stood': `update standing set since = '2020-01-01T00:00:00.000000Z' where until is null`,
  'until when it stood': `update standing set until = '2030-01-01T00:00:00.000000Z' where until is not null`,
  'whether it was late': `update report set late = 1 - late`,
  'the state of a report': `update report set state = 'published'`,
  'who submitted': `update report set submitted_by = 'nobody'`,
  'what the rules found': `update finding set findings = cast('[]' as blob) where findings <> cast('[]' as blob) or 1`,
  'how much the rules found': `update finding set warnings = warnings + 1`,
  'an explanation': `update answer set text = text || '。'`,
  'who waived': `update answer set client = 'nobody'`,
  'an answer that vanished': `delete from answer`,
  'a roll-up': `update roll_up set tally = (select tally from roll_up where region = '370782' union all select x'00' limit 1) where region = '370781'`,
  'a roll-up that vanished': `delete from roll_up where region = '370781'`,
  'the number of filers': `update filer_count set change = change + 1 where region = '370781'`,
  'an agency': `update agency set name = name || '局' where id = 'a'`,
  'an agency nobody registered': `insert into agency (id, name, kind, region, aliases, rule_making, counts, predecessors) values ('x', 'x', 'department', '370781', '[]', 0, 0, '[]')`,
  'a region': `update region set name = '别处'`,
  'the role of a client': `update client set role = 'admin' where role = 'reporter'`,
  'the secret of a client': `update client set secret_hash = zeroblob(32) where role = 'reporter'`,
  'a client who came back': `update client set revoked_at = null`,
  'the receipt of a submission': `update receipt set body = replace(body, '"year":2023', '"year":2022')`,
  'a receipt that vanished': 'delete from receipt',
  'a key of receipts': 'update receipt_key set key = zeroblob(32)',
  'who did something': `update event set client = 'nobody' where action = 'submit'`,
  'when it was done': `update event set at = '2020-01-01T00:00:00.000000Z' where id = 3`,
  'what was done': `update event set detail = replace(detail, '"revision":1', '"revision": 1')`,
  'a detail that is no JSON any more': `update event set detail = substr(detail, 2) where action = 'file'`,
  'a digest in the log': 'update event set after = zeroblob(32) where id = 5',
  'the hash of an event': 'update event set hash = zeroblob(32) where id = 4',
  'an event that vanished': `delete from event where id = 4`,
  'the last events, cut off': 'delete from event where id > (select max(id) - 2 from event)',
}

t.test('nianbao verify finds', async (t) => {
  const path = join(t.testdir({}), 'counties.sqlite')
  const service = await counties(t, path)
  const { reporter, office, admin } = service
  await file(service, 'a', 2022, { by: reporter, steps: [[reporter, 'submit']] })
  await file(service, 'a', 2023, {
    by: reporter,
    changes: { 'proactive.fees.amount': 123_456_700 },
    steps: [],
  })
  const findings = (await reporter.get(`${REPORT}/findings`)).at<
    { fingerprint: string; severity: string }[]
  >('findings')
  for (const { fingerprint, severity } of findings) {
    if (severity === 'info') continue
    const url = `${REPORT}/findings/${fingerprint}/waiver`
    await office.put(url, { text: '已与财政部门核对，该数据属实并附收费目录。' })
  }
  const submit = () => reporter.post(`${REPORT}/transitions`, { action: 'submit' })
  t.equal((await submit()).status, 200)
  await office.post(`${REPORT}/transitions`, { action: 'return', comment: '请补充说明' })
  const etag = (await reporter.get(REPORT)).headers['etag'] ?? ''
  const changed = contentFor('a', 2023)
  t.equal((await reporter.put(REPORT, changed, { 'if-match': etag })).status, 200)
  t.equal((await submit()).status, 200)
  const gone = await service.client({ role: 'reader' })
  await admin.delete(`/v1/clients/${gone.id}`)
  t.same([...service.store.verify()], [], 'nothing while nothing was altered')

  const altered = join(t.testdir({}), 'altered.sqlite')
  service.store.copyTo(altered)
  const database = openDatabase(altered)
  const store = openStore(altered, database)
  t.teardown(() => store.close())
  database.pragma('foreign_keys = off')
  for (const { name } of database
    .prepare<[], { name: string }>("select name from sqlite_master where type = 'trigger'")
    .all()) {
    database.exec(`drop trigger ${name}`)
  }
  for (const [what, alteration] of Object.entries(alterations)) {
    database.exec('begin')
    const { changes } = database.prepare(alteration).run()
    const faults = [...store.verify()]
    database.exec('rollback')
    t.ok(changes > 0 && faults.length > 0, what, { changes })
  }
  t.same([...store.verify()], [], 'nothing once it was put back')
})
