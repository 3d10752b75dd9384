import { createHash, randomBytes, randomInt } from 'node:crypto'
import { Problem } from '../errors.ts'
import type { Caller, Client, Role } from '../store/client-store.ts'
import type { Service } from './service.ts'

export interface NewClient {
  readonly name: string
  readonly role: Role
  readonly agencies?: readonly string[] | undefined
  readonly region?: string | undefined
  readonly expiresAt?: string | undefined
}

/** Makes a key for a new client. The key is answered here and never again. */
export async function addClient(
  { store }: Service,
  caller: Caller,
  { name, role, agencies = [], region, expiresAt }: NewClient,
): Promise<{ client: Client; key: string }> {
  for (const agency of agencies) {
    if (store.register.findAgency(agency) === undefined) {
      throw new Problem('agency-not-found', { agency })
    }
  }
  if (region !== undefined && store.register.findRegion(region) === undefined) {
    throw new Problem('unknown-region', { region })
  }
  if (role === 'reporter' && agencies.length === 0) {
    throw new Problem('scope-required', {
      reason: { zh: 'reporter 须指定 agencies。', en: 'A reporter needs agencies.' },
    })
  }
  if (role === 'reviewer' && region === undefined) {
    throw new Problem('scope-required', {
      reason: { zh: 'reviewer 须指定 region。', en: 'A reviewer needs a region.' },
    })
  }
  const id = randomBytes(6).toString('hex')
  const secret = randomSecret()
  const client = await store.clients.add(
    { id, name, role, agencies, region: region ?? null, expiresAt: expiresAt ?? null },
    createHash('sha256').update(secret).digest(),
    caller.id,
  )
  return { client, key: `nb_${id}_${secret}` }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** 40 letters and digits, some 238 bits. */
export const randomSecret = (): string =>
  Array.from({ length: 40 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
