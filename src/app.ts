import { fastify, LogController } from 'fastify'
import { destination } from 'pino'
import type { Config } from './config.ts'
import { holdThreads } from './documents/index.ts'
import { csvType, readTypes } from './documents/media-types.ts'
import { accessLog } from './plugins/access-log.ts'
import { auth } from './plugins/auth.ts'
import { bodies } from './plugins/bodies.ts'
import { bareRequests, clientErrorHandler } from './plugins/client-errors.ts'
import { cursorsSignedBy } from './plugins/cursor.ts'
import { drain } from './plugins/drain.ts'
import { dryRuns } from './plugins/dry-runs.ts'
import { eventLoopDelay } from './plugins/event-loop-delay.ts'
import { measure } from './plugins/measure.ts'
import { meters } from './plugins/meters.ts'
import { docsPage, openapi } from './plugins/openapi.ts'
import { frameworkErrors, problems, teller } from './plugins/problems.ts'
import { proxiesIn } from './plugins/proxies.ts'
import { rateLimit } from './plugins/rate-limit.ts'
import { requestId } from './plugins/request-id.ts'
import { RequestLog } from './plugins/request-log.ts'
import { retries } from './plugins/retries.ts'
import { securityHeaders } from './plugins/security-headers.ts'
import { shedding } from './plugins/shedding.ts'
import { tokensOf } from './plugins/tokens.ts'
import { compilersFactory } from './plugins/validation.ts'
import { agencyRoutes } from './routes/agencies.ts'
import { agencyImportRoutes } from './routes/agency-imports.ts'
import { aggregateRoutes } from './routes/aggregates.ts'
import { parseBatchLine } from './routes/batch-line.ts'
import { batchRoutes } from './routes/batches.ts'
import { clientRoutes } from './routes/clients.ts'
import { consolidationRoutes } from './routes/consolidations.ts'
import { contributionRoutes } from './routes/contributions.ts'
import { coverageRoutes } from './routes/coverage.ts'
import { documentRoutes } from './routes/documents.ts'
import { eventRoutes } from './routes/events.ts'
import { exemptionRoutes } from './routes/exemptions.ts'
import { exportRoutes } from './routes/exports.ts'
import { extensionRoutes } from './routes/extensions.ts'
import { findingRoutes } from './routes/findings.ts'
import { formatRoutes } from './routes/formats.ts'
import { healthRoutes } from './routes/health.ts'
import { jobRoutes } from './routes/jobs.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { originalRoutes } from './routes/originals.ts'
import { prefillRoutes } from './routes/prefill.ts'
import { problemRoutes } from './routes/problems.ts'
import { publicationCheckRoutes } from './routes/publication-checks.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { regionRoutes } from './routes/regions.ts'
import { remarkRoutes } from './routes/remarks.ts'
import { reportListRoutes } from './routes/report-list.ts'
import { reportRoutes } from './routes/reports.ts'
import { revisionRoutes } from './routes/revisions.ts'
import { ruleRoutes } from './routes/rules.ts'
import { rulesetRoutes } from './routes/rulesets.ts'
import { transitionBatchRoutes } from './routes/transition-batches.ts'
import { transitionRoutes } from './routes/transitions.ts'
import { validationRoutes } from './routes/validations.ts'
import { windowRoutes } from './routes/windows.ts'
import { background } from './services/background.ts'
import { mustHaveRuleset } from './services/rulesets.ts'
import type { Service } from './services/service.ts'
import type { Store } from './store/store.ts'

/** Bytes of the log. */
const MOST_UNREAD = 8 * 2 ** 20

const HEADER_SECONDS = 10

/** The service as one Fastify app: what every route shares, then the routes. */
export async function buildApp(config: Config, store: Store, now = () => new Date()) {
  const publicUrl = (): string => config.PUBLIC_URL || addressOf(app.server.address(), config)
  const whole = config.REQUEST_SECONDS
  const seconds = { headers: Math.min(HEADER_SECONDS, whole), whole }
  const app = fastify({
    frameworkErrors: frameworkErrors(() => publicUrl()),
    logger: {
      level: config.LOG_LEVEL,
      // Nobody waits for a log that is not read: what does not fit in memory is dropped.
      stream: destination({ sync: false, maxLength: MOST_UNREAD }),
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
    logController: new LogController({ disableRequestLogging: true }),
    schemaController: { compilersFactory },
    genReqId: requestId,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 128 },
    bodyLimit: config.BODY_LIMIT,
    requestTimeout: seconds.whole * 1000,
    clientErrorHandler: clientErrorHandler(() => publicUrl(), seconds),
    http: {
      connectionsCheckingInterval: 250,
      headersTimeout: seconds.headers * 1000,
      requireHostHeader: false,
    },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    childLoggerFactory: (log, { reqId }, _options, { headers }) =>
      new RequestLog(log, String(reqId), headers['traceparent']),
    trustProxy: config.TRUSTED_PROXIES === '' ? false : proxiesIn(config.TRUSTED_PROXIES),
  })
  const delay = eventLoopDelay()
  const gauges = meters(store, delay)
  const service: Service = { store, publicRead: config.PUBLIC_READ, now, checked: gauges.checked }
  mustHaveRuleset(service)

  app.decorate('cursors', cursorsSignedBy(store.secret('cursor')))
  await app.register(problems, { publicUrl })
  await app.register(securityHeaders)
  await app.register(bareRequests, { publicUrl })
  await app.register(bodies, {
    limits: { json: config.BODY_LIMIT, document: config.DOCUMENT_LIMIT },
    documents: [...readTypes, csvType],
  })
  await app.register(openapi)
  await app.register(accessLog)
  await app.register(measure, { meters: gauges })
  await app.register(drain)
  await app.register(shedding, { delay, most: config.MAX_EVENT_LOOP_DELAY, shed: gauges.shed })
  await app.register(auth, {
    store,
    publicRead: config.PUBLIC_READ,
    tokens: await tokensOf(config, now),
    lockoutFailures: config.LOCKOUT_FAILURES,
    now,
  })
  await app.register(rateLimit, { quota: config.RATE_LIMIT, now: () => now().getTime() })
  await app.register(dryRuns)
  await app.register(retries, { store, seconds: config.IDEMPOTENCY_SECONDS })
  await app.register(docsPage)

  await app.register(healthRoutes, { service })
  await app.register(metricsRoutes, { meters: gauges, token: config.METRICS_TOKEN })
  await app.register(problemRoutes)
  await app.register(documentRoutes)
  await app.register(receiptRoutes, { service })
  for (const routes of [
    formatRoutes,
    ruleRoutes,
    regionRoutes,
    agencyRoutes,
    exemptionRoutes,
    coverageRoutes,
    reportRoutes,
    reportListRoutes,
    prefillRoutes,
    transitionRoutes,
    remarkRoutes,
    publicationCheckRoutes,
    windowRoutes,
    extensionRoutes,
    findingRoutes,
    revisionRoutes,
    originalRoutes,
    aggregateRoutes,
    contributionRoutes,
    consolidationRoutes,
    clientRoutes,
    eventRoutes,
    jobRoutes,
  ]) {
    await app.register(routes, { prefix: '/v1', service })
  }

  await app.register(exportRoutes, { prefix: '/v1', service, publicUrl })
  const wire = { longest: config.BATCH_LINE_LIMIT, parse: parseBatchLine, tell: teller(publicUrl) }
  for (const routes of [agencyImportRoutes, transitionBatchRoutes]) {
    await app.register(routes, { prefix: '/v1', service, tell: wire.tell })
  }
  await app.register(validationRoutes, { prefix: '/v1', service, wire })
  const log = (error: unknown) => app.log.error(error)
  const { runner, start, stop } = background(service, wire, { days: config.JOB_DAYS, log })
  await app.register(batchRoutes, {
    prefix: '/v1',
    service,
    wire,
    runner,
    limits: { bytes: config.BATCH_LIMIT, jobFrom: config.BATCH_JOB_FROM },
    seconds: config.IDEMPOTENCY_SECONDS,
  })
  await app.register(rulesetRoutes, { prefix: '/v1', service, runner })
  app.addHook('onReady', async () => start())
  app.addHook('onClose', async () => {
    delay.stop()
    await stop()
  })
  app.addHook('onClose', holdThreads())
  return app
}

function addressOf(address: string | { port: number } | null, { HOST, PORT }: Config): string {
  const port = typeof address === 'object' && address !== null ? address.port : PORT
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`
}
