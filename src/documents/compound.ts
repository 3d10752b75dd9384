import { UnreadableDocument } from './reading.ts'

/** What every file of the old Office begins with, and files with a password. */
export const isCompound = (bytes: Uint8Array): boolean =>
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, i) => bytes[i] === byte)

const END = 0xff_ff_ff_fa
const STREAM = 2
const ENTRY = 128
/** More entries than any document has. */
const MOST_ENTRIES = 4_000

interface Entry {
  readonly type: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
  readonly name: string
}

/**
 * The streams at the top of a compound file ([MS-CFB]), by name, each taken out when it is asked
 * for. Those of embedded files lie deeper and are left alone.
 */
export function streamsOf(bytes: Uint8Array): ReadonlyMap<string, () => Buffer> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return streamsIn(file)
  } catch {
    throw damaged()
  }
}

function streamsIn(file: Buffer): ReadonlyMap<string, () => Buffer> {
  const size = 1 << (file.readUInt16LE(30) & 15)
  if (size !== 512 && size !== 4096) throw damaged()
  const part = 1 << (file.readUInt16LE(32) & 15)
  const sector = (n: number) => {
    const from = (n + 1) * size
    if (from >= file.length) throw damaged()
    return file.subarray(from, from + size)
  }
  const table = numbersIn(Buffer.concat(tableSectors(file, size).map(sector)))
  const stream = (start: number) => Buffer.concat(chain(table, start).map(sector))

  const most = Math.ceil((MOST_ENTRIES * ENTRY) / size)
  const directory = chain(table, file.readUInt32LE(48), most).map(sector)
  const entries = entriesIn(Buffer.concat(directory))
  const root = entries[0]
  if (root === undefined) throw damaged()
  const cutoff = file.readUInt32LE(56)
  /** Small streams share one, cut into sectors of its own. */
  const small = (start: number) => {
    const [table, whole] = [numbersIn(stream(file.readUInt32LE(60))), stream(root.start)]
    return Buffer.concat(chain(table, start).map((n) => whole.subarray(n * part, (n + 1) * part)))
  }
  const streams = new Map<string, () => Buffer>()
  for (const { name, type, start, size: length } of siblings(entries, root.child)) {
    if (type !== STREAM) continue
    streams.set(name, () => {
      const whole = length >= cutoff ? stream(start) : small(start)
      if (whole.length < length) throw damaged()
      return whole.subarray(0, length)
    })
  }
  return streams
}

/** Where the table of sectors is: 109 in the header, the others in a chain of their own. */
function tableSectors(file: Buffer, size: number): readonly number[] {
  const sectors = [...numbersIn(file.subarray(76, 512))]
  let next = file.readUInt32LE(68)
  for (let left = file.readUInt32LE(72); left > 0 && next < END; left--) {
    const more = [...numbersIn(file.subarray((next + 1) * size, (next + 2) * size))]
    if (more.length === 0 || sectors.length * size > file.length) throw damaged()
    next = more.pop() ?? END
    sectors.push(...more)
  }
  return sectors.filter((n) => n < END)
}

/** Bytes as numbers of four, lowest first as on every machine this runs on. */
const numbersIn = (bytes: Buffer): Uint32Array =>
  new Uint32Array(new Uint8Array(bytes).buffer, 0, bytes.length >> 2)

/** The sectors from one to the next; a chain longer than its table bites its own tail. */
function chain(table: Uint32Array, start: number, most: number = table.length): readonly number[] {
  const sectors: number[] = []
  for (let n = start; n < END; n = table[n] ?? END) {
    if (sectors.length >= most) throw damaged()
    sectors.push(n)
  }
  return sectors
}

function entriesIn(bytes: Buffer): readonly Entry[] {
  const count = Math.floor(bytes.length / ENTRY)
  return Array.from({ length: count }, (_, i) => {
    const entry = bytes.subarray(i * ENTRY, (i + 1) * ENTRY)
    const length = Math.min(64, entry.readUInt16LE(64))
    return {
      name: entry.subarray(0, Math.max(0, length - 2)).toString('utf16le'),
      type: entry.readUInt8(66),
      left: entry.readUInt32LE(68),
      right: entry.readUInt32LE(72),
      child: entry.readUInt32LE(76),
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
    }
  })
}

/** The entries of one folder: a tree, whatever its shape. */
function siblings(entries: readonly Entry[], first: number): readonly Entry[] {
  const found = new Set<Entry>()
  const open = [first]
  for (let n = open.pop(); n !== undefined; n = open.pop()) {
    const entry = entries[n]
    if (entry === undefined || found.has(entry)) continue
    found.add(entry)
    open.push(entry.left, entry.right)
  }
  return [...found]
}

const damaged = () =>
  new UnreadableDocument('damaged', {
    zh: '文件已损坏或不完整，请重新保存后提交',
    en: 'The file is damaged or cut off: save it anew and send it again',
  })
