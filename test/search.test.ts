import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { phrasesIn, searchable } from '../src/reports/bigrams.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { type Answer, build, type Caller, type Service, sure } from './build.ts'
import { contentFor, file } from './fixtures/filed.ts'

/** Waits until the index has followed whatever was done. */
async function indexed({ store }: { store: Store }): Promise<void> {
  while (store.search.lag().changes > 0) await after(2)
}

const PROBLEMS = 'narrative.problems'
const asking = (q: string, more = '') => `/v1/reports?q=${encodeURIComponent(q)}${more}`

interface Match {
  readonly section: string
  readonly label: string
  readonly at: { passage: string; start: number; end: number }
  readonly quote: string
  readonly found: readonly { start: number; end: number }[]
}
interface Item {
  readonly agencyId: string
  readonly year: number
  readonly revision: number
  readonly matches: readonly Match[]
  readonly moreMatches: boolean
}
const itemsOf = (answer: Answer): Item[] => sure(answer).at<Item[]>('items')
const whose = (answer: Answer): string[] =>
  itemsOf(answer).map(({ agencyId, year }) => `${agencyId} ${year}`)

/** Two agencies of one county and one of another; who files, who supervises, who only reads. */
async function counties(t: Test) {
  const service = await build(t, { PUBLIC_READ: true })
  await service.region('370700')
  await service.region('370781', '370700')
  await service.region('370782', '370700')
  for (const id of ['a', 'b']) await service.agency(id, '370781')
  await service.agency('far', '370782')
  const office = await service.client({ role: 'reviewer', region: '370781' })
  const reporter = await service.client({ role: 'reporter', agencies: ['a'] })
  return { service, office, reporter }
}

const saying = (agency: string, year: number, text: string) =>
  contentFor(agency, year, { [PROBLEMS]: text })

async function put({ admin }: Service, agency: string, year: number, text: string): Promise<void> {
  const url = `/v1/reports/${agency}/${year}`
  const { headers } = await admin.get(url)
  const match = headers['etag'] === undefined ? {} : { 'if-match': headers['etag'] }
  sure(await admin.put(`${url}?reason=更正文字`, saying(agency, year, text), match))
}

t.test('GET /v1/reports?q=', async (t) => {
  const { service, office } = await counties(t)
  const text = '工作中有不足。窗口办件提速较慢，“办件”一词见于此，群众办 件两次。\n下一步改进。'
  await put(service, 'a', 2024, text)
  await put(service, 'b', 2024, '提速办理。（二）２０２４年加强ＡＢ角培训，⺠生信息须公开。')
  await put(service, 'b', 2023, '群众满意。')
  await indexed(service)

  t.test('finds words of two characters, with sentence, section and place', async (t) => {
    const [item, ...others] = itemsOf(await office.get(asking('办件')))
    t.same(others, [])
    t.match(item, { agencyId: 'a', year: 2024, state: 'draft', moreMatches: false })
    const [match, ...more] = item?.matches ?? []
    t.same(more, [])
    t.match(match, { section: 'problems', quote: /^窗口办件提速.*两次。$/ })
    t.match(match?.label, /存在的主要问题/)
    const { at, found = [] } = match ?? {}
    t.equal(at?.passage, PROBLEMS)
    t.equal(text.slice(at?.start, at?.end), match?.quote)
    t.same(
      found.map(({ start, end }) => text.slice(start, end)),
      ['办件', '办件', '办 件'],
      'spaces do not matter',
    )
  })

  t.test('takes a phrase as it stands, and no parts of it', async (t) => {
    t.same(whose(await office.get(asking('办件提速'))), ['a 2024'])
    t.same(whose(await office.get(asking('提速办件'))), [])
    t.same(whose(await office.get(asking('不足。窗口'))), ['a 2024'], 'over a full stop')
    const [item] = itemsOf(await office.get(asking('不足。窗口')))
    t.match(item?.matches[0]?.quote, /^工作中有不足。窗口.*两次。$/)
  })

  t.test('wants every one of the words that white space keeps apart', async (t) => {
    t.same(whose(await office.get(asking('提速'))), ['b 2024', 'a 2024'])
    t.same(whose(await office.get(asking('提速 窗口'))), ['a 2024'])
    t.same(whose(await office.get(asking('提速　办理'))), ['b 2024'], 'full-width as well')
    t.same(whose(await office.get(asking('提速 满意'))), [])
  })

  t.test('does not mind width, case or the radicals that PDF leaves behind', async (t) => {
    for (const q of ['2024年加强', 'ab角', 'ＡＢ角', '民生', '⺠生', '(二)']) {
      t.same(whose(await office.get(asking(q))), ['b 2024'], q)
    }
  })

  t.test('goes with the other filters, and comes a page at a time', async (t) => {
    t.same(whose(await office.get(asking('提速', '&agency=a'))), ['a 2024'])
    t.same(whose(await office.get(asking('提速', '&year=2023'))), [])
    t.same(whose(await office.get(asking('群众', '&region=370781'))), ['a 2024', 'b 2023'])
    t.same(whose(await office.get(asking('群众', '&kind=government'))), [])
    const first = sure(await office.get(asking('群众', '&limit=1')))
    t.same(whose(first), ['a 2024'])
    const cursor = first.at<string>('next')
    const second = await office.get(asking('群众', `&limit=1&cursor=${cursor}`))
    t.same(whose(second), ['b 2023'])
    t.equal(second.at('next'), null)
    t.equal((await office.get(asking('提速', `&cursor=${cursor}`))).at('code'), 'invalid-cursor')
    t.equal((await office.get(asking('群众', '&sort=year'))).status, 400)
  })

  t.test('answers five sentences of a report, and says when there are more', async (t) => {
    await put(service, 'a', 2022, '台账齐全。'.repeat(7))
    await indexed(service)
    const [item] = itemsOf(await office.get(asking('台账')))
    t.match(item, { moreMatches: true })
    t.equal(item?.matches.length, 5)
    const sparse = await office.get(asking('台账', '&fields=state'))
    t.same(Object.keys(itemsOf(sparse)[0] ?? {}), ['agencyId', 'year', 'state', 'etag'])
  })

  t.test('400 for what cannot be searched', async (t) => {
    for (const q of [
      '',
      ' ',
      '公',
      '公 开',
      'a',
      '\u200b\u200b',
      '字'.repeat(101),
      '公开 x',
      '又一 又二 又三 又四 又五 又六',
    ]) {
      const { status, body } = await office.get(asking(q))
      t.equal(status, 400, JSON.stringify(q.slice(0, 12)))
      t.match(body, { code: 'invalid-parameters', errors: [{ parameter: 'q' }] })
    }
    t.equal((await office.get(asking('公'.repeat(2000)))).status, 400)
  })

  t.test('takes operators, quotes and emoji for what they are', async (t) => {
    await put(
      service,
      'a',
      2021,
      '他说"公开" OR 保密，NEAR(公开 办理)；100%满意😀，text:办理 -x* ^y。',
    )
    await indexed(service)
    for (const q of ['"公开"', 'OR', 'NEAR(', '😀', '100%', 'text:', '*', '-x*', '^y', "';--"]) {
      const answer = await office.get(asking(q))
      if (q === '*') t.equal(answer.status, 400)
      else t.same(whose(answer), q === "';--" ? [] : ['a 2021'], q)
    }
  })
})

t.test('what a caller may not see cannot be found', async (t) => {
  const { service, office, reporter } = await counties(t)
  const { admin, anonymous } = service
  const elsewhere = await service.client({ role: 'reviewer', region: '370782' })
  const reader = await service.client({ role: 'reader' })
  const steps = [
    [reporter, 'submit'],
    [office, 'accept'],
    [office, 'publish'],
  ] as const
  await file(service, 'a', 2024, {
    by: reporter,
    steps,
    changes: {
      [PROBLEMS]: '旧词已经公布，主要问题是宣传不够深入，下一步将加强学习培训，改进公开方式。',
    },
  })
  await put(
    service,
    'a',
    2024,
    '新词尚在起草，主要问题是公开还不够及时，下一步将完善制度，改进工作方式。',
  )
  await put(service, 'far', 2024, '新词在外县，今后改进。')
  await indexed(service)
  const finds = async (by: Caller, q: string, more = '') => whose(await by.get(asking(q, more)))

  t.test(
    'by its office and its filer as it is now, by everybody as it was published',
    async (t) => {
      for (const by of [office, reporter]) {
        t.same(await finds(by, '新词'), ['a 2024'])
        t.same(await finds(by, '旧词'), [])
        t.same(await finds(by, '旧词', '&basis=published'), ['a 2024'])
        t.same(await finds(by, '新词', '&basis=accepted'), [])
      }
      t.same(await finds(admin, '新词'), ['far 2024', 'a 2024'])
      t.same(await finds(elsewhere, '新词'), ['far 2024'])
      t.same(await finds(elsewhere, '新词', '&region=370781'), [])
      for (const by of [reader, anonymous]) {
        t.same(await finds(by, '新词'), [])
        t.same(await finds(by, '旧词'), ['a 2024'])
        t.same(await finds(by, '旧词', '&state=draft'), [])
        t.equal((await by.get(asking('旧词', '&basis=accepted'))).status, 403)
      }
      const [item] = itemsOf(await anonymous.get(asking('旧词')))
      t.match(item, { revision: 1, state: 'published', summary: { errors: 0 } })
    },
  )

  t.test('a correction takes the place of what stood once it is published', async (t) => {
    for (const [by, action] of steps) {
      sure(await by.post('/v1/reports/a/2024/transitions', { action }))
    }
    await indexed(service)
    t.same(await finds(anonymous, '旧词'), [])
    t.same(await finds(anonymous, '新词'), ['a 2024'])
  })

  t.test('a draft that is discarded is found no more', async (t) => {
    await put(service, 'a', 2024, '弃词，今后改进。')
    await indexed(service)
    t.same(await finds(office, '弃词'), ['a 2024'])
    const { headers } = await reporter.get('/v1/reports/a/2024')
    sure(await reporter.call('DELETE', '/v1/reports/a/2024', { 'if-match': headers['etag'] ?? '' }))
    await indexed(service)
    t.same(await finds(office, '弃词'), [])
    t.same(await finds(office, '新词'), ['a 2024'], 'and what stands is')
  })

  t.test('an agency that moves takes its narratives along', async (t) => {
    await service.agency('far', '370781')
    t.same(await finds(elsewhere, '新词'), [], 'at once')
    await indexed(service)
    t.same(await finds(office, '新词'), ['far 2024', 'a 2024'])
    t.same([...service.store.verify()], [])
  })
})

t.test('the index is kept up with what is filed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const DATABASE = join(folder, 'search.sqlite')

  await t.test(
    'after a restart where it was left off, nothing lost and nothing twice',
    async (t) => {
      const service = await build(t, { DATABASE })
      await service.region('370781')
      for (let i = 0; i < 12; i++) {
        await service.agency(`a${i}`, '370781')
        await put(service, `a${i}`, 2024, `首批第${i}份，今后改进。`)
      }
      const metrics = (await service.admin.get('/metrics')).text
      t.match(metrics, /^nianbao_search_changes_waiting \d+$/m)
      t.match(metrics, /^nianbao_search_lag_seconds \d/m)
      // The service ends here, wherever the index is.
    },
  )
  await t.test('and goes on', async (t) => {
    const behind = new Sqlite(DATABASE)
    behind.exec("update followed set event = event - 7 where name = 'search'")
    behind.close()
    const service = await build(t, { DATABASE })
    await indexed(service)
    t.equal(whose(await service.admin.get(asking('首批'))).length, 12)
    t.same([...service.store.verify()], [])
    t.match((await service.admin.get('/metrics')).text, /^nianbao_search_changes_waiting 0$/m)
  })

  for (const [what, sql, where] of [
    [
      'a narrative that is missing',
      'delete from search_document where rowid in (select max(rowid) from search_document)',
      /search for a11 2024/,
    ],
    [
      'words that are gone',
      'delete from search where rowid = (select max(id) from search_document)',
      /^search$/,
    ],
    [
      'a place that is wrong',
      "update region_agency set region = '370799' where agency = 'a3'",
      /region 3707/,
    ],
  ] as const) {
    t.test(`verify notices ${what}, rebuild mends it`, async (t) => {
      const store = openStore(DATABASE)
      t.teardown(() => store.close())
      const behind = new Sqlite(DATABASE)
      behind.exec(sql)
      behind.close()
      const faults = [...store.verify()]
      t.ok(
        faults.some((fault) => where.test(fault.where)),
        JSON.stringify(faults),
      )
      await store.rebuild()
      t.equal(await store.search.rebuild(), 12)
      t.same([...store.verify()], [])
    })
  }
})

t.test('a search finds exactly the narratives that hold the words', async (t) => {
  const service = await build(t)
  await service.region('370781')
  const signs = [...'龙凤龟麟（(２2a A。，\n😀⺠民']
  const text = fc.string({ unit: fc.constantFrom(...signs), minLength: 2, maxLength: 40 })
  const texts = fc.sample(text, { numRuns: 20, seed: 7 })
  for (const [i, said] of texts.entries()) {
    await service.agency(`a${i}`, '370781')
    await put(service, `a${i}`, 2024, `${said}甲乙丙丁`)
  }
  await indexed(service)
  let hits = 0
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 5 }),
      async (q) => {
        const phrases = phrasesIn(q)
        const answer = await service.admin.get(asking(q, '&year=2024&limit=100'))
        if (phrases.length === 0 || phrases.some(({ length }) => length < 2))
          return answer.status === 400
        const should = texts.flatMap((said, i) => {
          const folded = searchable(`${said}甲乙丙丁`).text
          return phrases.every((phrase) => folded.includes(phrase)) ? [`a${i} 2024`] : []
        })
        hits += should.length
        const items = itemsOf(answer)
        const sliced = items.every(({ agencyId, matches }) =>
          matches.every(({ at, quote, found }) => {
            const said = `${texts[Number(agencyId.slice(1))]}甲乙丙丁`
            return (
              said.slice(at.start, at.end) === quote &&
              found.length > 0 &&
              found.every(({ start, end }) =>
                phrases.includes(searchable(said.slice(start, end)).text),
              )
            )
          }),
        )
        return sliced && should.sort().join() === whose(answer).sort().join()
      },
    ),
    { numRuns: 80, seed: 7 },
  )
  t.ok(hits > 20, `${hits} hits`)
})

t.test('GET /v1/reports', async (t) => {
  const { service, office } = await counties(t)
  const { admin } = service
  for (const [agency, year, received] of [
    ['a', 2024, 12],
    ['b', 2024, 3],
    ['a', 2023, 0],
    ['far', 2023, 40],
  ] as const) {
    const [cell, total] = ['naturalPerson', 'total'].map((one) => `applications.received.${one}`)
    const fee = agency === 'b' ? { 'proactive.fees.amount': 0.5 } : {}
    const changes = { [cell as string]: received, [total as string]: received, ...fee }
    await file(service, agency, year, { changes })
  }
  await file(service, 'b', 2022, {
    changes: { 'applications.received.total': null, 'applications.carriedIn.total': 'n/a' },
  })
  const list = async (query: string, by: Caller = admin) =>
    whose(await by.get(`/v1/reports?${query}`))
  const everything = ['a 2024', 'b 2024', 'a 2023', 'far 2023', 'b 2022']

  t.test(
    'compares cells with numbers, with what is not stated and what does not apply',
    async (t) => {
      const total = 'applications.received.total'
      for (const [test, found] of [
        [`${total}>=12`, ['a 2024', 'far 2023']],
        [`${total}>12`, ['far 2023']],
        [`${total}<3`, ['a 2023']],
        [`${total}<=3`, ['b 2024', 'a 2023']],
        [`${total}=0`, ['a 2023']],
        [`${total}!=0`, ['a 2024', 'b 2024', 'far 2023']],
        [`${total}=null`, ['b 2022']],
        [`${total}!=null`, ['a 2024', 'b 2024', 'a 2023', 'far 2023']],
        ['applications.carriedIn.total=n/a', ['b 2022']],
        ['proactive.fees.amount>=0.5', ['b 2024']],
        ['proactive.fees.amount=0.500001', []],
      ] as const) {
        t.same(await list(`cell=${encodeURIComponent(test)}`), found, test)
      }
      const both = ['>=3', '<=12'].map((test) => `cell=${encodeURIComponent(total + test)}`)
      t.same(await list(both.join('&')), ['a 2024', 'b 2024'], 'all of several')
      t.same(await list(`cell=${total}>=3`, office), ['a 2024', 'b 2024'], 'within scope')
    },
  )

  t.test('400 for a comparison that makes no sense', async (t) => {
    for (const cell of [
      'applications.received>=1',
      'applications.received.totals>=1',
      'applications.received.total',
      'applications.received.total>=',
      'applications.received.total>=null',
      'applications.received.total>=1.5',
      'applications.received.total>=1e400',
      'applications.received.total=>1',
      "applications.received.total>=1' or '1",
      '__proto__.a.b>=1',
    ]) {
      const answer = await admin.get(`/v1/reports?cell=${encodeURIComponent(cell)}`)
      t.equal(answer.status, 400, cell)
      t.match(answer.at('errors.0.parameter'), /^cell/, cell)
      const file = await admin.get(`/v1/reports?as=csv&cell=${encodeURIComponent(cell)}`)
      t.equal(file.status, 400, `${cell} as CSV`)
    }
    const six = Array.from({ length: 6 }, () => 'cell=applications.received.total>=1').join('&')
    t.equal((await admin.get(`/v1/reports?${six}`)).status, 400)
  })

  t.test('finds those with errors, warnings or remarks of the rules', async (t) => {
    const errors = await list('severity=error')
    t.ok(errors.includes('a 2024'), 'its applications do not balance')
    t.notOk(errors.includes('a 2023'))
    const { body } = await admin.get('/v1/reports?severity=error')
    for (const { summary } of (body as { items: { summary: { errors: number } }[] }).items) {
      t.ok(summary.errors > 0)
    }
    t.equal((await admin.get('/v1/reports?severity=fatal')).status, 400)
  })

  t.test('begins with the newest year, or the oldest', async (t) => {
    t.same(await list(''), everything)
    t.same(await list('sort=-year'), everything)
    t.same(await list('sort=year'), ['b 2022', 'a 2023', 'far 2023', 'a 2024', 'b 2024'])
    t.equal((await admin.get('/v1/reports?sort=agencyId')).status, 400)
  })

  t.test('answers the members that are asked for, and those it is known by', async (t) => {
    const [item] = (await admin.get('/v1/reports?fields=state,late')).at<object[]>('items')
    t.same(Object.keys(item ?? {}), ['agencyId', 'year', 'state', 'late', 'etag'])
    for (const fields of ['nothing', 'state,,late', 'content', '__proto__']) {
      const answer = await admin.get(`/v1/reports?fields=${fields}`)
      t.match(answer.body, { status: 400, errors: [{ parameter: 'fields' }] }, fields)
    }
  })

  t.test('tags each as the report itself is tagged, for the next change', async (t) => {
    const [item] = (await office.get('/v1/reports?limit=1')).at<{ etag: string }[]>('items')
    t.equal(item?.etag, (await office.get('/v1/reports/a/2024')).headers['etag'])
  })

  t.test('comes whole in pages of any size and order, under any filter', async (t) => {
    for (const query of [
      '',
      'sort=year',
      'region=370781',
      'year=2024',
      'kind=department',
      'severity=info',
      'agency=b',
      'cell=applications.received.total>=0',
      'state=draft&format=2021',
    ]) {
      const whole = await list(query)
      for (const limit of [1, 2, 3]) {
        const paged: string[] = []
        for (let cursor = ''; ; ) {
          const page = await admin.get(`/v1/reports?${query}&limit=${limit}${cursor}`)
          paged.push(...whose(page))
          if (page.at('next') === null) break
          cursor = `&cursor=${page.at('next')}`
        }
        t.same(paged, whole, `${query} by ${limit}`)
      }
    }
  })
})

t.test(
  'a list ends a page early rather than look for long, and goes on where it was',
  async (t) => {
    const { admin, store } = await build(t)
    sure(await admin.put('/v1/regions/370781', { name: '某市' }))
    const agencies = Array.from({ length: 3000 }, (_, i) => ({
      ...{ id: `a${String(i).padStart(4, '0')}`, name: `单位${i}`, kind: 'department' as const },
      ...{ region: '370781', uscc: null, aliases: [], ruleMaking: false, counts: true },
      ...{ validFrom: null, validTo: null, predecessors: [] },
    }))
    await store.register.putAgencies(agencies, 'test')
    for (const id of ['a0003', 'a2999'])
      sure(await admin.put(`/v1/reports/${id}/2024`, contentFor(id, 2024)))
    const found: string[] = []
    let pages = 0
    for (let cursor = ''; ; pages++) {
      const page = await admin.get(`/v1/reports?region=370781${cursor}`)
      found.push(...whose(page))
      if (page.at('next') === null) break
      cursor = `&cursor=${page.at('next')}`
    }
    t.same(found, ['a0003 2024', 'a2999 2024'])
    t.ok(pages < 20, `${pages} pages before the last`)
  },
)
