import { interpret } from './read/interpret.ts'
import { kindOf, mediaTypes } from './read/kind.ts'
import { paperOf } from './read/paper-of.ts'
import { readOnThread, stopReadingThread } from './read/reading-thread.ts'
import type { Reading } from './reading.ts'
import { UnreadableDocument } from './reading.ts'

export type { Reading }
export { mediaTypes, stopReadingThread, UnreadableDocument }

/** Text and pages of up to so many bytes and cells take a few milliseconds and are read at once. */
const LIGHT = 64 * 1024
const FEW_CELLS = 2_000
const LARGEST = 32 * 2 ** 20

/**
 * Reads a report from a document of one of `mediaTypes`, or of whatever its bytes say for
 * `application/octet-stream`. What cannot be told without guessing is named in the reading's
 * `refused`; bytes that are no report at all throw UnreadableDocument.
 */
export async function readDocument(bytes: Uint8Array, mediaType: string): Promise<Reading> {
  const { type, charset } = parseMediaType(mediaType)
  if (bytes.byteLength > LARGEST) throw tooLarge()
  const kind = kindOf(bytes, type)
  if (kind.startsWith('text/') && isLight(bytes))
    return interpret(await paperOf(bytes, kind, charset))
  return readOnThread({ bytes, kind, ...(charset === undefined ? {} : { charset }) })
}

function isLight(bytes: Uint8Array): boolean {
  if (bytes.byteLength > LIGHT) return false
  const separators = bytes.reduce((sum, byte) => sum + (ends.has(byte) ? 1 : 0), 0)
  return separators <= FEW_CELLS
}

/** What ends a line or a cell. */
const ends = new Set(Buffer.from('\n\t|'))

function parseMediaType(mediaType: string): { type: string; charset?: string } {
  const [type = '', ...parameters] = mediaType.split(';').map((part) => part.trim())
  const charset = parameters.find((part) => part.toLowerCase().startsWith('charset='))
  const value = charset?.slice('charset='.length).replaceAll('"', '')
  return value ? { type: type.toLowerCase(), charset: value } : { type: type.toLowerCase() }
}

const tooLarge = () =>
  new UnreadableDocument('too-large', {
    zh: '文件超过 32 MB，不能读取',
    en: 'The file is over 32 MB and is not read',
  })
