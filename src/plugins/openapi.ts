import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { RetryHeaders } from '../schemas/headers.ts'
import { hoist, marked } from './hoist.ts'

const description = `Annual reports on government information disclosure (政府信息公开工作年度报告): sent as JSON
or as the document an agency has, checked down to the cell and the sentence, kept revision by
revision, and added up over regions and years.

Errors are \`application/problem+json\` with a stable \`code\`; messages come in Chinese, or in English
with \`Accept-Language: en\`. A cell is a number, \`null\` (not stated) or \`"n/a"\` (not applicable); none
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

interface Described {
  readonly paths?: Readonly<
    Record<string, Readonly<Record<string, { summary?: string; responses: unknown }>>>
  >
}

/** Where a success is not described by itself, the operation's summary says what is answered. */
function described<D extends object>(document: D): D {
  for (const operations of Object.values((document as Described).paths ?? {})) {
    for (const { summary, responses } of Object.values(operations)) {
      for (const response of Object.values(responses as Record<string, { description: unknown }>)) {
        if (response.description === 'Default Response') response.description = summary
      }
    }
  }
  return document
}

/** The OpenAPI 3.1 document. */
export const openapi = fp(async (app: FastifyInstance) => {
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith(DOCS)) route.config = { ...route.config, access: 'public' }
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
      servers: [{ url: '/', description: 'This service' }],
      tags,
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'nb_<id>_<secret>' },
        },
      },
    },
    transform: ({ schema, url, route }) => {
      const access = route.config?.access
      const open = access === 'public' || access === undefined
      const anonymous = !open && access.includes('anonymous')
      const security = open ? [] : anonymous ? [{ key: [] }, {}] : [{ key: [] }]
      const headers = route.method === 'POST' && !open ? { headers: RetryHeaders } : {}
      return { schema: { ...headers, ...(marked(schema) as object), security } as never, url }
    },
    transformObject: (document) =>
      described(hoist('openapiObject' in document ? document.openapiObject : {})) as never,
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
