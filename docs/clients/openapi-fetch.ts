/**
 * The main job with openapi-fetch: its types are openapi/client.d.ts, which openapi-typescript
 * wrote from the document. Register, check, mend, file, accept, publish, add up.
 */
import createClient from 'openapi-fetch'
import type { components, paths } from '../../openapi/client.d.ts'

type Content = components['schemas']['ContentInput']
type Problem = components['schemas']['Problem']

/** Takes a report from the register to the sums; answers the received applications of the region. */
export async function mainJob(baseUrl: string, adminKey: string, content: Content) {
  const as = (key: string) =>
    createClient<paths, `application/${string}json`>({
      baseUrl,
      headers: { authorization: `Bearer ${key}` },
    })
  const admin = as(adminKey)
  const path = { agencyId: 'fetch-1', year: 2024 }

  good(
    await admin.PUT('/v1/regions/{code}', {
      params: { path: { code: '370783' } },
      body: { name: '寿光市' },
    }),
  )
  good(
    await admin.PUT('/v1/agencies/{agencyId}', {
      params: { path },
      body: { name: '寿光市水利局', kind: 'department', region: '370783' },
    }),
  )
  const portal = good(
    await admin.POST('/v1/clients', {
      body: { name: 'Portal', role: 'reporter', agencies: [path.agencyId] },
    }),
  )
  const office = good(
    await admin.POST('/v1/clients', {
      body: { name: 'Office', role: 'reviewer', region: '370783' },
    }),
  )
  const reporter = as(portal.key)
  const reviewer = as(office.key)

  const checked = good(
    await reporter.POST('/v1/validations', { params: { query: path }, body: content }),
  )
  // A set of reports is answered with 207 and another shape; this is one report.
  if (!('findings' in checked)) throw new Error('One report was sent, and a set was answered')
  for (const finding of checked.findings) {
    for (const { at, wouldBe, certainty } of finding.suspects ?? []) {
      if (certainty === 'certain') set(content, at, wouldBe)
    }
  }

  const report = '/v1/reports/{agencyId}/{year}'
  good(await reporter.PUT(report, { params: { path }, body: content }))
  const unknown = await reporter.GET(report, { params: { path: { ...path, year: 2023 } } })
  if (unknown.error?.code !== 'report-not-found') throw new Error('There is no report of 2023')

  const steps = `${report}/transitions` as const
  good(await reporter.POST(steps, { params: { path }, body: { action: 'submit' } }))
  good(await reviewer.POST(steps, { params: { path }, body: { action: 'accept' } }))
  const published = good(
    await reviewer.POST(steps, { params: { path }, body: { action: 'publish' } }),
  )

  const sums = good(
    await reviewer.GET('/v1/aggregates', {
      params: { query: { region: '370783', year: 2024, cells: ['applications.received.total'] } },
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
