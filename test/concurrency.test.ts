import t, { type Test } from 'tap'
import { type Answer, build } from './build.ts'
import { contentFor } from './fixtures/filed.ts'

const REPORT = '/v1/reports/a/2024'
const withText = (text: string) => contentFor('a', 2024, { 'narrative.problems': text })

async function county(t: Test) {
  const service = await build(t, { RATE_LIMIT: 0, MAX_EVENT_LOOP_DELAY: 0 })
  await service.region('370781')
  await service.agency('a', '370781')
  const reporter = await service.client({ role: 'reporter', agencies: ['a'] })
  return { ...service, reporter }
}

t.test('two thousand interleaved clients lose nothing and double nothing', async (t) => {
  t.setTimeout(90_000)
  const { reporter, store } = await county(t)
  const CLIENTS = 2000
  let etag = (await reporter.put(REPORT, withText('开始'))).headers['etag'] ?? ''
  const acknowledged: string[] = []

  // A hundred at a time change the version all of them read; every tenth sends twice under its
  // key, as after an answer that was lost.
  const clients = Array.from({ length: CLIENTS }, (_, i) => `第${i}位`)
  for (let at = 0; at < CLIENTS; at += 100) {
    const some = clients.slice(at, at + 100)
    const put = (text: string): Promise<Answer> =>
      reporter.put(REPORT, withText(text), {
        'if-match': etag,
        'idempotency-key': `k${text.length}-${Buffer.from(text).toString('hex')}`,
        prefer: 'return=minimal',
      })
    const sent = some.flatMap((text, i) => (i % 10 === 0 ? [text, text] : [text]))
    const answers = await Promise.all(sent.map(put))
    const winners = new Set(sent.filter((_, i) => answers[i]?.status === 200))
    t.equal(winners.size, 1, 'one of them changes the version they read')
    const refused = new Set(answers.map(({ status }) => status))
    refused.delete(200)
    t.same(
      [...refused].filter((status) => status !== 412 && status !== 409),
      [],
    )
    acknowledged.push(...winners)
    etag = (await reporter.get(REPORT)).headers['etag'] ?? ''
  }

  const revisions = store.reports
  const head = await revisions.find('a', 2024)
  const kept = await revisions.revisions(head?.id ?? 0, 0, 5000)
  t.equal(kept.length, acknowledged.length + 1, 'a revision for each acknowledged change')
  for (const [i, text] of acknowledged.entries()) {
    const body = (await revisions.revision(head?.id ?? 0, i + 2))?.body.toString() ?? ''
    if (!body.includes(`"problems":"${text}"`)) t.fail(`revision ${i + 2} is not that of ${text}`)
  }
  t.same([...store.verify()], [])
})

t.test('a 412 says what has changed since the version that was read', async (t) => {
  const { reporter } = await county(t)
  const first = (await reporter.put(REPORT, withText('问题甲，待改进。'))).headers['etag'] ?? ''
  const theirs = contentFor('a', 2024, {
    'narrative.problems': '问题乙，待改进。',
    'applications.received.total': 3,
  })
  const second = (await reporter.put(REPORT, theirs, { 'if-match': first })).headers['etag']
  for (const refused of [
    await reporter.put(REPORT, withText('丙'), { 'if-match': first }),
    await reporter.delete(REPORT, undefined, { 'if-match': first }),
    await reporter.post(`${REPORT}/transitions`, { action: 'submit' }, { 'if-match': first }),
  ]) {
    t.equal(refused.status, 412)
    t.equal(refused.headers['etag'], second)
    t.match(refused.at('current'), {
      etag: second,
      since: 1,
      revision: 2,
      cells: [{ at: 'applications.received.total', before: 0, after: 3 }],
      texts: [{ at: 'narrative.problems', start: 2, before: '甲', after: '乙' }],
      more: false,
    })
  }
})

t.test('revisions can be read and compared, discarded ones too', async (t) => {
  const { reporter, admin } = await county(t)
  const first = await reporter.put(REPORT, withText('甲'))
  await reporter.put(REPORT, withText('乙'), { 'if-match': first.headers['etag'] ?? '' })
  const revision = await reporter.get(`${REPORT}/revisions/1`)
  t.match(revision.body, { agencyId: 'a', year: 2024, revision: 1, reason: null })
  t.equal(revision.at('content.narrative.problems'), '甲')
  const changes = await admin.get(`${REPORT}/revisions/1/changes?from=2`)
  t.same(changes.at('texts'), [{ at: 'narrative.problems', start: 0, before: '乙', after: '甲' }])
  t.same(changes.at('cells'), [])
  t.equal((await reporter.get(`${REPORT}/revisions/3`)).at('code'), 'revision-not-found')
})

t.test('a draft is discarded', async (t) => {
  const { reporter, admin } = await county(t)
  const step = (action: string) => admin.post(`${REPORT}/transitions`, { action })
  const discard = async (etag?: string) =>
    reporter.delete(REPORT, undefined, {
      'if-match': etag ?? (await reporter.get(REPORT)).headers['etag'] ?? '',
    })

  t.test('as a whole, when it was never submitted; its numbers are not given again', async (t) => {
    await reporter.put(REPORT, contentFor('a', 2024))
    t.equal((await reporter.delete(REPORT)).status, 428)
    t.equal((await discard('"9.9"')).status, 412)
    t.equal((await discard()).status, 204)
    t.equal((await reporter.get(REPORT)).status, 404)
    const anew = await reporter.put(REPORT, contentFor('a', 2024))
    t.same([anew.status, anew.at('revision')], [201, 2])
  })

  t.test('back to what stands, when it is a correction', async (t) => {
    const other = await admin.post('/v1/clients', { name: 'x', role: 'reviewer', region: '370781' })
    t.equal(other.status, 201)
    const submitted = await reporter.post(`${REPORT}/transitions`, { action: 'submit' })
    t.equal(submitted.status, 200, submitted.text)
    t.equal((await step('accept')).status, 200)
    const etag = (await reporter.get(REPORT)).headers['etag'] ?? ''
    const drafted = await reporter.put(`${REPORT}?reason=更正错字`, withText('更正'), {
      'if-match': etag,
    })
    t.same([drafted.at('state'), drafted.at('revision')], ['draft', 3])
    t.equal((await discard()).status, 204)
    const back = await reporter.get(REPORT)
    t.same([back.at('state'), back.at('revision'), back.at('basis.accepted')], ['accepted', 2, 2])
    t.notOk(back.at<string[]>('allowedActions').includes('discard'))
    t.equal((await discard()).at('code'), 'action-not-allowed')
  })

  t.test('back to what stands, when it was reopened or a correction was sent back', async (t) => {
    const stands = async (revision: number) => {
      const now = await reporter.get(REPORT)
      t.same(now.at('allowedActions'), ['edit', 'discard', 'submit'])
      const again = await reporter.post(`${REPORT}/transitions`, { action: 'submit' })
      t.equal(again.at('code'), 'unchanged-resubmission')
      t.equal((await discard()).status, 204)
      const back = await reporter.get(REPORT)
      t.same([back.at('state'), back.at('revision')], ['accepted', revision])
    }
    t.equal((await step('reopen')).status, 200)
    await stands(2)
    const other = contentFor('a', 2024, { 'proactive.penalties.decisions': 1 })
    const drafted = await reporter.put(`${REPORT}?reason=更正数字`, other, { 'if-match': '*' })
    t.equal(drafted.status, 200, drafted.text)
    t.equal((await reporter.post(`${REPORT}/transitions`, { action: 'submit' })).status, 200)
    t.equal((await step('return')).at('state'), 'returned')
    await stands(2)
  })

  t.test('as if, on a dry run', async (t) => {
    const etag = (await reporter.get(REPORT)).headers['etag'] ?? ''
    const drafted = await reporter.put(`${REPORT}?reason=更正错字`, withText('三改'), {
      'if-match': etag,
    })
    const headers = { 'if-match': drafted.headers['etag'] ?? '', 'dry-run': 'true' }
    t.equal((await reporter.delete(REPORT, undefined, headers)).status, 204)
    t.equal((await reporter.get(REPORT)).at('state'), 'draft')
    const stale = { ...headers, 'if-match': '"9.9"' }
    t.equal((await reporter.delete(REPORT, undefined, stale)).status, 412)
  })
})

t.test('a dry run of what has none is refused, not done', async (t) => {
  const { admin } = await county(t)
  const agency = await admin.get('/v1/agencies/a')
  const other = { name: '改名局', kind: 'department', region: '370781' }
  const headers = { 'dry-run': 'true', 'accept-language': 'en' }
  const refused = await admin.put('/v1/agencies/a', other, headers)
  t.equal(refused.status, 400)
  t.match(refused.at('errors'), [{ header: 'dry-run', message: /has no dry run/ }])
  t.equal((await admin.get('/v1/agencies/a')).text, agency.text)
})

t.test('a dry run answers as the change would, and keeps nothing', async (t) => {
  const { reporter } = await county(t)
  const dry = { 'dry-run': 'true' }
  const put = await reporter.put(REPORT, contentFor('a', 2024), dry)
  t.match(put.body, { dryRun: true, state: 'draft', revision: 1 })
  t.equal((await reporter.get(REPORT)).status, 404)
  const filed = await reporter.put(REPORT, contentFor('a', 2024))
  const step = await reporter.post(`${REPORT}/transitions`, { action: 'submit' }, dry)
  const real = await reporter.post(`${REPORT}/transitions`, { action: 'submit' })
  t.equal(step.status, real.status)
  t.match(step.body, { dryRun: true, state: 'submitted', basis: { submitted: 1 } })
  t.match(filed.headers['etag'], /^"1\.1-[0-9a-z]+"$/)
  t.equal((await reporter.put(REPORT, contentFor('a', 2024), { 'dry-run': 'yes' })).status, 400)
})
