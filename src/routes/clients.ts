import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Problem } from '../errors.ts'
import { pageOf, placeIn } from '../plugins/cursor.ts'
import { closed, listOf, named, nothing, nullable, page } from '../schemas/named.ts'
import { AgencyId, Cursor, Limit, Moment, RegionCode, RoleName } from '../schemas/parameters.ts'
import { bodyProblems, problems, unwantedBody } from '../schemas/problem.ts'
import { addClient } from '../services/add-client.ts'
import { revokeClient } from '../services/revoke-client.ts'
import type { Service } from '../services/service.ts'

const ClientId = Type.String({ pattern: '^[a-z0-9]{1,16}$', examples: ['5f0c9a7e21bd'] })

const ClientInput = named(
  'ClientInput',
  closed(
    {
      name: Type.String({ minLength: 1, maxLength: 100 }),
      role: RoleName,
      agencies: Type.Optional(
        listOf(AgencyId, { maxItems: 1000, description: "A reporter's agencies" }),
      ),
      region: Type.Optional(RegionCode),
      expiresAt: Type.Optional(Moment),
    },
    { examples: [{ name: '云溪市门户网站', role: 'reporter', agencies: ['qz-science'] }] },
  ),
)

const client = {
  id: ClientId,
  name: Type.String(),
  role: RoleName,
  agencies: listOf(AgencyId),
  region: nullable(RegionCode),
  createdAt: Moment,
  expiresAt: nullable(Moment),
  revokedAt: nullable(Moment),
}
const exampleClient = {
  id: '5f0c9a7e21bd',
  name: '云溪市门户网站',
  role: 'reporter',
  agencies: ['qz-science'],
  region: null,
  createdAt: '2025-01-06T01:00:00.000000Z',
  expiresAt: null,
  revokedAt: null,
}
const ClientBody = named('Client', closed(client, { examples: [exampleClient] }))
const NewClient = named(
  'NewClient',
  closed(
    { ...client, key: Type.String({ description: 'Shown here and never again' }) },
    { examples: [{ ...exampleClient, key: `nb_${exampleClient.id}_${'x'.repeat(40)}` }] },
  ),
)
const Me = named(
  'Me',
  closed(
    {
      id: Type.String(),
      role: RoleName,
      agencies: listOf(AgencyId),
      region: nullable(RegionCode),
    },
    {
      examples: [
        { id: exampleClient.id, role: 'reporter', agencies: ['qz-science'], region: null },
      ],
    },
  ),
)

/** The holders of keys. */
export const clientRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.post(
    '/clients',
    {
      config: { access: ['admin', 'auditor'], secret: true },
      schema: {
        operationId: 'addClient',
        summary: 'Make a key',
        description:
          'A reporter needs agencies, a reviewer a region. The key is answered once. Keys of auditors are made and ended by auditors; the first is an admin’s to make.',
        tags: ['clients'],
        querystring: closed({}),
        body: ClientInput,
        response: {
          201: NewClient,
          ...problems(
            ...bodyProblems,
            'unknown-agency',
            'unknown-region',
            'scope-required',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const { client, key } = await addClient(service, request.caller, request.body)
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...client, key })
    },
  )

  app.get(
    '/clients',
    {
      config: { access: ['admin', 'auditor'] },
      schema: {
        operationId: 'listClients',
        summary: 'List the holders of keys',
        description: 'By id, without their secrets.',
        tags: ['clients'],
        querystring: closed({ limit: Type.Optional(Limit), cursor: Type.Optional(Cursor) }),
        response: { 200: page('ClientPage', ClientBody), ...problems('invalid-cursor') },
      },
    },
    async ({ query: { limit = 50, cursor } }, reply) => {
      const after = placeIn<string>(app.cursors, cursor, 'clients') ?? ''
      const found = await service.store.clients.list(after, limit + 1)
      return pageOf(app.cursors, reply, found, limit, 'clients', ({ id }) => id)
    },
  )

  app.delete(
    '/clients/:clientId',
    {
      config: { access: ['admin', 'auditor'] },
      schema: {
        operationId: 'revokeClient',
        summary: 'End a key',
        description: 'At once, for ever.',
        tags: ['clients'],
        params: closed({ clientId: ClientId }),
        querystring: closed({}),
        response: {
          204: nothing('The key is ended'),
          ...problems('client-not-found', ...unwantedBody, 'storage-unavailable'),
        },
      },
    },
    async ({ params: { clientId }, caller }, reply) => {
      await revokeClient(service, caller, clientId)
      return reply.code(204).send()
    },
  )

  app.get(
    '/me',
    {
      config: { access: ['admin', 'auditor', 'reviewer', 'reporter', 'reader'] },
      schema: {
        operationId: 'getMe',
        summary: 'Who am I',
        description: 'The role and scope of the key that was sent.',
        tags: ['clients'],
        querystring: closed({}),
        response: { 200: Me, ...problems() },
      },
    },
    async ({ caller }) => {
      const { id, role, agencies, region } = caller
      if (role === 'anonymous') throw new Problem('unauthenticated')
      return { id, role, agencies, region }
    },
  )
}
