import { addClient, SYSTEM } from '../services/add-client.ts'
import type { Role } from '../store/client-store.ts'
import { openExisting } from './open-existing.ts'
import { say } from './say.ts'

/** Makes an admin's or an auditor's key from the machine that holds the database, and prints it once. */
export async function addKey(
  path: string,
  name: string,
  role: Extract<Role, 'admin' | 'auditor'>,
): Promise<number> {
  const store = openExisting(path)
  try {
    const service = { store, publicRead: false, now: () => new Date() }
    const { key } = await addClient(service, SYSTEM, { name, role })
    say(key)
    return 0
  } finally {
    store.close()
  }
}
