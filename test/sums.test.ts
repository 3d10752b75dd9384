import t, { type Test } from 'tap'
import type { Changes } from '../src/reports/changed.ts'
import { build, type Caller, sure } from './build.ts'
import { applications, file } from './fixtures/filed.ts'

/** A county of four: its government, two departments and a township, all accepted by its office. */
async function county(t: Test, options: Parameters<typeof build>[1] = {}) {
  const service = await build(t, options)
  const { region, agency } = service
  await region('370700')
  await region('370781', '370700')
  await region('370781100', '370781')
  await agency('gov', '370781', { kind: 'government', counts: false })
  await agency('a', '370781')
  await agency('b', '370781')
  await agency('town', '370781100', { kind: 'township' })
  const office = await service.client({ role: 'reviewer', region: '370700' })
  const steps = ['submit', 'accept', 'publish']
  const filed = (id: string, year: number, changes: Changes, last = 'publish') =>
    file(service, id, year, {
      changes,
      waived: true,
      steps: steps
        .slice(0, steps.indexOf(last) + 1)
        .map((step) => [step === 'submit' ? service.admin : office, step] as const),
    })
  /** A correction of a published report, published. */
  const correct = async (id: string, year: number, content: unknown) => {
    const { headers } = sure(await service.admin.get(`/v1/reports/${id}/${year}`))
    const url = `/v1/reports/${id}/${year}`
    sure(
      await service.admin.put(`${url}?reason=${encodeURIComponent('更正误填数据')}`, content, {
        'if-match': headers['etag'] as string,
      }),
    )
  }
  return { ...service, office, filed, correct }
}

const received = 'applications.received.total'

interface Item {
  agencyId: string
  value: number | null
  share: number | null
  link: string
  revision: number
}

const pages = async (caller: Caller, query: string) => {
  const items: Item[] = []
  let cursor = ''
  for (;;) {
    const answer = sure(await caller.get(`/v1/aggregates/contributions?${query}${cursor}`))
    items.push(...answer.at<Item[]>('items'))
    const next = answer.at<string | null>('next')
    if (next === null) return { ...answer, items }
    cursor = `&cursor=${next}`
  }
}

t.test('GET /v1/aggregates/contributions', async (t) => {
  const { office, filed, anonymous, admin } = await county(t)
  await filed('a', 2024, { ...applications(3), 'proactive.fees.amount': 0.25 })
  await filed('b', 2024, { ...applications(12), 'proactive.fees.amount': null })
  await filed('town', 2024, { ...applications(5), 'proactive.fees.amount': 0.5 })
  const query = 'region=370781&year=2024'
  const aggregate = sure(await office.get(`/v1/aggregates?${query}`))

  await t.test('lists the reports largest first, with share and link', async (t) => {
    const { items, at } = await pages(office, `${query}&cell=${received}`)
    t.strictSame(
      items.map(({ agencyId, value, share }) => [agencyId, value, share]),
      [
        ['b', 12, 0.6],
        ['town', 5, 0.25],
        ['a', 3, 0.15],
      ],
    )
    t.equal(at('total'), aggregate.at(`groups.0.cells.${received}`))
    t.equal(at('digest'), aggregate.at('digest'))
    t.equal(at('largestShare'), 0.6)
    sure(await office.get(items[0]?.link ?? ''))
  })

  await t.test('a page goes on where the last one ended, as of the same moment', async (t) => {
    const first = sure(
      await office.get(`/v1/aggregates/contributions?${query}&cell=${received}&limit=2`),
    )
    await filed('gov', 2024, applications(20))
    await filed('town', 2023, applications(1))
    const second = sure(
      await office.get(
        `/v1/aggregates/contributions?${query}&cell=${received}&limit=2&cursor=${first.at('next')}`,
      ),
    )
    t.equal(second.at('items.0.agencyId'), 'a')
    t.equal(second.at('asOf'), first.at('asOf'))
    t.equal(second.at('next'), null)
  })

  await t.test('money is in 万元, and who states nothing comes last', async (t) => {
    const { items, at } = await pages(office, `${query}&cell=proactive.fees.amount`)
    t.strictSame(
      items.map(({ agencyId, value }) => [agencyId, value]),
      [
        ['town', 0.5],
        ['a', 0.25],
        ['b', null],
      ],
    )
    t.equal(at('total'), 0.75)
    t.equal(at('notStated'), 1)
  })

  await t.test(
    'over the years of two formats a figure is read in the terms of the newer',
    async (t) => {
      await filed('a', 2020, applications(7))
      const { items, at } = await pages(office, `region=370781&from=2020&to=2024&cell=${received}`)
      t.equal(
        items.reduce((sum, { value }) => sum + (value ?? 0), 0),
        at('total'),
      )
      const whole = sure(await office.get('/v1/aggregates?region=370781&from=2020&to=2024'))
      t.equal(at('total'), whole.at(`groups.0.cells.${received}`))
      t.equal(at('digest'), whole.at('digest'))
      const broken = await office.get(
        '/v1/aggregates/contributions?region=370781&from=2020&to=2024&cell=proactive.regulations.inForce',
      )
      t.equal(broken.at('code'), 'not-comparable')
    },
  )

  await t.test('what cannot be answered is refused', async (t) => {
    const url = '/v1/aggregates/contributions'
    t.equal((await office.get(`${url}?${query}&cell=applications.nothing`)).status, 400)
    t.equal((await office.get(`${url}?region=370799&year=2024&cell=${received}`)).status, 404)
    t.equal((await anonymous.get(`${url}?${query}&cell=${received}`)).status, 401)
    t.equal((await admin.get(`${url}?${query}&cell=${received}&cursor=AAAA`)).status, 400)
  })
})
