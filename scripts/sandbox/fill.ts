import type { FastifyInstance } from 'fastify'
import { contentOf } from '../../src/reports/content.ts'
import type { Report } from '../../src/reports/report.ts'
import { countyFilings, type Filing } from './county.ts'
import * as lives from './lives.ts'
import { agencies, CITY, COUNTY, regions, rename, type SandboxAgency } from './register.ts'

export interface Sandbox {
  readonly app: Pick<FastifyInstance, 'inject'>
  readonly adminKey: string
  /** Sets the service's clock. */
  readonly setTime: (at: Date) => void
  readonly say: (line: string) => void
}

export interface Keys {
  readonly portal: string
  readonly clerk: string
  readonly office: string
  readonly reader: string
  readonly auditor: string
}

type Send = (
  key: string,
  method: 'GET' | 'PUT' | 'POST' | 'PATCH',
  url: string,
  body?: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<{ readonly etag: string; readonly body: unknown }>

interface Finding {
  readonly severity: string
  readonly fingerprint: string
}

const explained = '已与业务股室逐项核对原始台账，数字与登记一致，属本年实际情况'
const waived = '登记台账已由县政务公开办调阅，差异来自复议机关的撤回登记，同意保留'

/** Plays six years of a county through the service's own front door; answers everybody's keys. */
export async function fillSandbox({ app, adminKey, setTime, say }: Sandbox): Promise<Keys> {
  const send: Send = async (key, method, url, body, headers = {}) => {
    const authorization = `Bearer ${key}`
    const answer = await app.inject({
      method,
      url,
      headers: { authorization, prefer: 'return=minimal', ...headers },
      ...(body === undefined ? {} : { payload: body }),
    })
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`)
    return { etag: String(answer.headers['etag']), body: answer.json() }
  }
  const at = (year: number, day: string) => setTime(new Date(`${year}-${day}T01:00:00Z`))
  const filings = countyFilings()

  at(lives.FIRST, '12-02')
  await register(send, adminKey)
  const keys = await handOut(send, adminKey)
  for (let year = lives.FIRST; year <= lives.LAST; year++) {
    const of = filings.filter((filing) => filing.year === year)
    const government = of.filter(({ agency }) => agency.kind === 'government')
    const others = of.filter(({ agency }) => agency.kind !== 'government')
    const step = async (action: string, which: readonly Filing[]) => {
      for (const one of which) await move(send, keys.office, one, action)
    }
    at(year + 1, '01-08')
    for (const one of others) if (!one.late) await submit(send, keys, one)
    at(year + 1, '02-20')
    for (const one of others) if (one.late) await submit(send, keys, one)
    at(year + 1, '03-20')
    for (const one of government) await submit(send, keys, one)
    at(year + 1, '03-25')
    const published = of.filter(({ end }) => end === 'published')
    await step('accept', published)
    at(year + 1, '03-28')
    await step('publish', published)
    at(year + 1, '07-01')
    for (const one of of) if (one.mended === 'corrected') await correct(send, keys, one)
    at(year + 1, '08-01')
    await registerChanges(send, adminKey, year)
    say(`${year}: ${of.length} reports, ${published.length} of them published`)
  }
  return keys
}

async function register(send: Send, admin: string): Promise<void> {
  for (const { code, name, parent } of regions) {
    await send(admin, 'PUT', `/v1/regions/${code}`, { name, parent })
  }
  for (const agency of agencies) {
    const name = agency.id === rename.id ? rename.before : agency.name
    await put(send, admin, { ...agency, name })
  }
}

const AS_IT_IS = { 'if-match': '*' }

/** The end of what was merged and the new name, once the last reports before them are in. */
async function registerChanges(send: Send, admin: string, year: number): Promise<void> {
  for (const agency of agencies) {
    const { id, name, validTo } = agency
    if (validTo === year) await send(admin, 'PATCH', `/v1/agencies/${id}`, { validTo }, AS_IT_IS)
    if (id === rename.id && year === rename.lastYear) {
      await send(admin, 'PATCH', `/v1/agencies/${id}`, { name, aliases: [rename.before] }, AS_IT_IS)
    }
  }
}

const put = (send: Send, admin: string, { id, validTo: _, ...agency }: SandboxAgency) =>
  send(admin, 'PUT', `/v1/agencies/${id}`, agency)

async function handOut(send: Send, admin: string): Promise<Keys> {
  const key = async (client: object): Promise<string> =>
    ((await send(admin, 'POST', '/v1/clients', client)).body as { key: string }).key
  const everybody = agencies.map(({ id }) => id)
  return {
    portal: await key({ name: '青岚县政府网站', role: 'reporter', agencies: everybody }),
    clerk: await key({ name: '青岚县教育局', role: 'reporter', agencies: ['education'] }),
    office: await key({ name: '青岚县政务公开办', role: 'reviewer', region: COUNTY }),
    reader: await key({ name: '云川日报', role: 'reader' }),
    auditor: await key({ name: `${CITY} 审计`, role: 'auditor' }),
  }
}

const addressOf = ({ agency, year }: Filing): string => `/v1/reports/${agency.id}/${year}`

const move = (send: Send, key: string, filing: Filing, action: string, comment?: string) =>
  send(key, 'POST', `${addressOf(filing)}/transitions`, {
    action,
    ...(comment === undefined ? {} : { comment }),
  })

async function submit(send: Send, keys: Keys, filing: Filing): Promise<void> {
  const draft = await file(send, keys, filing, filing.first ?? filing.report)
  if (filing.end === 'draft') return
  await move(send, keys.portal, filing, 'submit')
  if (filing.mended !== 'returned') return
  const back = await move(
    send,
    keys.office,
    filing,
    'return',
    '行政处罚件数与执法台账不符，请核对。',
  )
  await file(send, keys, filing, filing.report, '', back.etag === '' ? draft : back.etag)
  await move(send, keys.portal, filing, 'submit')
}

/** Puts the report and answers every finding that would stand in its way; its ETag. */
async function file(
  send: Send,
  { portal, office }: Keys,
  filing: Filing,
  report: Report,
  query = '',
  ifMatch?: string,
): Promise<string> {
  const url = addressOf(filing)
  const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch }
  const { etag, body } = await send(portal, 'PUT', `${url}${query}`, contentOf(report), headers)
  const { summary } = body as { summary: { warnings: number; errors: number } }
  if (summary.warnings === 0 && summary.errors === 0) return etag
  const { findings } = (await send(portal, 'GET', `${url}/findings`)).body as {
    findings: readonly Finding[]
  }
  for (const [i, { severity, fingerprint }] of findings.entries()) {
    const answer = `${url}/findings/${fingerprint}`
    const text = `第${i + 1}项：`
    if (severity === 'warning') {
      await send(portal, 'PUT', `${answer}/explanation`, { text: `${text}${explained}。` })
    }
    if (severity === 'error' && filing.error?.waived === true) {
      await send(office, 'PUT', `${answer}/waiver`, { text: `${text}${waived}。` })
    }
  }
  return etag
}

async function correct(send: Send, keys: Keys, filing: Filing): Promise<void> {
  const { etag } = await send(keys.portal, 'GET', addressOf(filing))
  const reason = encodeURIComponent('行政处罚决定漏计，依执法台账更正')
  await file(send, keys, filing, filing.report, `?reason=${reason}`, etag)
  await move(send, keys.portal, filing, 'submit')
  for (const action of ['accept', 'publish']) await move(send, keys.office, filing, action)
}
