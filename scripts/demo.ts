/**
 * The main job from end to end, in one process and in memory: a report document in the shape real
 * ones have is read and checked, the wrong cell named, mended and filed beside sister agencies;
 * the county accepts them and adds them up.
 */
import { readFile } from 'node:fs/promises'
import { buildApp } from '../src/app.ts'
import { configWith } from '../src/config.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openStore } from '../src/store/store.ts'
import { sisterReport, sisters } from './demo/sisters.ts'

interface Answer {
  readonly status: number
  readonly etag: string
  // biome-ignore lint/suspicious/noExplicitAny: the demo reads answers as a script would
  readonly body: any
}

const store = openStore(':memory:')
const admin = await firstAdmin(store, '')
const app = await buildApp(
  configWith({ LOG_LEVEL: 'silent' }),
  store,
  () => new Date('2025-01-20T02:00:00Z'),
)
const say = (line = '') => process.stdout.write(`${line}\n`)

async function call(
  key: string | undefined,
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  body?: object | Buffer,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const type = Buffer.isBuffer(body) ? 'text/plain; charset=utf-8' : 'application/json'
  const sent = body === undefined ? {} : { payload: body }
  const contentType: Record<string, string> = body === undefined ? {} : { 'content-type': type }
  const all = { authorization: `Bearer ${key}`, ...contentType, ...headers }
  const response = await app.inject({ method, url, headers: all, ...sent })
  return {
    status: response.statusCode,
    etag: String(response.headers['etag']),
    body: response.json(),
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
  await call(admin, 'POST', '/v1/clients', { name: '各单位门户', role: 'reporter', agencies })
).body.key
const reviewer = (
  await call(admin, 'POST', '/v1/clients', {
    name: '区主管部门',
    role: 'reviewer',
    region: '361002',
  })
).body.key
say(`   ${sisters.length} agencies in 临川区\n`)

say('2. A portal sends the document it has.')
const document = await readFile(new URL('../../scripts/demo/report.txt', import.meta.url))
const checked = await call(reporter, 'POST', '/v1/validations?agencyId=library&year=2024', document)
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
const refused = await call(reporter, 'POST', `${path}/transitions`, { action: 'submit' })
say(`   ${refused.status} ${refused.body.code}: ${refused.body.detail}\n`)

say('4. The clerk mends the cell that was named, explains what is left, and submits.')
const [suspect] = findings.flatMap((finding: Answer['body']) => finding.suspects ?? [])
const mended = structuredClone(content)
const keys = suspect.at.split('.')
const row = keys.slice(0, -1).reduce((node: Answer['body'], key: string) => node[key], mended)
row[keys.at(-1)] = suspect.wouldBe
await call(reporter, 'PUT', path, mended, { 'if-match': draft.etag })
await explainAll('library', '来源文件为旧版模板转存，核对后不影响数字。')
const submitted = await call(reporter, 'POST', `${path}/transitions`, { action: 'submit' })
say(`   ${submitted.status} ${submitted.body.state}, late: ${submitted.body.late}\n`)

say('5. Its sisters file as well; one has not. The county accepts them.')
for (const { id } of sisters.slice(1, -1)) {
  await call(reporter, 'PUT', `/v1/reports/${id}/2024`, sisterReport(id))
  await explainAll(id, '本单位当年确无此类事项，已与业务科室逐项核对。')
  const step = await call(reporter, 'POST', `/v1/reports/${id}/2024/transitions`, {
    action: 'submit',
  })
  if (step.status !== 200) say(`   ${id}: ${step.body.detail} ${JSON.stringify(step.body.errors)}`)
}
for (const { id } of sisters.slice(0, -1)) {
  const step = await call(reviewer, 'POST', `/v1/reports/${id}/2024/transitions`, {
    action: 'accept',
  })
  say(`   ${id}: ${step.body.state}`)
}
say()

say('6. The county’s sums, with who is in them.')
const sums = await call(reviewer, 'GET', '/v1/aggregates?region=361002&year=2024')
const [county] = sums.body.groups
const { applications, disputes, proactive } = county.cells
say(`   coverage     ${JSON.stringify(county.coverage)}`)
say(
  `   received     ${applications.received.total} (natural persons ${applications.received.naturalPerson})`,
)
say(`   handled      ${applications.handled.total}, carried out ${applications.carriedOut.total}`)
say(`   refused      ${applications.refused.total}`)
say(
  `   disputes     ${disputes.reconsideration.total} reconsiderations, ${disputes.litigation.total} suits`,
)
say(`   licensing    ${proactive.licensing.decisions}, fees ${proactive.fees.amount} 万元`)
const rate = county.indicators.disclosureRate
say(
  `   ${rate.label}       ${rate.numerator}/${rate.denominator} = ${(rate.value * 100).toFixed(2)} %`,
)
say(`   as of        ${sums.body.asOf}, digest ${sums.body.digest.slice(0, 16)}…`)
const faults = [...store.verify()]
say(
  `   verified     ${faults.length === 0 ? 'every sum equals a recount from the filed bodies' : JSON.stringify(faults)}`,
)

await app.close()
store.close()

/** Explains every warning that stands against a report. */
async function explainAll(agency: string, text: string): Promise<void> {
  const { body } = await call(reporter, 'GET', `/v1/reports/${agency}/2024/findings`)
  let nth = 0
  for (const { severity, fingerprint } of body.findings) {
    if (severity !== 'warning') continue
    nth++
    await call(reporter, 'PUT', `/v1/reports/${agency}/2024/findings/${fingerprint}/explanation`, {
      text: `第${nth}项：${text}`,
    })
  }
}
