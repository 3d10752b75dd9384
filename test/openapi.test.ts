import { readFileSync } from 'node:fs'
import t from 'tap'
import { Compile } from 'typebox/compile'
import { EXAMPLES, examplesModule } from '../scripts/examples/module.ts'
import { recordedAnswers } from '../scripts/examples/recorded.ts'
import { type Answer, build, sure } from './build.ts'
import { type Node, type OpenApi, resolved } from './documented.ts'
import { contentFor } from './fixtures/filed.ts'

interface Parameter extends Node {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly example?: unknown
  readonly schema: Node
}
type Content = Readonly<Record<string, { readonly schema: Node; readonly example?: unknown }>>
interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly security?: readonly Node[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Content }>
  >
}

const isText = (mediaType: string): boolean => /^text\/|json$|csv$|yaml$/.test(mediaType)

const METHODS = ['get', 'put', 'post', 'patch', 'delete']

function* operationsOf({ paths }: OpenApi) {
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      yield { path, method, operation: operation as unknown as Operation }
    }
  }
}

function* nodesIn(node: unknown, at = ''): Generator<{ node: Node; at: string }> {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node)) yield { node: node as Node, at }
  for (const [name, inner] of Object.entries(node)) yield* nodesIn(inner, `${at}/${name}`)
}

t.test('GET /openapi.json', async (t) => {
  const service = await build(t)
  const document = (await service.anonymous.get('/openapi.json')).body as OpenApi & {
    openapi: string
    tags: { name: string; description: string }[]
  }
  const operations = [...operationsOf(document)]

  t.test('is OpenAPI 3.1, and what the routes say now', async (t) => {
    t.match(document.openapi, /^3\.1\./)
    t.equal(
      JSON.stringify(document),
      JSON.stringify(service.app.swagger()),
      'openapi/openapi.json is up to date: npm run openapi',
    )
    const yaml = await service.anonymous.get('/openapi.yaml')
    t.equal(yaml.text, service.app.swagger({ yaml: true }), 'so is openapi/openapi.yaml')
  })

  t.test('is what the page at /docs shows', async (t) => {
    const page = await service.app.inject('/docs/static/swagger-initializer.js')
    t.match(page.body, "url: resolveUrl('./json')")
    for (const kind of ['json', 'yaml']) {
      const { statusCode, headers } = await service.app.inject(`/docs/${kind}`)
      t.match(
        { statusCode, headers },
        { statusCode: 302, headers: { location: `../openapi.${kind}` } },
      )
    }
  })

  t.test('names, explains and sorts every operation', async (t) => {
    const ids = operations.map(({ operation }) => operation.operationId)
    t.equal(new Set(ids).size, ids.length, 'each by a name of its own')
    const tags = new Set(document.tags.map(({ name }) => name))
    for (const { path, method, operation } of operations) {
      const { operationId, summary = '', description = '' } = operation
      t.ok(METHODS.includes(method), method)
      t.match(operationId, /^[a-z]+([A-Z][a-zA-Z]*)$/, `${operationId}: verb and noun`)
      t.ok(summary.length > 5 && summary.length < 60, `${operationId}: summary`)
      t.ok(description.length > 5, `${operationId}: description`)
      t.ok(
        operation.tags?.every((tag) => tags.has(tag)),
        `${operationId}: tags`,
      )
      t.match(path, /^(\/v1)?(\/[a-z.-]+|\/\{[a-zA-Z]+\})+$/, `${path} is in kebab-case`)
    }
  })

  t.test('documents every way an operation fails', async (t) => {
    for (const { path, method, operation } of operations) {
      const { operationId, responses, requestBody, security = [] } = operation
      const has = (...statuses: number[]) => {
        for (const status of statuses) t.ok(responses[status], `${operationId} documents ${status}`)
      }
      has(400, 500)
      if (security.length > 0) has(401, 403)
      if (path.includes('{')) has(414)
      if (requestBody !== undefined) has(413, 415)
      if (method === 'get' && path.includes('{')) has(404)
      for (const [status, response] of Object.entries(responses)) {
        t.notMatch(
          response.description ?? 'Default',
          /^Default/,
          `${operationId} ${status}: description`,
        )
        if (Number(status) < 400) continue
        t.same(
          Object.keys(response.content ?? {}),
          ['application/problem+json'],
          `${operationId} ${status}`,
        )
        t.equal(
          response.content?.['application/problem+json']?.schema['$ref'],
          '#/components/schemas/Problem',
        )
      }
    }
  })

  t.test('names the headers that make a change safe wherever they are heeded', async (t) => {
    for (const { method, operation } of operations) {
      const { operationId, responses, parameters = [] } = operation
      const names = parameters.map(({ name }) => name)
      if (method !== 'get') t.ok(names.includes('idempotency-key'), `${operationId}: retries`)
      if (responses['412']) t.ok(names.includes('if-match'), `${operationId}: If-Match`)
    }
  })

  t.test('refers to nothing that is not there, and says nothing twice', async (t) => {
    const { schemas: named, headers } = document.components
    const known = new Set([
      ...Object.keys(named).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(headers).map((name) => `#/components/headers/${name}`),
    ])
    const used = new Set<unknown>()
    const marked: string[] = []
    for (const { node, at } of nodesIn(document)) {
      if ('$ref' in node) used.add(node['$ref'])
      if (['$id', 'x-name', 'x-typebox'].some((mark) => mark in node)) marked.push(at)
    }
    t.same(
      [...used].filter((name) => !known.has(String(name))),
      [],
    )
    t.same(
      [...known].filter((name) => !used.has(name)),
      [],
      'every component is used',
    )
    t.same(marked, [], 'no mark of the making is left')
    const texts = new Map(
      Object.entries(named).map(([name, schema]) => [JSON.stringify(schema), name]),
    )
    t.equal(texts.size, Object.keys(named).length, 'no two components are the same')
    for (const { node, at } of nodesIn(document.paths)) {
      if (node['type'] !== 'object' || Object.keys(node).length < 3) continue
      t.equal(texts.get(JSON.stringify(node)), undefined, `${at} is a component`)
    }
  })

  t.test('has examples that fit their schemas', async (t) => {
    let examples = 0
    for (const { node, at } of nodesIn({ ...document.components, paths: document.paths })) {
      const { examples: given, ...schema } = node
      if (!Array.isArray(given) || at.includes('/examples/')) continue
      const validator = Compile(resolved(schema, document) as never)
      for (const example of given) {
        examples++
        t.ok(validator.Check(example), `${at}: ${JSON.stringify(example).slice(0, 60)}`)
      }
    }
    for (const { operation } of operations) {
      for (const { name, in: where, example, schema } of operation.parameters ?? []) {
        if (where === 'path')
          t.not(example, undefined, `${operation.operationId}: ${name} has an example`)
        if (example === undefined) continue
        t.ok(Compile(schema as never).Check(example), `${operation.operationId}: ${name}`)
      }
    }
    for (const { operation } of operations) {
      const { operationId, requestBody, responses } = operation
      const bodies = [
        requestBody?.content,
        ...Object.values(responses).map(({ content }) => content),
      ]
      for (const { schema, example } of bodies.flatMap((content) => Object.values(content ?? {}))) {
        if (example === undefined) continue
        examples++
        const validator = Compile(resolved(schema, document) as never)
        t.ok(validator.Check(example), `${operationId}: ${JSON.stringify(example).slice(0, 60)}`)
      }
    }
    t.ok(examples > 50, `${examples} of them`)

    for (const { operation } of operations) {
      const { operationId, requestBody, responses } = operation
      const well = Object.entries(responses).filter(([status]) => status < '300')
      for (const [name, content = {}] of [
        ['request', requestBody?.content] as const,
        ...well.map(([status, response]) => [status, response.content] as const),
      ]) {
        for (const [type, { example, schema }] of Object.entries(content)) {
          // What is no text is described.
          const shown = isText(type) ? (example ?? schema['examples']) : schema['description']
          t.not(shown, undefined, `${operationId} ${name} ${type}`)
        }
      }
    }
  })

  t.test('shows as answers what is answered', async (t) => {
    const kept = readFileSync(EXAMPLES, 'utf8')
    t.equal(examplesModule(await recordedAnswers()), kept, 'npm run openapi writes it')
  })
})

t.test('the request examples', async (t) => {
  const service = await build(t)
  const document = service.app.swagger() as unknown as OpenApi
  const { admin } = service
  await service.region('370700')
  const second = await service.client({ role: 'admin' })

  const known = new Map([...operationsOf(document)].map((one) => [one.operation.operationId, one]))
  const done = new Set<string>()

  /** Sends an operation's own example, with the examples of its path parameters unless told. */
  async function send(
    id: string,
    told: Record<string, string> = {},
    headers: Record<string, string> = {},
    by = admin,
  ): Promise<Answer> {
    const one = known.get(id)
    if (one === undefined) throw new Error(`No operation ${id}`)
    const type = headers['content-type'] ?? 'application/json'
    done.add(`${id} ${type}`)
    const { path, method, operation } = one
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const parameter = operation.parameters?.find((its) => its.name === name)
      return told[name] ?? String(parameter?.example)
    })
    const media = operation.requestBody?.content[type]
    const body = media?.example
    if (media !== undefined && body === undefined) throw new Error(`${id} has no example`)
    const typed = body === undefined ? {} : { 'content-type': type }
    const query = operation.parameters?.filter((its) => its.in === 'query' && its.required) ?? []
    const asked = query.map(({ name, example }) => `${name}=${told[name] ?? example}`)
    return by.call(
      method.toUpperCase() as 'GET',
      asked.length === 0 ? url : `${url}?${asked.join('&')}`,
      { ...typed, ...headers },
      body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    )
  }

  t.test('do what their operations say, one after the other', async (t) => {
    t.equal((await send('putRegion')).status, 201)
    t.equal((await send('putAgency')).status, 201)
    t.equal((await send('patchAgency', {}, { 'if-match': '*' })).status, 200)
    t.equal((await send('addClient')).status, 201)
    t.equal((await send('validateReport')).status, 200)
    const filed = await send('putReport')
    t.equal(filed.status, 201)
    for (const type of ['text/plain', 'text/html']) {
      const put = await send('putReport', {}, { 'content-type': type, 'if-match': '*' })
      const same = { digest: filed.at('digest'), revision: 2 }
      t.match(put.body, same, `${type} says the same, and the first document is the original`)
    }
    const submitted = await send('transitionReport')
    t.equal(submitted.status, 200)
    t.equal(submitted.at('state'), 'submitted')
    t.match((await send('transitionReports', {}, {}, second)).body, { succeeded: 1, failed: 0 })
    t.match((await send('checkPublication')).body, { result: 'equal' })
    t.match((await send('importAgencies')).body, { created: 1, refused: 0 })
    t.equal((await send('extendFiling')).status, 200)
    const table = await send('importAgencies', {}, { 'content-type': 'text/csv' })
    t.match(table.body, { created: 0, replaced: 1, refused: 0 }, 'the same agency with its aliases')
    t.equal((await send('exemptAgency')).status, 200)
    const verified = await send('verifyReceipt')
    t.match(
      verified.body,
      { valid: false, reason: 'unknown-key' },
      'a made-up receipt is no receipt',
    )
  })

  t.test('as text and as a page the report is the same as in JSON', async (t) => {
    for (const type of ['text/plain', 'text/html']) {
      const header = { 'content-type': type }
      const checked = await send('validateReport', {}, header)
      t.match(checked.body, { summary: { errors: 0 }, reading: { account: { read: 200 } } }, type)
      t.match((await send('checkPublication', {}, header)).body, { result: 'equal' }, type)
    }
  })

  t.test('line by line, a report is checked and filed', async (t) => {
    const lines = { 'content-type': 'application/x-ndjson' }
    const [checked] = (await send('validateReport', {}, lines)).body as unknown[]
    t.match(checked, { status: 200, agencyId: 'qz-science', summary: { errors: 0 } })
    const [filed] = (await send('batchReports', {}, { ...lines, 'dry-run': 'true' }))
      .body as unknown[]
    t.match(filed, { agencyId: 'qz-science', year: 2024 })
  })

  t.test('a finding is explained, and waived, by theirs', async (t) => {
    const thin = {
      ...contentFor('x', 2022, { 'narrative.problems': '问题仍有，明年改进。' }),
      title: null,
    }
    sure(await admin.put('/v1/reports/qz-science/2022', thin))
    const found = sure(await admin.get('/v1/reports/qz-science/2022/findings'))
    const warning = found
      .at<{ fingerprint: string; severity: string }[]>('findings')
      .find(({ severity }) => severity === 'warning')
    const told = { year: '2022', fingerprint: warning?.fingerprint ?? '' }
    t.equal((await send('explainFinding', told)).status, 200)
    t.equal((await send('waiveFinding', told, {}, second)).status, 200)
  })

  t.test('a window closes the year by its own', async (t) => {
    t.match((await send('setWindow')).body, { closes: '2025-06-30' })
    t.equal((await send('putReport', {}, { 'if-match': '*' })).at('code'), 'year-locked')
  })

  t.test('a government’s report is drafted', async (t) => {
    t.match((await send('draftConsolidation')).status, 200)
  })

  t.test('an edition of the rules is previewed, and put in force', async (t) => {
    t.match((await send('previewRuleset')).body, { kind: 'impact', progress: { done: 0 } })
    t.match((await send('activateRuleset')).body, { ruleset: '2026.0' })
  })

  t.test('are there for every operation and everything it takes that is text', async (t) => {
    for (const { operation } of known.values()) {
      for (const type of Object.keys(operation.requestBody?.content ?? {}).filter(isText)) {
        t.ok(done.has(`${operation.operationId} ${type}`), `${operation.operationId} ${type}`)
      }
    }
  })
})
