import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { catalogue, type Fault, Problem } from '../errors.ts'
import { agreeing } from '../reports/counted.ts'
import { SumTooLarge } from '../reports/tally.ts'
import type { Language, Text } from '../reports/text.ts'
import { ReadTooLong } from '../store/long-reader.ts'
import { StoreBusy } from '../store/writer.ts'
import { limitFor, mediaTypesOf } from './bodies.ts'
import { languageOf, spoken } from './language.ts'
import { headers, POLICY } from './security-headers.ts'
import { Misfit } from './validation.ts'

type Send = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => FastifyReply

const sender =
  (publicUrl: () => string): Send =>
  (request, reply, problem) => {
    const body = problemBody(problem, languageOf(request), {
      instance: request.url.split('?')[0] ?? '/',
      requestId: request.id,
      publicUrl: publicUrl(),
    })
    return reply
      .code(body.status)
      .headers(problem.headers)
      .headers(spoken(languageOf(request)))
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(body))
  }

/** For an address that no route could be looked up by: no hook runs, so headers are set here. */
export const frameworkErrors =
  (publicUrl: () => string) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    reply.headers({ ...headers, 'content-security-policy': POLICY, 'x-request-id': request.id })
    sender(publicUrl)(request, reply, problemFrom(error, request))
  }

/** Every failure leaves as RFC 9457 `application/problem+json`, in the caller's language. */
export const problems = fp(
  async (app: FastifyInstance, { publicUrl }: { publicUrl: () => string }) => {
    const send = sender(publicUrl)

    app.setErrorHandler((error: FastifyError | Problem | Misfit, request, reply) => {
      const problem = problemFrom(error, request)
      if (isGone(error)) request.log.info('the client hung up')
      else if (catalogue[problem.code].status >= 500)
        request.log.error({ err: error }, problem.code)
      return send(request, reply, problem)
    })

    const methods = new Map<string, Set<string>>()
    app.addHook('onRoute', ({ url, method }) => {
      const allowed = methods.get(url) ?? new Set()
      for (const one of [method].flat()) allowed.add(one)
      methods.set(url, allowed)
    })

    app.setNotFoundHandler((request, reply) => {
      const path = request.url.split('?')[0] ?? '/'
      const allow = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'].filter(
        (method) =>
          app.findRoute({ url: path, method: method as 'GET' }) !== null ||
          matches(methods, path, method),
      )
      if (allow.length === 0) {
        return send(
          request,
          reply,
          new Problem('route-not-found', { method: request.method, path }),
        )
      }
      // Whoever may GET may ask for the head alone.
      if (allow[0] === 'GET') allow.splice(1, 0, 'HEAD')
      const headers = { allow: allow.join(', ') }
      return send(
        request,
        reply,
        new Problem('method-not-allowed', { path, allow: headers.allow }, { headers }),
      )
    })
  },
)

/** Whether the connection ended before the request did: nobody is told what comes of it. */
const isGone = (error: object): boolean => 'code' in error && error.code === 'ECONNRESET'

/** Whether a route's pattern takes this path and method. */
function matches(
  methods: ReadonlyMap<string, ReadonlySet<string>>,
  path: string,
  method: string,
): boolean {
  const segments = path.split('/')
  for (const [url, allowed] of methods) {
    const pattern = url.split('/')
    if (pattern.length !== segments.length || !allowed.has(method)) continue
    if (pattern.every((part, i) => part.startsWith(':') || part === segments[i])) return true
  }
  return false
}

/** The disk is full, read-only or broken; SQLite's extended codes say which way. */
const UNWRITABLE = /^SQLITE_(FULL|READONLY|IOERR|CANTOPEN)/

/** What went wrong, as one of the catalogue's problems, wherever it did. */
function problemAnywhere(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof Misfit) {
    const code = error.part === 'body' ? 'invalid-body' : 'invalid-parameters'
    return new Problem(code, { count: error.faults.length }, { faults: error.faults })
  }
  if (error instanceof StoreBusy)
    return new Problem('busy', {}, { headers: { 'retry-after': '1' } })
  if (error instanceof ReadTooLong) return new Problem('read-too-long')
  if (error instanceof SumTooLarge) return new Problem('sum-too-large')
  const code = String((error as { code?: unknown }).code)
  if (code === 'SQLITE_BUSY') return new Problem('busy', {}, { headers: { 'retry-after': '1' } })
  if (UNWRITABLE.test(code)) {
    return new Problem('storage-unavailable', {}, { headers: { 'retry-after': '30' } })
  }
  return undefined
}

/** How something that went wrong apart from a request of its own is told. */
export const teller =
  (publicUrl: () => string) =>
  (error: unknown, language: Language, about: { instance: string; requestId: string }) =>
    problemBody(problemAnywhere(error) ?? new Problem('internal'), language, {
      ...about,
      publicUrl: publicUrl(),
    })

/** What went wrong with a request. */
function problemFrom(error: FastifyError | Problem | Misfit, request: FastifyRequest): Problem {
  const known = problemAnywhere(error)
  if (isGone(error)) return new Problem('malformed-http')
  if (known !== undefined || !('code' in error)) return known ?? new Problem('internal')
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem('body-too-large', { limit: limitFor(request) })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem('unsupported-media-type', { known: mediaTypesOf(request).join(', ') })
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Problem('malformed-json', {
        reason: { zh: '请求体为空或不完整。', en: 'The body is empty or incomplete.' },
      })
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Problem('uri-too-long')
    case 'FST_ERR_BAD_URL':
      return new Problem('malformed-address')
    default:
      return new Problem('internal')
  }
}

/** The body of a problem; what filled its detail is told apart from what the catalogue says. */
export function problemBody(
  { code, values, faults, members }: Problem,
  language: Language,
  { instance, requestId, publicUrl }: { instance: string; requestId: string; publicUrl: string },
) {
  const { status, title, detail } = catalogue[code]
  return {
    type: `${publicUrl}/problems/${code}`,
    title: title[language],
    status,
    code,
    detail: filled(detail[language], values, language),
    instance,
    requestId,
    ...members,
    ...(faults.length === 0 ? {} : { errors: faults.map((fault) => said(fault, language)) }),
  }
}

const said = ({ message, ...fault }: Fault, language: Language) => ({
  ...fault,
  message: message[language],
})

const filled = (template: string, values: Problem['values'], language: Language): string =>
  agreeing(template, (name) => values[name]).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'object' ? (value as Text)[language] : String(value)
  })
