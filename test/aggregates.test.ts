import t, { type Test } from 'tap'
import type { Changes } from '../src/reports/changed.ts'
import { build, type Caller, sure } from './build.ts'
import { applications, file } from './fixtures/filed.ts'

interface Group {
  key: Record<string, unknown>
  coverage: { expected: number; counted: number; missing: number; late: number }
  cells: unknown
  gaps: Record<string, { notStated: number; notApplicable: number }>
  indicators: Record<
    string,
    { numerator: number; denominator: number; value: number | null; n: number; small: boolean }
  >
}

/**
 * A city over two counties. City: `city`, a government. County 370781: `a` and `b`, and below it
 * a township with `town`. County 370782: `far`. Everybody is accepted by whoever stands above.
 */
async function city(t: Test) {
  const service = await build(t, { now: () => new Date('2025-01-10T00:00:00Z') })
  const { region, agency } = service
  await region('370700')
  await region('370781', '370700')
  await region('370782', '370700')
  await region('370781100', '370781')
  await agency('city', '370700', { kind: 'government' })
  await agency('a', '370781')
  await agency('b', '370781')
  await agency('idle', '370781', { validFrom: 2023 })
  await agency('town', '370781100', { kind: 'township' })
  await agency('far', '370782')
  await agency('outside', '370782', { counts: false })
  const office = await service.client({ role: 'reviewer', region: '370700' })
  const filed = (id: string, year: number, changes: Changes, last = 'publish') => {
    const steps = ['submit', 'accept', 'publish']
    const taken = steps.slice(0, steps.indexOf(last) + 1)
    return file(service, id, year, {
      changes,
      waived: true,
      steps: taken.map((step) => [step === 'submit' ? service.admin : office, step] as const),
    })
  }
  return { ...service, office, filed }
}

const ask = async (caller: Caller, query: string) => {
  const answer = sure(await caller.get(`/v1/aggregates?${query}`))
  const groups = answer.at<Group[]>('groups')
  return {
    ...answer,
    groups,
    cell: (address: string, group = 0) => answer.at(`groups.${group}.cells.${address}`),
  }
}

const received = 'applications.received.total'

t.test('GET /v1/aggregates', async (t) => {
  const { admin, office, filed, client, anonymous } = await city(t)
  await filed('a', 2024, { ...applications(10, 2), 'proactive.fees.amount': 0.1 })
  await filed(
    'b',
    2024,
    { ...applications(5), 'proactive.fees.amount': 0.2, 'proactive.regulations.issued': 'n/a' },
    'accept',
  )
  await filed('town', 2024, { ...applications(3), 'proactive.penalties.decisions': null }, 'submit')
  await filed('far', 2024, applications(100))
  await filed('outside', 2024, applications(1000))

  t.test('adds up a region’s whole subtree, on the basis asked for', async (t) => {
    for (const [region, basis, sum, counted] of [
      ['370700', 'submitted', 118, 4],
      ['370700', 'accepted', 115, 3],
      ['370700', 'published', 110, 2],
      ['370781', 'submitted', 18, 3],
      ['370781', 'accepted', 15, 2],
      ['370781', 'published', 10, 1],
      ['370781100', 'submitted', 3, 1],
      ['370781100', 'accepted', null, 0],
      ['370782', 'published', 100, 1],
    ] as const) {
      const { cell, groups } = await ask(admin, `region=${region}&year=2024&basis=${basis}`)
      t.equal(cell(received), sum, `${region} ${basis}`)
      t.equal(groups[0]?.coverage.counted, counted)
    }
  })

  t.test('says who is in the numbers and who is missing', async (t) => {
    const { groups } = await ask(admin, 'region=370700&year=2024&basis=submitted')
    t.same(groups[0]?.coverage, { expected: 6, counted: 4, missing: 2, late: 0 })
    const before = await ask(admin, 'region=370700&year=2022&basis=submitted')
    t.same(
      before.groups[0]?.coverage,
      { expected: 5, counted: 0, missing: 5, late: 0 },
      'idle files from 2023 on',
    )
  })

  t.test('sums money without rounding, and groups beside their rows', async (t) => {
    const { cell } = await ask(admin, 'region=370781&year=2024')
    t.equal(cell('proactive.fees.amount'), 0.3)
    t.equal(cell('applications.refused.total'), 0)
    t.equal(cell('applications.other.total'), 0)
  })

  t.test(
    'says how many did not state a cell or held it not applicable, only where some did',
    async (t) => {
      const { groups, cell } = await ask(admin, 'region=370781&year=2024&basis=submitted')
      t.same(groups[0]?.gaps, {
        'proactive.penalties.decisions': { notStated: 1, notApplicable: 0 },
        'proactive.regulations.issued': { notStated: 0, notApplicable: 1 },
      })
      t.equal(cell('proactive.penalties.decisions'), 0)
      const town = await ask(admin, 'region=370781100&year=2024&basis=submitted')
      t.equal(town.cell('proactive.penalties.decisions'), null, 'what nobody stated is no zero')
    },
  )

  t.test('groups by kind, region, agency and year', async (t) => {
    const by = async (dimension: string, query = 'region=370700&year=2024&basis=submitted') => {
      const { groups, cell } = await ask(admin, `${query}&groupBy=${dimension}`)
      return groups.map(({ key, coverage }, i) => [
        Object.values(key).join(' '),
        cell(received, i),
        coverage.expected,
      ])
    }
    t.same(await by('kind'), [
      ['370700 department', 115, 4],
      ['370700 government', null, 1],
      ['370700 township', 3, 1],
    ])
    const regions = await by('region')
    t.match(
      regions.filter(([name]) => /3707[08][12]/.test(String(name))),
      [
        [/^370781/, 18, 4],
        [/^370782/, 100, 1],
      ],
    )
    t.same(await by('agency'), [
      ['a 单位a', 10, 1],
      ['b 单位b', 5, 1],
      ['city 单位city', null, 1],
      ['far 单位far', 100, 1],
      ['idle 单位idle', null, 1],
      ['town 单位town', 3, 1],
    ])
    t.same(await by('year', 'region=370781&from=2022&to=2024&basis=submitted'), [
      ['370781 2022', null, 3],
      ['370781 2023', null, 4],
      ['370781 2024', 18, 4],
    ])
    t.same(await by('agency', 'region=370700&year=2024&basis=submitted&kind=township'), [
      ['town 单位town', 3, 1],
    ])
  })

  t.test('by region, the region’s own agencies are a group, so that groups add up', async (t) => {
    const of = async (region: string, more = '') => {
      const query = `region=${region}&year=2024&basis=submitted${more}`
      const whole = await ask(admin, query)
      const { groups, cell } = await ask(admin, `${query}&groupBy=region`)
      const sum = (figures: (number | null | undefined)[]) =>
        figures.reduce<number>((all, figure) => all + (figure ?? 0), 0)
      t.equal(sum(groups.map((_, i) => cell(received, i) as number)), whole.cell(received))
      for (const part of ['expected', 'counted', 'missing', 'late'] as const) {
        t.equal(sum(groups.map(({ coverage }) => coverage[part])), whole.groups[0]?.coverage[part])
      }
      return groups.map(({ key, coverage }, i) => [key, cell(received, i), coverage.expected])
    }
    const own = (region: string) => ({ region, name: '本级', own: true })
    t.strictSame(await of('370700'), [
      [own('370700'), null, 1],
      [{ region: '370781', name: '区划370781' }, 18, 4],
      [{ region: '370782', name: '区划370782' }, 100, 1],
    ])
    t.strictSame(await of('370781'), [
      [own('370781'), 15, 3],
      [{ region: '370781100', name: '区划370781100' }, 3, 1],
    ])
    t.strictSame(await of('370782'), [[own('370782'), 100, 1]], 'with no region below')
    const kinds = await ask(
      admin,
      'region=370781&year=2024&basis=submitted&groupBy=region&groupBy=kind',
    )
    t.strictSame(
      kinds.groups.map(({ key }) => [key['region'], key['own'] === true, key['kind']]),
      [
        ['370781', true, 'department'],
        ['370781100', false, 'department'],
        ['370781100', false, 'township'],
      ],
    )
    const ranked = await ask(
      admin,
      `region=370781&year=2024&basis=submitted&groupBy=region&rankBy=${received}`,
    )
    t.strictSame(
      ranked.groups.map((group) => [group.key['region'], ranked.at('groups.0.rank.of')]),
      [
        ['370781100', 1],
        ['370781', 1],
      ],
      'they have no rank among the regions',
    )
    const csv = sure(
      await admin.get('/v1/aggregates?region=370781&year=2024&groupBy=region&as=csv'),
    )
    t.match(csv.text, '370781,本级,')
  })

  t.test('answers the same bytes until something is done', async (t) => {
    const query = 'region=370700&year=2024&basis=accepted'
    const [first, second] = [await ask(admin, query), await ask(office, query)]
    t.equal(first.text, second.text)
    const published = await ask(admin, 'region=370700&year=2024&basis=published')
    t.not(published.at('digest'), first.at('digest'))
  })

  t.test(
    'is on the basis of what is accepted for the office, of what is published for others',
    async (t) => {
      const basis = async (caller: Caller) =>
        (await ask(caller, 'region=370781&year=2024')).at('query.basis')
      t.equal(await basis(office), 'accepted')
      t.equal(await basis(await client({ role: 'reader' })), 'published')
      t.equal(await basis(await client({ role: 'reporter', agencies: ['a'] })), 'published')
      t.equal(await basis(await client({ role: 'reviewer', region: '370782' })), 'published')
      const far = await client({ role: 'reviewer', region: '370781' })
      t.equal(
        (await far.get('/v1/aggregates?region=370700&year=2024&basis=accepted')).status,
        403,
        'above one’s own',
      )
      t.equal((await anonymous.get('/v1/aggregates?region=370781&year=2024')).status, 401)
    },
  )

  t.test('404 for a region that is not registered', async (t) => {
    t.equal((await admin.get('/v1/aggregates?region=999999&year=2024')).status, 404)
  })

  t.test('follows an agency that moves, and leaves out one that does not count', async (t) => {
    sure(await admin.patch('/v1/agencies/far', { region: '370781100' }, { 'if-match': '*' }))
    t.equal((await ask(admin, 'region=370781&year=2024&basis=published')).cell(received), 110)
    t.equal((await ask(admin, 'region=370782&year=2024&basis=published')).cell(received), null)
    sure(await admin.patch('/v1/agencies/far', { counts: false }, { 'if-match': '*' }))
    t.equal((await ask(admin, 'region=370700&year=2024&basis=published')).cell(received), 10)
    sure(
      await admin.patch(
        '/v1/agencies/far',
        { counts: true, region: '370782' },
        { 'if-match': '*' },
      ),
    )
    t.equal((await ask(admin, 'region=370700&year=2024&basis=published')).cell(received), 110)
  })

  t.test('counts a correction once, when it is accepted', async (t) => {
    const url = '/v1/reports/a/2024'
    const content = sure(await admin.get(url)).at<object>('content')
    const corrected = {
      ...content,
      proactive: { ...(content as { proactive: object }).proactive, coercion: { decisions: 7 } },
    }
    sure(await admin.put(`${url}?reason=%E6%BC%8F%E5%A1%AB`, corrected, { 'if-match': '*' }))
    const coercion = async (basis: string) => {
      const { cell, groups } = await ask(admin, `region=370781&year=2024&basis=${basis}`)
      return [cell('proactive.coercion.decisions'), groups[0]?.coverage.counted]
    }
    t.same(await coercion('accepted'), [0, 2])
    sure(await admin.post(`${url}/transitions`, { action: 'submit' }))
    t.same(await coercion('submitted'), [7, 3])
    t.same(await coercion('accepted'), [0, 2])
    sure(await office.post(`${url}/transitions`, { action: 'accept' }))
    t.same(await coercion('accepted'), [7, 2])
    t.same(await coercion('published'), [0, 1])
  })
})

t.test('indicators', async (t) => {
  const { admin, filed } = await city(t)
  const row = (name: string, value: number): Changes => ({
    [`applications.${name}.other`]: value,
    [`applications.${name}.total`]: value,
  })
  // Figures of a city's published reports of 2024 and 2023.
  const figures = {
    2024: {
      received: 3511,
      carriedIn: 96,
      granted: 1431,
      partly: 471,
      handled: 3521,
      out: 86,
      corrected: 18,
      total: 170,
      pending: 36,
      suits: 77,
      waiting: 20,
    },
    2023: {
      received: 3500,
      carriedIn: 82,
      granted: 1519,
      partly: 0,
      handled: 3486,
      out: 96,
      corrected: 17,
      total: 414,
      pending: 0,
      suits: 0,
      waiting: 0,
    },
  }
  for (const [year, its] of Object.entries(figures)) {
    const changes = {
      ...row('received', its.received),
      ...row('carriedIn', its.carriedIn),
      ...row('granted', its.granted),
      ...row('partlyGranted', its.partly),
      ...row('unavailable.notHeld', its.handled - its.granted - its.partly),
      ...row('handled', its.handled),
      ...row('carriedOut', its.out),
      'disputes.reconsideration.corrected': its.corrected,
      'disputes.reconsideration.pending': its.pending,
      'disputes.reconsideration.upheld': its.total - its.corrected - its.pending,
      'disputes.reconsideration.total': its.total,
      'disputes.litigation.direct.upheld': its.suits - its.waiting,
      'disputes.litigation.direct.pending': its.waiting,
      'disputes.litigation.direct.total': its.suits,
    }
    // One agency in each county, so that nothing is held against the year before.
    await filed(year === '2024' ? 'a' : 'far', Number(year), changes, 'accept')
  }
  const rates = async (query: string) => (await ask(admin, query)).groups[0]?.indicators ?? {}
  const percent = (rate: { value: number | null } | undefined) =>
    rate?.value == null ? null : `${(rate.value * 100).toFixed(2)}%`

  t.test(
    'are those printed beside the same figures, with numerator, denominator and n',
    async (t) => {
      const its = await rates('region=370781&year=2024')
      t.match(its['disclosureRate'], {
        numerator: 1431 + 471,
        denominator: 3521,
        n: 3521,
        small: false,
      })
      t.equal(percent(its['disclosureRate']), '54.02%')
      t.equal(percent(its['reconsiderationCorrectedRateOfConcluded']), '13.43%')
      t.equal(percent(its['reconsiderationCorrectedRateOfAll']), '10.59%')
      t.match(its['reconsiderationCorrectedRateOfConcluded'], {
        numerator: 18,
        denominator: 170 - 36,
      })
      t.equal(percent(its['litigationCorrectedRateOfConcluded']), '0.00%')
      t.match(its['litigationCorrectedRateOfConcluded'], { numerator: 0, denominator: 57 })
      t.match(its['carryOverRate'], { numerator: 86, denominator: 3511 + 96 })
      t.match(its['disputeRate'], { numerator: 170 + 77, denominator: 3511 })
      const before = await rates('region=370782&year=2023')
      t.equal(percent(before['disclosureRate']), '43.57%')
      t.equal(percent(before['reconsiderationCorrectedRateOfAll']), '4.11%')
    },
  )

  t.test('have no value without a case, and are marked where they rest on few', async (t) => {
    const none = await rates('region=370782&year=2023')
    t.match(none['litigationCorrectedRateOfAll'], {
      numerator: 0,
      denominator: 0,
      value: null,
      n: 0,
      small: true,
    })
    const nobody = await rates('region=370781100&year=2024')
    t.match(nobody['disclosureRate'], { numerator: null, denominator: null, value: null })
  })
})

t.test('years of both forms in one range', async (t) => {
  const { admin, filed } = await city(t)
  await filed(
    'a',
    2020,
    {
      ...applications(4),
      'applications.other.business': 2,
      'applications.other.total': 2,
      'applications.received.business': 2,
      'applications.handled.business': 2,
      'applications.received.total': 6,
      'applications.handled.total': 6,
      'proactive.regulations.newlyMade': null,
      'proactive.normativeDocuments.newlyMade': 3,
      'proactive.normativeDocuments.newlyPublished': 3,
      'proactive.normativeDocuments.totalPublic': 40,
      'proactive.procurement.items': 5,
      'proactive.procurement.amount': 12.5,
      'proactive.licensing.decisions': 7,
      'proactive.licensing.itemsChange': -2,
    },
    'submit',
  )
  await filed(
    'a',
    2022,
    {
      ...applications(10),
      'proactive.normativeDocuments.issued': 2,
      'proactive.normativeDocuments.inForce': 9,
      'proactive.licensing.decisions': 8,
      'proactive.fees.amount': 1.5,
    },
    'submit',
  )
  const across = 'region=370781&from=2020&to=2022&basis=submitted'

  t.test('add what is the same, and what is nearly so', async (t) => {
    const { cell, groups } = await ask(admin, across)
    t.equal(cell(received), 16)
    t.equal(cell('applications.other.total'), 2, 'one row of 2019 and three of 2021')
    const { numerator } = groups[0]?.indicators['otherwiseHandledShare'] ?? {}
    t.equal(numerator, 2, 'and so in the rate')
    t.equal(cell('proactive.licensing.decisions'), 15)
    t.equal(cell('proactive.normativeDocuments.issued'), 5)
    t.equal(groups[0]?.coverage.counted, 2)
  })

  t.test('do not add what is not the same', async (t) => {
    const { cell } = await ask(admin, across)
    for (const address of [
      'proactive.normativeDocuments.inForce',
      'proactive.normativeDocuments.totalPublic',
      'proactive.normativeDocuments.repealed',
      'proactive.fees.amount',
      'proactive.procurement.amount',
      'proactive.licensing.itemsChange',
      'applications.other.miscellaneous.total',
    ]) {
      t.equal(cell(address), undefined, address)
    }
  })

  t.test('say so', async (t) => {
    const breaks = (await ask(admin, across)).at<{ at: string; grade: string }[]>('breaks')
    const graded = (at: string) => breaks.find((one) => one.at === at)?.grade
    t.equal(graded('proactive.normativeDocuments.inForce'), 'break')
    t.equal(graded('proactive.normativeDocuments.issued'), 'approximate')
    t.equal(graded('proactive.procurement.amount'), 'break')
    t.equal(graded(received), undefined, 'and nothing of what is the same')
    t.same((await ask(admin, 'region=370781&year=2022&basis=submitted')).at('breaks'), [])
    t.same((await ask(admin, 'region=370781&year=2020&basis=submitted')).at('breaks'), [])
  })

  t.test('each by itself is answered in its own form', async (t) => {
    const { cell } = await ask(admin, `${across}&groupBy=year`)
    t.equal(cell('proactive.procurement.amount', 0), 12.5)
    t.equal(cell('proactive.licensing.itemsChange', 0), -2)
    t.equal(cell('proactive.normativeDocuments.inForce', 2), 9)
  })
})

t.test('a range over 1 January 2024 says that suits without reconsideration broke', async (t) => {
  const { admin, filed } = await city(t)
  await filed('a', 2023, {}, 'submit')
  await filed('b', 2024, {}, 'submit')
  const breaks = async (query: string) =>
    (await ask(admin, `region=370781&basis=submitted&${query}`)).at('breaks')
  t.match(await breaks('from=2023&to=2024'), [{ at: 'disputes', grade: 'law', year: 2024 }])
  t.same(await breaks('from=2022&to=2023'), [])
  t.same(await breaks('year=2024'), [])
})
