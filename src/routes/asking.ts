import type { FastifyRequest } from 'fastify'
import { languageOf } from '../plugins/language.ts'
import type { Preconditions } from '../services/preconditions.ts'
import type { Asking } from '../services/service.ts'

/** Who asks, and in which language. */
export const askingOf = (request: FastifyRequest): Asking => ({
  caller: request.caller,
  language: languageOf(request),
})

/** The version of a report, or the entry, that a request says it is based on. */
export const preconditionsOf = ({ headers }: FastifyRequest): Preconditions => ({
  ifMatch: headers['if-match'],
  ifNoneMatch: headers['if-none-match'],
})
