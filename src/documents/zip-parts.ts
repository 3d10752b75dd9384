import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { UnreadableDocument } from './reading.ts'

/** Bounds on an Office package, checked before anything is unpacked. */
const mostEntries = 500
const mostBytes = 16 * 1024 * 1024

/**
 * The XML parts of an Office package whose names match, as text. Sizes are those the archive
 * declares; yauzl stops a part that turns out larger.
 */
export async function partsOf(bytes: Buffer, wanted: RegExp): Promise<ReadonlyMap<string, string>> {
  if (bytes.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'))) {
    throw new UnreadableDocument('documents.encrypted', {
      zh: '文件是旧版格式或设有密码，请取消密码并另存为 .xlsx 后再报送。',
      en: 'The file is in the old binary format or has a password; save it as .xlsx without one.',
    })
  }
  try {
    return await unpacked(await opened(bytes), wanted)
  } catch (error) {
    throw error instanceof UnreadableDocument ? error : damaged()
  }
}

const opened = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, strictFileNames: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    )
  })

const unpacked = (zip: ZipFile, wanted: RegExp): Promise<ReadonlyMap<string, string>> =>
  new Promise((resolve, reject) => {
    const parts = new Map<string, string>()
    let total = 0
    const read = async (entry: Entry): Promise<void> => {
      if (!wanted.test(entry.fileName)) return
      total += entry.uncompressedSize
      if (total > mostBytes) throw tooLarge()
      parts.set(entry.fileName, await textOf(zip, entry))
    }
    zip.on('entry', (entry: Entry) => {
      read(entry).then(() => zip.readEntry(), reject)
    })
    zip.on('end', () => resolve(parts))
    zip.on('error', reject)
    if (zip.entryCount > mostEntries) reject(tooLarge())
    else zip.readEntry()
  })

const textOf = (zip: ZipFile, entry: Entry): Promise<string> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', reject)
      stream.on('end', () => {
        try {
          resolve(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
        } catch (fault) {
          reject(fault)
        }
      })
    })
  })

const tooLarge = () =>
  new UnreadableDocument('documents.too-large', {
    zh: '文件解压后过大，无法读取。',
    en: 'The file is too large once unpacked.',
  })

const damaged = () =>
  new UnreadableDocument('documents.damaged', {
    zh: '文件已损坏或不是 Excel 工作簿（.xlsx）。',
    en: 'The file is damaged or not an Excel workbook (.xlsx).',
  })
