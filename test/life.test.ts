import t, { type Test } from 'tap'
import { type Answer, build, type Caller, type Options, sure } from './build.ts'
import { contentFor, file } from './fixtures/filed.ts'

const URL = '/v1/reports/a/2024'

/** A county with two filers, its office, another county's office, and everybody's keys. */
async function county(t: Test, options: Options = {}) {
  const service = await build(t, options)
  await service.region('370700')
  await service.region('370781', '370700')
  await service.region('370800')
  await service.agency('a', '370781')
  await service.agency('b', '370781')
  await service.agency('gov', '370781', { kind: 'government' })
  await service.agency('far', '370800')
  return {
    ...service,
    reporter: await service.client({ role: 'reporter', agencies: ['a', 'gov'] }),
    sister: await service.client({ role: 'reporter', agencies: ['b'] }),
    office: await service.client({ role: 'reviewer', region: '370781' }),
    above: await service.client({ role: 'reviewer', region: '370700' }),
    elsewhere: await service.client({ role: 'reviewer', region: '370800' }),
    reader: await service.client({ role: 'reader' }),
    second: await service.client({ role: 'admin' }),
  }
}

const step = (caller: Caller, action: string, url = URL, headers = {}) =>
  caller.post(`${url}/transitions`, { action }, headers)

const etag = (answer: Answer) => answer.headers['etag'] ?? ''
const based = (answer: Answer) => ({ 'if-match': etag(answer) })
const disputed = { 'disputes.reconsideration.upheld': 1, 'disputes.reconsideration.total': 1 }
const thin = { 'narrative.problems': '问题仍有，明年改进。' }
const wrong = { 'disputes.reconsideration.total': 3 }

t.test('PUT /v1/reports/:agencyId/:year', async (t) => {
  const service = await county(t)
  const { reporter } = service
  const content = contentFor('a', 2024)

  t.test('Dry-Run: true answers what would be kept, and keeps nothing', async (t) => {
    const answer = await reporter.put(URL, content, { 'dry-run': 'true' })
    t.equal(answer.status, 200)
    t.match(answer.body, { state: 'draft', revision: 1, summary: { errors: 0 } })
    t.equal((await reporter.get(URL)).status, 404)
    t.equal(
      (await reporter.put(URL, contentFor('a', 2024, wrong), { 'dry-run': 'true' })).at(
        'summary.errors',
      ),
      1,
    )
  })

  t.test('412 with If-Match where there is no report', async (t) => {
    const answer = await reporter.put(URL, content, { 'if-match': '*' })
    t.equal(answer.status, 412)
    t.equal(answer.at('code'), 'version-mismatch')
  })

  t.test('201 with its address for a new report, which is a draft', async (t) => {
    const answer = await reporter.put(URL, content, { 'if-none-match': '*' })
    t.equal(answer.status, 201)
    t.equal(answer.headers['location'], URL)
    t.match(answer.body, {
      agencyId: 'a',
      year: 2024,
      state: 'draft',
      revision: 1,
      basis: { submitted: null, accepted: null, published: null },
      late: false,
      submittedAt: null,
      allowedActions: ['edit', 'discard', 'submit'],
      content,
    })
  })

  t.test('428 without If-Match where there is one, naming the ETag to send', async (t) => {
    const answer = await reporter.put(URL, contentFor('a', 2024, disputed))
    t.equal(answer.status, 428)
    t.ok(answer.at<string>('detail').includes(etag(await reporter.get(URL))))
  })

  t.test('412 for a tag that is old, weak or of another report', async (t) => {
    for (const tag of ['"9.9"', `W/${etag(await reporter.get(URL))}`, 'x', '""']) {
      const answer = await reporter.put(URL, contentFor('a', 2024, disputed), { 'if-match': tag })
      t.equal(answer.status, 412, tag)
      t.equal(answer.at('code'), 'version-mismatch')
    }
    const again = await reporter.put(URL, content, { 'if-none-match': '*' })
    t.equal(again.status, 412)
    t.equal(again.at('code'), 'report-exists')
  })

  t.test('200 and the same revision where nothing has changed', async (t) => {
    const before = await reporter.get(URL)
    const answer = await reporter.put(URL, content, based(before))
    t.equal(answer.status, 200)
    t.equal(answer.at('revision'), 1)
    t.equal(etag(answer), etag(before))
  })

  t.test('200 and a new revision where something has; the old one stays readable', async (t) => {
    const tag = { 'if-match': `"0.0", ${etag(await reporter.get(URL))}` }
    const answer = await reporter.put(URL, contentFor('a', 2024, disputed), tag)
    t.equal(answer.status, 200)
    t.equal(answer.at('revision'), 2)
    t.equal(answer.at('content.disputes.reconsideration.total'), 1)
    const old = await reporter.get(`${URL}?revision=1`)
    t.match(old.body, { revision: 1, content })
    t.not(etag(old), etag(answer))
    t.equal((await reporter.get(`${URL}?revision=3`)).status, 404)
  })

  t.test('Prefer: return=minimal leaves the content out, and says so', async (t) => {
    const headers = { ...based(await reporter.get(URL)), prefer: 'return=minimal' }
    const answer = await reporter.put(URL, content, headers)
    t.equal(answer.headers['preference-applied'], 'return=minimal')
    t.equal(answer.at('content'), undefined)
    t.equal(answer.at('revision'), 3)
  })

  t.test('of many writers with the same ETag one is kept and the others told', async (t) => {
    const tag = based(await reporter.get(URL))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        reporter.put(URL, contentFor('a', 2024, { 'proactive.penalties.decisions': i + 1 }), tag),
      ),
    )
    const statuses = answers.map(({ status }) => status).sort()
    t.same(statuses, [200, ...Array.from({ length: 19 }, () => 412)])
    const kept = answers.find(({ status }) => status === 200)
    t.equal((await reporter.get(URL)).at('digest'), kept?.at('digest'))
  })

  t.test('of many who create at once one is answered 201', async (t) => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => reporter.put('/v1/reports/a/2023', contentFor('a', 2023))),
    )
    t.equal(answers.filter(({ status }) => status === 201).length, 1)
    t.equal(answers.filter(({ status }) => status === 412).length, 19)
  })
})

t.test('GET /v1/reports/:agencyId/:year', async (t) => {
  const { reporter } = await county(t)
  const tag = etag(await reporter.put(URL, contentFor('a', 2024)))

  t.test('304 without a body while the copy held is current', async (t) => {
    for (const held of [tag, `W/${tag}`, '*', `"1.9" , ${tag}`]) {
      const answer = await reporter.get(URL, { 'if-none-match': held })
      t.equal(answer.status, 304, held)
      t.equal(answer.text, '')
      t.equal(answer.headers['etag'], tag)
    }
  })

  t.test('200 otherwise', async (t) => {
    for (const held of ['"1.9"', tag.slice(1, -1), '', '"']) {
      t.equal((await reporter.get(URL, { 'if-none-match': held })).status, 200, held)
    }
  })

  t.test('is no copy to be shared', async (t) => {
    const { headers } = await reporter.get(URL)
    t.match(headers['vary'], /Authorization/)
    t.match(headers['cache-control'], /private/)
  })

  t.test('404 for a basis on which nothing stands', async (t) => {
    for (const basis of ['submitted', 'accepted', 'published']) {
      t.equal((await reporter.get(`${URL}?basis=${basis}`)).status, 404, basis)
    }
  })
})

t.test('POST /v1/reports/:agencyId/:year/transitions', async (t) => {
  const service = await county(t)
  const { reporter, office, admin, second } = service
  const steps = ['submit', 'withdraw', 'return', 'accept', 'publish', 'reopen'] as const
  /** How a report comes to be in a state, and what each side may do with it there. */
  const life = {
    draft: { by: [], reporter: ['edit', 'discard', 'submit'], office: [] },
    submitted: {
      by: [[reporter, 'submit']],
      reporter: ['withdraw'],
      office: ['return', 'accept'],
    },
    returned: {
      by: [
        [reporter, 'submit'],
        [office, 'return'],
      ],
      reporter: ['edit', 'submit'],
      office: [],
    },
    accepted: {
      by: [
        [reporter, 'submit'],
        [office, 'accept'],
      ],
      reporter: ['edit'],
      office: ['publish', 'reopen'],
    },
    published: {
      by: [
        [reporter, 'submit'],
        [office, 'accept'],
        [office, 'publish'],
      ],
      reporter: ['edit'],
      office: ['reopen'],
    },
  } as const

  // Two years apart: what is copied from the year before would be a finding.
  let year = 2019
  for (const [state, { by, ...may }] of Object.entries(life)) {
    t.test(`a ${state} report says what each side may do, and takes nothing else`, async (t) => {
      year += 2
      const url = `/v1/reports/a/${year}`
      await file(service, 'a', year, { by: reporter, steps: by })
      for (const [name, caller] of [
        ['reporter', reporter],
        ['office', office],
      ] as const) {
        const seen = await caller.get(url)
        t.equal(seen.at('state'), state)
        t.same(seen.at('allowedActions'), may[name], name)
        for (const action of steps) {
          if ((may[name] as readonly string[]).includes(action)) continue
          const answer = await step(caller, action, url)
          const own =
            name === 'reporter' ? ['submit', 'withdraw'] : ['return', 'accept', 'publish', 'reopen']
          t.equal(answer.status, own.includes(action) ? 409 : 403, `${name}: ${action}`)
        }
      }
      if (!(may.reporter as readonly string[]).includes('edit')) {
        const content = contentFor('a', year, disputed)
        const answer = await reporter.put(url, content, { 'if-match': '*' })
        t.equal(answer.status, 409, 'edit')
        t.equal(answer.at('code'), 'action-not-allowed')
      }
      t.equal((await reporter.get(url)).at('state'), state, 'and stays as it was')
    })
  }

  t.test('each step leads where it should, and says what stands', async (t) => {
    const url = '/v1/reports/a/2041'
    const stands = (answer: Answer) => [
      answer.at('state'),
      ...Object.values(answer.at<object>('basis')),
    ]
    await reporter.put(url, contentFor('a', 2041))
    t.same(stands(await step(reporter, 'submit', url)), ['submitted', 1, null, null])
    t.same(stands(await step(reporter, 'withdraw', url)), ['draft', null, null, null])
    t.same(stands(await step(reporter, 'submit', url)), ['submitted', 1, null, null])
    t.same(stands(await step(office, 'return', url)), ['returned', null, null, null])
    sure(
      await reporter.put(url, contentFor('a', 2041, { 'proactive.penalties.decisions': 1 }), {
        'if-match': '*',
      }),
    )
    t.same(stands(await reporter.get(url)), ['returned', null, null, null])
    t.same(stands(await step(reporter, 'submit', url)), ['submitted', 2, null, null])
    t.same(stands(await step(office, 'accept', url)), ['accepted', 2, 2, null])
    t.same(stands(await step(office, 'publish', url)), ['published', 2, 2, 2])
    t.same(stands(await step(office, 'reopen', url)), ['returned', 2, 2, 2])
    sure(
      await reporter.put(
        `${url}?reason=处罚数量漏填`,
        contentFor('a', 2041, { 'proactive.penalties.decisions': 2 }),
        { 'if-match': '*' },
      ),
    )
    t.same(stands(await step(reporter, 'submit', url)), ['submitted', 3, 2, 2])
    t.same(stands(await step(reporter, 'withdraw', url)), ['draft', 2, 2, 2])
    t.same(stands(await step(reporter, 'submit', url)), ['submitted', 3, 2, 2])
    t.same(stands(await step(office, 'return', url)), ['returned', 2, 2, 2])
    sure(
      await reporter.put(url, contentFor('a', 2041, { 'proactive.penalties.decisions': 3 }), {
        'if-match': '*',
      }),
    )
    t.same(stands(await step(reporter, 'submit', url)), ['submitted', 4, 2, 2])
    t.same(stands(await step(office, 'accept', url)), ['accepted', 4, 4, 2])
    t.same(stands(await step(office, 'publish', url)), ['published', 4, 4, 4])
  })

  t.test('409 for a report that was sent back and comes again as it was', async (t) => {
    const url = '/v1/reports/b/2024'
    await file(service, 'b', 2024, {
      steps: [
        [service.sister, 'submit'],
        [office, 'return'],
      ],
      by: service.sister,
    })
    const again = await step(service.sister, 'submit', url)
    t.equal(again.status, 409)
    t.equal(again.at('code'), 'unchanged-resubmission')

    t.comment('nor by way of another revision that was withdrawn')
    const other = contentFor('b', 2024, { 'proactive.penalties.decisions': 1 })
    sure(await service.sister.put(url, other, { 'if-match': '*' }))
    sure(await step(service.sister, 'submit', url))
    sure(await step(service.sister, 'withdraw', url))
    sure(await service.sister.put(url, contentFor('b', 2024), { 'if-match': '*' }))
    t.equal((await step(service.sister, 'submit', url)).status, 409)
  })

  t.test('403 for whoever accepts what they submitted', async (t) => {
    await file(service, 'far', 2024, { by: admin, steps: [[admin, 'submit']] })
    const answer = await step(admin, 'accept', '/v1/reports/far/2024', { 'accept-language': 'en' })
    t.equal(answer.status, 403)
    t.match(answer.at('detail'), /both submits and accepts/)
    t.notOk(
      (await admin.get('/v1/reports/far/2024')).at<string[]>('allowedActions').includes('accept'),
    )
    t.equal((await step(second, 'accept', '/v1/reports/far/2024')).status, 200)
  })

  t.test('412 for a step that is based on an older version', async (t) => {
    const url = '/v1/reports/gov/2024'
    const first = await file(service, 'gov', 2024, { by: reporter })
    sure(
      await reporter.put(
        url,
        contentFor('gov', 2024, { 'proactive.penalties.decisions': 1 }),
        based(first),
      ),
    )
    t.equal((await step(reporter, 'submit', url, based(first))).status, 412)
    t.equal((await step(reporter, 'submit', url, based(await reporter.get(url)))).status, 200)
  })

  t.test('of many who take the same step at once one succeeds', async (t) => {
    const url = '/v1/reports/gov/2024'
    const answers = await Promise.all(Array.from({ length: 10 }, () => step(office, 'accept', url)))
    t.equal(answers.filter(({ status }) => status === 200).length, 1)
    t.equal(answers.filter(({ status }) => status === 412 || status === 409).length, 9)
    t.same([...service.store.verify()], [])
  })
})

t.test('a correction', async (t) => {
  const service = await county(t, { PUBLIC_READ: true })
  const { reporter, office, anonymous, sister, reader } = service
  const filed = await file(service, 'a', 2024, {
    by: reporter,
    steps: [
      [reporter, 'submit'],
      [office, 'accept'],
      [office, 'publish'],
    ],
  })
  const corrected = contentFor('a', 2024, { 'proactive.penalties.decisions': 5, ...wrong })

  t.test('422 without a reason', async (t) => {
    const answer = await reporter.put(URL, corrected, based(filed))
    t.equal(answer.status, 422)
    t.equal(answer.at('code'), 'reason-required')
  })
  t.test('409 where it changes nothing', async (t) => {
    const answer = await reporter.put(
      `${URL}?reason=${encodeURIComponent('更正')}`,
      contentFor('a', 2024),
      based(filed),
    )
    t.equal(answer.status, 409)
    t.equal(answer.at('code'), 'unchanged-correction')
  })

  t.test('422 without a reason also where the office reopened the report', async (t) => {
    const url = '/v1/reports/b/2022'
    await file(service, 'b', 2022, {
      by: sister,
      steps: [
        [sister, 'submit'],
        [office, 'accept'],
        [office, 'reopen'],
      ],
    })
    const changed = contentFor('b', 2022, { 'proactive.penalties.decisions': 5 })
    const answer = await sister.put(url, changed, { 'if-match': '*' })
    t.equal(answer.status, 422)
    t.equal(answer.at('code'), 'reason-required')
    sure(await sister.put(`${url}?reason=处罚数量漏填`, changed, { 'if-match': '*' }))
    t.equal((await step(sister, 'submit', url)).at('state'), 'submitted')
  })

  const before = await anonymous.get(URL)
  t.test('is a new revision, while the old one keeps standing', async (t) => {
    const url = `${URL}?reason=${encodeURIComponent('处罚数量漏填')}`
    const answer = await reporter.put(url, corrected, based(filed))
    t.equal(answer.status, 200)
    t.match(answer.body, {
      state: 'draft',
      revision: 2,
      basis: { submitted: 1, accepted: 1, published: 1 },
    })
    t.equal(
      (await office.get(`${URL}?basis=accepted`)).at('content.proactive.penalties.decisions'),
      0,
    )
    const { body } = await office.get(`${URL}/revisions`)
    t.match(body, {
      items: [
        { revision: 1, reason: null },
        { revision: 2, reason: '处罚数量漏填', client: reporter.id },
      ],
    })
  })

  t.test('keeps its reason while it is written, unless another is said', async (t) => {
    const again = async (decisions: number, query = '') =>
      sure(
        await reporter.put(
          `${URL}${query}`,
          contentFor('a', 2024, { 'proactive.penalties.decisions': decisions, ...wrong }),
          { 'if-match': '*' },
        ),
      )
    await again(6)
    await again(7, '?reason=复核台账')
    await again(8)
    t.match((await office.get(`${URL}/revisions`)).at<{ reason: string }[]>('items').slice(2), [
      { revision: 3, reason: '处罚数量漏填' },
      { revision: 4, reason: '复核台账' },
      { revision: 5, reason: '复核台账' },
    ])
  })

  t.test('409 where what is submitted reads as what stands after all', async (t) => {
    sure(await reporter.put(URL, contentFor('a', 2024), { 'if-match': '*' }))
    const answer = await step(reporter, 'submit')
    t.equal(answer.status, 409)
    t.match(answer.body, { code: 'unchanged-correction', detail: /第 1 版/ })
    t.match((await reporter.get(URL)).body, { state: 'draft', basis: { submitted: 1 } })
  })

  t.test('is nothing to whoever sees only what is published', async (t) => {
    t.match(before.body, {
      state: 'published',
      revision: 1,
      allowedActions: [],
      summary: { errors: 0 },
    })
    for (const [name, caller] of Object.entries({
      anonymous,
      reader,
      sister,
      elsewhere: service.elsewhere,
    })) {
      const after = await caller.get(URL)
      t.equal(after.text, before.text, `${name}: not a byte has changed`)
      t.equal(etag(after), etag(before), `${name}: nor the ETag`)
      t.equal((await caller.get(`${URL}?revision=2`)).status, 404, `${name}: revision 2`)
      t.equal((await caller.get(`${URL}?basis=accepted`)).status, 404, `${name}: accepted`)
    }
    const listed = async (query: string) =>
      (await reader.get(`/v1/reports?${query}`)).at<unknown[]>('items')
    t.match(await listed('agency=a'), [{ state: 'published', revision: 1, allowedActions: [] }])
    t.equal((await listed('state=published')).length, 1, 'the filter goes by what they see')
    t.same(await listed('state=draft'), [])
  })
})

t.test('findings', async (t) => {
  const service = await county(t)
  const { reporter, office } = service
  const findings = async (url = URL) =>
    (await reporter.get(`${url}/findings`)).at<Finding[]>('findings')
  interface Finding {
    rule: string
    severity: string
    fingerprint: string
    explanation?: { text: string; by: string }
    waiver?: { text: string; by: string }
  }
  const answer = (caller: Caller, kind: string, { fingerprint }: Finding, text: string) =>
    caller.put(`${URL}/findings/${fingerprint}/${kind}`, { text })
  const found = async (severity: string) => {
    const one = (await findings()).find((finding) => finding.severity === severity)
    if (one === undefined) throw new Error(`No ${severity}`)
    return one
  }

  await file(service, 'a', 2024, { by: reporter, changes: { ...thin, ...wrong } })

  t.test('422: an error and a warning stand in the way, each with its place', async (t) => {
    const refused = await step(reporter, 'submit')
    t.equal(refused.status, 422)
    t.equal(refused.at('code'), 'findings-stand')
    t.match(refused.at('errors'), [
      { code: 'missing-element', pointer: '/narrative/problems' },
      { code: 'total-mismatch', pointer: '/disputes/reconsideration/total' },
    ])
    t.equal((await reporter.get(URL)).at('state'), 'draft')
  })

  t.test('422 for an explanation that says nothing', async (t) => {
    for (const text of ['核实无误', '情况属实。', '无', '经核实，数据准确无误！', '已核对']) {
      const refused = await answer(reporter, 'explanation', await found('warning'), text)
      t.equal(refused.status, 422, text)
      t.equal(refused.at('code'), 'hollow-explanation')
    }
  })

  t.test('422 for an explanation of an error', async (t) => {
    const refused = await answer(
      reporter,
      'explanation',
      await found('error'),
      '复议总计包含上年度受理的两件。',
    )
    t.equal(refused.status, 422)
    t.equal(refused.at('code'), 'not-explainable')
  })

  t.test('a warning is explained by the filer, and stays so in the next revision', async (t) => {
    const text = '本年机构调整，有关情况已写入第六部分并报主管部门。'
    const { fingerprint } = await found('warning')
    sure(await answer(reporter, 'explanation', await found('warning'), text))
    t.equal((await answer(office, 'explanation', await found('warning'), text)).status, 403)
    const other = contentFor('a', 2024, {
      ...thin,
      ...wrong,
      'proactive.coercion.decisions': 1,
    })
    sure(await reporter.put(URL, other, based(await reporter.get(URL))))
    t.match(await found('warning'), { fingerprint, explanation: { text, by: reporter.id } })
    t.match((await step(reporter, 'submit')).at('errors'), [{ code: 'total-mismatch' }])
  })

  t.test('an error is waived by the office, and then the report can be submitted', async (t) => {
    const text = '原件即如此，已与该局核对并留存说明。'
    t.equal((await answer(reporter, 'waiver', await found('error'), text)).status, 403)
    t.equal((await answer(service.elsewhere, 'waiver', await found('error'), text)).status, 404)
    const waived = sure(await answer(office, 'waiver', await found('error'), text))
    t.match(waived.body, { rule: 'total-mismatch', waiver: { text, by: office.id } })
    t.equal((await step(reporter, 'submit')).status, 200)
    t.match(
      (await findings()).find(({ severity }) => severity === 'error'),
      { waiver: { text } },
    )
  })

  t.test('a better explanation is an answer to a report that was sent back', async (t) => {
    sure(await step(office, 'return'))
    t.equal((await step(reporter, 'submit')).at('code'), 'unchanged-resubmission')
    const text = '第五部分所列两项问题已于六月整改完毕，整改报告见局网站。'
    sure(await answer(reporter, 'explanation', await found('warning'), text))
    t.equal(sure(await step(reporter, 'submit')).at('state'), 'submitted')
  })

  t.test('the same fact has the same fingerprint in either language', async (t) => {
    const english = await reporter.get(`${URL}/findings`, { 'accept-language': 'en' })
    const prints = (all: Finding[]) => all.map(({ fingerprint }) => fingerprint)
    t.same(prints(english.at<Finding[]>('findings')), prints(await findings()))
    t.match(english.at('findings.0.message'), /[a-z]{3}/)
  })

  t.test('a carry-over is held against the report that stands for the year before', async (t) => {
    await file(service, 'b', 2023, {
      changes: {
        'applications.received.naturalPerson': 2,
        'applications.received.total': 2,
        'applications.carriedOut.naturalPerson': 2,
        'applications.carriedOut.total': 2,
      },
      by: service.sister,
      steps: [[service.sister, 'submit']],
    })
    await file(service, 'b', 2024, { by: service.sister })
    const { body } = await service.sister.get('/v1/reports/b/2024/findings')
    t.match(
      (body as { findings: Finding[] }).findings.filter(({ severity }) => severity === 'error'),
      [{ rule: 'carry-over-mismatch' }],
    )
  })
})

t.test('lateness', async (t) => {
  let now = '2025-01-10T00:00:00Z'
  const service = await county(t, { now: () => new Date(now) })
  const { reporter, office } = service
  const submittedAt = async (moment: string, agency: string, year: number) => {
    now = moment
    const answer = await file(service, agency, year, {
      by: reporter,
      steps: [[reporter, 'submit']],
    })
    return answer.at('late')
  }
  t.test('is marked and not refused, by the calendar of China', async (t) => {
    t.equal(
      await submittedAt('2025-01-31T15:59:59Z', 'a', 2024),
      false,
      'the last second of January',
    )
    t.equal(await submittedAt('2021-01-31T16:00:00Z', 'a', 2020), true, 'the first of February')
    t.equal(await submittedAt('2025-03-31T15:59:59Z', 'gov', 2024), false, 'a government in March')
    t.equal(await submittedAt('2021-03-31T16:00:00Z', 'gov', 2020), true, 'a government in April')
  })
  t.test('is a finding from the submission on, counted wherever findings are', async (t) => {
    const late = '/v1/reports/a/2020'
    const found = await reporter.get(`${late}/findings`)
    const warnings = found.at<{ rule: string; severity: string }[]>('findings')
    t.match(
      warnings.filter(({ severity }) => severity === 'warning'),
      [{ rule: 'late-filing' }],
    )
    const summary = found.at<object>('summary')
    t.same((await reporter.get(late)).at('summary'), summary)
    t.match((await reporter.get(`${late}/receipt`)).at('findings'), summary)
  })

  t.test('stays as it was at the first submission', async (t) => {
    now = '2025-05-01T00:00:00Z'
    sure(await step(office, 'return'))
    sure(
      await reporter.put(URL, contentFor('a', 2024, { 'proactive.coercion.decisions': 1 }), {
        'if-match': '*',
      }),
    )
    t.equal(sure(await step(reporter, 'submit')).at('late'), false)
    t.same([...service.store.verify()], [])
  })
  t.test('is not escaped by withdrawing', async (t) => {
    sure(await step(reporter, 'withdraw'))
    t.equal(sure(await step(reporter, 'submit')).at('late'), true)
    t.same([...service.store.verify()], [])
  })
})
