/** A record of an old workbook ([MS-XLS] 2.1.4): what it is, and its data with what continues it. */
export interface Record {
  readonly type: number
  readonly at: number
  /** The first is the record's own; a text cut at its end begins anew in the next. */
  readonly chunks: readonly Buffer[]
}

const CONTINUE = 0x3c
const BEGIN = 0x809
const END = 0x0a

/** The records from an offset to the end of the part that begins there, those of charts left out. */
export function* recordsFrom(stream: Buffer, offset: number): Generator<Record> {
  let depth = 0
  for (let at = offset; at + 4 <= stream.length; ) {
    const type = stream.readUInt16LE(at)
    const begins = at
    const chunks: Buffer[] = []
    do {
      const length = stream.readUInt16LE(at + 2)
      chunks.push(stream.subarray(at + 4, at + 4 + length))
      at += 4 + length
    } while (at + 4 <= stream.length && stream.readUInt16LE(at) === CONTINUE)
    if (type === BEGIN) depth += 1
    if (type === END) depth -= 1
    if (depth === 0) return
    if (depth === 1) yield { type, at: begins, chunks }
  }
}

/** Reads on over the ends of chunks. */
export interface Cursor {
  /** The next bytes as one number, lowest first. */
  number(bytes: 1 | 2 | 4): number
  skip(bytes: number): void
  /** So many characters; where a chunk ends among them, the next says anew how wide they are. */
  characters(count: number, wide: boolean): string
}

export function cursorOver(chunks: readonly Buffer[]): Cursor {
  let [chunk, at] = [0, 0]
  const left = () => (chunks[chunk]?.length ?? 0) - at
  const next = () => {
    while (left() === 0) {
      chunk += 1
      at = 0
      if (chunk >= chunks.length) throw new RangeError('The record breaks off')
    }
  }
  const byte = (): number => {
    next()
    const value = chunks[chunk]?.readUInt8(at) ?? 0
    at += 1
    return value
  }
  const number = (bytes: number): number => {
    let value = 0
    for (let i = 0; i < bytes; i++) value += byte() * 256 ** i
    return value
  }
  return {
    number,
    skip(bytes) {
      for (let rest = bytes; rest > 0; ) {
        next()
        const step = Math.min(rest, left())
        at += step
        rest -= step
      }
    },
    characters(count, isWide) {
      let [text, wide] = ['', isWide]
      for (let rest = count; rest > 0; ) {
        if (left() === 0) {
          next()
          wide = (byte() & 1) !== 0
        }
        const step = Math.min(rest, Math.floor(left() / (wide ? 2 : 1)))
        if (step === 0) throw new RangeError('The text breaks off')
        const bytes = chunks[chunk]?.subarray(at, at + step * (wide ? 2 : 1))
        text += bytes?.toString(wide ? 'utf16le' : 'latin1') ?? ''
        at += step * (wide ? 2 : 1)
        rest -= step
      }
      return text
    },
  }
}
