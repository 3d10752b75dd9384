import { accessSync, constants, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Database, migrationsIn, migrationsKnown } from './open.ts'
import type { Writer } from './writer.ts'

/** With less than this a write-ahead log can no longer grow. */
const LEAST_FREE = 8 * 2 ** 20

/**
 * Whether the store can keep what it is given: the database can be read and is of this version,
 * its disk takes writes and has room. Once a commit has failed, only one that succeeds is believed.
 * Resolves, or rejects with what is in the way.
 */
export function readiness(database: Database, writer: Writer): () => Promise<void> {
  const known = migrationsKnown()
  return async () => {
    if (migrationsIn(database) !== known) throw new Error('The schema is of another version')
    if (writer.failed()) await writer.write(() => database.pragma('user_version = 0'))
    if (database.memory) return
    accessSync(database.name, constants.W_OK)
    const { bavail, bsize } = statfsSync(dirname(database.name))
    if (bavail * bsize < LEAST_FREE) throw new Error('The disk is full')
  }
}
