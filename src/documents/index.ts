import { decode } from './read/decode.ts'
import { interpret } from './read/interpret.ts'
import { readText } from './read/text.ts'
import type { Reading } from './reading.ts'
import { UnreadableDocument } from './reading.ts'

export type { Reading }
export { UnreadableDocument }

/** The media types a report is read from. */
export const mediaTypes: readonly string[] = ['text/plain']

/**
 * Reads a report from a document. What cannot be told without guessing is named in the reading's
 * `refused`; bytes that are no report at all throw UnreadableDocument.
 */
export async function readDocument(bytes: Uint8Array, mediaType: string): Promise<Reading> {
  const { type, charset } = parseMediaType(mediaType)
  if (type !== 'text/plain') {
    throw new UnreadableDocument('unsupported-media-type', {
      zh: `不能读取 ${type}，请提交文本`,
      en: `${type} is not read; send plain text`,
    })
  }
  return interpret(readText(decode(bytes, charset)))
}

function parseMediaType(mediaType: string): { type: string; charset?: string } {
  const [type = '', ...parameters] = mediaType.split(';').map((part) => part.trim())
  const charset = parameters.find((part) => part.toLowerCase().startsWith('charset='))
  const value = charset?.slice('charset='.length).replaceAll('"', '')
  return value ? { type: type.toLowerCase(), charset: value } : { type: type.toLowerCase() }
}
