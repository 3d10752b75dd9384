import { Type } from 'typebox'
import { catalogue, type ProblemCode } from '../errors.ts'
import { CellDifference, TextDifference } from './difference.ts'
import { closed, listOf, named, whole } from './named.ts'

/** With a 412: the report as it is, and what has changed since the version the caller names. */
const Current = closed({
  etag: Type.String(),
  state: Type.String(),
  revision: whole({ minimum: 1 }),
  since: Type.Optional(whole({ minimum: 1, description: 'The revision of If-Match' })),
  cells: Type.Optional(listOf(CellDifference)),
  texts: Type.Optional(listOf(TextDifference)),
  more: Type.Optional(Type.Boolean({ description: 'Whether more has changed than is listed' })),
})

export const ProblemBody = named(
  'Problem',
  closed(
    {
      type: Type.String({ description: 'The page that explains the code' }),
      title: Type.String(),
      status: Type.Integer({ minimum: 400, maximum: 599 }),
      code: Type.String({ description: 'Stable; the same in every language' }),
      detail: Type.String(),
      instance: Type.String(),
      requestId: Type.String(),
      current: Type.Optional(Current),
      errors: Type.Optional(
        listOf(
          closed({
            pointer: Type.Optional(Type.String({ description: 'JSON Pointer into the body' })),
            parameter: Type.Optional(Type.String()),
            header: Type.Optional(Type.String()),
            code: Type.String(),
            message: Type.String(),
          }),
        ),
      ),
    },
    {
      description: 'RFC 9457 problem details',
      examples: [
        {
          type: 'https://nianbao.example/problems/report-not-found',
          title: '没有此报告',
          status: 404,
          code: 'report-not-found',
          detail: '没有可供查阅的 qz-science 2024 年报告。',
          instance: '/v1/reports/qz-science/2024',
          requestId: '9c67fb2c-0d3f-4f0e-9a55-3f2f4f1f0b11',
        },
      ],
    },
  ),
)

/** What every route may answer, whatever it does. */
const EVERYWHERE = [
  'invalid-parameters',
  'malformed-http',
  'malformed-address',
  'unauthenticated',
  'forbidden',
  'uri-too-long',
  'headers-too-large',
  'too-many-requests',
  'internal',
  'busy',
  'stopping',
  'issuer-unavailable',
] as const satisfies readonly ProblemCode[]

const MEDIA_TYPE = 'application/problem+json'

/** The responses of a route that may raise these problems, one for each status. */
export function problems(...codes: readonly ProblemCode[]) {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of [...EVERYWHERE, ...codes]) {
    const { status } = catalogue[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, known]) => [
      status,
      {
        description: known.map((code) => `\`${code}\`: ${catalogue[code].title.en}`).join('; '),
        content: { [MEDIA_TYPE]: { schema: ProblemBody } },
      },
    ]),
  )
}

/** What a route that takes an Idempotency-Key may answer besides. */
export const retryProblems = [
  'invalid-idempotency-key',
  'request-in-progress',
  'answer-lost',
  'idempotency-key-reused',
] as const satisfies readonly ProblemCode[]

/** What a DELETE may answer besides: it takes no body, but one that is sent is looked at. */
export const unwantedBody = [
  'malformed-json',
  'body-too-large',
  'unsupported-media-type',
  'unsupported-encoding',
  'invalid-digest',
  'digest-mismatch',
  ...retryProblems,
] as const satisfies readonly ProblemCode[]

/** What a route that takes a body may answer besides. */
export const bodyProblems = [
  'malformed-json',
  'invalid-body',
  'body-too-large',
  'unsupported-media-type',
  'unsupported-encoding',
  'invalid-digest',
  'digest-mismatch',
  ...retryProblems,
] as const satisfies readonly ProblemCode[]
