import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { pageOf, placeIn } from '../plugins/cursor.ts'
import { languageOf } from '../plugins/language.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { EntryHeaders } from '../schemas/headers.ts'
import { closed } from '../schemas/named.ts'
import { Cursor, Limit, RegionCode } from '../schemas/parameters.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import { RegionBody, RegionInput, RegionPage, RegionPut } from '../schemas/register.ts'
import { mustBeAsRead } from '../services/as-read.ts'
import { entryTagOf } from '../services/entry.ts'
import { findRegion } from '../services/find-region.ts'
import { putRegion } from '../services/put-region.ts'
import { regionWarnings } from '../services/region-warnings.ts'
import type { Service } from '../services/service.ts'
import { preconditionsOf } from './asking.ts'
import { held, isHeld } from './held-entry.ts'

const Params = closed({ code: RegionCode })

/** The regions, and which lies below which. */
export const regionRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  const { register } = service.store

  app.get(
    '/regions',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader', 'anonymous'] },
      schema: {
        operationId: 'listRegions',
        summary: 'List regions',
        description: 'Regions by code.',
        tags: ['register'],
        querystring: closed({ limit: Type.Optional(Limit), cursor: Type.Optional(Cursor) }),
        response: { 200: RegionPage, ...problems('invalid-cursor') },
      },
    },
    async ({ query: { limit = 50, cursor } }, reply) => {
      const after = placeIn<string>(app.cursors, cursor, 'regions') ?? ''
      const found = register.listRegions(after, limit + 1)
      return pageOf(app.cursors, reply, found, limit, 'regions', ({ code }) => code)
    },
  )

  app.get(
    '/regions/:code',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader', 'anonymous'] },
      schema: {
        operationId: 'getRegion',
        summary: 'Get a region',
        description: 'A region and the one above it.',
        tags: ['register'],
        params: Params,
        querystring: closed({}),
        response: { 200: bearing(RegionBody, 'ETag'), ...held, ...problems('region-not-found') },
      },
    },
    async ({ params: { code } }, reply) => {
      const region = findRegion(service, code)
      return isHeld(reply, region) ? reply.code(304).send(undefined) : region
    },
  )

  app.put(
    '/regions/:code',
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'putRegion',
        summary: 'Register a region',
        description:
          'Creates a region or moves it; what it holds moves with it in every sum. A code that does not begin as GB/T 2260 has it is warned of, not refused. If-Match replaces only the entry that was read, If-None-Match: * only creates.',
        tags: ['register'],
        params: Params,
        querystring: closed({}),
        headers: EntryHeaders,
        body: RegionInput,
        response: {
          200: bearing(RegionPut, 'ETag'),
          201: bearing(RegionPut, 'ETag', 'Location'),
          ...problems(
            ...bodyProblems,
            'read-only-member',
            'unknown-region',
            'region-cycle',
            'entry-changed',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const { code, name, parent = null } = request.body
      const region = { code: request.params.code, name, parent }
      mustBeAsRead({ code }, { code: region.code })
      const outcome = await putRegion(service, request.caller, region, preconditionsOf(request))
      const language = languageOf(request)
      const warnings = regionWarnings(region).map((warning) => warning[language])
      if (outcome === 'created') reply.code(201).header('location', `/v1/regions/${region.code}`)
      return reply.header('etag', entryTagOf(region)).send({ ...region, warnings })
    },
  )
}
