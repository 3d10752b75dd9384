import { existsSync } from 'node:fs'
import { openStore } from '../store/store.ts'
import { say } from './say.ts'
import { verify } from './verify.ts'

/** Copies the database while it is in use, and verifies the copy. */
export async function backup(path: string, to: string): Promise<number> {
  if (existsSync(to)) throw new Error(`${to} exists already`)
  const store = openStore(path)
  try {
    store.copyTo(to)
  } finally {
    store.close()
  }
  say(`Copied to ${to}`)
  return verify(to)
}
