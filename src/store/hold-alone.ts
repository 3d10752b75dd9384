import Sqlite from 'better-sqlite3'

/** A service that is just stopping is waited for, in milliseconds. */
const patience = 5000

/**
 * Makes this process the one that serves a database until it lets go or ends, however it ends:
 * what was read lately is kept in mind, and another process would change it unseen
 * (docs/adr/0042-what-is-kept-in-mind.md). The lock is on a file beside the database, which
 * `backup` and `verify` go on reading. Answers how to let go; throws where another process holds it.
 */
export function holdAlone(path: string): () => void {
  if (path === ':memory:') return () => {}
  try {
    const lock = new Sqlite(`${path}-lock`, { timeout: patience })
    lock.exec('begin exclusive')
    return () => lock.close()
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    const why = code === 'SQLITE_BUSY' ? 'another process serves it' : message
    throw new Error(`DATABASE ${path} cannot be opened: ${why}`, { cause: error })
  }
}
