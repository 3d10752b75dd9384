import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { once } from '../formats/once.ts'
import { layoutOf } from './canonical.ts'
import { fenOf } from './money.ts'
import type { CellValue } from './report.ts'

/**
 * The cells of a canonical body, read off its bytes: the text between the values is the same in
 * every report of a format. Some ten times as fast as parsing it. Undefined where a body is not
 * laid out as one of the format is.
 */
export function cellsInBody(format: Format, body: Uint8Array): CellValue[] | undefined {
  const { literals, cells: places } = bytesOf(format)
  const cells: CellValue[] = new Array<CellValue>(cellsOf(format).length).fill(null)
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  const from: Reading = { body, view, at: 0, value: null }
  for (let i = 0; i < places.length; i++) {
    if (!pass(from, literals[i] as Literal)) return undefined
    const place = places[i] as number
    if (place < 0) {
      if (!passText(from)) return undefined
    } else {
      if (!readValue(from)) return undefined
      cells[place] = from.value
    }
  }
  if (!pass(from, literals[places.length] as Literal) || from.at !== body.length) return undefined
  for (const index of moneyIn(format)) {
    const wan = cells[index]
    if (typeof wan !== 'number') continue
    const fen = fenOf(wan)
    if (fen === undefined) return undefined
    cells[index] = fen
  }
  return cells
}

interface Reading {
  readonly body: Uint8Array
  readonly view: DataView
  at: number
  value: CellValue
}

/** What a body has between its values, and whose cells they are; its format is no value of these. */
const bytesOf = once((format: Format) => {
  const { literals, places } = layoutOf(format)
  const at = literals.findIndex((literal) => literal.endsWith('"format":'))
  const whole = `${literals[at]}${JSON.stringify(format.version)}${literals[at + 1]}`
  return {
    literals: literals.toSpliced(at, 2, whole).map(literalOf),
    cells: places.toSpliced(at, 1),
  }
})

/** The text between two values, for comparison four bytes at a time; the last four may overlap. */
interface Literal {
  readonly bytes: Uint8Array
  readonly words: Uint32Array
  readonly offsets: Uint16Array
}

function literalOf(text: string): Literal {
  const bytes = Buffer.from(text)
  const last = bytes.length - 4
  const offsets = Uint16Array.from({ length: Math.ceil(bytes.length / 4) }, (_, i) =>
    Math.max(0, Math.min(4 * i, last)),
  )
  const words = last < 0 ? [] : Array.from(offsets, (offset) => bytes.readUInt32LE(offset))
  return { bytes, words: Uint32Array.from(words), offsets }
}

const moneyIn = once((format: Format): readonly number[] =>
  cellsOf(format).flatMap(({ unit, index }) => (unit === 'fen' ? [index] : [])),
)

/** Most of a body is literals: most of the time is spent here. */
function pass(from: Reading, { bytes, words, offsets }: Literal): boolean {
  const { body, view, at } = from
  const { length } = bytes
  if (at + length > body.length) return false
  if (length < 4) {
    for (let i = 0; i < length; i++) if (body[at + i] !== bytes[i]) return false
  }
  for (let i = 0; i < words.length; i++) {
    if (view.getUint32(at + (offsets[i] as number), true) !== words[i]) return false
  }
  from.at = at + length
  return true
}

const [QUOTE, ESCAPE, MINUS, POINT, ZERO, NINE, OPEN, NULL] = [...Buffer.from('"\\-.09{n')] as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
]
const CLOSE = 0x7d
const NOT_STATED = literalOf('null')
const NOT_APPLICABLE = literalOf('"n/a"')

/** A string, `null`, or the period, which has only dates in it. */
function passText(from: Reading): boolean {
  const { body, at } = from
  const first = body[at]
  if (first === NULL) return pass(from, NOT_STATED)
  if (first === OPEN) from.at = body.indexOf(CLOSE, at) + 1
  else if (first === QUOTE) {
    let end = body.indexOf(QUOTE, at + 1)
    while (end > 0 && escaped(body, end)) end = body.indexOf(QUOTE, end + 1)
    from.at = end + 1
  } else return false
  return from.at > at
}

function escaped(body: Uint8Array, quote: number): boolean {
  let slashes = 0
  while (body[quote - 1 - slashes] === ESCAPE) slashes++
  return slashes % 2 === 1
}

/** A number, `null` or `"n/a"`. */
function readValue(from: Reading): boolean {
  const { body } = from
  const first = body[from.at]
  if (first === NULL || first === QUOTE) {
    from.value = first === NULL ? null : 'n/a'
    return pass(from, first === NULL ? NOT_STATED : NOT_APPLICABLE)
  }
  const start = from.at
  let at = first === MINUS ? start + 1 : start
  let value = 0
  for (; at < body.length; at++) {
    const byte = body[at] as number
    if (byte < ZERO || byte > NINE) break
    value = value * 10 + byte - ZERO
  }
  const whole = at
  if (body[at] === POINT) at = endOfFraction(body, at + 1)
  from.at = at
  from.value =
    at === whole
      ? first === MINUS
        ? -value
        : value
      : Number(Buffer.from(body.buffer, body.byteOffset + start, at - start).toString('latin1'))
  return at > start
}

function endOfFraction(body: Uint8Array, from: number): number {
  let at = from
  while (at < body.length && (body[at] as number) >= ZERO && (body[at] as number) <= NINE) at++
  return at
}
