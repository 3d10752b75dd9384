import { randomBytes, randomInt } from 'node:crypto'
import { Problem } from '../errors.ts'
import {
  anonymous,
  type Caller,
  type Client,
  hashOfSecret,
  type Role,
} from '../store/client-store.ts'
import { momentOf } from '../store/clock.ts'
import type { Service } from './service.ts'

export interface NewClient {
  readonly name: string
  readonly role: Role
  readonly agencies?: readonly string[] | undefined
  readonly region?: string | undefined
  readonly expiresAt?: string | undefined
}

/**
 * Three powers apart (GB/T 22239-2019 8.1.5, 三员分立; docs/adr/0030-three-powers.md): admins make
 * and end every key but the auditors', auditors only those. The first auditor is an admin's to make.
 */
export function mustAdminister({ store, now }: Service, caller: Caller, role: Role): void {
  const first = role === 'auditor' && !store.clients.anyAt('auditor', now().toISOString())
  const by: Role = role === 'auditor' && !first ? 'auditor' : 'admin'
  if (caller.role === by || caller.id === SYSTEM.id) return
  throw new Problem('forbidden', {
    reason: {
      zh: `${role} 的密钥须由 ${by} 管理。`,
      en: `Keys of the role ${role} are administered by the role ${by}.`,
    },
  })
}

/** Whoever holds the machine: the command line and the first start. */
export const SYSTEM: Caller = { ...anonymous, id: 'system' }

/** Makes a key for a new client. The key is answered here and never again. */
export async function addClient(
  service: Service,
  caller: Caller,
  { name, role, agencies = [], region, expiresAt }: NewClient,
): Promise<{ client: Client; key: string }> {
  const { store } = service
  mustAdminister(service, caller, role)
  for (const agency of agencies) {
    if (store.register.findAgency(agency) === undefined) {
      throw new Problem('unknown-agency', { agency })
    }
  }
  if (region !== undefined && store.register.findRegion(region) === undefined) {
    throw new Problem('unknown-region', { region })
  }
  if (expiresAt !== undefined && momentOf(expiresAt) === undefined) {
    const message = { zh: '不是日历上的时间', en: 'is no time of the calendar' }
    const faults = [{ pointer: '/expiresAt', code: 'moment', message }]
    throw new Problem('invalid-body', { count: 1 }, { faults })
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
    hashOfSecret(secret),
    caller.id,
  )
  return { client, key: `nb_${id}_${secret}` }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** 40 letters and digits, some 238 bits. */
export const randomSecret = (): string =>
  Array.from({ length: 40 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
