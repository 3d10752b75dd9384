import { existsSync } from 'node:fs'
import { openStore, type Store } from '../store/store.ts'

/** Opens the store of a database that is there: a mistyped path must not make an empty one. */
export function openExisting(path: string): Store {
  if (!existsSync(path)) throw new Error(`DATABASE ${path} does not exist`)
  return openStore(path)
}
