import { createHash } from 'node:crypto'
import type { JWTPayload } from 'jose'
import type { Config } from '../config.ts'
import { Problem } from '../errors.ts'
import { AGENCY_ID, REGION_CODE } from '../schemas/parameters.ts'
import { type Caller, type Role, roles } from '../store/client-store.ts'

/** What a bearer token came to: its holder, or why it is no key here. */
export type Holder = Caller | 'unknown' | 'ended'

/** Finds the holder of a JWT. Known tokens are answered from memory, without a signature check. */
export interface Tokens {
  known(token: string): Caller | undefined
  verify(token: string): Promise<Holder>
}

const LONGEST_LIFE = 3600
/** A signing key that was withdrawn loses its effect on tokens already seen within this time. */
const REMEMBERED = 300_000
const MOST_TOKENS = 10_000
const LONGEST_TOKEN = 8192

/** The issuer's keys could not be had: nothing is known about the token yet. */
const NO_KEYS = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'])

/**
 * Tokens of the configured OIDC issuer (RFC 8725): algorithm from a list, issuer, audience, life
 * of an hour at most; claims become a role and a scope. Undefined when no issuer is configured.
 */
export async function tokensOf(config: Config, now: () => Date): Promise<Tokens | undefined> {
  if (config.OIDC_ISSUER === '') return undefined
  const { createRemoteJWKSet, errors, jwtVerify } = await import('jose')
  const keys = createRemoteJWKSet(new URL(config.OIDC_JWKS_URL), {
    cooldownDuration: config.OIDC_JWKS_COOLDOWN * 1000,
    cacheMaxAge: 600_000,
    timeoutDuration: 5000,
  })
  const seen = new Map<string, { caller: Caller; until: number }>()
  const nameOf = (token: string) => createHash('sha256').update(token).digest('base64')

  function remember(token: string, caller: Caller, exp: number): void {
    if (seen.size >= MOST_TOKENS) seen.delete(seen.keys().next().value as string)
    const until = Math.min(now().getTime() + REMEMBERED, exp * 1000)
    seen.set(nameOf(token), { caller, until })
  }

  return {
    known(token) {
      const found = seen.get(nameOf(token))
      return found !== undefined && found.until > now().getTime() ? found.caller : undefined
    },

    async verify(token) {
      if (token.length > LONGEST_TOKEN) return 'unknown'
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer: config.OIDC_ISSUER,
          audience: config.OIDC_AUDIENCE,
          algorithms: config.OIDC_ALGORITHMS.split(','),
          clockTolerance: config.OIDC_CLOCK_SKEW,
          requiredClaims: ['sub', 'exp', 'iat'],
          currentDate: now(),
        })
        const { exp = 0, iat = 0 } = payload
        if (exp - iat > LONGEST_LIFE || iat > seconds(now()) + config.OIDC_CLOCK_SKEW)
          return 'unknown'
        const caller = callerFrom(payload, config)
        if (caller === undefined) return 'unknown'
        remember(token, caller, exp)
        return caller
      } catch (error) {
        if (error instanceof errors.JWTExpired) return 'ended'
        if (error instanceof errors.JOSEError && !NO_KEYS.has(error.code)) return 'unknown'
        throw new Problem('issuer-unavailable', {}, { headers: { 'retry-after': '10' } })
      }
    },
  }
}

const seconds = (at: Date): number => at.getTime() / 1000

/** It is written into the log: no longer than OpenID Connect has it, and no control characters. */
const SUBJECT = /^[^\p{Cc}\p{Cs}]{1,255}$/u
const AGENCY = new RegExp(AGENCY_ID)
const REGION = new RegExp(REGION_CODE)

/** Who a token speaks for. A role without the scope it needs is no role. */
function callerFrom(payload: JWTPayload, config: Config): Caller | undefined {
  const granted = textsIn(claimAt(payload, config.OIDC_ROLES_CLAIM))
  const role = rolesOf(config.OIDC_ROLES).find(([name]) => granted.includes(name))?.[1]
  const agencies = textsIn(claimAt(payload, config.OIDC_AGENCIES_CLAIM)).slice(0, 1000)
  const region = textsIn(claimAt(payload, config.OIDC_REGION_CLAIM))[0] ?? null
  if (role === undefined || !SUBJECT.test(payload.sub ?? '')) return undefined
  if (role === 'reporter' && !(agencies.length > 0 && agencies.every((id) => AGENCY.test(id)))) {
    return undefined
  }
  if (role === 'reviewer' && !REGION.test(region ?? '')) return undefined
  const scope = {
    agencies: role === 'reporter' ? agencies : [],
    region: role === 'reviewer' ? region : null,
  }
  return { id: `oidc:${payload.sub}`, role, ...scope }
}

/** `nianbao-filer=reporter,…`: the issuer's names for our roles, the first that fits counting. */
const rolesOf = (text: string): (readonly [string, Role])[] =>
  text.split(',').flatMap((pair) => {
    const [name = '', role = name] = pair.split('=')
    const known = roles.find((one) => one === role)
    return known === undefined ? [] : [[name, known] as const]
  })

/** The claim at a dotted path, such as `realm_access.roles`. */
const claimAt = (payload: JWTPayload, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, name) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, name)
          ? (at as Record<string, unknown>)[name]
          : undefined,
      payload,
    )

/** A claim as texts: one, or a list. */
const textsIn = (claim: unknown): string[] =>
  [claim].flat().filter((text): text is string => typeof text === 'string')
