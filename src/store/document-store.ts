import { createHash } from 'node:crypto'
import type { Database } from './open.ts'

/** The document a revision was read from, byte for byte. */
export interface Original {
  readonly mediaType: string
  /** SHA-256 of the bytes. */
  readonly digest: Buffer
  readonly bytes: Buffer
}

/** Filed originals: kept with their revision, never changed. */
export function documentStore(database: Database) {
  const put = database.prepare(
    'insert into document (report, revision, media_type, digest, bytes) values (?, ?, ?, ?, ?)',
  )
  const find = database.prepare<[number, number], Original>(
    `select media_type as mediaType, digest, bytes from document
     where report = ? and revision = ?`,
  )
  const all = database.prepare<
    [],
    { report: number; revision: number; digest: Buffer; bytes: Buffer }
  >('select report, revision, digest, bytes from document')

  return {
    /** Within the caller's transaction. */
    keep(report: number, revision: number, { mediaType, digest, bytes }: Original): void {
      put.run(report, revision, mediaType, digest, bytes)
    },

    find: (report: number, revision: number): Original | undefined => find.get(report, revision),

    /** Those whose bytes no longer have their digest. */
    *broken(): Generator<{ report: number; revision: number }> {
      for (const { report, revision, digest, bytes } of all.iterate()) {
        if (!createHash('sha256').update(bytes).digest().equals(digest)) yield { report, revision }
      }
    },
  }
}
