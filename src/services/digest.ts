import { createHash, hash } from 'node:crypto'

/** Sums whose marks are told apart by year and format, in that order, under a key of their own. */
interface Marked {
  readonly key: object
  readonly digests: readonly Uint8Array[]
}

/** SHA-256 over the digests of the revisions counted, group by group. */
export function digestOf(groups: readonly Marked[]): string {
  const said = groups.flatMap(({ key, digests }) => [Buffer.from(JSON.stringify(key)), ...digests])
  return createHash('sha256').update(Buffer.concat(said)).digest('hex')
}

/** A strong tag, without its quotes, over everything the bytes of an answer follow from. */
export const etagOf = (from: Readonly<Record<string, unknown>>): string =>
  tagOf(JSON.stringify(from))

/** A strong tag, without its quotes, of whatever a text says. */
export const tagOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22)
