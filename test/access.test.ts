import t, { type Test } from 'tap'
import { ADMIN_KEY, build, type Caller, type Options } from './build.ts'
import { contentFor, file } from './fixtures/filed.ts'

const callers = [
  'admin',
  'reporter',
  'sister',
  'office',
  'elsewhere',
  'reader',
  'anonymous',
  'auditor',
] as const
type Name = (typeof callers)[number]

/**
 * A published report, a draft, and everybody who may ask for them: their reporter and another's,
 * their office and another's, a reader, and whoever has no key.
 */
async function county(t: Test, options: Options) {
  const service = await build(t, options)
  await service.region('370781')
  await service.region('370782')
  for (const id of ['a', 'b']) await service.agency(id, '370781')
  await service.agency('far', '370782')
  const by: Record<Name, Caller> = {
    admin: service.admin,
    anonymous: service.anonymous,
    reporter: await service.client({ role: 'reporter', agencies: ['a'] }),
    sister: await service.client({ role: 'reporter', agencies: ['b'] }),
    office: await service.client({ role: 'reviewer', region: '370781' }),
    elsewhere: await service.client({ role: 'reviewer', region: '370782' }),
    reader: await service.client({ role: 'reader' }),
    auditor: await service.client({ role: 'auditor' }),
  }
  const steps = [
    [by.reporter, 'submit'],
    [by.office, 'accept'],
    [by.office, 'publish'],
  ] as const
  await file(service, 'a', 2021, { by: by.reporter, steps })
  await file(service, 'a', 2024, { by: by.reporter })
  return { service, by }
}

type Statuses = readonly [
  admin: number,
  reporter: number,
  sister: number,
  office: number,
  elsewhere: number,
  reader: number,
  anonymous: number,
  auditor: number,
]

const agency = { name: '单位', kind: 'department', region: '370781' }
const client = { name: '门户', role: 'reader' }
const finding = '/findings/AAAAAAAAAAAAAAAA'
const body = contentFor('a', 2024)
const text = { text: '核对了台账，差异来自上年度。' }
const DRAFT = '/v1/reports/a/2024'
const PUBLIC = '/v1/reports/a/2021'
const ONE_CELL = 'region=370781&year=2021&cell=applications.received.total'
const COUNTY = { region: '370781', year: 2021 }
const EXTENSION = '/v1/agencies/a/extensions/2024'
const EXEMPTION = '/v1/agencies/a/exemptions/2024'

/**
 * Every operation for every caller, with public reading off. Nothing is changed by any of it: what
 * is allowed stops at what is absent, not stated or not so in its state.
 */
const matrix: readonly (readonly [string, unknown, Statuses])[] = [
  ['GET /livez', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /readyz', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /metrics', null, [200, 403, 403, 403, 403, 403, 401, 200]],
  ['GET /openapi.json', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /openapi.yaml', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /problems', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /problems/internal', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /.well-known/nianbao-keys.json', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['POST /v1/receipt-verifications', {}, [400, 400, 400, 400, 400, 400, 400, 400]],
  ['GET /v1/formats', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /v1/formats/2021', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /v1/rules', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /v1/rules/total-mismatch', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /v1/rulesets', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  [
    'POST /v1/ruleset-previews',
    { ruleset: '2026.0', region: '370783' },
    [404, 403, 403, 404, 404, 403, 401, 403],
  ],
  [
    'POST /v1/ruleset-previews',
    { ruleset: '1999', region: '370781' },
    [404, 403, 403, 404, 404, 403, 401, 403],
  ],
  [
    'POST /v1/ruleset-activations',
    { ruleset: '2026.1', reason: '已经启用' },
    [409, 403, 403, 403, 403, 403, 401, 403],
  ],
  ['GET /v1/regions', null, [200, 200, 200, 200, 200, 200, 401, 403]],
  ['GET /v1/regions/370781', null, [200, 200, 200, 200, 200, 200, 401, 403]],
  ['PUT /v1/regions/370781', { name: '区划370781' }, [200, 403, 403, 200, 403, 403, 401, 403]],
  [
    'PUT /v1/regions/370783',
    { name: '某市', parent: '999999' },
    [422, 403, 403, 422, 422, 403, 401, 403],
  ],
  ['GET /v1/agencies', null, [200, 200, 200, 200, 200, 200, 401, 403]],
  ['GET /v1/agencies/a', null, [200, 200, 404, 200, 404, 200, 401, 403]],
  ['GET /v1/agencies/far', null, [200, 404, 404, 404, 200, 200, 401, 403]],
  ['PUT /v1/agencies/a', { ...agency, name: '单位a' }, [200, 403, 403, 200, 403, 403, 401, 403]],
  [
    'PUT /v1/agencies/new',
    { ...agency, region: '370783' },
    [422, 403, 403, 422, 422, 403, 401, 403],
  ],
  ['PATCH /v1/agencies/a', { name: '单位a' }, [428, 403, 403, 428, 404, 403, 401, 403]],
  ['PATCH /v1/agencies/a', { region: '370782' }, [428, 403, 403, 403, 404, 403, 401, 403]],
  ['GET /v1/windows/370781/2024', null, [200, 200, 200, 200, 200, 200, 401, 403]],
  [
    'PUT /v1/windows/370781/2024',
    { closes: '2025-06-30' },
    [422, 403, 403, 422, 403, 403, 401, 403],
  ],
  ['DELETE /v1/windows/370781/2024', null, [404, 403, 403, 404, 403, 403, 401, 403]],
  [`GET ${EXTENSION}`, null, [404, 404, 404, 404, 404, 403, 401, 403]],
  [`PUT ${EXTENSION}`, { reason: '没有日期' }, [422, 403, 403, 422, 404, 403, 401, 403]],
  [`DELETE ${EXTENSION}`, null, [404, 403, 403, 404, 404, 403, 401, 403]],
  [`GET ${EXEMPTION}`, null, [404, 404, 404, 404, 404, 403, 401, 403]],
  [`PUT ${EXEMPTION}`, {}, [400, 403, 403, 400, 400, 403, 401, 403]],
  [`DELETE ${EXEMPTION}`, null, [404, 403, 403, 404, 404, 403, 401, 403]],
  ['GET /v1/coverage?region=370781&year=2024', null, [200, 403, 403, 200, 403, 403, 401, 403]],
  ['POST /v1/agency-imports', { agencies: [] }, [400, 403, 403, 400, 400, 403, 401, 403]],
  [
    'POST /v1/transition-batches',
    { transitions: [{ agencyId: 'a', year: 2024, action: 'publish' }] },
    [200, 200, 200, 200, 200, 403, 401, 403],
  ],
  [`GET ${DRAFT}/remarks`, null, [200, 200, 404, 200, 404, 403, 401, 403]],
  [`POST ${PUBLIC}/publication-checks`, body, [200, 200, 404, 200, 404, 200, 401, 403]],
  ['POST /v1/validations', body, [200, 200, 200, 200, 200, 200, 401, 403]],
  ['POST /v1/validations?agencyId=a&year=2024', body, [200, 200, 404, 200, 404, 404, 401, 403]],
  [
    'POST /v1/validations',
    { reports: [{ content: body }] },
    [207, 207, 207, 207, 207, 207, 401, 403],
  ],
  [`GET ${PUBLIC}`, null, [200, 200, 404, 200, 404, 200, 401, 403]],
  [`GET ${PUBLIC}?basis=accepted`, null, [200, 200, 404, 200, 404, 404, 401, 403]],
  [`GET ${PUBLIC}/findings`, null, [200, 200, 404, 200, 404, 200, 401, 403]],
  [`GET ${PUBLIC}/revisions`, null, [200, 200, 404, 200, 404, 403, 401, 403]],
  [`GET ${DRAFT}`, null, [200, 200, 404, 200, 404, 404, 401, 403]],
  [`GET ${DRAFT}/findings`, null, [200, 200, 404, 200, 404, 404, 401, 403]],
  [`GET ${DRAFT}/revisions`, null, [200, 200, 404, 200, 404, 403, 401, 403]],
  [`GET ${PUBLIC}/receipt`, null, [200, 200, 404, 200, 404, 403, 401, 403]],
  [`DELETE ${PUBLIC}`, null, [428, 428, 404, 403, 403, 403, 401, 403]],
  [`GET ${DRAFT}/prefill`, null, [200, 200, 404, 200, 404, 403, 401, 403]],
  [`GET ${DRAFT}/form`, null, [200, 200, 404, 200, 404, 403, 401, 403]],
  [`GET ${DRAFT}/revisions/1`, null, [200, 200, 404, 200, 404, 403, 401, 403]],
  [`GET ${DRAFT}/revisions/1/changes`, null, [200, 200, 404, 200, 404, 403, 401, 403]],
  [`GET ${DRAFT}/revisions/1/document`, null, [404, 404, 404, 404, 404, 403, 401, 403]],
  ['GET /v1/jobs/000000000000000000000000', null, [404, 404, 404, 404, 404, 403, 401, 403]],
  ['GET /v1/jobs/000000000000000000000000/results', null, [404, 404, 404, 404, 404, 403, 401, 403]],
  ['DELETE /v1/jobs/000000000000000000000000', null, [404, 404, 404, 404, 404, 403, 401, 403]],
  ['POST /v1/report-batches', {}, [415, 415, 415, 403, 403, 403, 401, 403]],
  [`GET ${DRAFT}/receipt`, null, [404, 404, 404, 404, 404, 403, 401, 403]],
  [`GET ${PUBLIC}/revisions/1`, null, [200, 200, 404, 200, 404, 403, 401, 403]],
  [`GET ${PUBLIC}/revisions/1/changes?from=1`, null, [200, 200, 404, 200, 404, 403, 401, 403]],
  [`GET ${PUBLIC}/revisions/1/document`, null, [404, 404, 404, 404, 404, 403, 401, 403]],
  ['DELETE /v1/reports/a/2023', null, [404, 404, 404, 403, 403, 403, 401, 403]],
  ['GET /v1/jobs/0123456789abcdef01234567', null, [404, 404, 404, 404, 404, 403, 401, 403]],
  ['GET /v1/jobs/0123456789abcdef01234567/results', null, [404, 404, 404, 404, 404, 403, 401, 403]],
  ['DELETE /v1/jobs/0123456789abcdef01234567', null, [404, 404, 404, 404, 404, 403, 401, 403]],
  ['POST /v1/report-batches', { no: 'lines' }, [415, 415, 415, 403, 403, 403, 401, 403]],
  ['GET /v1/reports/nobody/2024', null, [404, 404, 404, 404, 404, 404, 401, 403]],
  [`PUT ${DRAFT}`, body, [428, 428, 404, 403, 403, 403, 401, 403]],
  [`PUT /v1/reports/far/2008`, body, [422, 404, 404, 403, 403, 403, 401, 403]],
  [`PUT ${DRAFT}${finding}/explanation`, text, [404, 404, 404, 403, 403, 403, 401, 403]],
  [`PUT ${DRAFT}${finding}/waiver`, text, [404, 403, 403, 404, 404, 403, 401, 403]],
  [`POST ${DRAFT}/transitions`, { action: 'accept' }, [409, 403, 404, 409, 404, 403, 401, 403]],
  [`POST ${DRAFT}/transitions`, { action: 'withdraw' }, [409, 409, 404, 403, 404, 403, 401, 403]],
  [`POST ${PUBLIC}/transitions`, { action: 'publish' }, [409, 403, 404, 409, 404, 403, 401, 403]],
  ['GET /v1/reports', null, [200, 200, 200, 200, 200, 200, 401, 403]],
  ['GET /v1/reports?q=%E5%85%AC%E5%BC%80', null, [200, 200, 200, 200, 200, 200, 401, 403]],
  ['GET /v1/reports?basis=accepted', null, [200, 200, 200, 200, 200, 403, 401, 403]],
  ['GET /v1/aggregates?region=370781&year=2021', null, [200, 200, 200, 200, 200, 200, 401, 403]],
  [
    'GET /v1/aggregates?region=370781&year=2021&basis=accepted',
    null,
    [200, 403, 403, 200, 403, 403, 401, 403],
  ],
  [
    'GET /v1/aggregates?region=370782&year=2021&basis=submitted',
    null,
    [200, 403, 403, 403, 200, 403, 401, 403],
  ],
  [`GET /v1/aggregates/contributions?${ONE_CELL}`, null, [200, 403, 403, 200, 403, 200, 401, 403]],
  ['GET /v1/exports/370781/2021', null, [200, 403, 403, 200, 403, 200, 401, 403]],
  ['POST /v1/consolidations', COUNTY, [200, 403, 403, 200, 403, 200, 401, 403]],
  ['GET /v1/reconciliations/a/2021', null, [422, 403, 403, 422, 404, 403, 401, 403]],
  ['POST /v1/clients', { ...client, role: 'reporter' }, [422, 403, 403, 403, 403, 403, 401, 403]],
  [
    'POST /v1/clients',
    { ...client, role: 'auditor', region: '999999' },
    [403, 403, 403, 403, 403, 403, 401, 422],
  ],
  ['GET /v1/events', null, [200, 200, 200, 200, 200, 200, 401, 200]],
  ['GET /v1/clients', null, [200, 403, 403, 403, 403, 403, 401, 200]],
  ['DELETE /v1/clients/nobody', null, [404, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/me', null, [200, 200, 200, 200, 200, 200, 401, 200]],
]

/** What is otherwise where everybody may read what is published. */
const publicly: Readonly<Record<string, Statuses>> = {
  'GET /v1/regions': [200, 200, 200, 200, 200, 200, 200, 403],
  'GET /v1/regions/370781': [200, 200, 200, 200, 200, 200, 200, 403],
  'GET /v1/agencies': [200, 200, 200, 200, 200, 200, 200, 403],
  'GET /v1/agencies/a': [200, 200, 200, 200, 200, 200, 200, 403],
  'GET /v1/agencies/far': [200, 200, 200, 200, 200, 200, 200, 403],
  'PATCH /v1/agencies/a {"region":"370782"}': [428, 403, 403, 403, 403, 403, 401, 403],
  'PATCH /v1/agencies/a {"name":"单位a"}': [428, 403, 403, 428, 403, 403, 401, 403],
  [`GET ${PUBLIC}`]: [200, 200, 200, 200, 200, 200, 200, 403],
  [`GET ${PUBLIC}?basis=accepted`]: [200, 200, 404, 200, 404, 404, 404, 403],
  [`GET ${PUBLIC}/findings`]: [200, 200, 200, 200, 200, 200, 200, 403],
  [`GET ${PUBLIC}/revisions`]: [200, 200, 403, 200, 403, 403, 401, 403],
  [`GET ${DRAFT}`]: [200, 200, 404, 200, 404, 404, 404, 403],
  [`GET ${DRAFT}/findings`]: [200, 200, 404, 200, 404, 404, 404, 403],
  [`GET ${DRAFT}/revisions`]: [200, 200, 403, 200, 403, 403, 401, 403],
  [`GET ${PUBLIC}/receipt`]: [200, 200, 403, 200, 403, 403, 401, 403],
  [`DELETE ${PUBLIC}`]: [428, 428, 403, 403, 403, 403, 401, 403],
  [`GET ${DRAFT}/prefill`]: [200, 200, 403, 200, 403, 403, 401, 403],
  [`GET ${DRAFT}/form`]: [200, 200, 403, 200, 403, 403, 401, 403],
  [`GET ${DRAFT}/revisions/1`]: [200, 200, 403, 200, 403, 403, 401, 403],
  [`GET ${DRAFT}/revisions/1/changes`]: [200, 200, 403, 200, 403, 403, 401, 403],
  [`GET ${DRAFT}/revisions/1/document`]: [404, 404, 403, 404, 403, 403, 401, 403],
  [`GET ${DRAFT}/receipt`]: [404, 404, 403, 404, 403, 403, 401, 403],
  'GET /v1/windows/370781/2024': [200, 200, 200, 200, 200, 200, 200, 403],
  [`GET ${EXTENSION}`]: [404, 404, 403, 404, 403, 403, 401, 403],
  [`PUT ${EXTENSION}`]: [422, 403, 403, 422, 403, 403, 401, 403],
  [`DELETE ${EXTENSION}`]: [404, 403, 403, 404, 403, 403, 401, 403],
  [`GET ${EXEMPTION}`]: [404, 404, 403, 404, 403, 403, 401, 403],
  [`DELETE ${EXEMPTION}`]: [404, 403, 403, 404, 403, 403, 401, 403],
  [`GET ${DRAFT}/remarks`]: [200, 200, 403, 200, 403, 403, 401, 403],
  [`POST ${PUBLIC}/publication-checks`]: [200, 200, 200, 200, 200, 200, 401, 403],
  'GET /v1/events': [200, 200, 200, 200, 200, 200, 200, 200],
  [`GET ${PUBLIC}/revisions/1`]: [200, 200, 403, 200, 403, 403, 401, 403],
  [`GET ${PUBLIC}/revisions/1/changes?from=1`]: [200, 200, 403, 200, 403, 403, 401, 403],
  [`GET ${PUBLIC}/revisions/1/document`]: [404, 404, 403, 404, 403, 403, 401, 403],
  'DELETE /v1/reports/a/2023': [404, 404, 403, 403, 403, 403, 401, 403],
  'GET /v1/reports/nobody/2024': [404, 404, 404, 404, 404, 404, 404, 403],
  [`PUT ${DRAFT}`]: [428, 428, 403, 403, 403, 403, 401, 403],
  'PUT /v1/reports/far/2008': [422, 403, 403, 403, 403, 403, 401, 403],
  [`PUT ${DRAFT}${finding}/explanation`]: [404, 404, 403, 403, 403, 403, 401, 403],
  [`PUT ${DRAFT}${finding}/waiver`]: [404, 403, 403, 404, 403, 403, 401, 403],
  [`POST ${DRAFT}/transitions {"action":"accept"}`]: [409, 403, 403, 409, 403, 403, 401, 403],
  [`POST ${DRAFT}/transitions {"action":"withdraw"}`]: [409, 409, 403, 403, 403, 403, 401, 403],
  [`POST ${PUBLIC}/transitions`]: [409, 403, 403, 409, 403, 403, 401, 403],
  'GET /v1/reports': [200, 200, 200, 200, 200, 200, 200, 403],
  'GET /v1/reports?q=%E5%85%AC%E5%BC%80': [200, 200, 200, 200, 200, 200, 200, 403],
  'GET /v1/reports?basis=accepted': [200, 200, 200, 200, 200, 403, 403, 403],
  'GET /v1/aggregates?region=370781&year=2021': [200, 200, 200, 200, 200, 200, 200, 403],
  [`GET /v1/aggregates/contributions?${ONE_CELL}`]: [200, 200, 200, 200, 200, 200, 200, 403],
  'GET /v1/exports/370781/2021': [200, 200, 200, 200, 200, 200, 200, 403],
  'POST /v1/consolidations': [200, 200, 200, 200, 200, 200, 401, 403],
  'GET /v1/reconciliations/a/2021': [422, 403, 403, 422, 422, 403, 401, 403],
  'GET /v1/aggregates?region=370781&year=2021&basis=accepted': [
    200, 403, 403, 200, 403, 403, 403, 403,
  ],
  'GET /v1/aggregates?region=370782&year=2021&basis=submitted': [
    200, 403, 403, 403, 200, 403, 403, 403,
  ],
}

/** Every address the router knows, documented or not. */
function routesOf({ app }: { app: { printRoutes(options: object): string } }): string[] {
  const routes: string[] = []
  const above: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', part = '', methods] =
      /^([│ ]*)[├└]── (\S+)(?: \((.+)\))?/.exec(line) ?? []
    if (part === '') continue
    above.length = indent.length / 4
    above.push(part)
    if (methods !== undefined) routes.push(above.join(''))
  }
  return routes
}

const send = (caller: Caller, method: string, url: string, body: unknown) =>
  caller.call(
    method as 'GET',
    url,
    body === null ? {} : { 'content-type': 'application/json' },
    body === null ? undefined : JSON.stringify(body),
  )

for (const PUBLIC_READ of [false, true]) {
  t.test(`who may do what, with PUBLIC_READ ${PUBLIC_READ ? 'on' : 'off'}`, async (t) => {
    const { service, by } = await county(t, { PUBLIC_READ })
    const revoked = await service.client({ role: 'admin' })
    await service.admin.delete(`/v1/clients/${revoked.id}`)
    const expired = await service.client({ role: 'admin', expiresAt: '2020-01-01T00:00:00Z' })
    const ended = [revoked, expired]
    const asked = new Set<string>()
    for (const [request, body, off] of matrix) {
      const [method = '', url = ''] = request.split(' ')
      const exactly = `${request} ${JSON.stringify(body)}`
      const on = publicly[exactly] ?? publicly[request] ?? off
      asked.add(`${method} ${url.split('?')[0]}`)
      const statuses: number[] = []
      for (const name of callers) {
        const answer = await send(by[name], method, url, body)
        statuses.push(answer.status)
        if (answer.status === 401) t.match(answer.headers['www-authenticate'], /^Bearer/)
        // What one caller was allowed to change is put back for the next.
        if (exactly.includes('370782"}') && answer.status === 200)
          await service.agency('a', '370781')
      }
      t.same(statuses, PUBLIC_READ ? on : off, exactly.slice(0, 90))

      if (off[callers.indexOf('anonymous')] !== 401) continue
      for (const caller of ended) {
        const { status } = await send(caller, method, url, body)
        t.equal(status, 401, `${exactly.slice(0, 90)} with a key that has ended`)
      }
    }

    t.test('leaves no operation out', async (t) => {
      const { paths } = service.app.swagger() as { paths: Record<string, object> }
      for (const [path, operations] of Object.entries(paths)) {
        const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
        for (const method of Object.keys(operations)) {
          const known = [...asked].some((one) => {
            const [its, url = ''] = one.split(' ')
            return its === method.toUpperCase() && pattern.test(url)
          })
          t.ok(known, `${method} ${path}`)
        }
      }
    })

    t.test('nothing else is there but the documentation page', async (t) => {
      const { paths } = service.app.swagger() as { paths: Record<string, object> }
      const documented = new Set(
        Object.keys(paths).map((path) => path.replaceAll(/\{(\w+)\}/g, ':$1')),
      )
      for (const route of routesOf(service)) {
        t.ok(documented.has(route) || route.startsWith('/docs'), route)
      }
    })

    t.test('lists hold what the caller may see, and no more', async (t) => {
      const seen = async (caller: Caller) => {
        const { body } = await caller.get('/v1/reports')
        const { items = [] } = body as { items?: { year: number; state: string }[] }
        return items.map(({ year, state }) => `${year} ${state}`)
      }
      for (const name of ['admin', 'reporter', 'office'] as const) {
        t.same(await seen(by[name]), ['2024 draft', '2021 published'], name)
      }
      t.same(await seen(by.reader), ['2021 published'], 'reader')
      t.same(await seen(by.sister), [], 'the reporter of another agency')
      t.same(await seen(by.elsewhere), [], 'the office of another region')
      t.same(await seen(by.anonymous), PUBLIC_READ ? ['2021 published'] : [], 'anybody')
      const agencies = async (caller: Caller) => {
        const { items = [] } = (await caller.get('/v1/agencies')).body as {
          items?: { id: string }[]
        }
        return items.map(({ id }) => id)
      }
      const all = ['a', 'b', 'far']
      t.same(await agencies(by.admin), all)
      t.same(await agencies(by.reporter), PUBLIC_READ ? all : ['a'])
      t.same(await agencies(by.elsewhere), PUBLIC_READ ? all : ['far'])
      t.same(await agencies(by.reader), all)
    })
  })
}

t.test('GET /v1/me', async (t) => {
  const { service, by } = await county(t, {})
  t.match((await by.reporter.get('/v1/me')).body, {
    role: 'reporter',
    agencies: ['a'],
    region: null,
  })
  t.match((await by.office.get('/v1/me')).body, {
    role: 'reviewer',
    agencies: [],
    region: '370781',
  })
  t.match((await service.admin.get('/v1/me')).body, { id: 'root', role: 'admin' })
})

t.test('keys', async (t) => {
  const service = await build(t)
  const { admin } = service

  t.test('are shown once', async (t) => {
    const { id, key } = await service.client({ role: 'reader' })
    t.match(key, /^nb_[a-z0-9]{1,16}_[A-Za-z0-9]{32,}$/)
    const list = await admin.get('/v1/clients')
    t.match(list.body, { items: [{ id: /./ }, { id: /./ }] })
    t.ok(list.text.includes(id))
    t.notOk(list.text.includes(key.split('_')[2] ?? ''), 'the secret is nowhere')
    const events = JSON.stringify(await service.store.events.list(0, 100))
    t.notOk(events.includes(key.split('_')[2] ?? ''), 'nor in the log')
  })

  t.test('204 without a body ends one at once, 404 ends it twice', async (t) => {
    const client = await service.client({ role: 'reader' })
    t.equal((await client.get('/v1/me')).status, 200)
    const ended = await admin.delete(`/v1/clients/${client.id}`)
    t.equal(ended.status, 204)
    t.equal(ended.text, '')
    t.equal((await client.get('/v1/me')).status, 401)
    t.equal((await admin.delete(`/v1/clients/${client.id}`)).status, 404)
  })

  t.test('401 once they have expired', async (t) => {
    const soon = new Date(Date.now() + 300).toISOString()
    const client = await service.client({ role: 'reader', expiresAt: soon })
    t.equal((await client.get('/v1/me')).status, 200)
    await new Promise((resolve) => setTimeout(resolve, 350))
    t.equal((await client.get('/v1/me')).status, 401)
    const past = await service.client({ role: 'reader', expiresAt: '2020-01-01T00:00:00+08:00' })
    t.equal((await past.get('/v1/me')).status, 401)
  })

  t.test('401, and nothing more said, for whatever is no key', async (t) => {
    const { key } = await service.client({ role: 'reader' })
    const answers = await Promise.all(
      [
        '',
        'Bearer',
        'Bearer ',
        `Bearer ${key.slice(0, -1)}`,
        `Bearer ${key}x`,
        `Bearer ${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`,
        `Bearer nb_nobody_${'k'.repeat(40)}`,
        `Bearer nb_root_${'K'.repeat(40)}`,
        `Basic ${Buffer.from(ADMIN_KEY).toString('base64')}`,
        ADMIN_KEY,
        `Bearer ${ADMIN_KEY} ${ADMIN_KEY}`,
        `Bearer __proto___${'k'.repeat(40)}`,
        `Bearer ${'x'.repeat(8000)}`,
      ].map((authorization) => service.anonymous.get('/v1/me', { authorization })),
    )
    for (const { status, body } of answers) {
      t.equal(status, 401)
      t.match(body, { code: 'unauthenticated', detail: /Bearer/ })
    }
  })

  t.test('a key that is no good is refused where none is needed to read', async (t) => {
    const open = await build(t, { PUBLIC_READ: true })
    await open.region('370781')
    const url = '/v1/regions/370781'
    t.equal((await open.anonymous.get(url)).status, 200)
    t.equal((await open.as(`nb_root_${'x'.repeat(40)}`).get(url)).status, 401)
  })
})
