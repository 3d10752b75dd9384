import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../errors.ts'
import { anonymous, type Caller, hashOfSecret, type Role } from '../store/client-store.ts'
import type { Store } from '../store/store.ts'
import { lockout } from './lockout.ts'
import { tooMany } from './rate-limit.ts'
import { refusals } from './refusals.ts'
import type { Holder, Tokens } from './tokens.ts'

/** Who may call a route: roles, anybody with a key, or anybody at all. */
export type Access = readonly (Role | 'anonymous')[] | 'public'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** A bearer token that opens this route in place of a key; none when empty. */
    token?: string
  }
  interface FastifyRequest {
    caller: Caller
  }
}

interface Options {
  readonly store: Store
  readonly publicRead: boolean
  readonly tokens: Tokens | undefined
  readonly lockoutFailures: number
  readonly now: () => Date
}

const KEY = /^Bearer nb_([a-z0-9]{1,16})_([A-Za-z0-9]{32,128})$/i
const JWT = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i

/**
 * Finds out who calls, before anything else is looked at. A route without `access` does not
 * start: nothing is open by omission. Which reports a caller may see is the services' matter.
 */
export const auth = fp(async (app: FastifyInstance, options: Options) => {
  const { store, publicRead, tokens, now } = options
  const guard = lockout(options.lockoutFailures, () => now().getTime())
  const note = refusals(store, app.log, () => now().getTime())
  app.decorateRequest('caller')

  app.addHook('onRoute', ({ url, config }) => {
    if (config?.access === undefined) throw new Error(`${url} does not say who may call it`)
  })

  app.addHook('onRequest', (request, _reply, done) => {
    const { access, token = '' } = request.routeOptions.config
    request.caller = anonymous
    if (access === undefined || access === 'public') return done()
    if (token !== '' && isToken(request.headers.authorization, token)) return done()
    const called = (caller: Caller) => {
      request.caller = caller
      done(refusalOf(caller, access))
    }
    const caller = callerOf(request)
    if (caller instanceof Promise) caller.then(called, done)
    else called(caller)
  })

  function refusalOf({ role }: Caller, access: Exclude<Access, 'public'>): Problem | undefined {
    if (role !== 'anonymous') return access.includes(role) ? undefined : wrongRole(access, role)
    return publicRead && access.includes('anonymous') ? undefined : unauthenticated()
  }

  /** Who holds the key or token of a request; of a token that is new, only later. */
  function callerOf({ headers, ip }: FastifyRequest): Caller | Promise<Caller> {
    const { authorization } = headers
    if (authorization === undefined) return anonymous
    const [, token] = tokens === undefined ? [] : (JWT.exec(authorization) ?? [])
    const known = token === undefined ? undefined : tokens?.known(token)
    if (known !== undefined) return known

    const [, id = '', secret = ''] = KEY.exec(authorization) ?? []
    const name = token === undefined ? id : 'token'
    const locked = guard.secondsLeft(ip, name)
    if (locked > 0) throw tooMany(locked)
    const held = (holder: Holder): Caller => {
      if (typeof holder === 'object') return holder
      throw refused(ip, name, holder)
    }
    if (tokens === undefined || token === undefined) return held(keyHolder(id, secret))
    return tokens.verify(token).then(held)
  }

  /** A key that was right once is no guess: it is noted, and locks nobody out. */
  function refused(address: string, name: string, holder: 'unknown' | 'ended'): Problem {
    if (holder === 'ended') {
      note(address, name, holder)
      return unauthenticated()
    }
    const { seconds, news } = guard.refused(address, name)
    note(address, name, news)
    return seconds > 0 ? tooMany(seconds) : unauthenticated()
  }

  /** An unknown key takes the same time and gets the same answer as a wrong one. */
  function keyHolder(id: string, secret: string): Holder {
    const known = store.clients.find(id)
    const right = timingSafeEqual(hashOfSecret(secret), known?.secretHash ?? NOBODY)
    if (known === undefined || !right) return 'unknown'
    const { client } = known
    const expired = client.expiresAt !== null && !(Date.parse(client.expiresAt) > now().getTime())
    return client.revokedAt !== null || expired ? 'ended' : client
  }
})

/** Compares what is hashed, so that neither length nor content shows in the time it takes. */
const isToken = (authorization: string | undefined, token: string): boolean =>
  authorization?.startsWith('Bearer ') === true &&
  timingSafeEqual(hashOfSecret(authorization.slice(7)), hashOfSecret(token))

const NOBODY = Buffer.alloc(32)

const unauthenticated = () =>
  new Problem('unauthenticated', {}, { headers: { 'www-authenticate': 'Bearer realm="nianbao"' } })

const wrongRole = (access: readonly string[], role: Role) =>
  new Problem('forbidden', {
    reason: {
      zh: `此操作须由 ${access.join('、')} 角色进行，当前密钥的角色是 ${role}。`,
      en: `This takes the role ${access.join(' or ')}; the key's role is ${role}.`,
    },
  })
