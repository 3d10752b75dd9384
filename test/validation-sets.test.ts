import t from 'tap'
import { printReport } from '../src/documents/index.ts'
import { build, sure } from './build.ts'
import { applications, contentFor, file, reportOf } from './fixtures/filed.ts'

interface Item {
  readonly status: number
  readonly summary?: { readonly errors: number }
  readonly findings?: readonly { readonly rule: string; readonly message: string }[]
  readonly problem?: { readonly code: string; readonly errors?: readonly { pointer: string }[] }
}

const rulesOf = ({ findings = [] }: Item): string[] => findings.map(({ rule }) => rule)

t.test('POST /v1/validations with several reports', async (t) => {
  const service = await build(t)
  const { admin } = service
  await service.region('370781')
  for (const id of ['a', 'b']) await service.agency(id, '370781')
  const send = (reports: readonly object[], caller = admin) =>
    caller.post('/v1/validations', { reports })
  const lined = (lines: readonly string[]) =>
    admin.call(
      'POST',
      '/v1/validations',
      { 'content-type': 'application/x-ndjson' },
      lines.join('\n'),
    )

  t.test('several years of one agency are held against each other, and none is kept', async (t) => {
    const answer = await send([
      { content: contentFor('x', 2023, applications(5, 2)) },
      { content: contentFor('x', 2024, applications(3)) },
    ])
    t.equal(answer.status, 207)
    const [before, after] = answer.at<Item[]>('items') as [Item, Item]
    t.notOk(rulesOf(before).includes('carry-over-mismatch'))
    t.ok(rulesOf(after).includes('carry-over-mismatch'))
    t.match(answer.at('summary'), { total: 2, checked: 2, refused: 0, errors: 2 })
    t.equal((await admin.get('/v1/reports?year=2024')).at<unknown[]>('items').length, 0)
  })

  t.test('a county’s agencies for one year are: who copied from whom is found', async (t) => {
    const words = contentFor('p', 2024)
    const copied = { ...words, title: '单位q2024年政府信息公开工作年度报告' }
    const answer = await send([
      { content: words },
      { content: copied },
      { content: contentFor('r', 2024) },
    ])
    const [p, q, r] = answer.at<Item[]>('items') as [Item, Item, Item]
    t.match(p.findings?.find(({ rule }) => rule === 'copied-text')?.message, /单位q/)
    t.match(q.findings?.find(({ rule }) => rule === 'copied-text')?.message, /单位p/)
    t.notOk(rulesOf(r).includes('copied-text'))
  })

  t.test('what the set does not hold is what is kept, for an agency that is named', async (t) => {
    const second = await service.client({ role: 'admin' })
    const steps = [
      [admin, 'submit'],
      [second, 'accept'],
    ] as const
    await file(service, 'a', 2023, { changes: applications(5, 2), steps })
    const next = { agencyId: 'a', year: 2024, content: contentFor('a', 2024, applications(3)) }
    const [alone] = (await send([next])).at<Item[]>('items') as [Item]
    t.ok(rulesOf(alone).includes('carry-over-mismatch'))
    const mended = { agencyId: 'a', year: 2023, content: contentFor('a', 2023, applications(5)) }
    const [, beside] = (await send([mended, next])).at<Item[]>('items') as [Item, Item]
    t.notOk(rulesOf(beside).includes('carry-over-mismatch'), 'the set’s own stands in for it')
    const stranger = await service.client({ role: 'reporter', agencies: ['b'] })
    t.match((await send([next], stranger)).at('items.0'), {
      status: 404,
      problem: { code: 'agency-not-found' },
    })
  })

  t.test('line by line, in any medium, and one that is none holds nobody up', async (t) => {
    const document = await printReport(
      reportOf('y', 2024, applications(4)),
      { agency: '单位y', year: 2024 },
      'text/html',
    )
    const content = contentFor('x', 2024)
    const answer = await lined([
      JSON.stringify({ year: 2024, document: document.toString('base64'), mediaType: 'text/html' }),
      '{"content":',
      JSON.stringify({ content: { ...content, format: '1999' } }),
      JSON.stringify({ content: { ...content, title: null, period: null } }),
      JSON.stringify({ content }),
      JSON.stringify({ content }),
    ])
    t.equal(answer.status, 207)
    const items = answer.body as Item[]
    t.match(items, [
      { status: 200, year: 2024, reading: { mediaType: 'text/html', account: { refused: 0 } } },
      { status: 400, problem: { code: 'malformed-json' } },
      { status: 400, problem: { errors: [{ pointer: '/content/format' }] } },
      { status: 422, problem: { code: 'year-not-stated' } },
      { status: 200, name: '单位x' },
      { status: 422, problem: { code: 'report-twice' } },
      { summary: { total: 6, checked: 2, refused: 4 } },
    ])
  })

  t.test('says what is wrong with the set as a whole', async (t) => {
    const content = contentFor('x', 2024)
    const refused = async (answer: ReturnType<typeof send>, status: number, code: string) => {
      const { status: is, body } = await answer
      t.equal(is, status)
      t.match(body, { code })
    }
    await refused(send([]), 400, 'invalid-body')
    await refused(send(['x' as never]), 400, 'invalid-body')
    await refused(admin.post('/v1/validations', { reports: [], more: 1 }), 400, 'invalid-body')
    await refused(
      admin.post('/v1/validations?year=2024', { reports: [{ content }] }),
      400,
      'invalid-parameters',
    )
    await refused(lined(Array.from({ length: 301 }, () => '{}')), 413, 'too-many-items')
    const [odd] = (await send([{ content, colour: 'red' }])).at<Item[]>('items') as [Item]
    t.match(odd.problem, { code: 'invalid-body', errors: [{ pointer: '/colour' }] })
    t.equal(sure(await admin.post('/v1/validations', content)).status, 200, 'one is as ever')
  })
})
