import { Problem } from '../errors.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import { sightOf } from './access.ts'
import type { Service } from './service.ts'

/** An agency's entry; the register is open to whoever may see any of its reports. */
export function findAgency(service: Service, caller: Caller, id: string): Agency {
  const agency = service.store.register.findAgency(id)
  if (agency === undefined || sightOf(service, caller, agency) === 'none') {
    throw new Problem('agency-not-found', { agency: id })
  }
  return agency
}

/** An agency within the caller's scope, all of whose reports it sees. */
export function heldAgency(service: Service, caller: Caller, id: string): Agency {
  const agency = findAgency(service, caller, id)
  if (sightOf(service, caller, agency) === 'all') return agency
  throw new Problem('forbidden', {
    reason: {
      zh: `当前密钥的范围不包括 ${agency.name}。`,
      en: `The key's scope does not hold ${agency.id}.`,
    },
  })
}

/** Which agencies are wanted: by place, or by another name or id they go by. */
interface Asked {
  readonly region: string | null
  readonly kind: string | null
  readonly name?: string | undefined
  readonly uscc?: string | undefined
}

/** Agencies within the caller's scope, after an id. */
export function listAgencies(
  { store, publicRead }: Service,
  caller: Caller,
  { name, uscc, ...asked }: Asked,
  after: string,
  limit: number,
): Agency[] {
  const among = caller.role === 'reporter' && !publicRead ? caller.agencies : null
  const within = caller.role === 'reviewer' && !publicRead ? caller.region : null
  const only =
    name === undefined && uscc === undefined ? null : store.register.agenciesKnownAs({ name, uscc })
  return store.register.listAgencies({ ...asked, within, among, only }, after, limit)
}
