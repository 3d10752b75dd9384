import { createHash } from 'node:crypto'
import type { Database } from './open.ts'

/** The document a revision was read from, byte for byte. */
export interface Original {
  readonly mediaType: string
  /** SHA-256 of the bytes. */
  readonly digest: Buffer
  readonly bytes: Buffer
}

/** Most bytes of a document that are written at once. */
export const PIECE = 256 * 1024

/** Filed originals: their bytes by digest, in pieces, and which revision was read from which. */
export function documentStore(database: Database) {
  const putPiece = database.prepare(
    'insert into document_piece (digest, number, bytes) values (?, ?, ?) on conflict do nothing',
  )
  const put = database.prepare(
    'insert into document (report, revision, media_type, digest, size) values (?, ?, ?, ?, ?)',
  )
  const find = database.prepare<[number, number], Pick<Original, 'mediaType' | 'digest'>>(
    'select media_type as mediaType, digest from document where report = ? and revision = ?',
  )
  const pieces = database.prepare<[Buffer], { bytes: Buffer }>(
    'select bytes from document_piece where digest = ? order by number',
  )

  return {
    /** Within the caller's transaction: one piece of a document's bytes. */
    keepPiece(digest: Buffer, number: number, bytes: Buffer): void {
      putPiece.run(digest, number, bytes.subarray(number * PIECE, (number + 1) * PIECE))
    },

    /** Within the caller's transaction, after all its pieces. */
    keep(report: number, revision: number, { mediaType, digest, bytes }: Original): void {
      put.run(report, revision, mediaType, digest, bytes.length)
    },

    find(report: number, revision: number): Original | undefined {
      const found = find.get(report, revision)
      if (found === undefined) return undefined
      const bytes = Buffer.concat(pieces.all(found.digest).map((piece) => piece.bytes))
      return { ...found, bytes }
    },

    /** The SHA-256 that the pieces kept under a digest have now. */
    digestOf(digest: Buffer): Buffer {
      const hash = createHash('sha256')
      for (const { bytes } of pieces.all(digest)) hash.update(bytes)
      return hash.digest()
    },
  }
}

export type DocumentStore = ReturnType<typeof documentStore>
