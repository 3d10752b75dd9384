import { setTimeout as after } from 'node:timers/promises'
import { buildApp } from '../../src/app.ts'
import { configWith } from '../../src/config.ts'
import { firstAdmin } from '../../src/services/first-admin.ts'
import { openDatabase } from '../../src/store/open.ts'
import { openStore } from '../../src/store/store.ts'
import { contentFor } from './content.ts'
import { exampleDocuments } from './documents.ts'
import { shortened, steadied } from './steadied.ts'

/** By operation, by status and media type: what the service answers to the document's examples. */
export type Answers = Record<string, Record<string, Record<string, unknown>>>

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly example?: unknown
}
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { example?: unknown }>> }
}
interface Sent {
  readonly by?: string
  readonly query?: Readonly<Record<string, string>>
  readonly path?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Whether the whole answer is to be shown. */
  readonly whole?: true
}

const START = Date.parse('2025-01-20T02:03:04Z')

/** Sends every operation its own example, in the order of a year's work, and keeps the answers. */
export async function recordedAnswers(path = ':memory:'): Promise<Answers> {
  let time = START
  const key = `nb_root_${'k'.repeat(40)}`
  const store = openStore(path, openDatabase(path), () => time)
  await firstAdmin(store, key)
  const app = await buildApp(
    configWith({
      LOG_LEVEL: 'silent',
      MAX_EVENT_LOOP_DELAY: 0,
      PUBLIC_URL: 'https://nianbao.example',
    }),
    store,
    () => new Date(time),
  )
  await app.ready()

  const operations = new Map<string, { method: string; path: string; operation: Operation }>()
  for (const [path, methods] of Object.entries(app.swagger().paths ?? {})) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      operations.set(operation.operationId, { method, path, operation })
    }
  }
  const answers: Answers = Object.fromEntries([...operations.keys()].map((id) => [id, {}]))

  /** Sends an operation what the document shows for it, unless told; answers the body as JSON. */
  async function send(id: string, { by = key, ...sent }: Sent = {}): Promise<unknown> {
    const { method, path, operation } = operations.get(id) ?? missing(id)
    const example = (name: string, where: string) =>
      operation.parameters?.find((one) => one.name === name && one.in === where)?.example
    const asked = { ...sent.query }
    for (const { name, in: where, required } of operation.parameters ?? []) {
      if (where === 'query' && required) asked[name] ??= String(example(name, where))
    }
    const url = path.replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => sent.path?.[name] ?? String(example(name, 'path')),
    )
    const body = sent.body ?? operation.requestBody?.content['application/json']?.example
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const minimal = id === 'transitionReport' ? { prefer: 'return=minimal' } : {}
    const { statusCode, headers, payload } = await app.inject({
      method: method.toUpperCase() as 'GET',
      url: `${url}?${new URLSearchParams(asked)}`,
      headers: { authorization: `Bearer ${by}`, ...type, ...minimal, ...sent.headers },
      ...(body === undefined
        ? {}
        : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    if (statusCode >= 300) throw new Error(`${id} answers ${statusCode} ${payload}`)
    const media = String(headers['content-type'] ?? '').split(';')[0] ?? ''
    const at = answers[id]?.[statusCode] ?? {}
    answers[id] = { ...answers[id], [statusCode]: at }
    const parsed = media.endsWith('json') ? JSON.parse(payload.split('\n')[0] as string) : payload
    if (/json$|csv$|plain$|html$/.test(media) && at[media] === undefined) {
      at[media] = steadied(sent.whole ? parsed : shortened(parsed))
    }
    return media.endsWith('ndjson') ? payload : parsed
  }

  await send('putRegion', { path: { code: '370700' }, body: { name: '潍城市' } })
  await send('putRegion')
  await send('putRegion')
  for (const read of ['listRegions', 'getRegion']) await send(read)
  await send('putAgency')
  await send('putAgency')
  const government = { name: '云溪市人民政府', kind: 'government', region: '370781' }
  await send('putAgency', { path: { agencyId: 'qz-gov' }, body: government })
  await send('patchAgency', { headers: { 'if-match': '*' } })
  for (const id of ['listAgencies', 'getAgency', 'importAgencies']) await send(id)
  const reporter = (await send('addClient')) as { id: string; key: string }
  // Clients are listed by ids that are drawn: two of them would stand now so, now so.
  await send('listClients')
  const second = (await send('addClient', {
    body: { name: '云溪市政务公开办公室', role: 'admin' },
  })) as { key: string }
  await send('getMe', { by: reporter.key })
  for (const step of ['setWindow', 'getWindow', 'removeWindow']) await send(step)
  for (const step of ['extendFiling', 'getExtension', 'endExtension']) await send(step)
  for (const step of ['exemptAgency', 'getExemption', 'endExemption']) await send(step)

  await send('validateReport')
  const years = [2023, 2024].map((year) => ({ content: contentFor('qz-science', year) }))
  await send('validateReport', { body: { reports: years } })
  await send('validateReport', {
    body: years.map((one) => JSON.stringify(one)).join('\n'),
    headers: { 'content-type': 'application/x-ndjson' },
  })
  for (const [i, [type, body]] of Object.entries(exampleDocuments).entries()) {
    await send('putReport', { body, headers: { 'content-type': type } })
    await send('getOriginal', { path: { revision: String(i + 1) }, whole: true })
    await send('discardReport', { headers: { 'if-match': '*' } })
  }
  const thin = { ...contentFor('qz-science', 2024), title: null }
  await send('putReport', { body: thin })
  await answerFindings('qz-science')
  await send('putReport', { headers: { 'if-match': '*' } })
  await send('transitionReport')
  time += 86_400_000
  const remarks = [{ at: 'applications.received.total', text: '请核对总数。' }]
  const returned = { action: 'return', comment: '请补充说明。', remarks }
  await send('transitionReport', { by: second.key, body: returned })
  await send('listRemarks')
  const mended = contentFor('qz-science', 2024, { 'proactive.licensing.decisions': 3 })
  await send('putReport', {
    body: mended,
    headers: { 'if-match': '*' },
  })
  await send('transitionReport')
  await send('transitionReports', { by: second.key })
  await send('transitionReport', { by: second.key, body: { action: 'publish' } })

  const receipt = await send('getReceipt')
  await send('verifyReceipt', { body: { receipt } })
  await send('listReceiptKeys')
  await send('checkPublication')
  await send('getReport')
  await send('getReport', { query: { as: 'csv' } })
  await send('getReport', { query: { as: 'html', view: 'fragment' } })
  await send('listReports')
  await send('listReports', { query: { as: 'csv' } })
  for (const read of ['listRevisions', 'getRevision']) await send(read)
  await send('compareRevisions', { path: { revision: '5' }, query: { from: '1' } })
  await send('prefillReport', { path: { year: '2025' } })
  await send('getCoverage')
  await send('getCoverage', { query: { as: 'csv' } })

  await send('getAggregates', { query: { year: '2024', cells: 'applications.received' } })
  for (const as of ['csv', 'html']) await send('getAggregates', { query: { year: '2024', as } })
  await send('listContributions', { query: { year: '2024' } })
  await send('draftConsolidation')
  const item = { agencyId: 'qz-gov', year: 2024, content: contentFor('qz-gov', 2024) }
  const ndjson = { 'content-type': 'application/x-ndjson' }
  await send('batchReports', { body: JSON.stringify(item), headers: ndjson })
  await answerFindings('qz-gov')
  await send('transitionReport', { path: { agencyId: 'qz-gov' } })
  const reconciled = { path: { agencyId: 'qz-gov' } }
  await send('reconcileReport', reconciled)
  for (const as of ['ndjson', 'csv', 'sdmx', 'datapackage']) {
    await send('exportYear', { query: { as } })
  }
  const later = { ...item, year: 2023, content: contentFor('qz-gov', 2023) }
  const job = (await send('batchReports', {
    body: JSON.stringify(later),
    headers: { ...ndjson, prefer: 'respond-async' },
  })) as { id: string }
  const ended = { path: { jobId: job.id } }
  await waitFor(job)
  await send('listJobResults', ended)

  await send('listEvents', { query: { after: '2', limit: '2' } })
  await send('revokeClient', { path: { clientId: reporter.id } })
  for (const id of ['getLiveness', 'getReadiness', 'listProblems', 'getProblem']) await send(id)
  for (const id of ['listFormats', 'getFormat', 'listRules', 'getRule']) await send(id)
  await send('listRulesets')
  const recorded = answers['getJob'] ?? {}
  await waitFor((await send('previewRuleset')) as { id: string })
  answers['getJob'] = recorded
  await send('activateRuleset')
  await app.close()
  store.close()
  return answers

  /** Asks for a job until it has ended, and keeps what is answered then. */
  async function waitFor({ id: jobId }: { id: string }): Promise<void> {
    for (let tries = 100; tries > 0; tries--) {
      answers['getJob'] = {}
      const { finishedAt } = (await send('getJob', { path: { jobId } })) as {
        finishedAt: string | null
      }
      if (finishedAt !== null) return
      await after(20)
    }
  }

  /** Explains and waives the first finding that stands in the way. */
  async function answerFindings(agencyId: string): Promise<void> {
    const found = (await send('listFindings', { path: { agencyId } })) as {
      findings: { severity: string; fingerprint: string }[]
    }
    const told = found.findings.find(({ severity }) => severity !== 'info')
    const path = { agencyId, fingerprint: told?.fingerprint ?? missing('finding') }
    await send('explainFinding', { path })
    await send('waiveFinding', { path, by: second.key })
  }
}

function missing(what: string): never {
  throw new Error(`There is no ${what}`)
}
