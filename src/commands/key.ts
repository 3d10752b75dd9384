import { addClient } from '../services/add-client.ts'
import { anonymous } from '../store/client-store.ts'
import { openStore } from '../store/store.ts'
import { say } from './say.ts'

/** Makes an admin key from the machine that holds the database, and prints it once. */
export async function addKey(path: string, name: string): Promise<number> {
  const store = openStore(path)
  try {
    const service = { store, publicRead: false, now: () => new Date() }
    const system = { ...anonymous, id: 'system' }
    const { key } = await addClient(service, system, { name, role: 'admin' })
    say(key)
    return 0
  } finally {
    store.close()
  }
}
