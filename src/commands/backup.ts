import { existsSync, renameSync, rmSync } from 'node:fs'
import { openExisting } from './open-existing.ts'
import { told } from './progress.ts'
import { say } from './say.ts'
import { verify } from './verify.ts'

/**
 * Copies the database while it is in use, and verifies the copy; 1 when it does not verify. The
 * file has its name only then: what an interrupted copy leaves behind cannot be taken for one.
 */
export async function backup(path: string, to: string): Promise<number> {
  if (existsSync(to)) throw new Error(`${to} exists already`)
  const partial = `${to}.partial`
  rmSync(partial, { force: true })
  const store = openExisting(path)
  try {
    told(`copying ${path}`, 0, 0)
    store.copyTo(partial)
  } finally {
    store.close()
  }
  if ((await verify(partial)) !== 0) {
    say(`The copy does not verify; it is left at ${partial}`)
    return 1
  }
  renameSync(partial, to)
  say(`Copied to ${to}`)
  return 0
}
