import { createHash } from 'node:crypto'

/** Sums whose marks are told apart by year and format, in that order, under a key of their own. */
interface Marked {
  readonly key: Readonly<Record<string, string | number>>
  readonly rows: readonly { readonly tally: { readonly digest: Uint8Array } }[]
}

/** SHA-256 over the digests of the revisions counted, group by group. */
export function digestOf(groups: readonly Marked[]): string {
  const hash = createHash('sha256')
  for (const { key, rows } of groups) {
    hash.update(JSON.stringify(key))
    for (const { tally } of rows) hash.update(tally.digest)
  }
  return hash.digest('hex')
}

/** A strong tag, without its quotes, over everything the bytes of an answer follow from. */
export const etagOf = (from: Readonly<Record<string, unknown>>): string =>
  createHash('sha256').update(JSON.stringify(from)).digest('base64url').slice(0, 22)
