import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { Problem } from '../errors.ts'
import { withDigest } from '../plugins/digests.ts'
import { type Line, linesOf, StreamTooLong } from '../plugins/ndjson.ts'
import { prefers } from '../plugins/prefer.ts'
import { keyIn, sendAnswer } from '../plugins/retries.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { BatchItem, BatchResult, JobBody } from '../schemas/batch.ts'
import { DryRun, IdempotencyKey } from '../schemas/headers.ts'
import { closed } from '../schemas/named.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import { MOST_ATOMIC } from '../services/atomic-batch.ts'
import { TOO_LONG, type Wire } from '../services/batch.ts'
import { MOST_ITEMS } from '../services/receive-job.ts'
import type { JobRunner } from '../services/run-jobs.ts'
import type { Service } from '../services/service.ts'
import { answerBatch } from './answer-batch.ts'
import { askingOf } from './asking.ts'
import type { KeyedBatch } from './batch-keeper.ts'
import { queueBatch } from './queue-batch.ts'

export interface BatchOptions {
  readonly service: Service
  readonly wire: Wire
  readonly runner: JobRunner
  readonly limits: { readonly bytes: number; readonly jobFrom: number }
  /** How long the results of keyed items are kept. */
  readonly seconds: number
}

/** What a batch asks for, whichever way it is done. */
export interface AskedBatch {
  readonly atomic: boolean
  readonly dryRun: boolean
  readonly keyed: KeyedBatch | undefined
  readonly lines: AsyncIterable<Buffer>
}

/** Many reports in one request, at once or in the background. */
export const batchRoutes: FastifyPluginAsyncTypebox<BatchOptions> = async (app, options) => {
  const { wire, limits, seconds } = options
  const running = new Set<string>()

  app.post(
    '/report-batches',
    {
      config: { access: ['admin', 'reporter'], retries: 'own' },
      schema: {
        operationId: 'batchReports',
        summary: 'File many reports',
        description: `One report a line, each done as a PUT of its own would be, with the same rights and refusals. \`continue\` does what it can, \`atomic\` all or none of at most ${MOST_ATOMIC}. The answer has one line for each item, in order and as they are done, then a summary. A large batch, or one sent with \`Prefer: respond-async\`, becomes a job. With an Idempotency-Key no item is done twice, even where the batch was cut off half way.`,
        tags: ['batches'],
        querystring: closed({
          mode: Type.Optional(
            Type.Unsafe<'atomic' | 'continue'>({ type: 'string', enum: ['atomic', 'continue'] }),
          ),
        }),
        headers: Type.Object({
          'dry-run': Type.Optional(DryRun),
          'idempotency-key': Type.Optional(IdempotencyKey),
          prefer: Type.Optional(
            Type.String({ maxLength: 1000, description: '`respond-async` makes it a job' }),
          ),
        }),
        body: { content: { 'application/x-ndjson': { schema: streamed(BatchItem) } } },
        response: {
          202: bearing(JobBody, 'Location', 'Retry-After', 'Preference-Applied'),
          207: {
            description: 'A line for each item, then the summary',
            content: { 'application/x-ndjson': { schema: BatchResult } },
          },
          ...problems(
            ...bodyProblems,
            'too-many-items',
            'too-many-requests',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const { headers, query } = request
      const length = Number(headers['content-length'] ?? 0)
      if (length > limits.bytes) throw tooLarge(limits.bytes)
      const dryRun = headers['dry-run'] === 'true'
      const batch = {
        atomic: query.mode === 'atomic',
        dryRun,
        keyed: keyedBatch(request, dryRun, seconds),
        lines: within(
          linesOf(withDigest(request.headers, request.body as Readable), {
            ...wire,
            most: limits.bytes,
          }),
          limits,
        ),
      }
      const name = batch.keyed && `${batch.keyed.client} ${batch.keyed.key}`
      if (name !== undefined && running.has(name)) {
        throw new Problem('request-in-progress', {}, { headers: { 'retry-after': '1' } })
      }
      const release = () => name !== undefined && running.delete(name)
      if (name !== undefined) running.add(name)
      const asking = askingOf(request)
      try {
        const preferred = prefers(request, 'respond-async')
        if (preferred || length >= limits.jobFrom) {
          const { answer, replayed } = await queueBatch(options, asking, batch)
          if (preferred) reply.header('preference-applied', 'respond-async')
          if (replayed) reply.header('idempotency-replayed', 'true')
          release()
          return sendAnswer(reply.header('retry-after', '1'), options.service.store, answer)
        }
        const { lines, replayed } = await answerBatch(options, asking, request.id, batch)
        if (replayed) reply.header('idempotency-replayed', 'true')
        const ahead = { objectMode: false, highWaterMark: MOST_AHEAD }
        const stream = Readable.from(ending(lines, release), ahead)
        return reply
          .code(207)
          .type('application/x-ndjson')
          .send(stream as never)
      } catch (error) {
        release()
        throw error
      }
    },
  )
}

/**
 * Bytes of the answer that wait for the caller to read them. Many clients read nothing before all
 * is sent: were the next line read only when the last answer is taken, both would wait for ever.
 */
const MOST_AHEAD = 4_194_304

/** The lines, and word when they are done with: in hand until then, also where nobody listens. */
async function* ending(lines: AsyncIterable<string>, done: () => void): AsyncGenerator<string> {
  try {
    yield* lines
  } finally {
    done()
  }
}

/** A body that is checked line by line, not by the framework. */
const streamed = (schema: TSchema): TSchema => ({ ...schema, format: 'binary' }) as TSchema

async function* within(
  lines: AsyncIterable<Line>,
  { bytes }: { bytes: number },
): AsyncGenerator<Buffer> {
  let items = 0
  try {
    for await (const line of lines) {
      if (++items > MOST_ITEMS) throw new Problem('too-many-items', { limit: MOST_ITEMS })
      yield line === 'too-long' ? TOO_LONG : line
    }
  } catch (error) {
    throw error instanceof StreamTooLong ? tooLarge(bytes) : error
  }
}

const tooLarge = (limit: number) => new Problem('body-too-large', { limit })

function keyedBatch(
  request: FastifyRequest,
  dryRun: boolean,
  seconds: number,
): KeyedBatch | undefined {
  const key = keyIn(request)
  if (key === undefined) return undefined
  const expired = new Date(Date.now() - seconds * 1000).toISOString()
  return { client: request.caller.id, key, about: [request.url, dryRun], expired }
}
