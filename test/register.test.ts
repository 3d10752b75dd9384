import t, { type Test } from 'tap'
import { type Answer, build, sure } from './build.ts'
import { contentFor, file } from './fixtures/filed.ts'

async function county(t: Test, today = '2025-01-21') {
  const service = await build(t, { now: () => new Date(`${today}T12:00:00+08:00`) })
  await service.region('370700')
  await service.region('370781', '370700')
  await service.region('370781001', '370781')
  const office = await service.client({ role: 'reviewer', region: '370781' })
  const importing = (csv: string | Buffer, query = '', headers = {}) =>
    office.call(
      'POST',
      `/v1/agency-imports${query}`,
      { 'content-type': 'text/csv', ...headers },
      csv,
    )
  return { ...service, office, importing }
}

const outcomes = (answer: Answer) =>
  answer.at<{ outcome: string }[]>('rows').map(({ outcome }) => outcome)
const HEAD = '单位代码,单位名称,类别,区划代码,统一社会信用代码,别名,终止年度,前身\r\n'

t.test('POST /v1/agency-imports', async (t) => {
  const service = await county(t)
  const { office, importing } = service

  t.test('a table with quoted fields, Chinese headings and Chinese kinds', async (t) => {
    const answer = sure(
      await importing(
        `${HEAD}gov,云溪县人民政府,政府,370781,11370322004222241N,"云溪县人民政府办公室；县府办",,\r\n` +
          '\r\n' +
          'edu,"云溪县""教育""局",部门,370781,,,,\r\n' +
          'new,"云溪县文化,\n和旅游局",部门,370781,,,,culture;tour\r\n' +
          'culture,云溪县文化局,部门,370781,,,2023,\r\n' +
          'tour,云溪县旅游局,部门,370781,,,2023,\r\n' +
          'town,王府街道,街道,370781001,,,,',
      ),
    )
    t.match(answer.body, { created: 6, replaced: 0, unchanged: 0, refused: 0 })
    t.match((await office.get('/v1/agencies/new')).body, {
      name: '云溪县文化,\n和旅游局',
      predecessors: ['culture', 'tour'],
      successors: [],
    })
    t.match((await office.get('/v1/agencies/culture')).body, { successors: ['new'], validTo: 2023 })
    t.equal((await office.get('/v1/agencies/edu')).at('name'), '云溪县"教育"局')
  })

  t.test('an agency is found by its code, its name and the names it goes by', async (t) => {
    for (const query of [
      'uscc=11370322004222241N',
      `name=${encodeURIComponent('县府办')}`,
      `name=${encodeURIComponent('云溪县人民政府')}&uscc=11370322004222241N`,
    ]) {
      const answer = sure(await office.get(`/v1/agencies?${query}`))
      t.match(answer.body, { items: [{ id: 'gov' }], next: null }, query)
    }
    const none = `name=${encodeURIComponent('王府街道')}&uscc=11370322004222241N`
    t.same((await office.get(`/v1/agencies?${none}`)).at('items'), [])
  })

  t.test(
    'each row by itself: created, replaced, unchanged or refused with its reasons',
    async (t) => {
      const answer = sure(
        await importing(
          'id,name,kind,region,uscc,validFrom,validTo,counts\n' +
            'town,王府街道,subdistrict,370781001,,,,\n' +
            'edu,云溪县教育和体育局,department,370781,,,,\n' +
            'x y,,bureau,37,12,20,,maybe\n' +
            'a,甲局,department,370799,,,,\n' +
            'b,乙局,department,370700,,,,\n' +
            'c,丙局,department,370781,113703220042222410,,,\n' +
            'd,丁局,department,370781,,2024,2020,\n' +
            'edu,云溪县教育局,department,370781,,,,\n' +
            'e,戊局,department,370781,,,,,more\n' +
            'f,己局,department,370781,,,,\n',
          '',
          { 'accept-language': 'en' },
        ),
      )
      t.match(answer.body, { created: 1, replaced: 1, unchanged: 1, refused: 7 })
      t.same(
        answer
          .at<{ problem?: { code: string } }[]>('rows')
          .map(({ problem }) => problem?.code ?? null),
        [
          null,
          null,
          'invalid-row',
          'unknown-region',
          'forbidden',
          'wrong-uscc',
          'validity-reversed',
          'row-repeated',
          'invalid-row',
          null,
        ],
      )
      t.same(
        answer
          .at<{ pointer: string }[]>('rows.2.problem.errors')
          .map(({ pointer }) => pointer)
          .sort(),
        ['/counts', '/id', '/kind', '/name', '/region', '/uscc', '/validFrom'],
      )
      t.equal(answer.at('rows.2.row'), 4)
    },
  )

  t.test('all or none where that is asked for; nothing at all on a dry run', async (t) => {
    const csv = 'id,name,kind,region\ng,庚局,department,370781\nh,辛局,department,370799\n'
    t.same(outcomes(sure(await importing(csv, '?atomic=true'))), ['not-done', 'refused'])
    t.equal((await office.get('/v1/agencies/g')).status, 404)
    t.same(outcomes(sure(await importing(csv, '', { 'dry-run': 'true' }))), ['created', 'refused'])
    t.equal((await office.get('/v1/agencies/g')).status, 404)
    t.same(outcomes(sure(await importing(csv.replace('370799', '370781'), '?atomic=true'))), [
      'created',
      'created',
    ])
  })

  t.test('GB18030 is read, other bytes refused', async (t) => {
    // 云 and 局 as an office program writes them.
    const row = Buffer.concat([
      Buffer.from('id,name,kind,region\ni,'),
      Buffer.from([0xd4, 0xc6, 0xbe, 0xd6]),
      Buffer.from(',department,370781\n'),
    ])
    t.same(outcomes(sure(await importing(row))), ['created'])
    t.equal((await office.get('/v1/agencies/i')).at('name'), '云局')
    const broken = await importing(Buffer.from([0x69, 0x64, 0xff, 0xff, 0x81]))
    t.equal(broken.at('code'), 'unreadable-document')
  })

  t.test('422 for headings that are missing, unknown or there twice', async (t) => {
    const answer = await importing('id,name,name,colour\n')
    t.equal(answer.at('code'), 'unknown-columns')
    t.same(
      answer.at<{ pointer: string }[]>('errors').map(({ pointer }) => pointer),
      ['/2', '/3', '/kind', '/region'],
    )
    t.equal((await importing('')).at('code'), 'unknown-columns')
    const long = `id,name,kind,region\n${'x,x,x,x\n'.repeat(5001)}`
    t.equal((await importing(long)).at('code'), 'too-many-rows')
  })

  t.test('the same as a JSON list', async (t) => {
    const agencies = [
      { id: 'j', name: '壬局', kind: 'department', region: '370781', predecessors: ['j'] },
      { id: 'k', name: '癸局', kind: 'department', region: '370781' },
    ]
    const answer = sure(await office.post('/v1/agency-imports', { agencies }))
    t.same(outcomes(answer), ['refused', 'created'])
    t.equal(answer.at('rows.0.problem.code'), 'own-predecessor')
    const wrong = await office.post('/v1/agency-imports', { agencies: [{ id: 'l' }] })
    t.equal(wrong.at('code'), 'invalid-body')
  })
})

t.test('GET /v1/coverage', async (t) => {
  const service = await county(t)
  const { office, admin, agency } = service
  const step = await service.client({ role: 'admin' })
  for (const id of ['none', 'drafted', 'back', 'sent', 'taken', 'out', 'free', 'gone', 'slow']) {
    await agency(id, '370781', id === 'gone' ? { validTo: 2023 } : {})
  }
  await agency('gov', '370781001', { kind: 'government', counts: false })
  const sent = [[admin, 'submit']] as const
  const taken = [...sent, [step, 'accept']] as const
  await file(service, 'drafted', 2024)
  await file(service, 'back', 2024, { steps: [...sent, [step, 'return']] })
  await file(service, 'sent', 2024, { steps: sent })
  await file(service, 'taken', 2024, { steps: taken })
  await file(service, 'out', 2024, { steps: [...taken, [step, 'publish']] })
  sure(await office.put('/v1/windows/370781/2024', { due: { departments: '2025-01-20' } }))
  await file(service, 'slow', 2024, { steps: sent })
  const exempt = '/v1/agencies/free/exemptions/2024'
  sure(await office.put(exempt, { reason: '本年度新设，未履行职责' }))
  const url = '/v1/coverage?region=370781&year=2024'

  t.test('says who was expected, who filed, who is missing and why', async (t) => {
    t.match(sure(await office.get(url)).body, {
      region: '370781',
      year: 2024,
      today: '2025-01-21',
      due: { departments: '2025-01-20', governments: '2025-03-31' },
      daysLeft: { departments: -1, governments: 69 },
      counts: {
        expected: 8,
        filed: 4,
        accepted: 2,
        published: 1,
        late: 1,
        missing: 4,
        notStarted: 2,
        draft: 1,
        returned: 1,
        exempt: 1,
      },
      rates: {
        reporting: { numerator: 4, denominator: 8, value: 0.5 },
        onTime: { numerator: 3, denominator: 8, value: 0.375 },
      },
    })
  })

  t.test('lists those to be reminded, page by page', async (t) => {
    const ids = (answer: Answer) =>
      answer.at<{ agencyId: string }[]>('items').map(({ agencyId }) => agencyId)
    t.same(ids(await office.get(url)), ['back', 'drafted', 'gov', 'none'])
    const first = await office.get(`${url}&limit=3`)
    const rest = await office.get(`${url}&limit=3&cursor=${first.at('next')}`)
    t.same([...ids(first), ...ids(rest)], ['back', 'drafted', 'gov', 'none'])
    t.equal(rest.at('next'), null)
    t.match(first.at('items.2'), { status: 'notStarted', due: '2025-03-31', daysLeft: 69 })
    for (const [status, expected] of [
      ['late', ['slow']],
      ['exempt', ['free']],
      ['filed', ['out', 'sent', 'slow', 'taken']],
      ['returned', ['back']],
    ] as const) {
      t.same(ids(await office.get(`${url}&status=${status}`)), expected, status)
    }
    t.equal(
      (await office.get(`${url}&status=exempt`)).at('items.0.reason'),
      '本年度新设，未履行职责',
    )
    t.same(ids(await office.get(`${url}&kind=government`)), ['gov'])
  })

  t.test('as CSV too', async (t) => {
    const answer = await office.get(`${url}&as=csv`)
    t.match(answer.headers['content-type'], 'text/csv')
    t.match(answer.text, /^\ufeffagencyId,name,kind,region,status,.*\r\nback,单位back,department,/)
  })

  t.test('is the office’s, within its region', async (t) => {
    t.equal((await office.get('/v1/coverage?region=370700&year=2024')).status, 403)
    t.equal((await service.anonymous.get(url)).status, 401)
  })

  t.test('an exempt filer is not expected in the sums, and counts once it files', async (t) => {
    const coverage = async () =>
      (await office.get('/v1/aggregates?region=370781&year=2024&basis=submitted')).at(
        'groups.0.coverage.expected',
      )
    t.equal(await coverage(), 7)
    t.equal((await office.delete(exempt)).status, 204)
    t.equal((await office.get(exempt)).status, 404)
    t.equal(await coverage(), 8)
    sure(await office.put(exempt, { reason: '确无报送义务' }))
    await file(service, 'free', 2024, { steps: sent })
    t.match((await office.get(url)).at('counts'), { expected: 9, filed: 5, exempt: 0 })
    const sums = '/v1/aggregates?region=370781&year=2024&basis=submitted'
    const now = sure(await office.get(sums))
    const whole = { expected: 8, counted: 5, missing: 3 }
    t.match(now.at('groups.0.coverage'), whole)
    const then = await office.get(`${sums}&asOf=${now.at('asOf')}`)
    t.match(then.at('groups.0.coverage'), whole)
    for (const groupBy of ['kind', 'agency', 'region']) {
      const groups = (await office.get(`${sums}&groupBy=${groupBy}`)).at<
        { coverage: { expected: number; counted: number; missing: number } }[]
      >('groups')
      for (const { coverage } of groups) {
        t.equal(coverage.missing, coverage.expected - coverage.counted, groupBy)
      }
    }
    t.same([...service.store.verify()], [])
  })
})

t.test('a code that does not say where it belongs is warned of, and kept', async (t) => {
  const { admin } = await county(t)
  for (const [code, parent, warnings] of [
    ['370781002', '370781', 0],
    ['370782001', '370781', 1],
    ['370783', '370700', 0],
    ['370883', '370700', 1],
    ['370781003', '370781001', 1],
    ['370000', null, 0],
  ] as const) {
    const answer = sure(await admin.put(`/v1/regions/${code}`, { name: '某地', parent }))
    t.equal(answer.at<string[]>('warnings').length, warnings, `${code} in ${parent}`)
  }
})

t.test('what is filed for an agency that has ended', async (t) => {
  const { importing, admin } = await county(t)
  sure(await importing(`${HEAD}old,旧局,部门,370781,,,2023,\r\n`))
  const answer = await admin.put('/v1/reports/old/2024', contentFor('old', 2024))
  t.equal(answer.at('code'), 'not-expected')
})

t.test('an agency ends with the last year it filed for', async (t) => {
  const { admin, office, agency, importing, store } = await county(t)
  await agency('old', '370781')
  await agency('draft', '370781')
  await file({ admin }, 'old', 2024, { steps: [[admin, 'submit']] })
  await file({ admin }, 'draft', 2024)
  const entry = { name: '旧局', kind: 'department', region: '370781' }
  const refused = await office.put(
    '/v1/agencies/old',
    { ...entry, validTo: 2023 },
    { 'accept-language': 'en' },
  )
  t.same([refused.status, refused.at('code')], [409, 'years-filed'])
  t.match(refused.at('detail'), /old stand for 2024/)
  const row = await importing(`${HEAD}old,旧局,部门,370781,,,2023,\r\n`)
  t.equal(row.at('rows.0.problem.code'), 'years-filed')

  t.comment('what was sent back does not stand, and what is a draft cannot be submitted then')
  sure(await office.post('/v1/reports/old/2024/transitions', { action: 'return' }))
  sure(await office.put('/v1/agencies/old', { ...entry, validTo: 2023 }))
  sure(await office.put('/v1/agencies/draft', { ...entry, validTo: 2023 }))
  const late = await admin.post('/v1/reports/draft/2024/transitions', { action: 'submit' })
  t.equal(late.at('code'), 'not-expected')
  t.same([...store.verify()], [])
})

t.test('an office moves an agency within its region, and is told where it cannot', async (t) => {
  const { office, agency, region } = await county(t)
  await region('370800')
  await agency('a', '370781')
  const entry = { name: '某局', kind: 'department', region: '370800' }
  const refused = await office.put('/v1/agencies/a', entry, { 'accept-language': 'en' })
  t.equal(refused.at('detail'), "Region 370800 is outside the key's scope.")
})

t.test('as of a time before, who was exempt then is exempt', async (t) => {
  const { region, agency, admin } = await build(t)
  await region('370781')
  await agency('a', '370781')
  await agency('b', '370781')
  const url = '/v1/aggregates?region=370781&year=2024'
  const expected = (answer: Answer) => answer.at('groups.0.coverage.expected')
  sure(await admin.put('/v1/agencies/a/exemptions/2024', { reason: '本年度新设' }))
  const then = sure(await admin.get(url))
  t.equal(expected(then), 1)
  t.equal((await admin.delete('/v1/agencies/a/exemptions/2024')).status, 204)
  t.equal(expected(sure(await admin.get(url))), 2)
  t.equal(expected(sure(await admin.get(`${url}&asOf=${then.at('asOf')}`))), 1)
  const each = await admin.get(`${url}&groupBy=agency&asOf=${then.at('asOf')}`)
  t.same(
    each.at<{ key: { agencyId: string } }[]>('groups').map(({ key }) => key.agencyId),
    ['b'],
  )
})

t.test('a change to an entry is based on the entry that was read', async (t) => {
  const { region, agency, admin } = await build(t)
  await region('370781')
  await agency('a', '370781')
  const url = '/v1/agencies/a'
  const read = sure(await admin.get(url))
  const etag = read.headers['etag'] ?? ''

  t.test('428 for a patch that does not say which, naming it', async (t) => {
    const answer = await admin.patch(url, { name: '新名' })
    t.match(answer.body, { status: 428, code: 'precondition-required' })
    t.ok(answer.at<string>('detail').includes(etag))
  })

  t.test('of patches at once to what all of them read, one is made and none is lost', async (t) => {
    const changes = [{ name: '新名' }, { ruleMaking: true }, { aliases: ['旧名'] }]
    const answers = await Promise.all(
      changes.map((change) => admin.patch(url, change, { 'if-match': etag })),
    )
    t.same(answers.map(({ status }) => status).sort(), [200, 412, 412])
    const made = answers.findIndex(({ status }) => status === 200)
    const now = sure(await admin.get(url))
    t.match(now.body, changes[made] as object)
    t.equal(now.headers['etag'], answers[made]?.headers['etag'])
    for (const refused of answers.filter(({ status }) => status === 412)) {
      t.equal(refused.at('code'), 'entry-changed')
      t.equal(refused.headers['etag'], now.headers['etag'])
    }
  })

  t.test('a whole entry is held to the one it names, where it names one', async (t) => {
    const entry = { name: '单位a', kind: 'department', region: '370781' }
    t.equal((await admin.put(url, entry, { 'if-match': etag })).status, 412)
    t.equal((await admin.put('/v1/agencies/new', entry, { 'if-match': '*' })).status, 412)
    const put = sure(await admin.put(url, entry))
    t.equal(put.headers['etag'], (await admin.get(url)).headers['etag'])
    t.equal(put.headers['etag'], etag, 'as it was at first')
  })
})

t.test('what two officers change at once is changed by one of them, whatever it is', async (t) => {
  const { region, agency, admin } = await build(t)
  await region('370781')
  await agency('a', '370781')
  const entries = {
    '/v1/regions/370782': [
      { name: '诸城市', parent: '370781' },
      { name: '诸城', parent: '370781' },
    ],
    '/v1/windows/370781/2024': [{ opens: '2025-01-02' }, { opens: '2025-01-03' }],
    '/v1/agencies/a/extensions/2024': [
      { due: '2025-02-10', reason: '机构改革' },
      { due: '2025-02-20', reason: '机构改革' },
    ],
    '/v1/agencies/a/exemptions/2024': [{ reason: '本年度新设' }, { reason: '已撤销' }],
  }
  for (const [url, [one = {}, other = {}]] of Object.entries(entries)) {
    await t.test(url, async (t) => {
      const first = sure(await admin.put(url, one))
      const read = sure(await admin.get(url))
      const etag = read.headers['etag'] ?? ''
      t.match(etag, /^"[\w-]{22}"$/)
      t.equal(first.headers['etag'], etag)
      t.equal((await admin.get(url, { 'if-none-match': etag })).status, 304)

      const both = await Promise.all([
        admin.put(url, other, { 'if-match': etag }),
        admin.put(url, { ...one, ...other }, { 'if-match': etag }),
      ])
      t.same(both.map(({ status }) => status).sort(), [200, 412])
      const now = sure(await admin.get(url))
      t.match(now.body, other)
      t.not(now.headers['etag'], etag)
      const refused = both.find(({ status }) => status === 412)
      t.equal(refused?.at('code'), 'entry-changed')
      t.equal(refused?.headers['etag'], now.headers['etag'])

      if (!url.includes('regions')) {
        t.equal((await admin.delete(url, undefined, { 'if-match': etag })).status, 412)
        t.same(sure(await admin.get(url)).body, now.body, 'it is as it was')
        const current = { 'if-match': now.headers['etag'] ?? '' }
        t.equal((await admin.delete(url, undefined, current)).status, 204)
      }
    })
  }

  t.test('what was read is sent back as it was, with a change or without', async (t) => {
    await agency('heir', '370781', { predecessors: ['a'] })
    sure(await admin.put('/v1/regions/370783', { name: '寿光市', parent: '370781' }))
    sure(await admin.put('/v1/windows/370781/2024', { opens: '2025-01-02' }))
    const grounds = { reason: '机构改革' }
    sure(await admin.put('/v1/agencies/a/extensions/2024', { due: '2025-02-10', ...grounds }))
    sure(await admin.put('/v1/agencies/a/exemptions/2024', grounds))
    for (const [url, change, otherwise] of [
      ['/v1/agencies/a', { aliases: ['旧名'] }, { id: 'b', successors: [] }],
      ['/v1/regions/370783', { name: '寿光' }, { code: '370784' }],
      ['/v1/windows/370781/2024', { closes: null }, { region: '370783', year: 2023, setBy: null }],
      ['/v1/windows/370783/2024', { opens: '2025-01-05' }, { setBy: '370783' }],
      ['/v1/agencies/a/extensions/2024', { openUntil: null }, { agencyId: 'heir', year: 2023 }],
      ['/v1/agencies/a/exemptions/2024', { reason: '已撤销' }, { agencyId: 'heir', year: 2023 }],
    ] as const) {
      const body = sure(await admin.get(url)).body as object
      const refused = await admin.put(url, { ...body, ...otherwise })
      t.match(refused.body, { status: 422, code: 'read-only-member' }, url)
      t.same(
        refused.at<{ pointer: string }[]>('errors').map(({ pointer }) => pointer),
        Object.keys(otherwise).map((name) => `/${name}`),
      )
      t.same(sure(await admin.get(url)).body, body, 'nothing was changed')
      sure(await admin.put(url, { ...body, ...change }))
      t.match(sure(await admin.get(url)).body, change)
    }
    const read = sure(await admin.get('/v1/agencies/a'))
    const patch = { ...(read.body as object), ruleMaking: true }
    const based = { 'if-match': read.headers['etag'] ?? '' }
    t.same(sure(await admin.patch('/v1/agencies/a', patch, based)).body, patch)
    for (const kind of ['extensions', 'exemptions']) {
      t.equal((await admin.delete(`/v1/agencies/a/${kind}/2024`)).status, 204)
    }
  })

  t.test('If-None-Match: * creates and never replaces', async (t) => {
    const only = { 'if-none-match': '*' }
    for (const [url, entry] of [
      ['/v1/regions/370785', { name: '高密市', parent: '370781' }],
      ['/v1/agencies/b', { name: '单位b', kind: 'department', region: '370781' }],
      ['/v1/agencies/a/extensions/2024', { due: '2025-02-10', reason: '机构改革' }],
      ['/v1/agencies/a/exemptions/2024', { reason: '本年度新设' }],
    ] as const) {
      sure(await admin.put(url, entry, only))
      const again = await admin.put(url, entry, only)
      t.equal(again.status, 412, url)
      t.equal(again.at('code'), 'entry-changed')
    }
  })

  t.test('a window is held to what holds, also where a region above says it', async (t) => {
    const url = '/v1/windows/370782/2023'
    const law = sure(await admin.get(url)).headers['etag'] ?? ''
    sure(await admin.put('/v1/windows/370781/2023', { opens: '2024-01-02' }))
    t.equal((await admin.put(url, { opens: '2024-01-05' }, { 'if-match': law })).status, 412)
    const above = sure(await admin.get(url)).headers['etag'] ?? ''
    sure(await admin.put(url, { opens: '2024-01-05' }, { 'if-match': above }))
  })
})

t.test('the tag of an agency covers who came of it', async (t) => {
  const { region, agency, admin } = await build(t)
  await region('370781')
  await agency('a', '370781')
  const before = sure(await admin.get('/v1/agencies/a'))
  await agency('b', '370781', { predecessors: ['a'] })
  const held = { 'if-none-match': before.headers['etag'] ?? '' }
  t.same(sure(await admin.get('/v1/agencies/a', held)).at('successors'), ['b'])
})
