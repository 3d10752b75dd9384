/**
 * The main job with a client that @hey-api/openapi-ts generates beside this file:
 *   npx openapi-ts --input http://127.0.0.1:3000/openapi.json --output client
 * Register, check, mend, file, accept, publish, add up.
 */
import { createClient } from './client/client/index.js'
import {
  addClient,
  type ContentInput,
  getAggregates,
  getReport,
  type Problem,
  putAgency,
  putRegion,
  putReport,
  transitionReport,
  validateReport,
} from './client/index.js'

/** Takes a report from the register to the sums; answers the received applications of the region. */
export async function mainJob(baseUrl: string, adminKey: string, content: ContentInput) {
  const as = (key: string) => createClient({ baseUrl, auth: () => key })
  const admin = as(adminKey)
  const path = { agencyId: 'hey-1', year: 2024 }

  good(await putRegion({ client: admin, path: { code: '370783' }, body: { name: '寿光市' } }))
  good(
    await putAgency({
      client: admin,
      path,
      body: { name: '寿光市民政局', kind: 'department', region: '370783' },
    }),
  )
  const portal = good(
    await addClient({
      client: admin,
      body: { name: 'Portal', role: 'reporter', agencies: [path.agencyId] },
    }),
  )
  const office = good(
    await addClient({
      client: admin,
      body: { name: 'Office', role: 'reviewer', region: '370783' },
    }),
  )
  const reporter = { client: as(portal.key), path }
  const reviewer = { client: as(office.key), path }

  const checked = good(
    await validateReport({ client: reporter.client, query: path, body: content }),
  )
  // A set of reports is answered with 207 and another shape; this is one report.
  if (!('findings' in checked)) throw new Error('One report was sent, and a set was answered')
  for (const finding of checked.findings) {
    for (const { at, wouldBe, certainty } of finding.suspects ?? []) {
      if (certainty === 'certain') set(content, at, wouldBe)
    }
  }

  good(await putReport({ ...reporter, body: content }))
  const unknown = await getReport({ ...reporter, path: { ...path, year: 2023 } })
  if (unknown.error?.code !== 'report-not-found') throw new Error('There is no report of 2023')

  good(await transitionReport({ ...reporter, body: { action: 'submit' } }))
  good(await transitionReport({ ...reviewer, body: { action: 'accept' } }))
  const published = good(await transitionReport({ ...reviewer, body: { action: 'publish' } }))

  const sums = good(
    await getAggregates({
      client: reviewer.client,
      query: { region: '370783', year: 2024, cells: ['applications.received.total'] },
    }),
  )
  return {
    state: published.state,
    coverage: sums.groups[0]?.coverage,
    cells: sums.groups[0]?.cells,
  }
}

/** What was answered, unless it is a problem. */
function good<T>({ data, error }: { data?: T | undefined; error?: Problem | undefined }): T {
  if (data === undefined) throw new Error(`${error?.code}: ${error?.detail}`)
  return data
}

/** Sets the figure at a dotted address. */
function set(content: object, at: string, value: number): void {
  const [last = '', ...groups] = at.split('.').reverse()
  const table = groups.reduceRight((node, name) => node[name] as Tree, content as Tree)
  table[last] = value
}

interface Tree {
  [name: string]: unknown
}
