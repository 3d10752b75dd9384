import { hashOfSecret } from '../store/client-store.ts'
import type { Store } from '../store/store.ts'
import { randomSecret, SYSTEM } from './add-client.ts'

/**
 * Sees to it that there is an admin. With ADMIN_KEY, that key; otherwise one is made at the
 * first start and answered, to be printed once.
 */
export async function firstAdmin(store: Store, adminKey: string): Promise<string | undefined> {
  if (adminKey === '') {
    const [first] = await store.clients.list('', 1)
    if (first !== undefined) return undefined
  }
  const key = adminKey === '' ? `nb_admin_${randomSecret()}` : adminKey
  const [, id = '', secret = ''] = key.split('_')
  const hash = hashOfSecret(secret)
  const scope = { agencies: [], region: null, expiresAt: null }
  await store.clients.add({ id, name: 'Administrator', role: 'admin', ...scope }, hash, SYSTEM.id)
  if (store.clients.find(id)?.secretHash.equals(hash) !== true) {
    throw new Error(`ADMIN_KEY names client "${id}", which exists with another secret`)
  }
  return adminKey === '' ? key : undefined
}
