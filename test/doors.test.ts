import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { type Answer, build, sure } from './build.ts'
import { contentFor, file, waive } from './fixtures/filed.ts'

/**
 * What a caller relies on who has the contract and nothing else: links that are followed, headers
 * that any client sends, lists in the way they are usually written, and messages to act on.
 */

const URL = '/v1/reports/a/2024'

async function county(t: Test, options = {}) {
  const service = await build(t, options)
  await service.region('370781')
  await service.agency('a', '370781')
  await service.agency('b', '370781', { kind: 'township' })
  await service.agency('c', '370781', { kind: 'institution' })
  return {
    ...service,
    reporter: await service.client({ role: 'reporter', agencies: ['a', 'b', 'c'] }),
    office: await service.client({ role: 'reviewer', region: '370781' }),
    reader: await service.client({ role: 'reader' }),
  }
}

const based = ({ headers }: Answer) => ({ 'if-match': headers['etag'] ?? '' })
const licences = (answer: Answer) => answer.at<number>('content.proactive.licensing.decisions')
const licensing = (decisions: number) => ({ 'proactive.licensing.decisions': decisions })

t.test('GET /v1/reports/{agencyId}/{year}?asOf=', async (t) => {
  const service = await county(t)
  const { office, reporter, reader } = service
  const moment = async () => {
    await new Promise((resolve) => setTimeout(resolve, 3))
    const at = new Date().toISOString()
    await new Promise((resolve) => setTimeout(resolve, 3))
    return at
  }
  const before = await moment()
  const submitted = await file(service, 'a', 2024, {
    by: reporter,
    changes: licensing(1),
    steps: [[reporter, 'submit']],
  })
  t.equal(submitted.at('state'), 'submitted')
  const sent = await moment()
  for (const action of ['accept', 'publish']) {
    sure(await office.post(`${URL}/transitions`, { action }))
  }
  const first = await moment()
  const draft = await reporter.get(URL)
  const corrected = contentFor('a', 2024, licensing(2))
  sure(await reporter.put(`${URL}?reason=更正许可件数`, corrected, based(draft)))
  const correcting = await moment()
  await waive(service.admin, 'a', 2024)
  for (const [caller, action] of [
    [reporter, 'submit'],
    [office, 'accept'],
    [office, 'publish'],
  ] as const) {
    sure(await caller.post(`${URL}/transitions`, { action }))
  }
  const second = await moment()
  const at = (moment: string, more = '') => `${URL}?asOf=${moment}${more}`

  t.test('answers the revision that stood on a basis then', async (t) => {
    t.equal(licences(sure(await office.get(at(sent, '&basis=submitted')))), 1)
    t.equal((await office.get(at(sent, '&basis=accepted'))).status, 404)
    t.equal(licences(sure(await office.get(at(correcting, '&basis=accepted')))), 1)
    t.equal(licences(sure(await office.get(at(second, '&basis=accepted')))), 2)
  })

  t.test('answers the newest then to whom sees all of it', async (t) => {
    t.equal((await office.get(at(before))).at('code'), 'report-not-found')
    const never = await office.get(at('2024-02-30T00:00:00Z'))
    t.match(never.body, { status: 400, errors: [{ parameter: 'asOf', code: 'moment' }] })
    t.equal(licences(sure(await office.get(at(first)))), 1)
    t.equal(licences(sure(await office.get(at(correcting)))), 2)
  })

  t.test('answers what was published then to whom sees no more', async (t) => {
    t.equal((await reader.get(at(sent))).status, 404)
    for (const [moment, decisions] of [
      [first, 1],
      [correcting, 1],
      [second, 2],
    ] as const) {
      const answer = sure(await reader.get(at(moment)))
      t.equal(licences(answer), decisions)
      t.match(answer.body, { state: 'published', basis: { submitted: null, accepted: null } })
      t.equal(answer.at('basis.published'), answer.at('revision'))
    }
    t.equal((await reader.get(at(second, '&basis=accepted'))).status, 404)
  })

  t.test('in every medium', async (t) => {
    const csv = sure(await reader.get(at(first, '&as=csv')))
    t.match(csv.text, /proactive\.licensing\.decisions,1,/)
  })

  t.test('400 for a time to come, and beside the number of a revision', async (t) => {
    const later = await office.get(at('2999-01-01T00:00:00Z'))
    t.match(later.body, { status: 400, errors: [{ parameter: 'asOf' }] })
    const both = await office.get(at(first, '&revision=1'))
    t.match(both.body, { status: 400, errors: [{ parameter: 'revision' }] })
  })
})

t.test('GET /v1/reports/{agencyId}/{year}/findings', async (t) => {
  const service = await county(t, { PUBLIC_READ: true })
  const { office, reporter, reader, anonymous } = service
  const wrong = { 'disputes.reconsideration.total': 3 }
  sure(await reporter.put(URL, contentFor('a', 2024, wrong)))
  const found = sure(await reporter.get(`${URL}/findings`))
  const { fingerprint } = found.at<{ fingerprint: string }>('findings.0')
  const text = '三件复议由原机关合并审理，结果由承继机关报告。'
  sure(await office.put(`${URL}/findings/${fingerprint}/waiver`, { text }))
  t.equal((await anonymous.get(`${URL}/findings`)).status, 404, 'not before it is published')
  sure(await reporter.post(`${URL}/transitions`, { action: 'submit' }))
  for (const action of ['accept', 'publish']) {
    sure(await office.post(`${URL}/transitions`, { action }))
  }

  t.test('shows everybody what was waived, by whom and why, and nothing else', async (t) => {
    for (const caller of [anonymous, reader]) {
      const shown = sure(await caller.get(`${URL}/findings`))
      t.same(shown.at('summary'), { errors: 1, warnings: 0, infos: 0 })
      t.match(shown.at('findings'), [{ rule: 'total-mismatch', fingerprint }])
      t.match(shown.at('findings.0.waiver'), { text, by: office.id })
      t.notOk('left' in shown.at<object>('findings.0'), 'no figures')
      t.ok(sure(await office.get(`${URL}/findings`)).at<unknown[]>('findings').length > 1)
    }
  })
})

t.test('what findings stand in the way says where, in the narrative too', async (t) => {
  const { reporter } = await county(t)
  const says = '全年新收政府信息公开申请8件。'
  sure(await reporter.put(URL, contentFor('a', 2024, { 'narrative.overview.onRequest': says })))
  const refused = await reporter.post(`${URL}/transitions`, { action: 'submit' })
  t.equal(refused.status, 422)
  const faults = refused.at<{ code: string; pointer?: string }[]>('errors')
  const stated = faults.find(({ code }) => code === 'narrative-contradicts-table')
  t.equal(stated?.pointer, '/narrative/overview/onRequest')
})

t.test('a content type without content', async (t) => {
  const { admin, reporter } = await county(t)
  const named = { 'content-type': 'application/json' }
  const answer = sure(await reporter.put(URL, contentFor('a', 2024)))

  t.test('is no matter where no content is wanted', async (t) => {
    const call = reporter.call
    t.equal((await call('DELETE', URL, { ...named, ...based(answer) })).status, 204)
    t.equal((await call('GET', '/v1/me', named)).status, 200)
    t.equal((await admin.call('DELETE', '/v1/clients/nobody', named)).status, 404)
  })

  t.test('405 and 404 come before whatever is wrong with it', async (t) => {
    for (const payload of ['', '{']) {
      const wrong = await admin.call('POST', '/v1/formats', named, payload)
      t.equal(wrong.status, 405)
      t.equal(wrong.headers['allow'], 'GET, HEAD')
      t.equal((await admin.call('POST', '/v1/nowhere', named, payload)).status, 404)
    }
  })

  t.test('415 for content that is compressed, saying so', async (t) => {
    const packed = { ...named, 'content-encoding': 'gzip' }
    const refused = await reporter.call('PUT', URL, packed, gzipSync('{}'))
    t.equal(refused.status, 415)
    t.equal(refused.at('code'), 'unsupported-encoding')
    t.equal(refused.headers['accept-encoding'], 'identity')
  })

  t.test('preferences are read in whatever case, and by themselves', async (t) => {
    const content = contentFor('a', 2024)
    const made = sure(await reporter.put(URL, content, { prefer: 'wait=5, Return="minimal"' }))
    t.equal(made.headers['preference-applied'], 'return=minimal')
    const prefer = 'note="return=minimal"'
    const again = sure(await reporter.put(URL, content, { prefer, ...based(made) }))
    t.notOk(again.headers['preference-applied'])
    t.equal((await reporter.call('DELETE', URL, based(again))).status, 204)
  })

  t.test('400 for a header that says nothing known, naming the header', async (t) => {
    const answer = await reporter.put(URL, contentFor('a', 2024), { 'dry-run': 'yes' })
    t.match(answer.at('errors'), [{ header: 'dry-run', code: 'enum' }])
  })

  t.test('404 for a job of any name that is not there', async (t) => {
    t.equal((await admin.get('/v1/jobs/none')).at('code'), 'job-not-found')
  })

  t.test('400 where content is wanted, saying that there is none', async (t) => {
    const empty = await reporter.call('PUT', URL, { ...named, 'accept-language': 'en' })
    t.equal(empty.status, 400)
    t.equal(empty.at('code'), 'malformed-json')
    t.equal(empty.at('detail'), 'The body is empty.')
  })
})

t.test('GET /v1/reports', async (t) => {
  const { admin, reporter } = await county(t)
  for (const id of ['a', 'b', 'c']) {
    sure(await reporter.put(`/v1/reports/${id}/2024`, contentFor(id, 2024)))
  }
  sure(await reporter.post('/v1/reports/b/2024/transitions', { action: 'submit' }))
  const list = async (query: string) =>
    sure(await admin.get(`/v1/reports?${query}`))
      .at<{ agencyId: string }[]>('items')
      .map(({ agencyId }) => agencyId)

  t.test('a filter that is given twice lets through either', async (t) => {
    t.same(await list('agency=a&agency=c'), ['a', 'c'])
    t.same(await list('agency=a,c'), ['a', 'c'])
    t.same(await list('kind=township&kind=institution'), ['b', 'c'])
    t.same(await list('state=submitted&kind=township,institution'), ['b'])
    t.same(await list('state=draft,submitted'), ['a', 'b', 'c'])
    t.same(await list('state=returned,accepted'), [])
  })

  t.test('within the limits of the caller', async (t) => {
    const own = await reporter.get('/v1/reports?agency=a,far')
    t.same(own.at<unknown[]>('items').length, 1)
  })

  t.test('what is one thing and is given twice is refused as such', async (t) => {
    const twice = await admin.get('/v1/reports?year=2023&year=2024', { 'accept-language': 'en' })
    t.equal(twice.status, 400)
    t.match(twice.at('errors'), [
      { parameter: 'year', code: 'twice', message: 'may be given once only' },
    ])
  })

  t.test('groups of sums are named apart by commas or each by itself', async (t) => {
    const sums = '/v1/aggregates?region=370781&year=2024&cells=applications.received'
    const apart = sure(await admin.get(`${sums}&groupBy=kind,year`))
    t.same(apart.at('query.groupBy'), ['kind', 'year'])
    t.equal((await admin.get(`${sums}&groupBy=kind&groupBy=year`)).text, apart.text)
    const two = sure(await admin.get(`${sums},proactive.fees.amount`))
    t.same(Object.keys(two.at('groups.0.cells')), ['proactive', 'applications'])
  })
})

t.test('GET /v1/formats/{format} has a checksum, and a tag to ask again by', async (t) => {
  const { anonymous } = await county(t)
  const answer = sure(await anonymous.get('/v1/formats/2021'))
  const sum = createHash('sha256').update(answer.bytes).digest('base64')
  t.equal(answer.headers['repr-digest'], `sha-256=:${sum}:`)
  const tag = { 'if-none-match': answer.headers['etag'] ?? '' }
  t.equal((await anonymous.get('/v1/formats/2021', tag)).status, 304)
  t.not((await anonymous.get('/v1/formats/2019')).headers['etag'], answer.headers['etag'])
})

t.test('what comes in a language says in which, and that caches keep them apart', async (t) => {
  const { reporter } = await county(t)
  sure(await reporter.put(URL, contentFor('a', 2024)))
  for (const url of ['/v1/rules', '/v1/rules/nothing', '/problems/internal', `${URL}/findings`]) {
    for (const [asked, language] of [
      ['zh', 'zh-CN'],
      ['en-GB', 'en'],
    ] as const) {
      const { headers } = await reporter.get(url, { 'accept-language': asked })
      t.match(headers, { 'content-language': language, vary: /Accept-Language/ }, url)
    }
  }
})

t.test('what is made says where it is', async (t) => {
  const { admin } = await county(t)
  const region = await admin.put('/v1/regions/370782', { name: '某市' })
  t.equal(region.status, 201)
  t.equal(region.headers['location'], '/v1/regions/370782')
  const entry = { name: '某局', kind: 'department', region: '370782' }
  t.equal((await admin.put('/v1/agencies/d', entry)).headers['location'], '/v1/agencies/d')
  t.equal((await admin.put('/v1/agencies/d', entry)).headers['location'], undefined)
})

t.test(
  'a line of a batch that is refused says whose report it was, and all that is wrong',
  async (t) => {
    const { reporter } = await county(t)
    const lines = [
      { agencyId: 'a', year: 2024, content: { format: '2021', oops: 1 } },
      { agencyId: 'a', yaer: 2024 },
    ]
    const answer = await reporter.call(
      'POST',
      '/v1/report-batches',
      { 'content-type': 'application/x-ndjson' },
      lines.map((line) => JSON.stringify(line)).join('\n'),
    )
    t.match(answer.body, [
      { index: 0, status: 400, agencyId: 'a', year: 2024 },
      { index: 1, status: 400, agencyId: 'a', year: null },
      { summary: { failed: 2 } },
    ])
    const faults = answer.at<{ pointer: string }[]>('1.problem.errors')
    t.same(faults.map(({ pointer }) => pointer).sort(), ['/content', '/yaer', '/year'])
  },
)

t.test('messages say what to write instead', async (t) => {
  const { admin, reporter, office } = await county(t)
  const en = { 'accept-language': 'en' }
  const message = (answer: Answer) => answer.at<string>('errors.0.message')

  t.test('a time, a day and a text by example and length', async (t) => {
    const sums = '/v1/aggregates?region=370781&year=2024&asOf='
    const moment = message(await admin.get(`${sums}2024-06-30`, en))
    t.equal(moment, 'must be a text such as 2025-01-20T02:03:04.000000Z')
    const short = message(await reporter.put(`${URL}?reason=x`, contentFor('a', 2024), en))
    t.equal(short, 'must be a text of 2 to 500 characters')
    const id = message(await admin.get('/v1/reports?agency=a_b', en))
    t.match(id, /^must be a text such as qz-science \(\^/)
  })

  t.test('a missing format is said to be missing', async (t) => {
    const answer = await reporter.put(URL, {}, en)
    t.match(answer.at('errors'), [{ pointer: '/format', code: 'required' }])
  })

  t.test('a step that is not allowed is named in the words of the office', async (t) => {
    sure(await reporter.put(URL, contentFor('a', 2024)))
    const refused = await office.post(`${URL}/transitions`, { action: 'accept' })
    t.equal(
      refused.at('detail'),
      '报告处于“草稿（draft）”状态，不能进行“审核通过（accept）”；可进行：无。',
    )
  })

  t.test('a key for an agency that is not registered', async (t) => {
    const asked = { name: '门户', role: 'reporter', agencies: ['nobody'] }
    const answer = await admin.post('/v1/clients', asked)
    t.equal(answer.status, 422)
    t.equal(answer.at('code'), 'unknown-agency')
  })
})

t.test('a check says what it would change of what is kept', async (t) => {
  const { reporter, reader } = await county(t)
  const checked = async (caller: typeof reporter, content: object) =>
    sure(await caller.post('/v1/validations?agencyId=a&year=2024', content))
  t.notOk('changes' in ((await checked(reporter, contentFor('a', 2024))).body as object))
  sure(await reporter.put(URL, contentFor('a', 2024)))
  const same = await checked(reporter, contentFor('a', 2024))
  t.same(same.at('changes'), { revision: 1, cells: [], texts: [] })
  const other = await checked(reporter, contentFor('a', 2024, licensing(7)))
  t.same(other.at('changes.cells'), [
    { at: 'proactive.licensing.decisions', before: licences(same), after: 7 },
  ])
  sure(await reporter.delete(URL, undefined, based(await reporter.get(URL))))
  t.notOk('changes' in ((await checked(reporter, contentFor('a', 2024))).body as object))
  const hidden = await reader.post('/v1/validations?agencyId=a&year=2024', contentFor('a', 2024))
  t.equal(hidden.status, 404)
})

t.test('a document', async (t) => {
  const { reporter, reader } = await county(t)
  const html = { 'content-type': 'text/html' }
  const draft = sure(await reporter.put(URL, contentFor('a', 2024)))
  const page = sure(await reporter.get(`${URL}?as=html`)).bytes

  t.test(
    'is checked as the report of the agency it names, where the caller holds that',
    async (t) => {
      const checked = sure(await reporter.call('POST', '/v1/validations', html, page))
      t.match(checked.body, { agencyId: 'a', year: 2024 })
      const foreign = sure(await reader.call('POST', '/v1/validations', html, page))
      t.notOk('agencyId' in (foreign.body as object))
    },
  )

  t.test('that is empty is said to be, whatever it was declared as', async (t) => {
    for (const type of ['text/plain', 'application/pdf', 'application/octet-stream']) {
      const headers = { 'content-type': type, 'accept-language': 'en' }
      const answer = await reporter.call('POST', '/v1/validations', headers, '')
      t.match(answer.body, {
        status: 422,
        code: 'unreadable-document',
        detail: 'The file is empty',
      })
    }
  })

  t.test('is kept as the original where the same report was filed without one', async (t) => {
    const again = await reporter.call('PUT', URL, { ...html, ...based(draft) }, page)
    t.match(again.body, { revision: 2, digest: draft.at('digest') })
    const original = sure(await reporter.get(`${URL}/revisions/2/document`))
    t.ok(original.bytes.equals(page))
    const third = await reporter.call('PUT', URL, { ...html, ...based(again) }, page)
    t.equal(third.at('revision'), 2, 'once')
  })
})

t.test('GET /v1/reports/{agencyId}/{year}/prefill', async (t) => {
  const service = await county(t)
  const { admin, reporter, office } = service
  const stock = (inForce: number) => ({
    'proactive.normativeDocuments.inForce': inForce,
    'applications.received.business': 2,
    'applications.received.total': 2,
    'applications.carriedOut.business': 2,
    'applications.carriedOut.total': 2,
  })
  for (const [id, inForce] of [
    ['a', 3],
    ['b', 4],
  ] as const) {
    const steps = [[reporter, 'submit'] as const, [office, 'accept'] as const]
    await file(service, id, 2024, { by: reporter, changes: stock(inForce), waived: true, steps })
  }
  const begun = 'content.proactive.normativeDocuments.inForce'

  t.test('carries over what the form carries over, and stocks as they stood', async (t) => {
    const prefill = sure(await reporter.get('/v1/reports/a/2025/prefill'))
    t.equal(prefill.at('content.applications.carriedIn.business'), 2)
    t.equal(prefill.at(begun), 3)
    t.equal(prefill.at('content.proactive.normativeDocuments.issued'), null)
  })

  t.test(
    'tells the stock of merged agencies, who may share documents, and leaves it',
    async (t) => {
      await service.agency('m', '370781', { predecessors: ['a', 'b'], validFrom: 2025 })
      for (const [id, kind] of [
        ['a', 'department'],
        ['b', 'township'],
      ] as const) {
        await service.agency(id, '370781', { kind, validTo: 2024 })
      }
      const prefill = sure(await admin.get('/v1/reports/m/2025/prefill'))
      t.equal(prefill.at('content.applications.carriedIn.business'), 4)
      t.equal(prefill.at(begun), null)
      t.match(prefill.at('lastYear'), [
        { at: 'proactive.regulations.inForce' },
        { at: 'proactive.normativeDocuments.inForce', value: 7 },
      ])
    },
  )
})
