import t, { type Test } from 'tap'
import { formatDueFor } from '../src/formats/index.ts'
import { contentOf } from '../src/reports/content.ts'
import { nilReport } from '../src/reports/nil-report.ts'
import { type Answer, build, sure } from './build.ts'
import { applications, contentFor, file } from './fixtures/filed.ts'

async function county(t: Test, today = '2025-01-21') {
  const service = await build(t, { now: () => new Date(`${today}T12:00:00+08:00`) })
  await service.region('370781')
  await service.region('370781001', '370781')
  const second = await service.client({ role: 'admin' })
  const found = async (agency: string, rule: string, year = 2024) => {
    const answer = sure(await service.admin.get(`/v1/reports/${agency}/${year}/findings`))
    return answer.at<{ rule: string }[]>('findings').filter((one) => one.rule === rule)
  }
  const taken = [
    [service.admin, 'submit'],
    [second, 'accept'],
  ] as const
  return { ...service, found, taken }
}

t.test('what a report carries in, through mergers and splits', async (t) => {
  const { agency, found, taken, admin, ...service } = await county(t)
  const all = { admin, ...service, agency }
  const carried = (n: number) =>
    Object.fromEntries(
      ['carriedIn', 'granted', 'handled'].flatMap((row) =>
        ['naturalPerson', 'total'].map((column) => [`applications.${row}.${column}`, n]),
      ),
    )
  await agency('culture', '370781', { validTo: 2023 })
  await agency('tour', '370781', { validTo: 2023 })
  await agency('both', '370781', { validFrom: 2024, predecessors: ['culture', 'tour'] })
  await agency('old', '370781', { validTo: 2023 })
  await agency('renamed', '370781', { validFrom: 2024, predecessors: ['old'] })

  t.test(
    'a merged agency carries in what both carried out; one missing, nothing is said',
    async (t) => {
      await file(all, 'culture', 2023, { changes: applications(5, 2), steps: taken })
      sure(await admin.put('/v1/reports/both/2024', contentFor('both', 2024, carried(3))))
      t.same(await found('both', 'carry-over-mismatch'), [], 'tour has not filed')
      await file(all, 'tour', 2023, { changes: applications(4, 1), steps: taken })
      t.same(await found('both', 'carry-over-mismatch'), [])
      sure(
        await admin.put('/v1/reports/both/2024', contentFor('both', 2024, carried(2)), {
          'if-match': '*',
        }),
      )
      t.match(await found('both', 'carry-over-mismatch'), [
        { left: 3, right: 2 },
        { left: 3, right: 2 },
      ])
    },
  )

  t.test('an amended last year raises a finding on this one', async (t) => {
    await file(all, 'old', 2023, { changes: applications(5, 2), steps: taken })
    sure(await admin.put('/v1/reports/renamed/2024', contentFor('renamed', 2024, carried(2))))
    t.same(await found('renamed', 'carry-over-mismatch'), [])
    const amended = contentFor('old', 2023, applications(5, 1))
    const url = '/v1/reports/old/2023'
    sure(await admin.put(`${url}?reason=结转数有误`, amended, { 'if-match': '*' }))
    for (const [caller, action] of taken) sure(await caller.post(`${url}/transitions`, { action }))
    t.match(await found('renamed', 'carry-over-mismatch'), [{ left: 1, right: 2 }, {}])
  })
})

t.test('what is like a sister’s report is found once hers stands', async (t) => {
  const { agency, admin, found, taken, ...service } = await county(t)
  const format = formatDueFor(2024)
  if (format === undefined) throw new Error('No format')
  const twin = (name: string) => contentOf(nilReport(format, name, 2024))
  await agency('a', '370781', { name: '甲局' })
  await agency('b', '370781001', { name: '乙局' })
  sure(await admin.put('/v1/reports/a/2024', twin('甲局')))
  sure(await admin.put('/v1/reports/b/2024', twin('乙局')))
  t.same(await found('b', 'copied-text'), [], 'a draft is nobody’s to copy')
  for (const [caller, action] of taken) {
    sure(await caller.post('/v1/reports/a/2024/transitions', { action }))
  }
  const [copied] = await found('b', 'copied-text')
  t.match(copied, { severity: 'warning', message: /甲局/ })
  t.same(await found('a', 'copied-text'), [], 'and the other way round only once both stand')
  await service.region('370782')
  await agency('c', '370782', { name: '丙局' })
  sure(await admin.put('/v1/reports/c/2024', twin('丙局')))
  t.same(await found('c', 'copied-text'), [], 'nor across counties')
})

t.test('a consolidated report is held against its members and never added to them', async (t) => {
  const { agency, admin, found, taken, ...service } = await county(t)
  const all = { admin, agency, ...service }
  await agency('a', '370781')
  await agency('b', '370781001')
  await agency('free', '370781')
  await agency('gov', '370781', { kind: 'government', counts: false })
  await file(all, 'a', 2024, { changes: applications(3), steps: taken })
  await file(all, 'gov', 2024, { changes: applications(8), steps: taken.slice(0, 1) })
  t.match(await found('gov', 'roll-up-mismatch'), [{ notAssessable: true }], 'b has not filed')
  await file(all, 'b', 2024, { changes: applications(4), steps: taken })
  sure(await admin.put('/v1/agencies/free/exemptions/2024', { reason: '无报送义务' }))
  const differing = await found('gov', 'roll-up-mismatch')
  t.match(differing[0], { left: 8, right: 7, severity: 'warning' })
  const sums = sure(await admin.get('/v1/aggregates?region=370781&year=2024&basis=submitted'))
  t.match(sums.at('groups.0'), {
    coverage: { expected: 2, counted: 2, missing: 0 },
    cells: { applications: { received: { total: 7 } } },
  })
})

t.test('a zero where others of its kind have hundreds, once they are five', async (t) => {
  const { agency, admin, found, taken, ...service } = await county(t)
  const all = { admin, agency, ...service }
  await agency('a', '370781')
  await agency('other', '370781', { kind: 'vertical' })
  await agency('town', '370781001', { kind: 'department' })
  for (const id of ['a', 'other', 'town']) {
    sure(await admin.put(`/v1/reports/${id}/2024`, contentFor(id, 2024)))
  }
  const unlike = async (id: string) =>
    (await found(id, 'unlikely-zero')).filter((one) => 'right' in one)
  for (let i = 1; i <= 5; i++) {
    t.same(await unlike('a'), [], `${i - 1} peers are no crowd`)
    await agency(`p${i}`, '370781')
    const changes = { 'proactive.licensing.decisions': 100 * i }
    await file(all, `p${i}`, 2024, { changes, steps: taken })
  }
  t.match(await unlike('a'), [
    { at: ['proactive.licensing.decisions'], left: 0, right: 300, severity: 'info' },
  ])
  t.same(await unlike('other'), [], 'of another kind')
  t.same(await unlike('town'), [], 'or on another level they are no measure')
})

t.test('a report filed before its year is over says so once it is filed', async (t) => {
  const { agency, admin, found } = await county(t)
  await agency('a', '370781')
  const year = new Date().getFullYear()
  const url = `/v1/reports/a/${year}`
  sure(await admin.put(url, contentFor('a', year)))
  t.same(await found('a', 'wrong-date', year), [])
  sure(await admin.post(`${url}/transitions`, { action: 'submit' }))
  t.match(await found('a', 'wrong-date', year), [{ at: ['submitted'], severity: 'warning' }])
})

t.test('late is said and explained, and holds nothing up', async (t) => {
  const { agency, admin, found, taken } = await county(t, '2025-02-03')
  await agency('a', '370781')
  sure(await admin.put('/v1/reports/a/2024', contentFor('a', 2024)))
  t.same(await found('a', 'late-filing'), [])
  let answer: Answer | undefined
  for (const [caller, action] of taken) {
    answer = sure(await caller.post('/v1/reports/a/2024/transitions', { action }))
  }
  t.match(answer?.body, { state: 'accepted', late: true, summary: { warnings: 1 } })
  t.match(await found('a', 'late-filing'), [{ message: /^\d{4}-\d\d-\d\d.*2025-01-31$/ }])
})
