import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../errors.ts'
import { beside } from '../store/beside.ts'
import type { Answer, Attempt, Kept } from '../store/kept-answers.ts'
import type { Store } from '../store/store.ts'
import { seal, unseal } from './sealed.ts'

/** A request with an Idempotency-Key on its way. */
interface Running extends Attempt {
  /** The answer to what the change came to, where the route can tell before it is committed. */
  render?: (result: unknown) => Answer
  /** Whether the change and its answer are both on disk. */
  answered: boolean
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `own` for a route that reads its body as a stream and sees to retries itself. */
    retries?: 'own'
    /** Whether the answer holds what is shown once and must not be read from the database. */
    secret?: true
  }
  interface FastifyRequest {
    running: Running | null
  }
}

/**
 * Idempotency-Key: a request that was carried out is answered again as it was the first time. Its
 * answer is committed with its effect, and nothing is kept of a refusal, which changed nothing.
 */
export const retries = fp(
  async (app: FastifyInstance, { store, seconds }: { store: Store; seconds: number }) => {
    const running = new Set<string>()
    app.decorateRequest('running', null)

    app.addHook('preHandler', (request, reply, done) => {
      const key = keyIn(request)
      if (key === undefined || request.routeOptions.config.retries === 'own') return done()
      if (reply.raw.destroyed) return done()
      const attempt = attemptOf(request, key, seconds)
      const name = nameOf(attempt)
      if (running.has(name)) throw new Problem('request-in-progress', {}, SHORTLY)
      const kept = store.answers.find(attempt)
      if (kept !== undefined) {
        const answer = answerKept(kept, attempt.request)
        const { secret } = request.routeOptions.config
        const open = secret ? opened(answer, keyOf(request)) : answer
        sendAgain(reply, store, open).catch(done)
        return
      }
      const now: Running = { ...attempt, answered: false }
      running.add(name)
      request.running = now
      beside.run((result) => {
        store.answers.keep(attempt, now.render?.(result) ?? null)
        now.answered = now.render !== undefined
      }, done)
    })

    app.addHook('onSend', (request, reply, payload, done) => {
      const { running: attempt } = request
      if (attempt === null) return done(null, payload)
      keep(attempt, request, reply, payload).then(() => done(null, payload), done)
    })

    /** Keeps an answer that was not kept with its effect. */
    async function keep(
      attempt: Running,
      { routeOptions, headers }: FastifyRequest,
      reply: FastifyReply,
      payload: unknown,
    ): Promise<void> {
      try {
        const body = bytesOf(payload)
        if (reply.statusCode >= 300 || attempt.answered || body.length > LARGEST) return
        const kept = routeOptions.config.secret ? seal(body, keyOf({ headers })) : body
        const answer = {
          status: reply.statusCode,
          headers: headersOf(reply),
          body: kept,
          content: null,
        }
        await store.answers.keepAlone(attempt, answer)
      } finally {
        if (running.delete(nameOf(attempt))) beside.over()
      }
    }
  },
)

/** Larger answers are not kept: nothing that changes anything is answered at such length. */
const LARGEST = 1_048_576
const SHORTLY = { headers: { 'retry-after': '1' } }

/** The headers an answer is given again with. */
const REPEATED = ['content-type', 'etag', 'location', 'preference-applied', 'content-language']

/** Has the answer committed with the change itself; `render` is told what the change came to. */
export function answersWith<Result>(
  request: FastifyRequest,
  render: (result: Result) => Answer,
): (result: Result) => Answer {
  if (request.running !== null) request.running.render = render as (result: unknown) => Answer
  return render
}

/** Sends an answer, the first time and every time after. */
export async function sendAnswer(reply: FastifyReply, store: Store, answer: Answer) {
  return reply
    .code(answer.status)
    .headers(answer.headers)
    .send((await store.reports.bytesOf(answer)) as never)
}

const sendAgain = (reply: FastifyReply, store: Store, answer: Answer) =>
  sendAnswer(reply.header('idempotency-replayed', 'true'), store, answer)

/** The answer that was kept for this very request; throws when it was another one. */
export function answerKept({ request, answer }: Kept, digest: Buffer): Answer {
  if (!request.equals(digest)) throw new Problem('idempotency-key-reused')
  if (answer === null) throw new Problem('answer-lost')
  return answer
}

const BARE = /^[\x21\x23-\x7e][\x21-\x7e]{0,254}$/
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,255})"$/

/** The key of a change by a known client, bare or as a structured-field string (RFC 8941). */
export function keyIn({ method, headers, caller }: FastifyRequest): string | undefined {
  const header = headers['idempotency-key']
  if (header === undefined || method === 'GET' || method === 'HEAD') return undefined
  if (caller.role === 'anonymous') return undefined
  const text = String(header)
  if (BARE.test(text)) return text
  const quoted = QUOTED.exec(text)?.[1]?.replace(/\\(.)/g, '$1')
  if (quoted === undefined) throw new Problem('invalid-idempotency-key')
  return quoted
}

/** What an attempt is known by. The digest covers whatever decides what is done. */
function attemptOf(request: FastifyRequest, key: string, seconds: number): Attempt {
  const { method, url, headers, body, caller, routeOptions } = request
  const decisive = ['content-type', 'if-match', 'if-none-match', 'dry-run']
  const about = [method, url, ...decisive.map((name) => headers[name] ?? null)]
  return {
    client: caller.id,
    operation: (routeOptions.schema as { operationId?: string } | undefined)?.operationId ?? url,
    key,
    request: createHash('sha256')
      .update(JSON.stringify(about))
      .update(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null))
      .digest(),
    expired: new Date(Date.now() - seconds * 1000).toISOString(),
  }
}

/** An answer that was sealed; one that the caller's key of today does not open is lost. */
function opened(answer: Answer, key: string): Answer {
  try {
    return { ...answer, body: unseal(answer.body, key) }
  } catch {
    throw new Problem('answer-lost')
  }
}

const keyOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string => headers.authorization ?? ''

const nameOf = ({ client, operation, key }: Attempt) => `${client} ${operation} ${key}`

function bytesOf(payload: unknown): Buffer {
  if (Buffer.isBuffer(payload)) return payload
  return Buffer.from(typeof payload === 'string' ? payload : '')
}

function headersOf(reply: FastifyReply): Record<string, string> {
  const named = REPEATED.map((name) => [name, reply.getHeader(name)] as const)
  return Object.fromEntries(
    named.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}
