import { Problem } from '../errors.ts'
import type { Caller } from '../store/client-store.ts'
import { mustAdminister } from './add-client.ts'
import type { Service } from './service.ts'

/** Ends a key at once, for ever. */
export async function revokeClient(service: Service, caller: Caller, id: string): Promise<void> {
  const absent = new Problem('client-not-found', { client: id })
  const known = service.store.clients.find(id)
  if (known === undefined) throw absent
  mustAdminister(service, caller, known.client.role)
  if (!(await service.store.clients.revoke(id, caller.id))) throw absent
}
