import fc from 'fast-check'
import t, { type Test } from 'tap'
import { type Answer, build, type Caller, sure } from './build.ts'
import { contentFor } from './fixtures/filed.ts'
import {
  actions,
  after,
  allowed,
  step as anyStep,
  beginning,
  dueOf,
  isFiled,
  lockOf,
  type Model,
  meant,
  type Step,
} from './fixtures/filing-model.ts'

/** A city with a county, its filers and their office, on a day that can be changed. */
async function county(t: Test, today = '2025-01-10') {
  const clock = { today }
  const service = await build(t, { now: () => new Date(`${clock.today}T12:00:00+08:00`) })
  await service.region('370700')
  await service.region('370781', '370700')
  await service.region('370800')
  await service.agency('a', '370781')
  await service.agency('b', '370781')
  await service.agency('gov', '370781', { kind: 'government' })
  const reporter = await service.client({ role: 'reporter', agencies: ['a', 'gov'] })
  const office = await service.client({ role: 'reviewer', region: '370781' })
  const city = await service.client({ role: 'reviewer', region: '370700' })
  return { ...service, clock, reporter, office, city }
}

const URL = '/v1/reports/a/2024'
const WINDOW = '/v1/windows/370781/2024'
const step = (caller: Caller, action: string, more = {}, url = URL) =>
  caller.post(`${url}/transitions`, { action, ...more })
const code = (answer: Answer) => [answer.status, answer.at('code')]

t.test('GET and PUT /v1/windows/:region/:year', async (t) => {
  const { reporter, office, city, anonymous } = await county(t)

  t.test(
    'without a word from any office the law’s own days hold, and nothing closes',
    async (t) => {
      t.same((await reporter.get(WINDOW)).body, {
        region: '370781',
        year: 2024,
        opens: null,
        due: { departments: '2025-01-31', governments: '2025-03-31' },
        closes: null,
        reason: null,
        setBy: null,
      })
      t.equal((await anonymous.get(WINDOW)).status, 401)
    },
  )

  t.test('a region goes by the nearest window above it, until it has its own', async (t) => {
    sure(await city.put('/v1/windows/370700/2024', { due: { departments: '2025-01-20' } }))
    t.match((await reporter.get(WINDOW)).body, {
      due: { departments: '2025-01-20', governments: '2025-03-31' },
      setBy: '370700',
    })
    sure(await office.put(WINDOW, { due: { departments: '2025-01-15' } }))
    t.match((await reporter.get(WINDOW)).body, { setBy: '370781' })
    t.equal((await office.delete(WINDOW)).status, 204)
    t.match((await reporter.get(WINDOW)).body, { setBy: '370700' })
    t.same(code(await office.delete(WINDOW)), [404, 'window-not-found'])
  })

  t.test('each office sets its own region’s and those below', async (t) => {
    t.equal((await office.put('/v1/windows/370700/2024', {})).status, 403)
    t.equal((await city.put('/v1/windows/370800/2024', {})).status, 403)
    t.equal((await reporter.put(WINDOW, {})).status, 403)
    t.same(code(await city.put('/v1/windows/999999/2024', {})), [404, 'region-not-found'])
  })

  t.test('422 for days that cannot be, naming each', async (t) => {
    const answer = await office.put(WINDOW, {
      opens: '2025-02-30',
      due: { departments: '2024-12-31', governments: '2025-06-30' },
      closes: '2025-04-30',
    })
    t.same(code(answer), [422, 'window-out-of-order'])
    t.same(
      answer.at<{ pointer: string }[]>('errors').map(({ pointer }) => pointer),
      ['/due/departments', '/due/departments', '/due/governments', '/opens', '/reason'],
    )
  })
})

t.test('filing by the calendar', async (t) => {
  t.test(
    'the last day is on time, by the clock of China; the next is late, and taken',
    async (t) => {
      for (const [today, late] of [
        ['2025-01-31', false],
        ['2025-02-01', true],
      ] as const) {
        const { reporter } = await county(t, today)
        sure(await reporter.put(URL, contentFor('a', 2024)))
        const answer = sure(await step(reporter, 'submit'))
        t.match(answer.body, { due: '2025-01-31', late, locked: null })
      }
    },
  )

  t.test('409 before it opens, saying from when on', async (t) => {
    const { reporter, office, clock } = await county(t)
    sure(await office.put(WINDOW, { opens: '2025-01-12' }))
    const early = await reporter.put(URL, contentFor('a', 2024))
    t.same(code(early), [409, 'not-yet-open'])
    t.match(early.at('detail'), /2025-01-12/)
    clock.today = '2025-01-12'
    t.equal((await reporter.put(URL, contentFor('a', 2024))).status, 201)
  })

  t.test('a closed year is locked to the filer, and says why; the office goes on', async (t) => {
    const { reporter, office, clock } = await county(t)
    sure(await office.put(WINDOW, { closes: '2025-04-30', reason: '汇总已上报。' }))
    sure(await reporter.put(URL, contentFor('a', 2024)))
    clock.today = '2025-05-01'
    const seen = await reporter.get(URL)
    t.match(seen.body, {
      locked: { opens: null, closed: '2025-04-30', reason: '汇总已上报。' },
      allowedActions: [],
    })
    const refused = await step(reporter, 'submit')
    t.same(code(refused), [409, 'year-locked'])
    t.match(refused.at('detail'), /汇总已上报/)
    const edit = await reporter.put(URL, contentFor('a', 2024), { 'if-match': '*' })
    t.same(code(edit), [409, 'year-locked'])

    t.comment('opened for one agency')
    const opening = { openUntil: '2025-05-10', reason: '机构合并，情况特殊' }
    t.equal((await reporter.put('/v1/agencies/a/extensions/2024', opening)).status, 403)
    sure(await office.put('/v1/agencies/a/extensions/2024', opening))
    t.same((await reporter.get('/v1/agencies/a/extensions/2024')).body, {
      agencyId: 'a',
      year: 2024,
      due: null,
      ...opening,
    })
    t.match((await reporter.get(URL)).body, {
      locked: null,
      allowedActions: ['edit', 'discard', 'submit'],
    })
    t.match(sure(await step(reporter, 'submit')).body, { late: true })
    t.same(
      code(await reporter.put('/v1/reports/gov/2024', contentFor('gov', 2024))),
      [409, 'year-locked'],
      'and to no other',
    )

    clock.today = '2025-05-11'
    t.match((await office.get(URL)).body, { allowedActions: ['return', 'accept'] })
    sure(await step(office, 'accept'))
    t.equal((await office.delete('/v1/agencies/a/extensions/2024')).status, 204)
    t.same(code(await office.delete('/v1/agencies/a/extensions/2024')), [
      404,
      'extension-not-found',
    ])
  })

  t.test('an extension moves the due day of one agency', async (t) => {
    const { reporter, office, clock } = await county(t)
    const given = { due: '2025-02-10', reason: '办公楼搬迁' }
    sure(await office.put('/v1/agencies/a/extensions/2024', given))
    clock.today = '2025-02-10'
    sure(await reporter.put(URL, contentFor('a', 2024)))
    t.match(sure(await step(reporter, 'submit')).body, { due: '2025-02-10', late: false })

    t.comment('beyond the day the year closes: who was given more time can use it')
    const closed = { closes: '2025-02-05', reason: '汇总已上报' }
    const due = { departments: '2025-01-31', governments: '2025-02-05' }
    sure(await office.put(WINDOW, { due, ...closed }))
    t.match((await reporter.get(URL)).body, { locked: null, allowedActions: ['withdraw'] })
    clock.today = '2025-02-11'
    t.match((await reporter.get(URL)).body, { locked: { closed: '2025-02-05' } })
    t.same(code(await office.put('/v1/agencies/a/extensions/2024', { reason: '没有日期' })), [
      422,
      'window-out-of-order',
    ])
  })
})

t.test('remarks', async (t) => {
  const { reporter, office } = await county(t)
  sure(await reporter.put(URL, contentFor('a', 2024)))
  sure(await step(reporter, 'submit'))

  t.test('422 for a place the revision does not have, naming each', async (t) => {
    const remarks = [
      'applications.received.total',
      'applications.received.nobody',
      'constructor',
      { passage: 'narrative.problems', start: 0, end: 5 },
      { passage: 'narrative.problems', start: 5, end: 5 },
      { passage: 'narrative.problems', start: 0, end: 100_000 },
      { passage: 'constructor', start: 0, end: 1 },
      'narrative.overview.intro',
      'applications.refused',
    ].map((at) => ({ at, text: '请核对' }))
    const answer = await step(office, 'return', { remarks })
    t.same(code(answer), [422, 'remark-misplaced'])
    t.same(
      answer.at<{ pointer: string }[]>('errors').map(({ pointer }) => pointer),
      [1, 2, 4, 5, 6].map((i) => `/remarks/${i}/at`),
    )
    t.equal((await office.get(URL)).at('state'), 'submitted')
  })

  t.test('the filer reads them after a return, with the revision they were made on', async (t) => {
    const span = { passage: 'narrative.problems', start: 0, end: 5 }
    const remarks = [
      { at: 'applications.received.total', text: '与台账不符' },
      { at: span, text: '太笼统' },
    ]
    sure(await step(office, 'return', { comment: '请修改两处', remarks }))
    const said = await reporter.get(`${URL}/remarks`)
    t.match(said.body, {
      items: [
        { revision: 1, action: 'return', at: null, text: '请修改两处' },
        { revision: 1, at: 'applications.received.total', text: '与台账不符' },
        { revision: 1, at: span, text: '太笼统' },
      ],
      next: null,
    })
    t.same((await reporter.get(`${URL}/remarks?revision=2`)).at('items'), [])
    const first = await reporter.get(`${URL}/remarks?limit=2`)
    const rest = await reporter.get(`${URL}/remarks?limit=2&cursor=${first.at('next')}`)
    t.equal(rest.at('items.0.text'), '太笼统')
  })
})

t.test('the public address', async (t) => {
  const { reporter, office } = await county(t)
  sure(await reporter.put(URL, contentFor('a', 2024)))
  sure(await step(reporter, 'submit'))
  const publicUrl = 'https://www.example.gov.cn/zfxxgk/2024.html'
  t.same(code(await step(office, 'accept', { publicUrl })), [422, 'public-url-misplaced'])
  sure(await step(office, 'accept'))
  for (const wrong of [
    'http://example.gov.cn/',
    'javascript:alert(1)',
    'https://a b/',
    'https://u@x/',
  ]) {
    t.equal((await step(office, 'publish', { publicUrl: wrong })).status, 400, wrong)
  }
  t.equal((await reporter.get(URL)).at('publicUrl'), null)
  t.equal(sure(await step(office, 'publish', { publicUrl })).at('publicUrl'), publicUrl)
  t.equal((await reporter.get('/v1/reports?agency=a')).at('items.0.publicUrl'), publicUrl)
})

t.test('POST /v1/transition-batches', async (t) => {
  const { reporter, office, admin } = await county(t)
  sure(await reporter.put(URL, contentFor('a', 2024)))
  sure(await step(reporter, 'submit'))
  sure(await admin.put('/v1/reports/b/2024', contentFor('b', 2024)))
  const all = (action: string) => ({
    transitions: ['a', 'b', 'nobody'].map((agencyId) => ({ agencyId, year: 2024, action })),
  })

  t.test('takes each report by itself, and says what became of it', async (t) => {
    const dry = sure(
      await office.post('/v1/transition-batches', all('accept'), { 'dry-run': 'true' }),
    )
    t.match(dry.body, { succeeded: 1, failed: 2, dryRun: true })
    t.equal((await office.get(URL)).at('state'), 'submitted')
    const answer = sure(await office.post('/v1/transition-batches', all('accept')))
    t.match(answer.body, {
      succeeded: 1,
      failed: 2,
      items: [
        { index: 0, status: 200, agencyId: 'a', state: 'accepted' },
        { index: 1, status: 409, problem: { code: 'action-not-allowed' } },
        { index: 2, status: 404, problem: { code: 'agency-not-found' } },
      ],
    })
    t.equal(answer.at('items.0.etag'), (await office.get(URL)).headers['etag'])
  })

  t.test('400 for a report that is there twice', async (t) => {
    const [one] = all('publish').transitions
    const answer = await office.post('/v1/transition-batches', { transitions: [one, one] })
    t.same(code(answer), [400, 'invalid-body'])
    t.equal(answer.at('errors.0.pointer'), '/transitions/1')
  })

  t.test('the same key is answered again, and does nothing twice', async (t) => {
    const key = { 'idempotency-key': 'publish-all' }
    const first = sure(await office.post('/v1/transition-batches', all('publish'), key))
    t.match(first.body, { succeeded: 1 })
    const again = sure(await office.post('/v1/transition-batches', all('publish'), key))
    t.equal(again.text, first.text)
  })
})

t.test('POST /v1/reports/:agencyId/:year/publication-checks', async (t) => {
  const { reporter, office } = await county(t)
  const filed = { 'narrative.overview.proactive': '全年公开信息20条。解读文件3件；回应关切2次。' }
  sure(await reporter.put(URL, contentFor('a', 2024, filed)))
  const page = await reporter.get(URL, { accept: 'text/html' })
  const check = (body: string) =>
    reporter.call('POST', `${URL}/publication-checks`, { 'content-type': 'text/html' }, body)

  t.test('404 while nothing is accepted', async (t) => {
    t.equal((await check(page.text)).status, 404)
  })

  sure(await step(reporter, 'submit'))
  sure(await step(office, 'accept'))

  t.test('equal for the page as it was printed, and for the content as it was filed', async (t) => {
    t.match(sure(await check(page.text)).body, {
      basis: 'accepted',
      revision: 1,
      result: 'equal',
      cells: [],
      sentences: [],
    })
    sure(await step(office, 'publish'))
    const same = await reporter.post(`${URL}/publication-checks`, contentFor('a', 2024, filed))
    t.match(sure(same).body, { basis: 'published', result: 'equal' })
  })

  t.test('differs where a figure or a sentence was changed, saying which', async (t) => {
    const changed = contentFor('a', 2024, {
      'narrative.overview.proactive': '全年公开信息21条。 解读文件3件；回应关切2次。另附图解。',
      'applications.received.total': 4,
    })
    const answer = sure(await reporter.post(`${URL}/publication-checks`, changed))
    t.match(answer.body, {
      result: 'differs',
      cells: [{ at: 'applications.received.total', accepted: 0, published: 4 }],
    })
    t.same(
      answer
        .at<{ accepted: string; published: string }[]>('sentences')
        .map(({ accepted, published }) => [accepted, published]),
      [
        ['全年公开信息20条。', '全年公开信息21条。'],
        [null, '另附图解。'],
      ],
    )
    const shorter = page.text.replace('回应关切2次。', '')
    t.match(sure(await check(shorter)).at('sentences'), [
      { section: 'overview', accepted: '回应关切2次。', published: null },
    ])
  })

  t.test('422 for a page that is no report', async (t) => {
    t.equal((await check('<p>此页已删除</p>')).status, 422)
  })
})

t.test('the ETag follows what the calendar says of a report', async (t) => {
  const { reporter, office, anonymous, clock } = await county(t)
  sure(await office.put(WINDOW, { closes: '2025-04-30', reason: '汇总已上报。' }))
  sure(await reporter.put(URL, contentFor('a', 2024)))
  const tag = async () => (await reporter.get(URL)).headers['etag'] ?? ''
  const open = await tag()
  const fresh = (etag: string) => reporter.get(URL, { 'if-none-match': etag })
  clock.today = '2025-04-30'
  t.equal((await fresh(open)).status, 304, 'the last day is as the first')

  t.test('when the year closes, opens again or is due another day', async (t) => {
    clock.today = '2025-05-01'
    const closed = await fresh(open)
    t.match(closed.body, { locked: { closed: '2025-04-30' }, allowedActions: [] })
    t.equal((await fresh(await tag())).status, 304)
    sure(
      await office.put('/v1/agencies/a/extensions/2024', {
        openUntil: '2025-05-10',
        reason: '情况特殊',
      }),
    )
    t.equal(await tag(), open, 'as it was')
    sure(
      await office.put('/v1/agencies/a/extensions/2024', {
        openUntil: '2025-05-10',
        due: '2025-05-02',
        reason: '情况特殊',
      }),
    )
    t.match((await fresh(open)).body, { due: '2025-05-02', locked: null })
  })

  t.test('when the window of its region says another day', async (t) => {
    const { reporter, office } = await county(t)
    sure(await reporter.put(URL, contentFor('a', 2024)))
    const first = await reporter.get(URL)
    sure(await office.put(WINDOW, { due: { departments: '2025-02-20' } }))
    const then = await reporter.get(URL)
    t.same([first.at('due'), then.at('due')], ['2025-01-31', '2025-02-20'])
    t.not(then.headers['etag'], first.headers['etag'])
  })

  t.test('a change goes by the report alone', async (t) => {
    const next = await reporter.put(
      URL,
      contentFor('a', 2024, { 'proactive.penalties.decisions': 1 }),
      { 'if-match': open },
    )
    t.equal(next.status, 200, 'the calendar changed nothing of it')
    t.equal(next.headers['etag'], await tag())
    t.equal((await anonymous.get(URL)).status, 401)
  })
})

t.test(
  'whatever is done on whatever day, the life of a report is as the model has it',
  async (t) => {
    const { admin, client, region, agency, clock } = await county(t)
    const done = new Map<string, number>()
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 15, maxLength: 40 }), async (steps) => {
        const code = `38${String(++runs).padStart(4, '0')}`
        const id = `m${runs}`
        await region(code)
        await agency(id, code)
        const filer = await client({ role: 'reporter', agencies: [id] })
        const office = await client({ role: 'reviewer', region: code })
        const url = `/v1/reports/${id}/2024`
        const [window, extension, exemption] = [
          `/v1/windows/${code}/2024`,
          `/v1/agencies/${id}/extensions/2024`,
          `/v1/agencies/${id}/exemptions/2024`,
        ]
        let edits = 0
        const any = { 'if-match': '*' }
        const ask = async (step: Step, { report }: Model): Promise<Answer | undefined> => {
          switch (step.do) {
            case 'wait':
              return undefined
            case 'setWindow': {
              const { opens, due, closes } = step
              const reason = closes === null ? {} : { reason: '汇总已上报。' }
              const held = (await office.get(window)).at('setBy') === code ? any : {}
              return office.put(
                window,
                { opens, due: { departments: due, governments: closes ?? due }, closes, ...reason },
                held,
              )
            }
            case 'extend': {
              const { do: _, ...given } = step
              const days = Object.fromEntries(
                Object.entries(given).filter(([, day]) => day !== null),
              )
              const held = (await office.get(extension)).status === 200 ? any : {}
              return office.put(extension, { ...days, reason: '情况特殊，已经报备' }, held)
            }
            case 'exempt': {
              const held = (await office.get(exemption)).status === 200 ? any : {}
              return office.put(exemption, { reason: '机构撤销，当年无事项' }, held)
            }
            case 'removeWindow':
              return office.delete(window)
            case 'endExtension':
              return office.delete(extension)
            case 'endExemption':
              return office.delete(exemption)
            case 'edit': {
              const content = contentFor(id, 2024, { 'proactive.penalties.decisions': ++edits })
              return filer.put(`${url}?reason=更正数字`, content, report === null ? {} : any)
            }
            case 'discard':
              return filer.delete(url, undefined, any)
            default:
              return (step.do === 'submit' || step.do === 'withdraw' ? filer : office).post(
                `${url}/transitions`,
                { action: step.do },
              )
          }
        }

        let model: Model = beginning
        clock.today = model.today
        for (const any of steps) {
          const step = meant(model, any)
          const next = after(model, step)
          const answer = await ask(step, model)
          const refused =
            answer === undefined || answer.status < 300 ? null : answer.at<string>('code')
          const expected = typeof next === 'string' ? next : null
          if (refused !== expected) throw new Error(`${step.do}: ${refused}, not ${expected}`)
          if (typeof next !== 'string') {
            model = next
            clock.today = model.today
            done.set(step.do, (done.get(step.do) ?? 0) + 1)
          } else done.set(next, (done.get(next) ?? 0) + 1)
          const seen = await filer.get(url)
          const { report } = model
          if (report === null) {
            if (seen.status !== 404) throw new Error(`There is a report after ${step.do}`)
            continue
          }
          const lock = lockOf(model)
          const { state, revision, late, submitted, accepted, published } = report
          const should = {
            ...{ state, revision, basis: { submitted, accepted, published }, late },
            due: dueOf(model),
            locked: lock,
            filer: allowed(model).filer,
            office: allowed(model).office,
          }
          const locked = seen.at<{ opens: string | null } | null>('locked')
          const is = {
            ...{
              state: seen.at('state'),
              revision: seen.at('revision'),
              basis: seen.at('basis'),
              late: seen.at('late'),
            },
            due: seen.at('due'),
            locked: locked === null ? null : locked.opens === null ? 'year-locked' : 'not-yet-open',
            filer: seen.at('allowedActions'),
            office: (await office.get(url)).at('allowedActions'),
          }
          if (JSON.stringify(is) !== JSON.stringify(should)) {
            throw new Error(
              `after ${step.do}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`,
            )
          }
        }
        const { counts } = (await office.get(`/v1/coverage?region=${code}&year=2024`)).body as {
          counts: Record<string, number>
        }
        const filed = isFiled(model)
        const exempt = !filed && model.exempt
        const should = {
          expected: exempt ? 0 : 1,
          filed: filed ? 1 : 0,
          missing: filed || exempt ? 0 : 1,
          exempt: exempt ? 1 : 0,
        }
        for (const [name, count] of Object.entries(should)) {
          if (counts[name] !== count) throw new Error(`${name}: ${counts[name]}, not ${count}`)
        }
        const sum = await admin.get(`/v1/aggregates?region=${code}&year=2024&basis=submitted`)
        const counted = model.report?.submitted == null ? 0 : 1
        const due = model.exempt ? counted : 1
        const late = counted === 1 && model.report?.late === true ? 1 : 0
        const told = JSON.stringify(sum.at('groups.0.coverage'))
        const coverage = JSON.stringify({ expected: due, counted, missing: due - counted, late })
        if (told !== coverage) throw new Error(`${told}, not ${coverage}`)
      }),
      { numRuns: 20, seed: 11, includeErrorInReport: true },
    )
    for (const name of [
      'wait',
      'setWindow',
      'extend',
      'exempt',
      'edit',
      'discard',
      ...actions,
      'year-locked',
      'not-yet-open',
      'unchanged-resubmission',
      'action-not-allowed',
    ]) {
      t.ok((done.get(name) ?? 0) > 0, `${name}: ${done.get(name) ?? 0} times`)
    }
  },
)
