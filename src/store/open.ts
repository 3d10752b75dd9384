import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'

export type Database = Sqlite.Database

/**
 * Opens the database file (or `:memory:`), sets what durability rests on and brings its schema up
 * to date. FULL is set explicitly: better-sqlite3 is compiled with NORMAL in WAL mode, under
 * which an acknowledged report can vanish with the power.
 */
export function openDatabase(path: string): Database {
  const database = new Sqlite(path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  database.pragma('wal_autocheckpoint = 4000')
  migrate(drizzle(database), { migrationsFolder: join(projectRoot(), 'migrations') })
  return database
}

/** The folder that holds package.json, from the sources and from the build alike. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
