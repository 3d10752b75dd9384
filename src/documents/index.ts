import { type Reading, UnreadableDocument } from './reading.ts'

/** Until the readers are merged. */
export async function readDocument(_bytes: Uint8Array, mediaType: string): Promise<Reading> {
  throw new UnreadableDocument('unsupported', { zh: mediaType, en: mediaType })
}
