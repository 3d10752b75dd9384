import { createHash } from 'node:crypto'
import t, { type Test } from 'tap'
import { excelType, htmlType, pdfType, wordType } from '../../src/documents/media-types.ts'
import { formExcel } from '../../src/documents/print/excel.ts'
import { styleHash } from '../../src/documents/print/html.ts'
import { printers } from '../../src/documents/print/index.ts'
import { format2019 } from '../../src/formats/2019.ts'
import { format2021 } from '../../src/formats/2021.ts'
import { cellsOf } from '../../src/formats/cells.ts'
import type { Report } from '../../src/reports/report.ts'
import { type Answer, build, sure } from '../build.ts'
import { contentFor, file } from '../fixtures/filed.ts'
import { filledReport } from './filled-report.ts'
import { pdf } from './pdf.ts'
import { paragraph, run, word } from './word.ts'
import { zip } from './zip.ts'

const URL = '/v1/reports/a/2024'
const NAME = '云溪县档案局'
const about = { agency: NAME, year: 2024 }
const textOf = (report: Report, mediaType: string) => printers[mediaType]?.print(report, about)

async function county(t: Test) {
  const service = await build(t)
  await service.region('370781')
  await service.agency('a', '370781', { name: NAME })
  return service
}

/** A report as it is printed, sent as such. */
const sent = async (mediaType: string, report: Report = filledReport(format2021)) =>
  Buffer.from((await textOf(report, mediaType)) ?? '')

t.test('a document is taken in every medium, and kept as it was', async (t) => {
  const { admin, store } = await county(t)
  let etag: string | undefined
  let revision = 0
  for (const [mediaType, problems] of [
    [htmlType, '网页。'],
    [wordType, 'Word。'],
    [excelType, 'Excel。'],
  ] as const) {
    const filled = filledReport(format2021)
    const report = { ...filled, narrative: { ...filled.narrative, 'narrative.problems': problems } }
    const body = await sent(mediaType, report)
    const put = await admin.call(
      'PUT',
      URL,
      { 'content-type': mediaType, ...(etag && { 'if-match': etag }) },
      body,
    )
    t.match(
      put,
      { status: etag === undefined ? 201 : 200 },
      `${mediaType} ${put.text.slice(0, 900)}`,
    )
    t.equal(put.at('content.narrative.problems'), problems)
    t.equal(put.at('content.applications.handled.total'), 130)
    t.equal(put.at('content.proactive.regulations.issued'), 'n/a')
    etag = put.headers['etag']
    revision += 1

    const kept = await admin.get(`${URL}/revisions/${revision}/document`)
    t.ok(kept.bytes.equals(body), 'the same bytes')
    const digest = createHash('sha256').update(body)
    t.match(kept.headers, {
      'content-type': mediaType,
      'content-disposition': /^attachment; filename="original-a-2024-\d\./,
      'repr-digest': `sha-256=:${digest.copy().digest('base64')}:`,
      'content-security-policy': /^sandbox; default-src 'none'/,
      'x-content-type-options': 'nosniff',
    })
    const again = { 'if-none-match': kept.headers['etag'] ?? '' }
    t.equal((await admin.get(`${URL}/revisions/${revision}/document`, again)).status, 304)
    const { items } = (await admin.get(`${URL}/revisions`)).body as { items: object[] }
    t.match(items.at(-1), {
      document: { mediaType, digest: digest.digest('hex'), size: body.length },
    })
  }
  t.same([...store.verify()], [], 'every digest holds')
})

t.test('the filed original', async (t) => {
  const service = await county(t)
  const { admin } = service
  const text = Buffer.from(`\ufeff${NAME}2024年政府信息公开工作年度报告\n一、总体情况\n概况。`)
  const type = { 'content-type': 'text/plain; charset=UTF-8' }
  sure(await admin.call('PUT', URL, type, text))
  const answer = await admin.get(`${URL}/revisions/1/document`)
  t.equal(answer.headers['content-type'], 'text/plain; charset=UTF-8')
  t.ok(answer.bytes.equals(text), 'the mark at its head included')

  t.test('is not there for JSON, nor for a revision that is not', async (t) => {
    await service.agency('b', '370781')
    await file(service, 'b', 2024)
    const none = await admin.get('/v1/reports/b/2024/revisions/1/document')
    t.match([none.status, none.at('code')], [404, 'document-not-found'])
    const later = await admin.get(`${URL}/revisions/2/document`)
    t.equal(later.at('code'), 'revision-not-found')
  })

  t.test('is for who holds the agency alone', async (t) => {
    await service.agency('c', '370781')
    const other = await service.client({ role: 'reporter', agencies: ['c'] })
    t.equal((await other.get(`${URL}/revisions/1/document`)).status, 404)
    const reader = await service.client({ role: 'reader' })
    t.equal((await reader.get(`${URL}/revisions/1/document`)).status, 403)
  })
})

t.test('a report is printed by Accept', async (t) => {
  const service = await county(t)
  const { admin } = service
  await file(service, 'a', 2024)
  const get = (accept: string, query = '', more = {}) =>
    admin.get(`${URL}${query}`, { accept, ...more })

  const chosen: Record<string, string> = {
    '*/*': 'application/json',
    'application/json': 'application/json',
    'text/html,application/xhtml+xml,*/*;q=0.8': htmlType,
    'text/csv;q=0.9, text/html;q=0.3': 'text/csv',
    'application/*;q=0.2, text/*': htmlType,
    'application/*, application/json;q=0': wordType,
    [excelType]: excelType,
    [`${wordType};q=0.5, application/json;q=0.4`]: wordType,
  }
  for (const [accept, mediaType] of Object.entries(chosen)) {
    const { headers } = await get(accept)
    t.equal(headers['content-type']?.split(';')[0], mediaType, accept)
    t.equal(headers['vary'], 'Authorization, Accept')
  }

  t.test('and 406 says what there is', async (t) => {
    for (const accept of ['image/png', 'text/html;q=0, application/pdf', 'nonsense']) {
      const answer = await get(accept)
      t.match([answer.status, answer.at('code')], [406, 'not-acceptable'], accept)
      t.match(answer.at('detail'), /application\/json, text\/html, .*text\/csv/)
    }
  })

  t.test('or by `as`, for a link', async (t) => {
    t.equal((await get('text/html', '?as=csv')).headers['content-type'], 'text/csv; charset=utf-8')
    t.equal((await get('*/*', '?as=pdf')).status, 400)
    t.match(await get('*/*', '?view=fragment'), { status: 400 })
    const wrong = await get('text/csv', '?view=fragment')
    t.match(wrong.body, { code: 'invalid-parameters', errors: [{ parameter: 'view' }] })
  })

  t.test('each medium and view with a tag of its own that 304 goes by', async (t) => {
    const tags = new Set<string | undefined>()
    for (const query of [
      '?as=json',
      '?as=html',
      '?as=html&view=fragment',
      '?as=docx',
      '?as=xlsx',
      '?as=csv',
      '?as=csv&view=wide',
    ]) {
      const { headers } = await get('*/*', query)
      const tag = headers['etag'] ?? ''
      t.match(tag, /^"[\w.-]+"$/)
      tags.add(tag)
      const again = await get('*/*', query, { 'if-none-match': tag })
      t.match([again.status, again.text, again.headers['etag']], [304, '', tag], query)
    }
    t.equal(tags.size, 7)
    sure(
      await admin.put('/v1/agencies/a', {
        name: '云溪县档案馆',
        kind: 'department',
        region: '370781',
      }),
    )
    const renamed = await get('text/csv')
    t.notOk(tags.has(renamed.headers['etag']), 'whose name is printed is in the tag')
  })

  t.test('as a page that does nothing', async (t) => {
    const { headers, text } = await get('text/html')
    t.equal(
      headers['content-security-policy'],
      `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    t.equal(headers['content-language'], 'zh-CN')
    t.match(text, /^<!DOCTYPE html>/)
    t.match((await get('text/html', '?view=fragment')).text, /^<article class="nianbao"/)
  })

  t.test('as a file whose Chinese name survives', async (t) => {
    const { headers, bytes } = await get(wordType)
    const [, plain, name] =
      /^attachment; filename="(.+)"; filename\*=UTF-8''(\S+)$/.exec(
        headers['content-disposition'] ?? '',
      ) ?? []
    t.equal(plain, 'report-a-2024.docx')
    t.equal(decodeURIComponent(name ?? ''), '单位a2024年政府信息公开工作年度报告.docx')
    t.equal(bytes.toString('latin1', 0, 2), 'PK')
  })

  t.test('to whom may see it only', async (t) => {
    t.equal((await service.anonymous.get(`${URL}?as=html`)).status, 401)
    const reader = await service.client({ role: 'reader' })
    t.equal((await reader.get(`${URL}?as=docx`)).status, 404, 'a draft is not there')
  })
})

t.test('a list is one file of CSV', async (t) => {
  const service = await county(t)
  for (const agency of ['a', 'b', 'c']) {
    if (agency !== 'a') await service.agency(agency, '370781')
    for (const year of [2019, 2024]) await file(service, agency, year)
  }
  const long = await service.admin.get('/v1/reports?as=csv')
  const records = long.text.trimEnd().split('\r\n')
  const [first = ''] = records
  t.ok(first.startsWith('\ufeffagencyId,agency,year,format,'))
  t.equal(
    records.length,
    1 + 3 * (cellsOf(format2019).length + cellsOf(format2021).length),
    'a record for each cell',
  )
  const wide = await service.admin.get('/v1/reports?year=2024&format=2021&view=wide', {
    accept: 'text/csv',
  })
  t.equal(wide.headers['content-type'], 'text/csv; charset=utf-8; header=present')
  const [header = '', ...rows] = wide.text.trimEnd().split('\r\n')
  t.equal(header.split(',').length, 4 + cellsOf(format2021).length)
  t.strictSame(
    rows.map((row) => row.split(',').slice(0, 4)),
    [
      ['a', NAME, '2024', '2021'],
      ['b', '单位b', '2024', '2021'],
      ['c', '单位c', '2024', '2021'],
    ],
  )
  const reader = await service.client({ role: 'reader' })
  t.equal((await reader.get('/v1/reports?as=csv')).text.trimEnd().split('\r\n').length, 1)
})

t.test('next year’s report', async (t) => {
  const service = await county(t)
  const { admin } = service
  const carried = { 'applications.carriedOut.naturalPerson': 3, 'applications.carriedOut.total': 3 }
  const settled = {
    ...carried,
    'applications.received.naturalPerson': 3,
    'applications.received.total': 3,
    'proactive.normativeDocuments.inForce': 7,
    'proactive.normativeDocuments.issued': 7,
  }
  await service.agency('old', '370781', { validTo: 2024 })
  await service.agency('heir', '370781', { predecessors: ['old'] })
  const prefill = (agency: string, year = 2025) =>
    admin.get(`/v1/reports/${agency}/${year}/prefill`)

  t.test('has nothing carried over while last year’s is not filed', async (t) => {
    const answer = await prefill('heir')
    t.equal(answer.at('content.applications.carriedIn.total'), null)
    t.same(answer.at('missing'), [
      { agencyId: 'heir', year: 2024, why: 'not-filed' },
      { agencyId: 'old', year: 2024, why: 'not-filed' },
    ])
  })

  for (const agency of ['old', 'heir']) {
    const filed = await file(service, agency, 2024, { changes: settled })
    const findings = await admin.get(`/v1/reports/${agency}/2024/findings`)
    for (const { fingerprint, severity } of findings.at<
      { fingerprint: string; severity: string }[]
    >('findings')) {
      if (severity === 'info') continue
      const url = `/v1/reports/${agency}/2024/findings/${fingerprint}/explanation`
      sure(await admin.put(url, { text: '本年度工作任务调整，已逐件核对台账，数字属实。' }))
    }
    t.equal(filed.status, 201)
    sure(await admin.post(`/v1/reports/${agency}/2024/transitions`, { action: 'submit' }))
  }

  t.test('carries over what both agencies carried out, in every column', async (t) => {
    const answer = await prefill('heir')
    t.equal(answer.at('content.title'), '单位heir2025年政府信息公开工作年度报告')
    t.same(answer.at('content.applications.carriedIn'), {
      naturalPerson: 6,
      business: 0,
      research: 0,
      nonprofit: 0,
      legalService: 0,
      other: 0,
      total: 6,
    })
    t.match(answer.at<object[]>('carriedOver').at(-1), {
      at: 'applications.carriedIn.total',
      value: 6,
      from: [
        {
          agencyId: 'heir',
          year: 2024,
          revision: 1,
          at: 'applications.carriedOut.total',
          value: 3,
        },
        { agencyId: 'old', year: 2024, revision: 1, at: 'applications.carriedOut.total', value: 3 },
      ],
    })
    t.equal(answer.at('content.proactive.normativeDocuments.inForce'), null, 'told, not filled in')
    t.match(
      answer.at<{ at: string }[]>('lastYear').find(({ at }) => at.includes('normative')),
      { at: 'proactive.normativeDocuments.inForce', value: 14 },
    )
    const put = await admin.put('/v1/reports/heir/2025', answer.at('content'))
    t.equal(put.status, 201, 'and is taken as it is')
  })

  t.test('does not divide what a divided agency carried out', async (t) => {
    await service.agency('second', '370781', { predecessors: ['old'] })
    t.match((await prefill('heir')).at('missing'), [{ agencyId: 'old', why: 'divided' }])
  })

  t.test('is not for a year in which the agency does not file', async (t) => {
    t.equal((await prefill('old')).at('code'), 'not-expected')
    t.equal((await prefill('heir', 2018)).at('code'), 'no-format-for-year')
  })

  t.test('comes as the form in Excel and in Word, and goes back', async (t) => {
    await service.agency('young', '370781', { validFrom: 2025, predecessors: [] })
    const excel = await admin.get('/v1/reports/young/2025/form')
    t.equal(excel.headers['content-type'], excelType)
    t.match(decodeURIComponent(excel.headers['content-disposition'] ?? ''), '（填报表）.xlsx')
    const put = await admin.call(
      'PUT',
      '/v1/reports/young/2025',
      { 'content-type': excelType },
      excel.bytes,
    )
    t.equal(put.status, 201)
    t.equal(put.at('content.applications.received.total'), null, 'a blank stays a blank')

    const inWord = await admin.get('/v1/reports/second/2025/form', { accept: wordType })
    t.equal(inWord.headers['content-type'], wordType)
    const read = await admin.call(
      'POST',
      '/v1/validations',
      { 'content-type': wordType },
      inWord.bytes,
    )
    t.equal(read.status, 200, read.text.slice(0, 300))
    t.equal((await admin.get('/v1/reports/young/2025/form', { accept: 'text/html' })).status, 406)
  })
})

t.test('the Excel form names the cell that is wrong', async (t) => {
  const { admin } = await county(t)
  const bytes = await formExcel(filledReport(format2021), about)
  const { partsOf } = await import('../../src/documents/zip.ts')
  const parts = Object.fromEntries(await partsOf(bytes, /\.(xml|rels)$/))
  const sheet = 'xl/worksheets/sheet3.xml'
  parts[sheet] = (parts[sheet] ?? '').replace(
    /<c r="D5"( s="\d+")[^>]*><v>[^<]*<\/v><\/c>/,
    '<c r="D5"$1 t="inlineStr"><is><t>三件</t></is></c>',
  )
  const headers = { 'content-type': excelType, 'accept-language': 'en' }
  const put = await admin.call('PUT', URL, headers, Buffer.from(zip(parts)))
  t.match([put.status, put.at('code')], [422, 'ambiguous-document'], put.text)
  t.match(
    put.at<object[]>('errors').find((one) => /received/.test(JSON.stringify(one))),
    {
      pointer: '/applications/received/naturalPerson',
      message: /^sheet "三、收到和处理政府信息公开申请情况", cell D5: Text "三件" in a number cell/,
    },
  )
})

t.test('a validation says how a document was read', async (t) => {
  const { admin } = await county(t)
  const report = filledReport(format2021, {
    'applications.received.business': null,
    'applications.received.total': null,
  })
  for (const mediaType of [htmlType, wordType, excelType]) {
    for (const declared of [mediaType, 'application/octet-stream']) {
      const body = await sent(mediaType, report)
      const answer = await admin.call('POST', '/v1/validations', { 'content-type': declared }, body)
      t.equal(answer.status, 200, answer.text.slice(0, 300))
      t.equal(answer.at('reading.mediaType'), mediaType)
      t.same(answer.at('reading.account'), { read: 198, notStated: 2, refused: 0 })
      t.same(answer.at('reading.formatByTable'), {
        proactive: '2021',
        applications: '2021',
        disputes: '2021',
      })
      const cells = answer.at<{ at: string; source: object }[]>('reading.cells')
      t.equal(cells.length, 200)
      const place =
        mediaType === excelType ? { ref: /^[A-Z]+\d+$/ } : { table: Number, row: Number }
      t.match(cells[50]?.source, place)
    }
  }
})

t.test('text and pages come in the charset that is said, or that they say', async (t) => {
  const { admin } = await county(t)
  const page = (await sent(htmlType)).toString()
  const gbk = gb18030(page.replace('charset="utf-8"', 'charset="gbk"').replaceAll('𠮷', '吉'))
  for (const [type, body] of [
    ['text/html; charset=GBK', gbk],
    ['text/html', gbk],
    ['text/html; charset=utf-16le', Buffer.from(page, 'utf16le')],
    ['text/html', Buffer.from(`\ufeff${page}`, 'utf16le')],
  ] as const) {
    const answer = await admin.call('POST', '/v1/validations', { 'content-type': type }, body)
    t.equal(answer.at('reading.account.read'), 200, type)
  }
  const odd = await admin.call(
    'POST',
    '/v1/validations',
    { 'content-type': 'text/html; charset=klingon' },
    gbk,
  )
  t.match([odd.status, odd.at('code')], [422, 'unreadable-document'])
})

const body = (xml: string) =>
  zip({ 'word/document.xml': `<w:document><w:body>${xml}</w:body></w:document>` })
const deep = '<div>'.repeat(10_000)
const heading = '一、总体情况'

/** What may come instead of a report, with the answer and a word that says what to do. */
const bad: Record<string, readonly [type: string, body: Uint8Array, status: number, says: RegExp]> =
  {
    'a zip that swells a thousandfold': [
      wordType,
      body(paragraph(run('一'.repeat(4 * 2 ** 20)))),
      422,
      /unpacks/,
    ],
    'a Word file cut off in the middle': [
      wordType,
      word(paragraph(run(heading))).slice(0, 300),
      422,
      /save it anew/,
    ],
    'a .doc cut off at its beginning': [
      wordType,
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      422,
      /cut off/,
    ],
    'a picture': [
      'application/octet-stream',
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      415,
      /Word \(\.docx\), Excel \(\.xlsx\), PDF/,
    ],
    'a PDF that says it is Word': [wordType, pdf([[]]), 415, /declared as/],
    'entities that multiply': [
      wordType,
      zip({ 'word/document.xml': '<!DOCTYPE d [<!ENTITY a "一">]><w:document>&a;</w:document>' }),
      422,
      /entities/,
    ],
    'HTML nested ten thousand deep': [htmlType, Buffer.from(deep + heading), 422, /nested/],
    'megabytes in a cell': [
      htmlType,
      Buffer.from(`<h2>${heading}</h2><p>${'长'.repeat(2_000_000)}</p>`),
      422,
      /no annual report/,
    ],
    'a PDF of 400 pages': [
      pdfType,
      pdf(Array.from({ length: 400 }, () => [{ text: heading, x: 60, y: 700 }])),
      422,
      /400 pages/,
    ],
    'a PDF of pictures': [pdfType, pdf([[]]), 422, /no text/],
    'an Excel workbook with nothing in it': [
      excelType,
      zip({ 'xl/workbook.xml': '<workbook/>', 'xl/_rels/workbook.xml.rels': '<Relationships/>' }),
      422,
      /None of the headings/,
    ],
    'text that is no report': ['text/plain', Buffer.from('你好'), 422, /None of the headings/],
    nothing: ['text/plain', Buffer.alloc(0), 422, /The file is empty/],
    'a control character': [
      'text/plain',
      Buffer.from(`${NAME}2024年政府信息公开工作年度报告\n一、总体情况\n概\u0007况。`),
      422,
      /control characters/,
    ],
  }

t.test('what is no report is refused, and the service goes on', async (t) => {
  const { admin } = await county(t)
  for (const [name, [type, payload, status, says]] of Object.entries(bad)) {
    const started = performance.now()
    const headers = { 'content-type': type, 'accept-language': 'en' }
    const answer = await admin.call('PUT', URL, headers, Buffer.from(payload))
    t.equal(answer.status, status, `${name}: ${answer.text.slice(0, 300)}`)
    t.match(answer.text, says, name)
    t.ok(performance.now() - started < 25_000, `${name}: in time`)
  }
  t.equal((await admin.get(URL)).status, 404, 'and nothing was kept')
  const other = await admin.call('PUT', URL, { 'content-type': 'image/png' }, Buffer.from('x'))
  t.equal(other.status, 415)
  t.match(other.at('detail'), /text\/html.*wordprocessingml/)
})

t.test('while a heavy document is read, others are answered at once', async (t) => {
  const { admin } = await county(t)
  const heavy = body(Array.from({ length: 60_000 }, (_, i) => paragraph(run(`${i}段。`))).join(''))
  let answered: Answer | undefined
  const reading = admin
    .call('POST', '/v1/validations', { 'content-type': wordType }, Buffer.from(heavy))
    .then((answer) => {
      answered = answer
    })
  const begun = performance.now()
  let slowest = 0
  let pings = 0
  while (answered === undefined) {
    const started = performance.now()
    await admin.get('/livez')
    await new Promise((resolve) => setImmediate(resolve))
    slowest = Math.max(slowest, performance.now() - started)
    pings += 1
  }
  await reading
  t.equal(answered.status, 422)
  t.ok(pings > 20, `${pings} pings`)
  const whole = performance.now() - begun
  t.ok(slowest < whole / 4, `slowest ${slowest.toFixed(1)} of ${whole.toFixed(0)} ms`)
})

t.test('scripts and formulas stay text, whatever comes in and goes out', async (t) => {
  const { admin } = await county(t)
  const evil = '=cmd|calc <script>alert(1)</script> 存在的问题。'
  const content = { ...contentFor('a', 2024), title: null }
  const narrative = { ...(content as { narrative?: object })['narrative'], problems: evil }
  sure(await admin.put(URL, { ...content, narrative }))
  for (const as of ['html', 'html&view=fragment']) {
    const { text } = await admin.get(`${URL}?as=${as}`)
    t.notMatch(text, /<script/)
    t.match(text, '&lt;script&gt;alert(1)')
  }
  sure(
    await admin.put('/v1/agencies/a', { name: '=cmd|calc', kind: 'department', region: '370781' }),
  )
  for (const url of [`${URL}?as=csv`, '/v1/reports?as=csv', '/v1/reports?as=csv&view=wide']) {
    t.match((await admin.get(url)).text, /\r\na,'=cmd\|calc,/)
  }
  const page = `<h1>${NAME}2025年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>概况<script>alert(1)</script>。</p><img onerror="alert(1)" src="x">`
  const read = await admin.call(
    'POST',
    '/v1/validations',
    { 'content-type': htmlType },
    Buffer.from(page),
  )
  t.notMatch(read.text, /alert/)
})

/** Text in GB18030, through a table made by decoding every pair of bytes. */
function gb18030(text: string): Buffer {
  const table = new Map<string, readonly number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Buffer.from([lead, trail]))
      if (character.length === 1) table.set(character, [lead, trail])
    }
  }
  return Buffer.from(
    [...text].flatMap((c) => (c < '\x80' ? c.charCodeAt(0) : (table.get(c) ?? 0x3f))),
  )
}
