/**
 * The main job from end to end, in one process and in memory: a report document in the shape real
 * ones have is read and checked, the wrong cell named, mended and filed beside sister agencies;
 * the county accepts them and adds them up.
 */
import { readFile } from 'node:fs/promises'
import { buildApp } from '../src/app.ts'
import { configWith } from '../src/config.ts'
import { put, valueAt } from '../src/reports/content.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openStore } from '../src/store/store.ts'
import { sisterReport, sisters } from './demo/sisters.ts'

/** What the demo looks at in the answers; the OpenAPI document says the rest. */
interface Finding {
  readonly severity: string
  readonly fingerprint: string
  readonly message: string
  readonly suspects?: readonly {
    readonly at: string
    readonly reported: number
    readonly wouldBe: number
    readonly certainty: string
  }[]
}
interface Checked {
  readonly content: Record<string, unknown> & { readonly title: string }
  readonly reading: Record<'cells' | 'refused' | 'headings', readonly unknown[]>
  readonly findings: readonly Finding[]
  readonly summary: Record<'errors' | 'warnings' | 'infos', number>
}
interface Moved {
  readonly state: string
  readonly late: boolean
  readonly code: string
  readonly detail: string
  readonly errors: readonly unknown[]
}
interface Sums {
  readonly asOf: string
  readonly digest: string
  readonly groups: readonly [
    {
      readonly coverage: object
      readonly cells: object
      readonly indicators: {
        readonly disclosureRate: Record<'numerator' | 'denominator' | 'value', number>
      }
    },
  ]
}

interface Answer<Body> {
  readonly status: number
  readonly etag: string
  readonly body: Body
}

const store = openStore(':memory:')
const admin = await firstAdmin(store, '')
const app = await buildApp(
  configWith({ LOG_LEVEL: 'silent' }),
  store,
  () => new Date('2025-01-20T02:00:00Z'),
)
const say = (line = '') => process.stdout.write(`${line}\n`)

async function call<Body>(
  key: string | undefined,
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  body?: object | Buffer,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  const type = Buffer.isBuffer(body) ? 'text/plain; charset=utf-8' : 'application/json'
  const sent = body === undefined ? {} : { payload: body }
  const contentType: Record<string, string> = body === undefined ? {} : { 'content-type': type }
  const all = { authorization: `Bearer ${key}`, ...contentType, ...headers }
  const response = await app.inject({ method, url, headers: all, ...sent })
  return {
    status: response.statusCode,
    etag: String(response.headers['etag']),
    body: response.json<Body>(),
  }
}

say('1. The county registers its agencies and hands out keys.')
await call(admin, 'PUT', '/v1/regions/361000', { name: '抚州市' })
await call(admin, 'PUT', '/v1/regions/361002', { name: '临川区', parent: '361000' })
for (const { id, name, kind } of sisters) {
  await call(admin, 'PUT', `/v1/agencies/${id}`, { name, kind, region: '361002' })
}
const agencies = sisters.map(({ id }) => id)
const reporter = (
  await call<{ key: string }>(admin, 'POST', '/v1/clients', {
    name: '各单位门户',
    role: 'reporter',
    agencies,
  })
).body.key
const reviewer = (
  await call<{ key: string }>(admin, 'POST', '/v1/clients', {
    name: '区主管部门',
    role: 'reviewer',
    region: '361002',
  })
).body.key
say(`   ${sisters.length} agencies in 临川区\n`)

say('2. A portal sends the document it has.')
const document = await readFile(new URL('../../scripts/demo/report.txt', import.meta.url))
const checked = await call<Checked>(
  reporter,
  'POST',
  '/v1/validations?agencyId=library&year=2024',
  document,
)
const { content, reading, findings, summary } = checked.body
say(`   ${content.title}`)
say(
  `   ${reading.cells.length} cells read, ${reading.refused.length} refused, ${reading.headings.length} sections`,
)
say(`   ${summary.errors} errors, ${summary.warnings} warnings, ${summary.infos} for information:`)
for (const finding of findings) {
  say(`   - ${finding.severity.padEnd(7)} ${finding.message}`)
  for (const suspect of finding.suspects ?? []) {
    say(
      `     suspect (${suspect.certainty}): ${suspect.at} ${suspect.reported} → ${suspect.wouldBe}`,
    )
  }
}
say()

say('3. It is kept as a draft, but cannot be submitted as it is.')
const path = '/v1/reports/library/2024'
const draft = await call(reporter, 'PUT', path, document)
const refused = await call<Moved>(reporter, 'POST', `${path}/transitions`, { action: 'submit' })
say(`   ${refused.status} ${refused.body.code}: ${refused.body.detail}\n`)

say('4. The clerk mends the cell that was named, explains what is left, and submits.')
const suspects = findings.flatMap((finding) => finding.suspects ?? [])
const mended = structuredClone(content)
for (const { at, wouldBe } of suspects) put(mended, at, wouldBe)
await call(reporter, 'PUT', path, mended, { 'if-match': draft.etag })
await explainAll('library', '来源文件为旧版模板转存，核对后不影响数字。')
const submitted = await call<Moved>(reporter, 'POST', `${path}/transitions`, { action: 'submit' })
say(`   ${submitted.status} ${submitted.body.state}, late: ${submitted.body.late}\n`)

say('5. Its sisters file as well; one has not. The county accepts them.')
for (const { id } of sisters.slice(1, -1)) {
  await call(reporter, 'PUT', `/v1/reports/${id}/2024`, sisterReport(id))
  await explainAll(id, '本单位当年确无此类事项，已与业务科室逐项核对。')
  const step = await call<Moved>(reporter, 'POST', `/v1/reports/${id}/2024/transitions`, {
    action: 'submit',
  })
  if (step.status !== 200) say(`   ${id}: ${step.body.detail} ${JSON.stringify(step.body.errors)}`)
}
for (const { id } of sisters.slice(0, -1)) {
  const step = await call<Moved>(reviewer, 'POST', `/v1/reports/${id}/2024/transitions`, {
    action: 'accept',
  })
  say(`   ${id}: ${step.body.state}`)
}
say()

say('6. The county’s sums, with who is in them.')
const sums = await call<Sums>(reviewer, 'GET', '/v1/aggregates?region=361002&year=2024')
const [county] = sums.body.groups
const sum = (address: string) => valueAt(county.cells, address)
say(`   coverage     ${JSON.stringify(county.coverage)}`)
for (const [label, address] of [
  ['received', 'applications.received.total'],
  ['  of persons', 'applications.received.naturalPerson'],
  ['handled', 'applications.handled.total'],
  ['refused', 'applications.refused.total'],
  ['carried out', 'applications.carriedOut.total'],
  ['reconsidered', 'disputes.reconsideration.total'],
  ['sued', 'disputes.litigation.total'],
  ['licences', 'proactive.licensing.decisions'],
  ['fees (万元)', 'proactive.fees.amount'],
] as const) {
  say(`   ${label.padEnd(12)} ${sum(address)}`)
}
const { numerator, denominator, value } = county.indicators.disclosureRate
say(`   公开率       ${numerator}/${denominator} = ${(value * 100).toFixed(2)} %`)
say(`   as of        ${sums.body.asOf}, digest ${sums.body.digest.slice(0, 16)}…`)
const faults = [...store.verify()]
say(
  `   verified     ${faults.length === 0 ? 'every sum equals a recount from the filed bodies' : JSON.stringify(faults)}`,
)

await app.close()
store.close()

/** Explains every warning that stands against a report. */
async function explainAll(agency: string, text: string): Promise<void> {
  const { body } = await call<Checked>(reporter, 'GET', `/v1/reports/${agency}/2024/findings`)
  let nth = 0
  for (const { severity, fingerprint } of body.findings) {
    if (severity !== 'warning') continue
    nth++
    await call(reporter, 'PUT', `/v1/reports/${agency}/2024/findings/${fingerprint}/explanation`, {
      text: `第${nth}项：${text}`,
    })
  }
}
