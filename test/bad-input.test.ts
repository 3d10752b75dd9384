import { connect } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { format2019 } from '../src/formats/2019.ts'
import { contentOf } from '../src/reports/content.ts'
import { ADMIN_KEY, type Answer, build, type Service } from './build.ts'
import { contentFor } from './fixtures/filed.ts'
import { soundReport } from './fixtures/report.ts'

/** What a bad request is answered with: status, code, and the place of each fault. */
type Expected = readonly [status: number, code: string, ...places: string[]]

const URL = '/v1/reports/a/2024'
const JSON_TYPE = { 'content-type': 'application/json' }

const sound = contentFor('a', 2024)
const soundJson = JSON.stringify(sound)

/** A sound report as JSON text with one piece of it replaced. */
const altered = (from: string, to: string): string => {
  if (!soundJson.includes(from)) throw new Error(`No ${from} to replace`)
  return soundJson.replace(from, to)
}
const withCell = (value: string) =>
  altered('"received":{"naturalPerson":0', `"received":{"naturalPerson":${value}`)
/** A sound report with bytes of any kind in section five. */
const spliced = (bytes: readonly number[]): Buffer => {
  const [before = '', after = ''] = soundJson.split('"problems":"')
  return Buffer.concat([
    Buffer.from(`${before}"problems":"`),
    Buffer.from(bytes),
    Buffer.from(after),
  ])
}
const AT = '/applications/received/naturalPerson'

async function county(t: Test) {
  const service = await build(t)
  await service.region('370781')
  await service.agency('a', '370781')
  await service.agency('b', '370781', { name: '云溪县档案局', aliases: ['县档案局'] })
  return service
}

function holds(t: Test, answer: Answer, expected: Expected, says: string) {
  const [status, code, ...places] = expected
  t.equal(answer.status, status, `${says}: ${status}`)
  t.equal(answer.at('code'), code, `${says}: ${code}`)
  const faults = (
    answer.at<{ pointer?: string; parameter?: string; header?: string }[]>('errors') ?? []
  ).map(({ pointer, parameter, header }) => pointer ?? parameter ?? header)
  for (const place of places) t.ok(faults.includes(place), `${says}: names ${place}`)
}

/** Everything the store holds that a request could change. */
async function held({ store }: Service) {
  const events = await store.events.list(0, 10_000)
  return {
    events: events.length,
    last: events.at(-1)?.hash,
    report: await store.reports.find('a', 2024),
  }
}

t.test('PUT /v1/reports/:agencyId/:year', async (t) => {
  const service = await county(t)
  const put = (payload: string | Buffer, headers: Record<string, string> = JSON_TYPE, url = URL) =>
    service.admin.call('PUT', url, headers, payload)

  const bodies: Record<string, readonly [payload: string | Buffer, ...Expected]> = {
    'text for a figure': [withCell('"3"'), 400, 'invalid-body', AT],
    'true for a figure': [withCell('true'), 400, 'invalid-body', AT],
    'a list for a figure': [withCell('[1]'), 400, 'invalid-body', AT],
    'empty text for a figure': [withCell('""'), 400, 'invalid-body', AT],
    'a slash for a figure': [withCell('"/"'), 400, 'invalid-body', AT],
    'a negative count': [withCell('-1'), 400, 'invalid-body', AT],
    'a fraction of an application': [withCell('1.5'), 400, 'invalid-body', AT],
    'a count of 1e400': [withCell('1e400'), 400, 'invalid-body', AT],
    'a count of 1e15': [withCell('1e15'), 400, 'invalid-body', AT],
    'a hexadecimal count': [withCell('0x5'), 400, 'malformed-json'],
    'a count with a leading zero': [withCell('05'), 400, 'malformed-json'],
    NaN: [withCell('NaN'), 400, 'malformed-json'],
    'a negative fee': [
      altered('"amount":0', '"amount":-0.5'),
      400,
      'invalid-body',
      '/proactive/fees/amount',
    ],
    'a fee of seven decimals': [
      altered('"amount":0', '"amount":9.6321101'),
      422,
      'too-many-decimals',
      '/proactive/fees/amount',
    ],
    'a cell twice': [withCell('0,"naturalPerson":7'), 400, 'malformed-json'],
    'a cell twice, once escaped': [withCell('0,"natural\\u0050erson":7'), 400, 'malformed-json'],
    'an unknown cell': [
      withCell('0,"naturalPersons":1'),
      400,
      'invalid-body',
      '/applications/received/naturalPersons',
    ],
    'an unknown row': [
      altered('"applications":{', '"applications":{"recieved":{},'),
      400,
      'invalid-body',
      '/applications/recieved',
    ],
    'an unknown table': [
      altered('"proactive":{', '"table9":{},"proactive":{'),
      400,
      'invalid-body',
      '/table9',
    ],
    'a cell called __proto__': [
      withCell('0,"__proto__":{"total":1}'),
      400,
      'invalid-body',
      '/applications/received/__proto__',
    ],
    'a member called constructor': [
      altered('"title":', '"constructor":{},"title":'),
      400,
      'invalid-body',
      '/constructor',
    ],
    'cells of 2021 on the form of 2019': [
      JSON.stringify({ ...sound, format: '2019' }),
      400,
      'invalid-body',
      '/proactive/regulations/issued',
      '/applications/other/correctionOverdue',
    ],
    'cells of 2019 on the form of 2021': [
      JSON.stringify({ ...contentOf(soundReport(format2019)), format: '2021' }),
      400,
      'invalid-body',
      '/proactive/procurement',
    ],
    'a format nobody prescribed': [
      altered('"format":"2021"', '"format":"2027"'),
      400,
      'invalid-body',
      '/format',
    ],
    'no format': [altered('"format":"2021",', ''), 400, 'invalid-body', '/format'],
    'a number for the format': [
      altered('"format":"2021"', '"format":2021'),
      400,
      'invalid-body',
      '/format',
    ],
    'a title that is no text': [
      JSON.stringify({ ...sound, title: 7 }),
      400,
      'invalid-body',
      '/title',
    ],
    'a title without end': [
      JSON.stringify({ ...sound, title: '长'.repeat(201) }),
      400,
      'invalid-body',
      '/title',
    ],
    'a period that is no date': [
      JSON.stringify({ ...sound, period: { from: '2024-13-01', to: '2024-12-32' } }),
      400,
      'invalid-body',
      '/period/from',
      '/period/to',
    ],
    'half a period': [
      JSON.stringify({ ...sound, period: { from: '2024-01-01' } }),
      400,
      'invalid-body',
      '/period/to',
    ],
    'a lone surrogate, escaped': [
      altered('"problems":"', '"problems":"\\ud83d'),
      400,
      'malformed-json',
    ],
    'a NUL, escaped': [altered('"problems":"', '"problems":"\\u0000'), 400, 'malformed-json'],
    'what is no character': [altered('"problems":"', '"problems":"\uffff'), 400, 'malformed-json'],
    'a NUL in a member name': [altered('"title":', '"a\\u0000":1,"title":'), 400, 'malformed-json'],
    'a NUL as it is': [altered('"problems":"', '"problems":"\0'), 400, 'malformed-json'],
    'a delete character': [altered('"problems":"', '"problems":"\u007f'), 400, 'malformed-json'],
    'a lone surrogate as bytes': [spliced([0xed, 0xa0, 0x80]), 400, 'malformed-json'],
    'an overlong encoding': [spliced([0xc0, 0xaf]), 400, 'malformed-json'],
    GBK: [spliced([0xc7, 0xe0, 0xd6, 0xdd]), 400, 'malformed-json'],
    'UTF-16': [Buffer.from(`\ufeff${soundJson}`, 'utf16le'), 400, 'malformed-json'],
    'half of a report': [soundJson.slice(0, soundJson.length / 2), 400, 'malformed-json'],
    'an empty body': ['', 400, 'malformed-json'],
    'something after the report': [`${soundJson}{}`, 400, 'malformed-json'],
    'a list': [`[${soundJson}]`, 400, 'invalid-body', ''],
    null: ['null', 400, 'invalid-body', ''],
    text: ['"年报"', 400, 'invalid-body', ''],
    'lists in lists, four hundred thousand deep': [
      '['.repeat(400_000) + ']'.repeat(400_000),
      400,
      'malformed-json',
    ],
    'a report with objects a thousand deep in a cell': [
      withCell(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`),
      400,
      'malformed-json',
    ],
    'a hundred thousand unknown members': [
      JSON.stringify(
        Object.fromEntries([
          ['format', '2021'],
          ...Array.from({ length: 60_000 }, (_, i) => [`m${i}`, 1]),
        ]),
      ),
      400,
      'invalid-body',
    ],
    'more than JSON may hold': [
      JSON.stringify({ ...sound, title: '长'.repeat(400_000) }),
      413,
      'body-too-large',
    ],
    'fifty megabytes': [Buffer.alloc(50 * 1024 * 1024, '年'), 413, 'body-too-large'],
    'the report of another agency': [
      JSON.stringify({ ...sound, title: '云溪县档案局2024年政府信息公开工作年度报告' }),
      422,
      'another-agency',
    ],
    'the report of another agency, by its alias': [
      JSON.stringify({ ...sound, title: '县档案局2024年政府信息公开工作年度报告' }),
      422,
      'another-agency',
    ],
  }

  for (const [stage, ready] of [
    ['where there is no report', async () => undefined],
    ['over a draft', async () => service.admin.put(URL, sound)],
  ] as const) {
    t.test(`refuses, ${stage},`, async (t) => {
      await ready()
      const before = await held(service)
      for (const [says, [payload, ...expected]] of Object.entries(bodies)) {
        const answer = await put(payload, {
          ...JSON_TYPE,
          ...(before.report && { 'if-match': '*' }),
        })
        holds(t, answer, expected, says)
      }
      t.same(await held(service), before, 'and keeps what it held')
    })
  }

  t.test(
    'lists at most a hundred faults, each with a message in the language asked for',
    async (t) => {
      const every = JSON.parse(soundJson.replaceAll(':0', ':-1')) as unknown
      for (const [language, wanted] of [
        ['zh-CN', /^应为不小于 0/],
        ['en', /^must be a whole number from 0/],
      ] as const) {
        const headers = { 'if-match': '*', 'accept-language': language }
        const answer = await service.admin.put(URL, every, headers)
        t.equal(answer.at<unknown[]>('errors').length, 100)
        t.match(answer.at('errors.20.message'), wanted)
      }
    },
  )

  t.test('415 for a media type that no report is sent in', async (t) => {
    const before = await held(service)
    for (const type of [
      'application/merge-patch+json',
      'application/xml',
      'multipart/form-data',
      'text/csv',
      'json',
      ',',
      '',
    ]) {
      const answer = await put(soundJson, {
        ...(type && { 'content-type': type }),
        'if-match': '*',
      })
      holds(t, answer, [415, 'unsupported-media-type'], type)
      t.match(answer.at('detail'), /application\/json.*text\/plain/)
    }
    holds(t, await service.admin.call('PUT', URL), [415, 'unsupported-media-type'], 'no body')
    t.same(await held(service), before, 'and keeps what it held')
  })

  t.test('checks the body whatever way the media type is written', async (t) => {
    for (const type of [
      'Application/JSON',
      'application/json; charset=utf-8',
      'application/json\t;x=y',
      'application/json ;x',
    ]) {
      const answer = await put(withCell('-1'), { 'content-type': type, 'if-match': '*' })
      holds(t, answer, [400, 'invalid-body', AT], type)
    }
  })

  t.test('takes a byte order mark, and does not keep it', async (t) => {
    const answer = await put(`\ufeff${soundJson}`, { ...JSON_TYPE, 'if-match': '*' })
    t.equal(answer.status, 200)
    t.equal(answer.at('content.format'), '2021')
  })

  t.test('422 for text that is no report', async (t) => {
    const before = await held(service)
    const text = { 'content-type': 'text/plain; charset=utf-8', 'if-match': '*' }
    for (const [says, payload] of Object.entries({
      nothing: '',
      'a greeting': '你好',
      'a news item': '8月3日，县档案局召开会议，学习有关文件。\n'.repeat(40),
      'zero bytes': '\0'.repeat(1000),
      pipes: '|'.repeat(20_000),
    })) {
      const answer = await put(payload, text)
      t.equal(answer.status, 422, says)
      t.match(answer.at('code'), /^(unreadable|ambiguous)-document$/, says)
    }
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xfe])
    holds(t, await put(picture, text), [415, 'unsupported-document'], 'a picture called text')
    t.same(await held(service), before, 'and keeps what it held')
  })

  t.test('422 for a document in a medium that is not read yet', async (t) => {
    const answer = await put('%PDF-1.7', { 'content-type': 'application/pdf', 'if-match': '*' })
    t.equal(answer.status, 422)
  })

  t.test('422 for a year that no format covers', async (t) => {
    for (const year of [2008, 2018]) {
      holds(
        t,
        await put(soundJson, JSON_TYPE, `/v1/reports/a/${year}`),
        [422, 'no-format-for-year'],
        `${year}`,
      )
    }
  })

  t.test('422 for a year in which the agency files nothing', async (t) => {
    await service.agency('late', '370781', { validFrom: 2023, validTo: 2023 })
    for (const year of [2022, 2024]) {
      const answer = await service.admin.put(`/v1/reports/late/${year}`, contentFor('late', year))
      holds(t, answer, [422, 'not-expected'], `${year}`)
    }
    t.equal(
      (await service.admin.put('/v1/reports/late/2023', contentFor('late', 2023))).status,
      201,
    )
  })

  t.test('404 for an agency that is not registered', async (t) => {
    holds(
      t,
      await put(soundJson, JSON_TYPE, '/v1/reports/nobody/2024'),
      [404, 'agency-not-found'],
      'nobody',
    )
  })

  t.test('400 for a Dry-Run or a reason that is not as it should be', async (t) => {
    const before = await held(service)
    for (const value of ['TRUE', '1', 'yes', '']) {
      const answer = await put(withCell('1'), { ...JSON_TYPE, 'if-match': '*', 'dry-run': value })
      holds(t, answer, [400, 'invalid-parameters', 'dry-run'], `Dry-Run: ${value}`)
    }
    const long = await put(
      soundJson,
      { ...JSON_TYPE, 'if-match': '*' },
      `${URL}?reason=${'x'.repeat(501)}`,
    )
    holds(t, long, [400, 'invalid-parameters', 'reason'], 'a reason without end')
    t.same(await held(service), before, 'and keeps what it held')
  })

  t.test('never fails, whatever bytes are sent', async (t) => {
    const before = await held(service)
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 48_271) % 0x7fffffff
      return seed % below
    }
    const seen = new Set<number>()
    const headers = { ...JSON_TYPE, 'if-match': '*', 'dry-run': 'true' }
    for (let run = 0; run < 150; run++) {
      const bytes = Buffer.from(soundJson)
      for (let i = 0; i <= random(4); i++) bytes[random(bytes.length)] = random(256)
      seen.add((await put(bytes, headers)).status)
    }
    t.same([...seen].sort(), [200, 400], 'it is kept as text or refused')
    t.same(await held(service), before, 'and nothing is kept')
  })
})

t.test('parameters', async (t) => {
  const service = await county(t)
  await service.admin.put(URL, sound)
  const before = await held(service)
  const { admin } = service

  t.test('400, naming the parameter, for', async (t) => {
    const reports: readonly [query: string, parameter: string][] = [
      ...[
        '1e400',
        '0x5',
        ' 1',
        '1 ',
        '+1',
        '-1',
        '0',
        '501',
        '1.0',
        '1.5',
        '',
        '５',
        'NaN',
        'null',
        '9007199254740993',
        '01',
      ].map((value) => [`limit=${encodeURIComponent(value)}`, 'limit'] as [string, string]),
      ['limit=1&limit=2', 'limit'],
      ['year=24', 'year'],
      ['year=2024.0', 'year'],
      ['year=2024&year=2023', 'year'],
      ['year=Infinity', 'year'],
      ['region=37', 'region'],
      ['region=370781&region=370782', 'region'],
      ['region=%00', 'region'],
      ['region=3７0781', 'region'],
      ["agency=a'%20or%201=1--", 'agency'],
      ['agency=../a', 'agency'],
      ['kind=bureau', 'kind'],
      ['state=Draft', 'state'],
      ['format=2020', 'format'],
      ['yaer=2024', 'yaer'],
      ['Year=2024', 'Year'],
      ['year[]=2024', 'year[]'],
      ['__proto__=1', '__proto__'],
      ['constructor=1', 'constructor'],
      ['toString', 'toString'],
      [`cursor=${'A'.repeat(601)}`, 'cursor'],
      ['cursor=a&cursor=b', 'cursor'],
    ]
    for (const [query, parameter] of reports) {
      holds(
        t,
        await admin.get(`/v1/reports?${query}`),
        [400, 'invalid-parameters', parameter],
        query,
      )
    }
    for (const [url, parameter] of [
      ['/v1/regions?region=370781', 'region'],
      ['/v1/formats?x=1', 'x'],
      ['/livez?x', 'x'],
      ['/openapi.json?v=2', 'v'],
      [`${URL}?revision=0`, 'revision'],
      [`${URL}?revision=1e3`, 'revision'],
      [`${URL}?basis=draft`, 'basis'],
      [`${URL}?asof=2024`, 'asof'],
      ['/v1/aggregates?year=2024', 'region'],
      ['/v1/aggregates?region=370781', 'year'],
      ['/v1/aggregates?region=370781&year=2024&from=2023', 'year'],
      ['/v1/aggregates?region=370781&from=2024', 'year'],
      ['/v1/aggregates?region=370781&from=2024&to=2023', 'to'],
      ['/v1/aggregates?region=370781&from=2008&to=2999', 'to'],
      ['/v1/aggregates?region=370781&year=2024&groupBy=cell', 'groupBy'],
      ['/v1/regions/37078', 'code'],
      ['/v1/regions/３７0781', 'code'],
      ['/v1/agencies/-a', 'agencyId'],
      ['/v1/agencies/a%00b', 'agencyId'],
      ['/v1/agencies/a%2Fb', 'agencyId'],
      [`/v1/agencies/${'x'.repeat(65)}`, 'agencyId'],
      ['/v1/reports/a/24', 'year'],
      ['/v1/reports/a/2024.0', 'year'],
      ['/v1/reports/a/1e400', 'year'],
      ['/v1/reports/a/3000', 'year'],
    ] as const) {
      holds(t, await admin.get(url), [400, 'invalid-parameters', parameter], url)
    }
  })

  t.test('400 for a cursor that was not given out, or for another list', async (t) => {
    const { next } = (await admin.get('/v1/agencies?limit=1')).body as { next: string }
    t.equal((await admin.get(`/v1/agencies?limit=1&cursor=${next}`)).at('items.0.id'), 'b')
    const flipped = Buffer.from(next, 'base64url')
    flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1
    for (const [says, url] of [
      ['a changed byte', `/v1/agencies?cursor=${flipped.toString('base64url')}`],
      ['a shortened one', `/v1/agencies?cursor=${next.slice(0, -2)}`],
      ['a short one', '/v1/agencies?cursor=AAAA'],
      ['an empty one', '/v1/agencies?cursor='],
      ['words', '/v1/agencies?cursor=%E4%B8%8B%E4%B8%80%E9%A1%B5'],
      ['other filters', `/v1/agencies?kind=department&cursor=${next}`],
      ['another list', `/v1/regions?cursor=${next}`],
      ['a third list', `/v1/reports?cursor=${next}`],
      ['a fourth list', `/v1/clients?cursor=${next}`],
      ['a fifth list', `${URL}/revisions?cursor=${next}`],
    ] as const) {
      holds(t, await admin.get(url), [400, 'invalid-cursor'], says)
    }
  })

  t.test('400 for percent-encoding that is no text, 414 for a part without end', async (t) => {
    for (const url of [
      '/v1/regions/%zz',
      '/v1/reports/%ff/2024',
      '/%',
      '/v1/agencies/%E4%B8',
      '/%C0%AF',
    ]) {
      const answer = await admin.get(url, { 'accept-language': 'en' })
      holds(t, answer, [400, 'malformed-address'], url)
      t.match(answer.at('title'), /^The address/)
    }
    for (const url of [`/v1/agencies/${'x'.repeat(2000)}`, `/problems/${'%20'.repeat(200)}`]) {
      holds(t, await admin.get(url), [414, 'uri-too-long'], url.slice(0, 20))
    }
  })

  t.test('404 for an address that is not there', async (t) => {
    for (const url of [
      '/v2/reports',
      '/v1',
      '/v1/report',
      '//v1/reports',
      '/v1/reports/a/2024/',
      '/v1/reports/a/2024/x',
      '/V1/reports',
      '/.env',
      '/__proto__',
    ]) {
      holds(t, await admin.get(url), [404, 'route-not-found'], url)
    }
  })

  t.test('405, saying what is allowed, for a method that is not', async (t) => {
    for (const [method, url, allow] of [
      ['DELETE', '/v1/regions/370781', 'GET, HEAD, PUT'],
      ['POST', '/v1/agencies', 'GET, HEAD'],
      ['PATCH', URL, 'GET, HEAD, PUT, DELETE'],
      ['GET', '/v1/validations', 'POST'],
      ['PUT', `${URL}/transitions`, 'POST'],
      ['OPTIONS', '/v1/clients', 'GET, HEAD, POST'],
      ['DELETE', '/livez', 'GET, HEAD'],
      ['POST', '/openapi.json', 'GET, HEAD'],
    ] as const) {
      const answer = await admin.call(method, url)
      holds(t, answer, [405, 'method-not-allowed'], `${method} ${url}`)
      t.equal(answer.headers['allow'], allow, `${method} ${url}: Allow`)
    }
  })

  t.test('an Accept-Language that makes no sense is answered in Chinese', async (t) => {
    for (const [language, title] of [
      ['', '没有此单位'],
      ['xx', '没有此单位'],
      ['en;q=', '没有此单位'],
      ['en;q=NaN', '没有此单位'],
      ['en;q=0', '没有此单位'],
      ['zh;q=0.9,en;q=0.8', '没有此单位'],
      [','.repeat(10_000), '没有此单位'],
      ['english', '没有此单位'],
      ['en', 'No such agency'],
      ['en-GB;q=0.9, zh;q=0.8', 'No such agency'],
      ['EN', 'No such agency'],
    ] as const) {
      const answer = await admin.get('/v1/agencies/nobody', { 'accept-language': language })
      t.equal(answer.at('title'), title, language.slice(0, 30))
    }
  })

  t.test('a request id is repeated only if it is safe to', async (t) => {
    const with_ = async (id: string) =>
      (await admin.get('/livez', { 'x-request-id': id })).headers['x-request-id']
    t.equal(await with_('portal-0123'), 'portal-0123')
    for (const id of ['short', 'a b c d e f g h', 'x'.repeat(65), '<script>alert(1)']) {
      t.not(await with_(id), id)
    }
  })

  t.same(await held(service), before, 'nothing was changed by any of it')
})

t.test('bodies of the register, of keys and of steps', async (t) => {
  const service = await county(t)
  const { admin } = service
  await admin.put(URL, sound)
  const before = await held(service)
  const agency = { name: '单位', kind: 'department', region: '370781' }
  const client = { name: '门户', role: 'reader' }

  const cases: readonly [
    method: 'PUT' | 'POST' | 'PATCH',
    url: string,
    body: unknown,
    ...Expected,
  ][] = [
    ['PUT', '/v1/regions/370782', {}, 400, 'invalid-body', '/name'],
    ['PUT', '/v1/regions/370782', { name: '' }, 400, 'invalid-body', '/name'],
    ['PUT', '/v1/regions/370782', { name: '  ' }, 400, 'invalid-body', '/name'],
    [
      'PUT',
      '/v1/regions/370782',
      { name: 1, parent: 2, code: 3, level: '370782' },
      400,
      'invalid-body',
      '/name',
      '/parent',
      '/code',
      '/level',
    ],
    ['PUT', '/v1/regions/370782', { name: '某市', parent: '370700' }, 422, 'unknown-region'],
    ['PUT', '/v1/regions/370781', { name: '某市', parent: '370781' }, 422, 'region-cycle'],
    ['PUT', '/v1/agencies/c', {}, 400, 'invalid-body', '/name', '/kind', '/region'],
    ['PUT', '/v1/agencies/c', { ...agency, kind: 'bureau' }, 400, 'invalid-body', '/kind'],
    ['PUT', '/v1/agencies/c', { ...agency, region: '370782' }, 422, 'unknown-region'],
    ['PUT', '/v1/agencies/c', { ...agency, validFrom: '2021' }, 400, 'invalid-body', '/validFrom'],
    ['PUT', '/v1/agencies/c', { ...agency, counts: 1 }, 400, 'invalid-body', '/counts'],
    ['PUT', '/v1/agencies/c', { ...agency, uscc: '113703220042222410' }, 422, 'wrong-uscc'],
    [
      'PUT',
      '/v1/agencies/c',
      { ...agency, uscc: '11370322004222241n' },
      400,
      'invalid-body',
      '/uscc',
    ],
    [
      'PUT',
      '/v1/agencies/c',
      { ...agency, uscc: '1137032200422224IN' },
      400,
      'invalid-body',
      '/uscc',
    ],
    ['PUT', '/v1/agencies/c', { ...agency, aliases: ['a', ''] }, 400, 'invalid-body', '/aliases/1'],
    ['PATCH', '/v1/agencies/a', {}, 400, 'invalid-body'],
    ['PATCH', '/v1/agencies/a', { name: null }, 400, 'invalid-body', '/name'],
    ['PATCH', '/v1/agencies/a', { id: 'b' }, 422, 'read-only-member', '/id'],
    ['PATCH', '/v1/agencies/nobody', { name: '单位' }, 404, 'agency-not-found'],
    ['POST', '/v1/clients', { ...client, role: 'root' }, 400, 'invalid-body', '/role'],
    ['POST', '/v1/clients', { ...client, role: 'reporter' }, 422, 'scope-required'],
    ['POST', '/v1/clients', { ...client, role: 'reporter', agencies: [] }, 422, 'scope-required'],
    [
      'POST',
      '/v1/clients',
      { ...client, role: 'reporter', agencies: ['nobody'] },
      422,
      'unknown-agency',
    ],
    ['POST', '/v1/clients', { ...client, role: 'reviewer' }, 422, 'scope-required'],
    [
      'POST',
      '/v1/clients',
      { ...client, role: 'reviewer', region: '370782' },
      422,
      'unknown-region',
    ],
    [
      'POST',
      '/v1/clients',
      { ...client, expiresAt: '2025-13-45T25:61:61Z' },
      400,
      'invalid-body',
      '/expiresAt',
    ],
    [
      'POST',
      '/v1/clients',
      { ...client, expiresAt: '2027-02-30T00:00:00Z' },
      400,
      'invalid-body',
      '/expiresAt',
    ],
    [
      'POST',
      '/v1/clients',
      { ...client, expiresAt: '2025-01-01' },
      400,
      'invalid-body',
      '/expiresAt',
    ],
    ['POST', '/v1/clients', { ...client, key: 'mine' }, 400, 'invalid-body', '/key'],
    ['POST', `${URL}/transitions`, {}, 400, 'invalid-body', '/action'],
    ['POST', `${URL}/transitions`, { action: 'Submit' }, 400, 'invalid-body', '/action'],
    [
      'POST',
      `${URL}/transitions`,
      { action: 'submit', state: 'accepted' },
      400,
      'invalid-body',
      '/state',
    ],
    [
      'POST',
      `${URL}/transitions`,
      { action: 'return', remarks: [{ text: 'x' }] },
      400,
      'invalid-body',
      '/remarks/0/at',
    ],
    ['POST', '/v1/reports/a/2023/transitions', { action: 'submit' }, 404, 'report-not-found'],
    ['PUT', `${URL}/findings/AAAAAAAAAAAAAAAA/waiver`, {}, 400, 'invalid-body', '/text'],
    [
      'PUT',
      `${URL}/findings/AAAAAAAAAAAAAAAA/waiver`,
      { text: '经与该局核对，情况特殊。' },
      404,
      'finding-not-found',
    ],
    [
      'PUT',
      `${URL}/findings/short/waiver`,
      { text: '说明' },
      400,
      'invalid-parameters',
      'fingerprint',
    ],
  ]

  for (const [method, url, body, ...expected] of cases) {
    const answer = await admin.call(method, url, JSON_TYPE, JSON.stringify(body))
    holds(t, answer, expected, `${method} ${url} ${JSON.stringify(body)}`)
  }
  for (const [language, message] of [
    ['zh-CN', '应为 2 至 500 个字符的文本，不能只有空白'],
    ['en', 'must be a text of 2 to 500 characters, not blank'],
  ] as const) {
    const headers = { 'accept-language': language }
    const answer = await admin.put('/v1/agencies/a/exemptions/2024', { reason: '因' }, headers)
    t.equal(answer.at('errors.0.message'), message)
  }
  for (const [method, url] of cases) {
    const answer = await admin.call(method, url, { 'content-type': 'text/plain' }, 'x'.repeat(5000))
    holds(t, answer, [415, 'unsupported-media-type'], `${method} ${url} as text`)
  }
  t.same(await held(service), before, 'nothing was changed by any of it')
})

t.test('a period of another age states no year', async (t) => {
  const { admin } = await build(t)
  const content = { ...sound, title: null, period: { from: '4440-01-01', to: '4440-12-31' } }
  const answer = await admin.post('/v1/validations', content)
  holds(t, answer, [422, 'year-not-stated'], 'the year 4440')
})

t.test('what is no HTTP, or not all of it, is answered as a problem', async (t) => {
  const { app } = await build(t)
  const port = Number((await app.listen({ port: 0 })).split(':').at(-1))
  const long = 'y'.repeat(20_000)
  const cases: readonly (readonly [number, string, string])[] = [
    [400, 'malformed-http', 'GET / HTTP/9\r\n\r\n'],
    [400, 'malformed-http', 'hello\r\n\r\n'],
    [400, 'malformed-http', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    [400, 'malformed-http', 'GET /livez HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n'],
    [400, 'malformed-http', 'GET /livez HTTP/1.1\r\nHost: x\r\nContent-Length: two\r\n\r\n'],
    [
      400,
      'malformed-http',
      'POST /v1/validations HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n',
    ],
    [400, 'malformed-http', 'GET /livez HTTP/1.1\r\n\r\n'],
    // 公开, written into the address as it is.
    [400, 'malformed-address', 'GET /v1/reports?q=\xe5\x85\xac HTTP/1.1\r\nHost: x\r\n\r\n'],
    [
      405,
      'method-not-allowed',
      'QUERY /v1/reports HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    ],
    [404, 'route-not-found', 'QUERY /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    [417, 'expectation-failed', 'GET /livez HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n'],
    [431, 'headers-too-large', `GET /livez HTTP/1.1\r\nHost: x\r\nx: ${long}\r\n\r\n`],
    [431, 'headers-too-large', `GET /${long} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ]
  for (const [status, code, bytes] of cases) {
    const answer = await sentRaw(port, bytes)
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    const name = JSON.stringify(bytes.slice(0, 60))
    t.match(head, new RegExp(`^HTTP/1.1 ${status} `), name)
    t.match(head, /^content-type: application\/problem\+json/im)
    t.match(head, /^content-language: zh-CN/im)
    t.match(head, /^x-content-type-options: nosniff/im)
    t.match(JSON.parse(body), { status, code, type: `https://nianbao.test/problems/${code}` })
  }
  t.match(await sentRaw(port, 'GET /livez HTTP/1.0\r\n\r\n'), /^HTTP\/1.1 200 /)
  const more = 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\nrest\r\n\r\n'
  t.equal((await sentRaw(port, more)).split('HTTP/1.1 ').length, 2, 'one answer')
})

t.test('what does not arrive in time is answered 408, and holds up nothing', async (t) => {
  const { app } = await build(t, { REQUEST_SECONDS: 1 })
  const port = Number((await app.listen({ port: 0 })).split(':').at(-1))
  const head = (line: string, type: string) =>
    `${line} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ADMIN_KEY}\r\nContent-Type: ${type}\r\n`
  const begun = [
    'GET /livez HTT',
    'GET /livez HTTP/1.1\r\nHost: x\r\n',
    `${head('PUT /v1/regions/370781', 'application/json')}Content-Length: 99\r\n\r\n{"name":`,
    `${head('POST /v1/validations', 'text/plain')}Transfer-Encoding: chunked\r\n\r\n4\r\n2024`,
    `${head('POST /v1/report-batches', 'application/x-ndjson')}Content-Length: 99\r\n\r\n{`,
  ]
  // Some read the answer and stay: they are sent away.
  const staying = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).resume()
  staying.write('GET ')
  const answers = await Promise.all(begun.map((bytes) => sentRaw(port, bytes)))
  for (const [i, answer] of answers.entries()) {
    const [top = '', body = ''] = answer.split('\r\n\r\n')
    t.match(top, /^HTTP\/1.1 408 Request Timeout\r\n/, String(begun[i]))
    t.match(top, /^content-type: application\/problem\+json/im)
    t.match(top, /^connection: close/im)
    t.match(JSON.parse(body), { code: 'request-timeout', detail: /整个请求须在 1 秒内/ })
  }
  const open = promisify(app.server.getConnections.bind(app.server))
  while ((await open()) > 0) await after(20)
  staying.destroy()
  const ending = performance.now()
  await app.close()
  t.ok(performance.now() - ending < 1000, 'no request is waited for that never came')
})

/** Sends bytes as they are and answers what comes back until the connection is closed. */
async function sentRaw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(Buffer.from(bytes, 'latin1'))
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}
