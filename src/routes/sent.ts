import type { FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { readTypes } from '../documents/media-types.ts'
import type { Content } from '../reports/content.ts'
import { ContentInput } from '../schemas/content.ts'
import type { Sent } from '../services/receive.ts'

const Document = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** A body that is a report: JSON in its format, or a document. */
export const reportBody = {
  content: {
    'application/json': { schema: ContentInput as TSchema },
    ...Object.fromEntries(readTypes.map((type) => [type, { schema: Document as TSchema }])),
  },
}

/** The report as it was sent. */
export function sentIn({ body, headers }: FastifyRequest): Sent {
  if (Buffer.isBuffer(body)) return { document: body, mediaType: headers['content-type'] ?? '' }
  return { content: body as Content }
}
