import { SYSTEM } from '../services/add-client.ts'
import { openExisting } from './open-existing.ts'
import { say } from './say.ts'

/** Signs receipts with a new key from now on. Old receipts verify as before. */
export async function rotateKey(path: string): Promise<number> {
  const store = openExisting(path)
  try {
    say(`Receipts are signed with ${await store.receipts.rotate(SYSTEM.id)} from now on`)
    return 0
  } finally {
    store.close()
  }
}
