import { randomUUID } from 'node:crypto'
import { fastify } from 'fastify'
import type { Config } from './config.ts'
import { auth } from './plugins/auth.ts'
import { bodies } from './plugins/bodies.ts'
import { cursorsSignedBy } from './plugins/cursor.ts'
import { openapi } from './plugins/openapi.ts'
import { frameworkErrors, problems } from './plugins/problems.ts'
import { securityHeaders } from './plugins/security-headers.ts'
import { validatorCompiler } from './plugins/validation.ts'
import { agencyRoutes } from './routes/agencies.ts'
import { aggregateRoutes } from './routes/aggregates.ts'
import { clientRoutes } from './routes/clients.ts'
import { documentRoutes } from './routes/documents.ts'
import { extensionRoutes } from './routes/extensions.ts'
import { findingRoutes } from './routes/findings.ts'
import { formatRoutes } from './routes/formats.ts'
import { healthRoutes } from './routes/health.ts'
import { problemRoutes } from './routes/problems.ts'
import { regionRoutes } from './routes/regions.ts'
import { remarkRoutes } from './routes/remarks.ts'
import { reportRoutes } from './routes/reports.ts'
import { revisionRoutes } from './routes/revisions.ts'
import { ruleRoutes } from './routes/rules.ts'
import { documentTypes } from './routes/sent.ts'
import { transitionRoutes } from './routes/transitions.ts'
import { validationRoutes } from './routes/validations.ts'
import { windowRoutes } from './routes/windows.ts'
import type { Service } from './services/service.ts'
import type { Store } from './store/store.ts'

/** The service as one Fastify app: what every route shares, then the routes. */
export async function buildApp(config: Config, store: Store, now = () => new Date()) {
  const publicUrl = (): string => config.PUBLIC_URL || addressOf(app.server.address(), config)
  const app = fastify({
    frameworkErrors: frameworkErrors(() => publicUrl()),
    logger: {
      level: config.LOG_LEVEL,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
    genReqId: requestId,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 128 },
    bodyLimit: config.BODY_LIMIT,
    requestTimeout: 30_000,
    http: { connectionsCheckingInterval: 1000, headersTimeout: 10_000 },
    forceCloseConnections: 'idle',
  })
  const service: Service = { store, publicRead: config.PUBLIC_READ, now }

  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(() => JSON.stringify)
  app.decorate('cursors', cursorsSignedBy(store.secret('cursor')))
  await app.register(problems, { publicUrl })
  await app.register(securityHeaders)
  await app.register(bodies, {
    limits: { json: config.BODY_LIMIT, document: config.DOCUMENT_LIMIT },
    documents: documentTypes,
  })
  await app.register(openapi)
  await app.register(auth, { store, publicRead: config.PUBLIC_READ })

  await app.register(healthRoutes, { service })
  await app.register(problemRoutes)
  await app.register(documentRoutes)
  for (const routes of [
    formatRoutes,
    ruleRoutes,
    regionRoutes,
    agencyRoutes,
    validationRoutes,
    reportRoutes,
    transitionRoutes,
    remarkRoutes,
    windowRoutes,
    extensionRoutes,
    findingRoutes,
    revisionRoutes,
    aggregateRoutes,
    clientRoutes,
  ]) {
    await app.register(routes, { prefix: '/v1', service })
  }
  return app
}

/** The caller's own request id where it is safe to repeat, else a new one. */
function requestId({
  headers,
}: {
  headers: Record<string, string | string[] | undefined>
}): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : randomUUID()
}

function addressOf(address: string | { port: number } | null, { HOST, PORT }: Config): string {
  const port = typeof address === 'object' && address !== null ? address.port : PORT
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`
}
