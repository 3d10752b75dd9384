/** A property as a Word document stores it ([MS-DOC] 2.2.5): which, and its operand. */
export interface Sprm {
  readonly code: number
  readonly operand: Buffer
}

const T_DEF_TABLE = 0xd608
const P_CHG_TABS = 0xc615
/** How long an operand is, by the three upper bits of its code; 6 says so itself. */
const LENGTHS = [1, 1, 2, 4, 2, 2, 0, 3]

/** The properties of a list, in their order; a list that breaks off ends there. */
export function* sprmsIn(list: Buffer): Generator<Sprm> {
  let at = 0
  while (at + 2 <= list.length) {
    const code = list.readUInt16LE(at)
    at += 2
    let length = LENGTHS[code >> 13] ?? 0
    if (length === 0) {
      if (at + 2 > list.length) return
      // The definition of a table row counts in two bytes, and one too many.
      const wide = code === T_DEF_TABLE
      length = wide ? list.readUInt16LE(at) - 1 : list.readUInt8(at)
      if (code === P_CHG_TABS && length === 255) return
      at += wide ? 2 : 1
    }
    yield { code, operand: list.subarray(at, at + length) }
    at += length
  }
}
