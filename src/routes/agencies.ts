import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { pageOf, placeIn } from '../plugins/cursor.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { EntryHeaders } from '../schemas/headers.ts'
import { closed } from '../schemas/named.ts'
import { AgencyId, Cursor, Kind, Limit, RegionCode } from '../schemas/parameters.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import {
  AgencyBody,
  AgencyInput,
  AgencyPage,
  AgencyPatch,
  Name,
  Uscc,
} from '../schemas/register.ts'
import { mustBeAsRead } from '../services/as-read.ts'
import { entryTagOf } from '../services/entry.ts'
import { findAgency, listAgencies } from '../services/find-agencies.ts'
import { patchAgency, putAgency, shownOf } from '../services/put-agency.ts'
import type { Service } from '../services/service.ts'
import type { Agency } from '../store/agency-store.ts'
import { preconditionsOf } from './asking.ts'
import { held, isHeld } from './held-entry.ts'

const Params = closed({ agencyId: AgencyId })
const putProblems = [
  ...bodyProblems,
  'read-only-member',
  'unknown-region',
  'wrong-uscc',
  'validity-reversed',
  'years-filed',
  'own-predecessor',
  'unknown-predecessor',
  'storage-unavailable',
] as const

/** What an entry holds where nothing is said. */
export const emptyAgency = {
  uscc: null,
  aliases: [],
  ruleMaking: false,
  counts: true,
  validFrom: null,
  validTo: null,
  predecessors: [],
} as const

/** The filers. */
export const agencyRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  const entryOf = (agency: Agency) => shownOf(service, agency)
  const readOnlyOf = (agency: Agency) => {
    const { id, successors } = entryOf(agency)
    return { id, successors }
  }

  app.get(
    '/agencies',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader', 'anonymous'] },
      schema: {
        operationId: 'listAgencies',
        summary: 'List agencies',
        description:
          "Agencies by id, in a region's subtree and of a kind if asked; or those known by exactly a name, an alias or a 统一社会信用代码.",
        tags: ['register'],
        querystring: closed({
          region: Type.Optional(RegionCode),
          kind: Type.Optional(Kind),
          name: Type.Optional(Name),
          uscc: Type.Optional(Uscc),
          limit: Type.Optional(Limit),
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: AgencyPage, ...problems('invalid-cursor') },
      },
    },
    async ({ query: { limit = 50, cursor, ...asked }, caller }, reply) => {
      const filter = { region: null, kind: null, ...asked }
      const after = placeIn<string>(app.cursors, cursor, filter) ?? ''
      const found = listAgencies(service, caller, filter, after, limit + 1)
      const page = pageOf(app.cursors, reply, found, limit, filter, ({ id }) => id)
      return { ...page, items: page.items.map(entryOf) }
    },
  )

  app.get(
    '/agencies/:agencyId',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader', 'anonymous'] },
      schema: {
        operationId: 'getAgency',
        summary: 'Get an agency',
        description: 'Its entry in the register.',
        tags: ['register'],
        params: Params,
        querystring: closed({}),
        response: { 200: bearing(AgencyBody, 'ETag'), ...held, ...problems('agency-not-found') },
      },
    },
    async ({ params: { agencyId }, caller }, reply) => {
      const entry = entryOf(findAgency(service, caller, agencyId))
      return isHeld(reply, entry) ? reply.code(304).send(undefined) : entry
    },
  )

  app.put(
    '/agencies/:agencyId',
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'putAgency',
        summary: 'Register an agency',
        description:
          'A filer of kind government that does not count consolidates: its report sums up the counting filers of its region’s subtree and is never added to them. Creates an entry or replaces it; its reports move with it in every sum. If-Match replaces only the entry that was read, If-None-Match: * only creates.',
        tags: ['register'],
        params: Params,
        querystring: closed({}),
        headers: EntryHeaders,
        body: AgencyInput,
        response: {
          200: bearing(AgencyBody, 'ETag'),
          201: bearing(AgencyBody, 'ETag', 'Location'),
          ...problems(...putProblems, 'entry-changed'),
        },
      },
    },
    async (request, reply) => {
      const { id, successors, ...body } = request.body
      const agency = { id: request.params.agencyId, ...emptyAgency, ...body }
      mustBeAsRead({ id, successors }, readOnlyOf(agency))
      const outcome = await putAgency(service, request.caller, agency, preconditionsOf(request))
      const entry = entryOf(agency)
      if (outcome === 'created') reply.code(201).header('location', `/v1/agencies/${agency.id}`)
      return reply.header('etag', entryTagOf(entry)).send(entry)
    },
  )

  app.patch(
    '/agencies/:agencyId',
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'patchAgency',
        summary: 'Change some members of an agency',
        description:
          'JSON merge patch (RFC 7396) of the entry. Needs If-Match: what the change was made on must still be there.',
        tags: ['register'],
        params: Params,
        querystring: closed({}),
        headers: EntryHeaders,
        body: AgencyPatch,
        response: {
          200: bearing(AgencyBody, 'ETag'),
          ...problems(...putProblems, 'agency-not-found', 'entry-changed', 'precondition-required'),
        },
      },
    },
    async (request, reply) => {
      const { params, body, caller } = request
      const { id, successors, ...changes } = body
      const before = findAgency(service, caller, params.agencyId)
      mustBeAsRead({ id, successors }, readOnlyOf(before))
      const agency = await patchAgency(service, caller, before, changes, preconditionsOf(request))
      const entry = entryOf(agency)
      reply.header('etag', entryTagOf(entry))
      return entry
    },
  )
}
