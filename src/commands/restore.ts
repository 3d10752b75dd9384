import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { told } from './progress.ts'
import { say } from './say.ts'
import { verify } from './verify.ts'

/** What SQLite keeps of a database beside its file. */
const PARTS = ['', '-wal', '-shm']

/**
 * Puts a copy in the place of the database, if it verifies; 1 where it does not. Nothing is
 * overwritten: what is there has to be moved away first, and so is never lost by a restore.
 */
export async function restore(copy: string, path: string): Promise<number> {
  if (!existsSync(copy)) throw new Error(`${copy} does not exist`)
  const there = PARTS.map((part) => path + part).find((file) => existsSync(file))
  if (there !== undefined) {
    throw new Error(`${there} exists: stop the service and move it away first`)
  }
  told(`copying ${copy}`, 0, 0)
  for (const part of ['', '-wal'])
    if (existsSync(copy + part)) copyFileSync(copy + part, path + part)
  let sound = false
  try {
    sound = (await verify(path)) === 0
  } catch (error) {
    throw new Error(`Nothing was restored from ${copy}: ${(error as Error).message}`)
  } finally {
    if (!sound) for (const part of PARTS) rmSync(path + part, { force: true })
  }
  say(sound ? `Restored to ${path}` : `Nothing was restored: ${copy} does not verify`)
  return sound ? 0 : 1
}
