import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { answerHeaders } from '../schemas/answer-headers.ts'
import { HeldHeaders, RetryHeaders } from '../schemas/headers.ts'
import { described, widened } from './described.ts'
import { hoist, marked } from './hoist.ts'

const description = `Annual reports on government information disclosure (政府信息公开工作年度报告): sent as JSON
or as the document an agency has, checked down to the cell and the sentence, kept revision by
revision, and added up over regions and years.

Errors are \`application/problem+json\` with a stable \`code\`; messages come in Chinese, or in English
with \`Accept-Language: en\`. Every request may bear an \`X-Request-Id\` (8 to 64 of \`A-Za-z0-9._-\`)
and a W3C \`traceparent\`, which stand in the log. A cell is a number, \`null\` (not stated) or \`"n/a"\` (not applicable); none
is ever turned into another.`

const tags = [
  { name: 'reports', description: 'File, read and move reports' },
  { name: 'batches', description: 'File many reports, at once or in the background' },
  { name: 'findings', description: 'What the rules found, and what was said of it' },
  { name: 'validations', description: 'Check without keeping anything' },
  { name: 'aggregates', description: 'Sums over regions and years' },
  { name: 'register', description: 'Regions and agencies' },
  { name: 'formats', description: 'The statutory formats as data' },
  { name: 'rules', description: 'The rule catalogue' },
  { name: 'receipts', description: 'Proof of what was submitted' },
  { name: 'events', description: 'What happened: change feed and audit' },
  { name: 'clients', description: 'Keys and roles' },
  { name: 'operations', description: 'Health and documentation' },
]

const DOCS = '/docs'

/** Told to those who look for forgotten doors: nothing here is for insiders only. */
const forAll = { 'x-internal': false } as object

const has304 = (schema: unknown): boolean =>
  (schema as { response?: Record<number, unknown> } | undefined)?.response?.[304] !== undefined

/** Makes the OpenAPI 3.1 document: `app.swagger()`. What is served is what was written of it. */
export const openapi = fp(async (app: FastifyInstance) => {
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith(DOCS)) return
    route.config = { ...route.config, access: 'public' }
    const [, kind] = /\/(json|yaml)$/.exec(route.url) ?? []
    if (kind !== undefined) route.handler = (_, reply) => reply.redirect(`../openapi.${kind}`)
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Nianbao',
        version: '0.1.0',
        description,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [
        { url: '/', description: 'This service, in production or as a sandbox', ...forAll },
      ],
      tags,
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description:
              'A key, `nb_<id>_<secret>`, or a token of the configured OpenID Connect issuer (RFC 9068, checked as RFC8725 advises)',
          },
        },
        headers: Object.fromEntries(
          Object.entries(answerHeaders).map(([name, description]) => [
            name,
            { description, schema: { type: 'string' as const } },
          ]),
        ),
      },
    },
    transform: ({ schema, url, route }) => {
      const access = route.config?.access
      const open = access === 'public' || access === undefined
      const anonymous = !open && access.includes('anonymous')
      const security = open ? [] : anonymous ? [{ key: [] }, {}] : [{ key: [] }]
      const once = ['POST', 'DELETE'].includes(String(route.method))
      const retried = once && !open ? { headers: RetryHeaders } : {}
      const held = has304(schema) ? { headers: HeldHeaders } : {}
      const of = { ...retried, ...held, ...(marked(schema) as object), security }
      return { schema: of as never, url }
    },
    transformObject: (document) =>
      widened(described(hoist('openapiObject' in document ? document.openapiObject : {}))) as never,
  })
})

/** A page to read the document, without a single outside address. Anybody may. */
export const docsPage = fp(async (app: FastifyInstance) => {
  await app.register(swaggerUi, {
    routePrefix: DOCS,
    staticCSP: true,
    uiConfig: { validatorUrl: null, docExpansion: 'list', tryItOutEnabled: true },
  })
})
