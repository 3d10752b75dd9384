import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { projectRoot } from '../project-root.ts'

export type Database = Sqlite.Database

const migrationsFolder = join(projectRoot, 'migrations')

/**
 * Opens the database file (or `:memory:`), sets what durability rests on and brings its schema up
 * to date. FULL is set explicitly: better-sqlite3 is compiled with NORMAL in WAL mode, under
 * which an acknowledged report can vanish with the power.
 */
export function openDatabase(path: string): Database {
  try {
    return opened(new Sqlite(path))
  } catch (error) {
    const { message } = error as Error
    throw new Error(`DATABASE ${path} cannot be opened: ${message}`, { cause: error })
  }
}

function opened(database: Database): Database {
  if (isForeign(database)) {
    database.close()
    throw new Error('it is the database of another program')
  }
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  database.pragma('wal_autocheckpoint = 4000')
  // Pages in memory, in KiB: the sums of a province's counties lie in as many places.
  database.pragma('cache_size = -32768')
  migrate(drizzle(database), { migrationsFolder })
  if (migrationsIn(database) > migrationsKnown()) {
    database.close()
    throw new Error('it was written by a newer version of Nianbao')
  }
  return database
}

/** Whether there are tables that no migration made; such a file is left as it is. */
function isForeign(database: Database): boolean {
  const tables = database
    .prepare<[], string>("select name from sqlite_schema where type = 'table'")
    .pluck()
    .all()
  return tables.length > 0 && !tables.includes('__drizzle_migrations')
}

/** How many migrations the database has had. */
export const migrationsIn = (database: Database): number =>
  database.prepare<[], number>('select count(*) from __drizzle_migrations').pluck().get() as number

/** How many migrations this version has. */
export function migrationsKnown(): number {
  const journal = readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')
  return (JSON.parse(journal) as { entries: readonly unknown[] }).entries.length
}
