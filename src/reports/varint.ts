/**
 * Whole numbers in as few bytes as they need: seven bits a byte, low bits first. Numbers reach
 * 2^53, so the arithmetic is by division where 32-bit shifts would lose bits.
 */
export interface ByteWriter {
  bytes: Uint8Array
  length: number
}

const shared: ByteWriter = { bytes: new Uint8Array(1024), length: 0 }

/** An empty writer. There is only one: whoever writes takes what is `written` before the next does. */
export function byteWriter(): ByteWriter {
  shared.length = 0
  return shared
}

/** Appends a byte as it is. */
export const writeByte = (to: ByteWriter, byte: number): void => {
  if (to.length === to.bytes.length) grow(to)
  to.bytes[to.length++] = byte
}

function grow(to: ByteWriter): void {
  const larger = new Uint8Array(to.bytes.length * 2)
  larger.set(to.bytes)
  to.bytes = larger
}

/** Appends a whole number from 0 to 2^53 - 1. */
export function writeVarint(to: ByteWriter, value: number): void {
  if (to.length + 8 > to.bytes.length) grow(to)
  let rest = value
  while (rest >= 0x80) {
    to.bytes[to.length++] = (rest % 0x80) | 0x80
    rest = Math.floor(rest / 0x80)
  }
  to.bytes[to.length++] = rest
}

export interface ByteReader {
  readonly bytes: Uint8Array
  position: number
}

/** The next bytes as they are, not copied. */
export function readBytes(from: ByteReader, length: number): Uint8Array {
  const bytes = from.bytes.subarray(from.position, from.position + length)
  if (bytes.length < length) throw new Error('A vector ends in the middle of a digest')
  from.position += length
  return bytes
}

/** The next whole number. Most take one byte, which is read without a loop. */
export function readVarint(from: ByteReader): number {
  const byte = from.bytes[from.position]
  if (byte === undefined || byte >= 0x80) return readLong(from)
  from.position++
  return byte
}

function readLong(from: ByteReader): number {
  let value = 0
  let scale = 1
  for (;;) {
    const byte = from.bytes[from.position++]
    if (byte === undefined) throw new Error('A vector ends in the middle of a number')
    value += (byte & 0x7f) * scale
    if (byte < 0x80) return value
    scale *= 0x80
  }
}

/** Signed to unsigned, small magnitudes first: 0, -1, 1, -2, 2, … */
export const zigzag = (value: number): number => (value >= 0 ? value * 2 : -value * 2 - 1)
export const unzigzag = (code: number): number => (code % 2 === 0 ? code / 2 : -(code + 1) / 2)

/** The bytes written, as a copy of their own. */
export const written = ({ bytes, length }: ByteWriter): Buffer =>
  Buffer.from(bytes.subarray(0, length))
