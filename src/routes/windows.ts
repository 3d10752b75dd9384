import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { bearing } from '../schemas/answer-headers.ts'
import { WindowBody, WindowInput } from '../schemas/calendar.ts'
import { EntryHeaders } from '../schemas/headers.ts'
import { closed, nothing } from '../schemas/named.ts'
import { RegionCode, Year } from '../schemas/parameters.ts'
import { bodyProblems, problems, unwantedBody } from '../schemas/problem.ts'
import { mustBeAsRead } from '../services/as-read.ts'
import type { EffectiveWindow } from '../services/calendar.ts'
import { entryTagOf } from '../services/entry.ts'
import type { Service } from '../services/service.ts'
import { findWindow, removeWindow, setWindow } from '../services/set-window.ts'
import { preconditionsOf } from './asking.ts'
import { held, isHeld } from './held-entry.ts'

const Params = closed({ region: RegionCode, year: Year })

/** When a region takes the reports of a year. */
export const windowRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/windows/:region/:year',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader', 'anonymous'] },
      schema: {
        operationId: 'getWindow',
        summary: 'When reports are taken',
        description:
          'The window of the region, or of the nearest one above it that has one; else the law’s own days (条例 art. 49) and no closing. Days are by the calendar of China and inclusive.',
        tags: ['register'],
        params: Params,
        querystring: closed({}),
        response: { 200: bearing(WindowBody, 'ETag'), ...held, ...problems('region-not-found') },
      },
    },
    async ({ params: { region, year } }, reply) => {
      const window = findWindow(service, region, year)
      return isHeld(reply, window) ? reply.code(304).send(undefined) : shown(region, year, window)
    },
  )

  app.put(
    '/windows/:region/:year',
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'setWindow',
        summary: 'Set when reports are taken',
        description:
          'Holds for the region and all below it without a window of their own. Filing late is marked, never refused; filing before it opens or after it closes is. A year that closes says why. If-Match sets it only where what holds is still what was read.',
        tags: ['register'],
        params: Params,
        querystring: closed({}),
        headers: EntryHeaders,
        body: WindowInput,
        response: {
          200: bearing(WindowBody, 'ETag'),
          ...problems(
            ...bodyProblems,
            'region-not-found',
            'read-only-member',
            'window-out-of-order',
            'entry-changed',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const { params, body, caller } = request
      const { region, year, setBy, ...said } = body
      const before = findWindow(service, params.region, params.year)
      mustBeAsRead({ region, year, setBy }, { ...params, setBy: before.region })
      const given = { ...params, ...said }
      const window = await setWindow(service, caller, given, preconditionsOf(request))
      reply.header('etag', entryTagOf(window))
      return shown(params.region, params.year, window)
    },
  )

  app.delete(
    '/windows/:region/:year',
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'removeWindow',
        summary: 'Go by the window of the region above',
        description: 'Takes the region’s own window away; what holds above it holds again.',
        tags: ['register'],
        params: Params,
        querystring: closed({}),
        headers: EntryHeaders,
        response: {
          204: nothing('It has no window of its own any more'),
          ...problems(
            'region-not-found',
            'window-not-found',
            'entry-changed',
            ...unwantedBody,
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      await removeWindow(service, request.caller, request.params, preconditionsOf(request))
      return reply.code(204).send()
    },
  )
}

const shown = (
  region: string,
  year: number,
  { region: setBy, departments, governments, opens, closes, reason }: EffectiveWindow,
) => ({ region, year, opens, due: { departments, governments }, closes, reason, setBy })
