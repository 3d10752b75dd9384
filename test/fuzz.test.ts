import fc from 'fast-check'
import t from 'tap'
import { ADMIN_KEY, build, sure } from './build.ts'
import { documented, type OpenApi } from './documented.ts'
import { contentFor, file } from './fixtures/filed.ts'
import { type Request, requestsFor } from './fuzz/requests.ts'

/**
 * Sends what the OpenAPI document lets one send, and what it does not, to every operation, and
 * holds every answer against the document: no failure of the service, no undocumented status, no
 * body off its schema, nothing of the inside let out. From the document alone.
 *
 * FUZZ_SEED repeats a run, FUZZ_SECONDS makes it longer.
 */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 10)
const SEED = Number(process.env['FUZZ_SEED'] ?? 2025)
const AT_ONCE = 5
const MOST_ROUNDS = 1000
const MOST_TOLD = 30

const LEAK =
  /\bat \S+ \(?\S+:\d+:\d+|SQLITE_|node_modules|\bsqlite\b|\/(?:build|src)\/[\w/-]+\.[jt]s|better-sqlite|typebox|FST_ERR/i

t.setTimeout((SECONDS + 100) * 1000)

t.test('every answer is as documented, whatever is sent', async (t) => {
  const service = await build(t, { RATE_LIMIT: 0, LOCKOUT_FAILURES: 1000 })
  const { app, client, admin } = service
  const document = (await admin.get('/openapi.json')).body as OpenApi
  const { misfitsIn } = documented(document)
  await sow()
  const office = await client({ role: 'reviewer', region: '370781' })
  const operations = requestsFor(document, { keys: await keys(), known: await known() })
  const faults = new Map<string, Request & { readonly answer: string }>()
  /** How often each operation answered which status. */
  const statuses = new Map<string, number>()

  /** Something to ask for: a filer with a report that stands and one that does not. */
  async function sow(): Promise<void> {
    await admin.put('/v1/regions/370781', { name: '青泽市', parent: null })
    const agency = { name: '单位qz-science', kind: 'department', region: '370781' }
    sure(await admin.put('/v1/agencies/qz-science', agency))
    const wrong = contentFor('qz-science', 2024, { 'disputes.reconsideration.total': 1 })
    await admin.put('/v1/reports/qz-science/2024', wrong, { 'if-none-match': '*' })
  }

  async function keys(): Promise<string[]> {
    const steps = [
      [admin, 'submit'],
      [office, 'accept'],
    ] as const
    await file(service, 'qz-science', 2023, { steps })
    const reporter = await client({ role: 'reporter', agencies: ['qz-science'] })
    return [ADMIN_KEY, reporter.key, office.key]
  }

  async function known(): Promise<Record<string, readonly string[]>> {
    const { findings } = (await admin.get('/v1/reports/qz-science/2024/findings')).body as {
      findings: readonly { readonly fingerprint: string }[]
    }
    const line = { agencyId: 'qz-science', year: 2022, content: contentFor('qz-science', 2022) }
    const headers = { 'content-type': 'application/x-ndjson', prefer: 'respond-async' }
    const batch = JSON.stringify(line)
    const job = await admin.call('POST', '/v1/report-batches', headers, batch)
    return {
      region: ['370781'],
      agencyId: ['qz-science'],
      year: ['2024', '2023', '2022'],
      revision: ['1'],
      fingerprint: findings.map(({ fingerprint }) => fingerprint),
      jobId: [job.at<string>('id')],
      clientId: [(await client({ role: 'reader' })).id],
    }
  }

  async function send(request: Request): Promise<void> {
    const { operationId, method, url, as, headers, payload } = request
    const authorization = as === '' ? {} : { authorization: `Bearer ${as}` }
    const response = await app
      .inject({
        method,
        url,
        headers: { ...authorization, ...headers },
        ...(payload === undefined ? {} : { payload }),
      })
      .catch((error: Error) => error)
    if (response instanceof Error) {
      faults.set(`${operationId}: is cut off`, { ...request, answer: String(response.stack) })
      return
    }
    const answer = {
      status: response.statusCode,
      headers: response.headers as Record<string, string>,
      text: response.body,
    }
    const ended = `${operationId} ${answer.status}`
    statuses.set(ended, (statuses.get(ended) ?? 0) + 1)
    const misfits = misfitsIn(method, url, answer)
    if (answer.status >= 500) misfits.push(`answers ${answer.status}`)
    if (answer.status >= 400 && LEAK.test(answer.text)) misfits.push('lets something out')
    for (const misfit of misfits) {
      const fault = `${operationId}: ${misfit}`
      if (!faults.has(fault)) faults.set(fault, { ...request, answer: answer.text.slice(0, 500) })
    }
  }

  const until = performance.now() + SECONDS * 1000
  for (let round = 0; round < MOST_ROUNDS && performance.now() < until; round++) {
    for (const { requests } of operations) {
      if (round > 0 && performance.now() > until) break
      const some = fc.sample(requests, { numRuns: AT_ONCE, seed: SEED + round })
      await Promise.all(some.map(send))
    }
    await sow()
  }

  for (const [fault, { answer, ...request }] of [...faults].slice(0, MOST_TOLD)) {
    t.fail(fault, { request: JSON.stringify(request).slice(0, 2000), answer })
  }
  const sent = new Map<string, number>()
  const well = new Set<string>()
  for (const [ended, times] of statuses) {
    const [operationId = '', status = ''] = ended.split(' ')
    sent.set(operationId, (sent.get(operationId) ?? 0) + times)
    if (status < '400') well.add(operationId)
  }
  const all = [...sent.values()].reduce((sum, times) => sum + times, 0)
  t.equal(faults.size, 0, `${all} requests, seed ${SEED}`)
  t.equal(sent.size, operations.length, 'no operation is left out')
  t.comment(`at least ${Math.min(...sent.values())} requests of each operation`)
  const never = operations.filter(({ operationId }) => !well.has(operationId))
  t.comment(`never answered well: ${never.map(({ operationId }) => operationId).join(' ')}`)
})
