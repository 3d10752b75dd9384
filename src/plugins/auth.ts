import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../errors.ts'
import { anonymous, type Caller, type Role } from '../store/client-store.ts'
import type { Store } from '../store/store.ts'

/** Who may call a route: roles, anybody with a key, or anybody at all. */
export type Access = readonly (Role | 'anonymous')[] | 'public'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    caller: Caller
  }
}

const KEY = /^Bearer nb_([a-z0-9]{1,16})_([A-Za-z0-9]{32,128})$/i

/**
 * Finds out who calls, before anything else is looked at. A route without `access` does not
 * start: nothing is open by omission. Which reports a caller may see is the services' matter.
 */
export const auth = fp(
  async (app: FastifyInstance, { store, publicRead }: { store: Store; publicRead: boolean }) => {
    app.decorateRequest('caller')

    app.addHook('onRoute', ({ url, config }) => {
      if (config?.access === undefined) throw new Error(`${url} does not say who may call it`)
    })

    app.addHook('onRequest', async (request) => {
      const access = request.routeOptions.config.access
      if (access === undefined || access === 'public') {
        request.caller = anonymous
        return
      }
      request.caller = callerOf(request, store)
      if (request.caller.role === 'anonymous') {
        if (publicRead && access.includes('anonymous')) return
        throw unauthenticated()
      }
      if (!access.includes(request.caller.role)) {
        throw new Problem('forbidden', {
          reason: {
            zh: `此操作须由 ${access.join('、')} 角色进行，当前密钥的角色是 ${request.caller.role}。`,
            en: `This takes the role ${access.join(' or ')}; the key's role is ${request.caller.role}.`,
          },
        })
      }
    })
  },
)

/** The client whose key was sent; a key that is unknown, wrong, expired or revoked says so alike. */
function callerOf(request: FastifyRequest, store: Store): Caller {
  const header = request.headers.authorization
  if (header === undefined) return anonymous
  const [, id = '', secret = ''] = KEY.exec(header) ?? []
  const known = store.clients.find(id)
  const right = timingSafeEqual(hashOfSecret(secret), known?.secretHash ?? NOBODY)
  if (known === undefined || !right) throw unauthenticated()
  const { client } = known
  const expired = client.expiresAt !== null && !(Date.parse(client.expiresAt) > Date.now())
  if (client.revokedAt !== null || expired) throw unauthenticated()
  return client
}

const NOBODY = Buffer.alloc(32)

/** What is kept of a key's secret. */
export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()

const unauthenticated = () =>
  new Problem('unauthenticated', {}, { headers: { 'www-authenticate': 'Bearer realm="nianbao"' } })
