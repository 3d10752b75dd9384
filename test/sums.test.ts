import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { standingWork } from '../bench/generate.ts'
import { exportYear } from '../src/commands/export.ts'
import { recomputeFile } from '../src/commands/recompute.ts'
import { format2021 } from '../src/formats/2021.ts'
import { cellsOf } from '../src/formats/cells.ts'
import type { Changes } from '../src/reports/changed.ts'
import { valueAt } from '../src/reports/content.ts'
import { encodeCells } from '../src/reports/vector.ts'
import { recompute } from '../src/services/recompute.ts'
import type { Work } from '../src/store/report-store.ts'
import { build, type Caller, sure } from './build.ts'
import { applications, contentFor, file, reportOf, waive } from './fixtures/filed.ts'

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
  /** A correction of a report that counts, taken as far as accepted. */
  const correct = async (id: string, year: number, changes: Changes) => {
    const url = `/v1/reports/${id}/${year}`
    const etag = sure(await service.admin.get(url)).headers['etag'] as string
    const reason = encodeURIComponent('核对台账后更正误填的数据')
    const content = contentFor(id, year, changes)
    sure(await service.admin.put(`${url}?reason=${reason}`, content, { 'if-match': etag }))
    await waive(service.admin, id, year)
    sure(await service.admin.post(`${url}/transitions`, { action: 'submit' }))
    sure(await office.post(`${url}/transitions`, { action: 'accept' }))
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
  const { office, filed, anonymous, admin, agency } = await county(t)
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

  await t.test('pages of every length hold every report once, in the same order', async (t) => {
    const ids = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7']
    for (const [i, id] of ids.entries()) {
      await agency(id, '370700')
      await filed(id, 2022, applications((i * 3) % 7))
    }
    const list = `region=370700&year=2022&cell=${received}`
    const whole = (await pages(office, list)).items.map(({ agencyId }) => agencyId)
    t.same(whole, ['c3', 'c5', 'c7', 'c2', 'c4', 'c6', 'c1'])
    for (let limit = 1; limit <= ids.length; limit++) {
      const { items } = await pages(office, `${list}&limit=${limit}`)
      t.same(
        items.map(({ agencyId }) => agencyId),
        whole,
        `${limit} a page`,
      )
    }
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

t.test('GET /v1/aggregates in other media', async (t) => {
  const { office, filed } = await county(t)
  await filed('a', 2024, { ...applications(3), 'proactive.fees.amount': 0.25 })
  await filed('b', 2024, { ...applications(12), 'proactive.fees.amount': null })
  const url = '/v1/aggregates?region=370781&year=2024'

  await t.test('CSV has a record for each cell of each group', async (t) => {
    const { text, headers } = sure(
      await office.get(
        `${url}&groupBy=agency&cells=proactive.fees&cells=applications.received.total`,
        {
          accept: 'text/csv',
        },
      ),
    )
    t.match(headers['content-type'], /^text\/csv/)
    t.match(headers['content-disposition'], /sums-370781-2024\.csv/)
    const records = text
      .trim()
      .split('\r\n')
      .map((line) => line.split(','))
    const of = (agency: string, address: string) => {
      const record = records.find((one) => one[3] === agency && one[13] === address)
      return record?.slice(14)
    }
    t.strictSame(of('a', received), ['3', '0', '0'])
    t.strictSame(of('b', 'proactive.fees.amount'), ['', '1', '0'])
    t.equal(of('a', 'applications.granted.total'), undefined)
  })

  await t.test('HTML and Excel show the sums on the official tables', async (t) => {
    const html = sure(await office.get(url, { accept: 'text/html' }))
    t.match(html.text, new RegExp(`<td id="${received}"[^>]*>15<`))
    t.notMatch(html.text, '<html')
    const { headers, text } = sure(await office.get(`${url}&as=xlsx`))
    t.match(headers['content-type'], /spreadsheetml/)
    t.equal(text.slice(0, 2), 'PK')
    const grouped = await office.get(`${url}&groupBy=kind&as=xlsx`)
    t.equal(grouped.status, 400)
    t.equal(grouped.at('errors.0.parameter'), 'groupBy')
  })

  await t.test('a caller who holds the sums is told so, until something changes', async (t) => {
    for (const as of ['json', 'csv', 'xlsx', 'html']) {
      const etag = sure(await office.get(`${url}&as=${as}`)).headers['etag'] as string
      const again = await office.get(`${url}&as=${as}`, { 'if-none-match': etag })
      t.equal(again.status, 304, as)
      t.not((await office.get(`${url}&as=json`, { 'if-none-match': 'W/"other"' })).status, 304)
    }
    const etag = sure(await office.get(url)).headers['etag'] as string
    await filed('town', 2024, applications(1))
    t.equal((await office.get(url, { 'if-none-match': etag })).status, 200)
  })
})

t.test('a moment is taken to the microsecond, in any zone and year', async (t) => {
  const { office } = await county(t)
  const url = '/v1/aggregates?region=370781&year=2024&asOf='
  for (const [asked, taken] of [
    ['2020-01-01T08:00:00.1234569%2B08:00', '2020-01-01T00:00:00.123456Z'],
    ['0830-11-30T21:59:07.171588%2B20:35', '0830-11-30T01:24:07.171588Z'],
  ] as const) {
    t.equal(sure(await office.get(url + asked)).at('asOf'), taken)
  }
  for (const none of ['0000-01-01T00:00:00%2B01:00', '2023-02-30T00:00:00Z']) {
    t.equal((await office.get(url + none)).status, 400, none)
  }
})

t.test('what was true stays true', async (t) => {
  const { office, filed, correct, agency } = await county(t)
  await filed('a', 2024, applications(3))
  await filed('town', 2024, applications(5))
  const before = sure(await office.get('/v1/aggregates?region=370781&year=2024&groupBy=region'))
  const asOf = before.at<string>('asOf')
  const urls = [
    `/v1/aggregates?region=370781&year=2024&groupBy=region&compare=previous&asOf=${asOf}`,
    `/v1/aggregates?region=370781&year=2024&groupBy=agency&as=csv&asOf=${asOf}`,
    `/v1/aggregates/contributions?region=370781&year=2024&cell=${received}&asOf=${asOf}`,
    `/v1/exports/370781/2024?asOf=${asOf}`,
    `/v1/exports/370781/2024?as=csv&asOf=${asOf}`,
    `/v1/exports/370781/2024?as=sdmx&asOf=${asOf}`,
    `/v1/exports/370781/2024?as=datapackage&asOf=${asOf}`,
  ]
  const answers = async () => {
    const all: string[] = []
    for (const url of urls) all.push(sure(await office.get(url)).text)
    return all
  }
  const first = await answers()
  for (const by of ['region', 'kind', 'agency', 'year']) {
    const url = `/v1/aggregates?region=370781&year=2024&groupBy=${by}`
    const now = sure(await office.get(url))
    const counted = sure(await office.get(`${url}&asOf=${asOf}`))
    t.strictSame(counted.at('groups'), now.at('groups'), `counted anew by ${by}, as kept`)
    t.equal(counted.at('digest'), now.at('digest'))
    t.equal(now.at('groups.0.coverage.late'), now.at('groups.0.coverage.counted'))
  }
  await correct('a', 2024, applications(4))
  await correct('town', 2024, applications(50))
  await filed('b', 2024, applications(8))
  await agency('town', '370700', { kind: 'township', name: '改名镇' })
  t.strictSame(await answers(), first)
  const after = sure(await office.get('/v1/aggregates?region=370781&year=2024&groupBy=region'))
  t.not(after.at('digest'), before.at('digest'))
})

t.test('GET /v1/exports/{region}/{year}', async (t) => {
  const folder = t.testdir()
  const DATABASE = join(folder, 'nianbao.sqlite')
  const { office, filed, anonymous } = await county(t, { DATABASE })
  await filed('a', 2024, { ...applications(3), 'proactive.fees.amount': 0.000001 })
  await filed('b', 2024, { ...applications(12), 'proactive.fees.amount': null }, 'accept')
  await filed('town', 2024, { ...applications(5), 'proactive.licensing.decisions': 'n/a' })
  await filed('gov', 2024, applications(99))
  await filed('a', 2023, applications(1))
  const url = '/v1/exports/370781/2024'
  const aggregate = sure(await office.get('/v1/aggregates?region=370781&year=2024'))
  const group = aggregate.at<{ cells: unknown; gaps: unknown; indicators: unknown }>('groups.0')

  await t.test('NDJSON is enough to recompute the aggregate without the database', async (t) => {
    const { text } = sure(await office.get(url))
    const again = await recompute(linesIn(text))
    t.equal(again.digest, aggregate.at('digest'))
    t.equal(again.stated.digest, aggregate.at('digest'))
    t.strictSame(again.cells, group.cells)
    t.strictSame(again.gaps, group.gaps)
    t.strictSame(again.indicators, group.indicators)
    t.equal(again.counted, 3)
    t.strictSame(again.altered, [])
  })

  await t.test(
    'a figure that was altered, a line left out and a cut file are noticed',
    async (t) => {
      const { text } = sure(await office.get(url))
      const altered = await recompute(linesIn(text.replace('"total":12', '"total":13')))
      t.strictSame(altered.altered, [2])
      t.not(altered.digest, altered.stated.digest)
      const [, ...rest] = text.split('\n')
      const shorter = await recompute(linesIn(rest.join('\n')))
      t.not(shorter.digest, shorter.stated.digest)
      await t.rejects(recompute(linesIn(text.slice(0, -20))), /cut short/)
      await t.rejects(recompute(linesIn(text.slice(0, text.lastIndexOf('{"end"')))), /cut short/)
      await t.rejects(recompute(linesIn('{"agencyId":"a"}\n')), /no report/)
    },
  )

  await t.test('CSV and SDMX-CSV state every cell, and the package counts them', async (t) => {
    const { text: csv } = sure(await office.get(`${url}?as=csv`))
    const [header = '', ...records] = csv.slice(1).trim().split('\r\n')
    t.equal(records.length, 3 * 200 + 1)
    t.match(records.at(-1), `3 reports, digest ${aggregate.at('digest')}`)
    t.match(csv, 'proactive.fees.amount,0.000001,stated')
    t.match(csv, 'proactive.licensing.decisions,,notApplicable')
    const { text: sdmx } = sure(await office.get(`${url}?as=sdmx`))
    t.match(sdmx, 'A,370781,b,proactive.fees.amount,2024,,O,CNY,4')
    t.match(sdmx, `A,370781,b,${received},2024,12,A,PURE_NUMB,0`)

    const described = sure(await office.get(`${url}?as=datapackage`))
    t.equal(described.at('count'), 3)
    t.equal(described.at('digest'), aggregate.at('digest'))
    const resources =
      described.at<{ path: string; schema?: { fields: { name: string }[] } }[]>('resources')
    t.strictSame(
      resources[1]?.schema?.fields.map(({ name }) => name),
      header.split(','),
    )
    for (const { path } of resources) sure(await office.get(path.replace(/^https:..[^/]+/, '')))
  })

  await t.test('others get what is published, where they may read it', async (t) => {
    const reader = sure(await office.get(`${url}?basis=published`))
    t.equal(reader.text.trim().split('\n').length, 3)
    t.equal((await anonymous.get(url)).status, 401)
    t.equal((await office.get('/v1/exports/370799/2024')).status, 404)
    const etag = reader.headers['etag'] as string
    t.equal((await office.get(`${url}?basis=published`, { 'if-none-match': etag })).status, 304)
  })

  await t.test('the commands do the same from the file', async (t) => {
    const out = join(folder, 'reports.ndjson')
    const options = { basis: 'accepted', to: 'ndjson', out }
    t.equal(await exportYear(DATABASE, '370781', 2024, options), 0)
    t.equal(readFileSync(out, 'utf8'), sure(await office.get(url)).text)
    t.equal(await recomputeFile(out, { json: true }), 0)
    writeFileSync(out, readFileSync(out, 'utf8').replace('"late":true', '"late":false'))
    t.equal(await recomputeFile(out, { json: true }), 1)
  })
})

t.test('POST /v1/consolidations', async (t) => {
  const { office, filed, admin, agency, anonymous } = await county(t)
  await filed('a', 2024, { ...applications(3, 1), 'proactive.normativeDocuments.inForce': 2 })
  await filed('town', 2024, { ...applications(5), 'proactive.fees.amount': 1.5 })
  await filed('gov', 2024, applications(8, 1))
  await agency('second', '370781', { kind: 'government' })
  await filed('second', 2024, applications(100))
  const asked = { region: '370781', year: 2024 }
  const draft = sure(await office.post('/v1/consolidations', asked))

  await t.test('adds up what the agencies filed, the government’s own left out', async (t) => {
    const { text } = sure(await office.get('/v1/exports/370781/2024'))
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const members = lines.filter(({ kind, end }) => end === undefined && kind !== 'government')
    t.equal(members.length, 2)
    for (const { address } of cellsOf(format2021)) {
      const figures = members.map(({ content }) => valueAt(content, address) as number)
      const sum = figures.reduce((all, figure) => all + figure, 0)
      t.equal(draft.at(`content.${address}`), sum, address)
    }
    t.strictSame(draft.at('coverage'), {
      expected: 3,
      counted: 2,
      missing: 1,
      late: members.filter(({ late }) => late).length,
      missingAgencies: [{ agencyId: 'b', name: '单位b' }],
      without: ['gov', 'second'],
    })
  })

  await t.test('says who is behind a cell and what is not to be added', async (t) => {
    const provenance = draft.at<Record<string, { reports: number; largest: object }>>('provenance')
    t.strictSame(provenance[received]?.largest, {
      agencyId: 'town',
      name: '单位town',
      value: 5,
      share: 0.625,
    })
    t.equal(provenance['proactive.fees.amount']?.reports, 1)
    const marked = draft.at<{ at: string; why: string }[]>('notAdditive')
    const why = (at: string) => marked.find((one) => one.at === at)?.why
    t.equal(why('proactive.normativeDocuments.inForce'), 'stock')
    t.equal(why('applications.unavailable.notHeld.total'), 'transfer')
    t.equal(why('applications.granted.total'), undefined)
  })

  await t.test('binds the figures of its sentences to cells', async (t) => {
    const sentences =
      draft.at<
        { text: string; figures: { start: number; end: number; value: number; at: string[] }[] }[]
      >('sentences')
    t.match(sentences[0]?.text, /^2024年，共收到政府信息公开申请8件，其中自然人申请8件/)
    for (const { text, figures } of sentences) {
      for (const { start, end, value, at } of figures) {
        t.equal(text.slice(start, end), String(value))
        const sum = at.reduce((all, one) => all + draft.at<number>(`content.${one}`), 0)
        t.equal(value, sum)
      }
    }
  })

  await t.test('can be filed as it is', async (t) => {
    const content = { ...draft.at<object>('content'), title: null }
    const url = '/v1/validations?agencyId=gov&year=2024'
    t.equal((await admin.post(url, content)).status, 200)
  })

  await t.test('nobody else drafts from what is not published', async (t) => {
    t.equal((await anonymous.post('/v1/consolidations', asked)).status, 401)
    const none = sure(await office.post('/v1/consolidations', { region: '370781', year: 2021 }))
    t.equal(none.at(`content.${received}`), null)
    t.equal((await office.post('/v1/consolidations', { ...asked, region: '370799' })).status, 404)
  })
})

t.test('GET /v1/reconciliations/{agencyId}/{year}', async (t) => {
  const { office, admin, filed, correct, agency } = await county(t)
  for (const id of ['c', 'd', 'e', 'f']) await agency(id, '370781')
  await filed('a', 2024, applications(3))
  await filed('b', 2024, applications(12))
  await filed('town', 2024, applications(5))
  await filed('c', 2024, applications(7), 'submit')
  await filed('d', 2024, { ...applications(4), 'proactive.fees.amount': 0.125 }, 'submit')
  sure(await office.post('/v1/reports/d/2024/transitions', { action: 'return', comment: '请核对' }))
  // The government counted a, b, town, c and d, and did not know of e.
  await filed('gov', 2024, { ...applications(31), 'proactive.fees.amount': 0.125 })
  const url = '/v1/reconciliations/gov/2024'
  const named = (answer: { at<T>(at: string): T }) =>
    answer
      .at<{ agencyId: string; why: string }[]>('agencies')
      .map(({ agencyId, why }) => `${agencyId} ${why}`)
      .sort()

  await t.test('names who was counted and does not count', async (t) => {
    const answer = sure(await office.get(url))
    t.strictSame(named(answer), ['c missing', 'd returned'])
    t.equal(answer.at('explained'), true)
    const differences =
      answer.at<{ at: string; difference: number; agencies: string[] }[]>('differences')
    t.strictSame(
      differences.map(({ at, difference, agencies }) => [at, difference, agencies]).sort(),
      [
        ['applications.granted.naturalPerson', 11, ['c', 'd']],
        ['applications.granted.total', 11, ['c', 'd']],
        ['applications.handled.naturalPerson', 11, ['c', 'd']],
        ['applications.handled.total', 11, ['c', 'd']],
        ['applications.received.naturalPerson', 11, ['c', 'd']],
        ['applications.received.total', 11, ['c', 'd']],
        ['proactive.fees.amount', 0.125, ['d']],
      ],
    )
    t.strictSame(
      answer.at<{ agencyId: string }[]>('unknown').map(({ agencyId }) => agencyId),
      ['e', 'f'],
    )
  })

  await t.test('names who was corrected since, and who came late', async (t) => {
    await correct('a', 2024, applications(103))
    await filed('e', 2024, applications(1000))
    const answer = sure(await office.get(url))
    t.strictSame(named(answer), ['a amended', 'c missing', 'd returned', 'e late'])
    t.equal(answer.at('explained'), true)
  })

  await t.test('does not make up an explanation', async (t) => {
    const more = { ...applications(31), 'proactive.penalties.decisions': 77 }
    await correct('gov', 2024, { ...more, 'proactive.fees.amount': 0.125 })
    const answer = sure(await office.get(url))
    t.equal(answer.at('explained'), false)
    const differences = answer.at<{ at: string; agencies: string[] | null }[]>('differences')
    const of = (address: string) => differences.find(({ at }) => at === address)?.agencies
    t.equal(of('proactive.penalties.decisions'), null)
    t.strictSame([...(of(received) ?? [])].sort(), ['a', 'c', 'd', 'e'])
    t.equal((await admin.get('/v1/reconciliations/a/2024')).at('code'), 'not-a-government')
    t.equal((await admin.get('/v1/reconciliations/gov/2020')).status, 404)
  })
})

t.test('a sum that no number holds exactly is refused, not rounded', async (t) => {
  const { office, store } = await county(t)
  const most = 2 ** 52 - 2
  const figure = 'proactive.licensing.decisions'
  const large = (agency: string, year: number): Work => {
    const work = standingWork(agency, year, () => 0)
    const { filing } = work as { filing: NonNullable<Work['filing']> }
    const cells = encodeCells(reportOf(agency, year, { [figure]: most }).cells)
    return { ...work, filing: { ...filing, revision: { ...filing.revision, cells } } }
  }
  for (const year of [2022, 2023, 2024]) await store.reports.file(large('a', year))
  await store.reports.file(large('b', 2024))
  await t.rejects(store.reports.file(large('town', 2024)), /2\^53/)
  const url = '/v1/aggregates?region=370781&basis=published'
  const one = sure(await office.get(`${url}&year=2024`))
  t.equal(one.at(`groups.0.cells.${figure}`), 2 * most)
  t.equal(one.at('groups.0.coverage.counted'), 2)
  t.equal((await office.get(`${url}&from=2023&to=2024`)).at('code'), 'sum-too-large')
  const behind = `/v1/aggregates/contributions?region=370781&from=2022&to=2024&cell=${figure}`
  t.equal((await office.get(`${behind}&basis=published`)).at('code'), 'sum-too-large')
})

async function* linesIn(text: string): AsyncGenerator<string> {
  yield* text.split('\n').filter((line) => line !== '')
}
