import type { FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import type { Content } from '../reports/content.ts'
import { ContentInput } from '../schemas/content.ts'
import type { Sent } from '../services/receive.ts'

/** The media types a report is taken in besides JSON. */
export const documentTypes = [
  'text/plain',
  'text/html',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
] as const

const Document = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** A body that is a report: JSON in its format, or a document. */
export const reportBody = {
  content: {
    'application/json': { schema: ContentInput as TSchema },
    ...Object.fromEntries(documentTypes.map((type) => [type, { schema: Document as TSchema }])),
  },
}

/** The report as it was sent. */
export function sentIn({ body, headers }: FastifyRequest): Sent {
  if (Buffer.isBuffer(body)) return { document: body, mediaType: headers['content-type'] ?? '' }
  return { content: body as Content }
}
