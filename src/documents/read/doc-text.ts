import { UnreadableDocument } from '../reading.ts'

/** The text of a Word document in the order it is read, and where each stretch of it is stored. */
export interface DocText {
  readonly main: Buffer
  readonly table: Buffer
  readonly pieces: readonly DocPiece[]
  /** How many characters the text itself has, and the text boxes after it. */
  readonly length: number
  readonly boxes: { readonly from: number; readonly to: number }
  /** A stretch of the table stream that the file's head points to, by its number. */
  part(number: number): Buffer
}

export interface DocPiece {
  readonly from: number
  readonly text: string
  /** The byte of the main stream where it begins, and how many bytes a character takes. */
  readonly at: number
  readonly wide: 1 | 2
}

const WORD = 0xa5ec
/** Word 97; what is older is stored otherwise. */
const OLDEST = 0xc1
const ENCRYPTED = 0x0100
const OTHER_TABLE = 0x0200
/** Where the head lists its pointers, and the number of the one to the text. */
const POINTERS = 0x9a
const CLX = 33
const MOST_CHARACTERS = 3_000_000

/** Finds the text of a document of Word 97 to 2003 ([MS-DOC] 2.4.1). */
export function docText(streams: ReadonlyMap<string, () => Buffer>): DocText {
  const main = streams.get('WordDocument')?.() ?? Buffer.alloc(0)
  if (main.length < 0x400 || main.readUInt16LE(0) !== WORD || main.readUInt16LE(2) < OLDEST)
    throw notReadable()
  const flags = main.readUInt16LE(10)
  if ((flags & ENCRYPTED) !== 0) throw encrypted()
  const table = streams.get((flags & OTHER_TABLE) === 0 ? '0Table' : '1Table')?.()
  if (table === undefined) throw notReadable()
  const part = (number: number): Buffer => {
    const from = main.readUInt32LE(POINTERS + number * 8)
    return table.subarray(from, from + main.readUInt32LE(POINTERS + number * 8 + 4))
  }
  // Text, notes, page heads, (macros), comments, end notes, text boxes: one after the other.
  const counts = Array.from({ length: 7 }, (_, i) => main.readUInt32LE(0x4c + i * 4))
  const [length = 0, , , , , , boxes = 0] = counts
  const before = counts.slice(0, 6).reduce((sum, count) => sum + count, 0)
  if (length > MOST_CHARACTERS) throw notReadable()
  const pieces = piecesIn(main, part(CLX))
  return { main, table, pieces, length, boxes: { from: before, to: before + boxes }, part }
}

/** The table of pieces, after what older saves have left before it ([MS-DOC] 2.9.38). */
function piecesIn(main: Buffer, clx: Buffer): readonly DocPiece[] {
  let at = 0
  while (clx[at] === 1) at += 3 + clx.readUInt16LE(at + 1)
  if (clx[at] !== 2) throw notReadable()
  const list = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1))
  const count = Math.floor((list.length - 4) / 12)
  if (count < 1 || list.readUInt32LE(count * 4) > MOST_CHARACTERS) throw notReadable()
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [list.readUInt32LE(i * 4), list.readUInt32LE(i * 4 + 4)]
    const piece = (count + 1) * 4 + i * 8
    const where = list.readUInt32LE(piece + 2)
    // Properties of a piece come from a quick save: they change what its characters are.
    if (list.readUInt16LE(piece + 6) !== 0 || to < from) throw notReadable()
    const narrow = (where & 0x40_00_00_00) !== 0
    const start = narrow ? (where & 0x3f_ff_ff_ff) >> 1 : where
    const bytes = main.subarray(start, start + (to - from) * (narrow ? 1 : 2))
    const text = narrow ? new TextDecoder('windows-1252').decode(bytes) : bytes.toString('utf16le')
    if (text.length !== to - from) throw notReadable()
    return { from, text, at: start, wide: narrow ? 1 : 2 }
  })
}

/** For what is older than Word 97, saved in a hurry, or broken. */
export const notReadable = () =>
  new UnreadableDocument('unsupported-media-type', {
    zh: '此 .doc（.wps）文件的内部格式不能可靠读取，请用 Word 或 WPS 打开后另存为 .docx 再提交',
    en: 'This .doc (.wps) file is stored in a way that is not read: open it and save it as .docx',
  })

const encrypted = () =>
  new UnreadableDocument('encrypted', {
    zh: '文件已加密，请去掉密码后重新提交',
    en: 'The file is encrypted: save it without a password and send it again',
  })
