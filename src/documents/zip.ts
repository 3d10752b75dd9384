import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { UnreadableDocument } from './reading.ts'

const MOST_ENTRIES = 2_000
const LARGEST_ENTRY = 64 * 2 ** 20
const LARGEST_SUM = 256 * 2 ** 20
/** XML deflates to a tenth; a thousandth is an attack. */
const HIGHEST_RATIO = 200
/** Below this a high ratio does no harm. */
const HARMLESS = 2 ** 20
/** What an Office file with a password begins with, like the files of before 2007. */
const OLD = [0xd0, 0xcf, 0x11, 0xe0]

/**
 * The parts of an Office package whose names match, as text. Sizes and ratios are checked as declared before anything is
 * inflated, and yauzl stops where a part is longer than it declares. Zips inside are not opened.
 */
export async function partsOf(
  bytes: Uint8Array,
  wanted: RegExp,
): Promise<ReadonlyMap<string, string>> {
  if (OLD.every((byte, i) => bytes[i] === byte)) throw encrypted()
  const zip = await opened(bytes)
  const found = new Map<string, Entry>()
  let sum = 0
  if (zip.entryCount > MOST_ENTRIES) throw tooLarge()
  for await (const entry of entriesOf(zip)) {
    if ((entry.generalPurposeBitFlag & 1) !== 0) throw encrypted()
    const { compressedSize, uncompressedSize } = entry
    sum += uncompressedSize
    const ratio = uncompressedSize / Math.max(1, compressedSize)
    if (sum > LARGEST_SUM || (uncompressedSize > HARMLESS && ratio > HIGHEST_RATIO))
      throw tooLarge()
    if (!wanted.test(entry.fileName)) continue
    if (uncompressedSize > LARGEST_ENTRY) throw tooLarge()
    found.set(entry.fileName, entry)
  }
  const parts = new Map<string, string>()
  for (const [name, entry] of found) parts.set(name, await inflated(zip, entry))
  return parts
}

function opened(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true }, (error, zip) =>
      error ? reject(damaged()) : resolve(zip),
    )
  })
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (let i = 0; i < zip.entryCount; i++) {
    yield await new Promise<Entry>((resolve, reject) => {
      zip.removeAllListeners()
      zip.once('entry', resolve)
      zip.once('error', () => reject(damaged()))
      zip.once('end', () => reject(damaged()))
      zip.readEntry()
    })
  }
}

async function inflated(zip: ZipFile, entry: Entry): Promise<string> {
  const chunks: Buffer[] = []
  try {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
    })
    for await (const chunk of stream) chunks.push(Buffer.from(chunk))
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw damaged()
  }
}

const tooLarge = () =>
  new UnreadableDocument('too-large', {
    zh: '文件解压后过大，不能读取',
    en: 'The file unpacks to more than is read',
  })
const encrypted = () =>
  new UnreadableDocument('encrypted', {
    zh: '文件已加密或是旧版格式，请去掉密码、另存为新格式后重新提交',
    en: 'The file is encrypted or of an old format: save it anew without a password and send it again',
  })
const damaged = () =>
  new UnreadableDocument('damaged', {
    zh: '文件已损坏或不完整，请重新保存后提交',
    en: 'The file is damaged or cut off: save it anew and send it again',
  })
