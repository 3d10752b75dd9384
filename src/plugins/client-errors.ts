import { randomUUID } from 'node:crypto'
import type { OutgoingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Problem, type ProblemCode } from '../errors.ts'
import { problemBody } from './problems.ts'
import { headers, POLICY } from './security-headers.ts'

const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_INVALID_URL: 'malformed-address',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  417: 'Expectation Failed',
  431: 'Request Header Fields Too Large',
}

/** Whoever does not close the connection after the answer has so long to read it. */
const FAREWELL_MS = 500

/** Answers bytes that are no HTTP, headers that never end and requests that never come. */
export const clientErrorHandler = (
  publicUrl: () => string,
  seconds: { readonly headers: number; readonly whole: number },
) =>
  function answerOrClose(
    this: FastifyInstance,
    error: Error & { code?: string },
    socket: Socket,
  ): void {
    // Once an answer has begun on the connection another would be taken for a part of it.
    const begun = (socket as Socket & { _httpMessage?: OutgoingMessage | null })._httpMessage
    if (error.code === 'ECONNRESET' || !socket.writable || begun?.headersSent === true) {
      socket.destroy()
      return
    }
    const problem = new Problem(codes[error.code ?? ''] ?? 'malformed-http', seconds)
    const { status, head, body } = bareAnswer(problem, publicUrl())
    const { remoteAddress: address } = socket
    this.log.info({ reqId: head['x-request-id'], address, status }, 'answered')
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\n${lines.join('')}\r\n${body}`)
    setTimeout(() => socket.destroy(), FAREWELL_MS).unref()
  }

const CLOSE = { headers: { connection: 'close' } }

/** What Node would answer by itself, without a body: no Host, and expectations it does not know. */
export const bareRequests = fp(
  async (app: FastifyInstance, { publicUrl }: { publicUrl: () => string }) => {
    app.addHook('onRequest', (request, _reply, done) => {
      const { httpVersion, headers: sent } = request.raw
      const hostless = httpVersion === '1.1' && sent.host === undefined
      done(hostless ? new Problem('malformed-http', {}, CLOSE) : undefined)
    })
    app.server.on('checkExpectation', (_request, response) => {
      const { status, head, body } = bareAnswer(new Problem('expectation-failed'), publicUrl())
      response.writeHead(status, head).end(body)
    })
  },
)

/** A problem apart from any route: no hook runs, so every header is set here. */
function bareAnswer(problem: Problem, publicUrl: string) {
  const requestId = randomUUID()
  const told = problemBody(problem, 'zh', { instance: '/', requestId, publicUrl })
  const body = JSON.stringify(told)
  const head = {
    'content-type': 'application/problem+json',
    'content-language': 'zh-CN',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    connection: 'close',
    ...headers,
    'content-security-policy': POLICY,
    'x-request-id': requestId,
  }
  return { status: told.status, head, body }
}
