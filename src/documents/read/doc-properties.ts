import { sprmsIn } from './doc-sprms.ts'
import { notReadable } from './doc-text.ts'

/** What the end of a paragraph says of it ([MS-DOC] 2.6.2, 2.6.3). */
export interface DocParagraph {
  /** How many tables it lies in. */
  readonly depth: number
  /** It ends a cell of a table inside a table; that of an outer one has a sign of its own. */
  readonly endsInnerCell: boolean
  readonly endsRow: boolean
  /** At the end of a row: where its cells begin and end, in twips, and how they are merged. */
  readonly row?: DocRow
}

export interface DocRow {
  readonly edges: readonly number[]
  readonly flags: readonly number[]
}

const CELL_BYTES = 20
/** Insert, delete, move, merge and split: the row is not as it is defined. */
const changes = new Set([0x7621, 0x5622, 0x7623, 0x5624, 0x5625, 0xd62b])

export function paragraphOf(list: Buffer): DocParagraph {
  let [depth, inTable, endsRow, endsInnerCell] = [0, false, false, false]
  let row: DocRow | undefined
  for (const { code, operand } of sprmsIn(list)) {
    if (code === 0x2416) inTable = operand[0] === 1
    else if (code === 0x6649) depth = operand.readInt32LE(0)
    else if (code === 0x2417 || code === 0x244c) endsRow ||= operand[0] === 1
    else if (code === 0x244b) endsInnerCell = operand[0] === 1
    else if (code === 0xd608) row = rowIn(operand)
    else if (changes.has(code)) throw notReadable()
  }
  return { depth: inTable ? Math.max(1, depth) : 0, endsInnerCell, endsRow, ...(row && { row }) }
}

/** The definition of a row; cells that say nothing of themselves are plain ones. */
function rowIn(operand: Buffer): DocRow {
  const count = operand.readUInt8(0)
  const cells = 1 + (count + 1) * 2
  return {
    edges: Array.from({ length: count + 1 }, (_, i) => operand.readInt16LE(1 + i * 2)),
    flags: Array.from({ length: count }, (_, i) => {
      const at = cells + i * CELL_BYTES
      return at + 2 <= operand.length ? operand.readUInt16LE(at) : 0
    }),
  }
}

/** What becomes of the characters of a run. */
export type CharacterKind = 'plain' | 'gone' | 'raised' | 'symbol'

/** Deleted, hidden and struck text is gone; a symbol is a character only its font shows. */
export function characterKind(list: Buffer): CharacterKind {
  let kind: CharacterKind = 'plain'
  let gone = false
  for (const { code, operand } of sprmsIn(list)) {
    const isOn = operand[0] === 1 || operand[0] === 0x81
    if ([0x0800, 0x083c, 0x0837, 0x2a53].includes(code)) gone ||= isOn
    else if (code === 0x2a48) kind = operand[0] === 0 ? 'plain' : 'raised'
    else if (code === 0x6a09) kind = 'symbol'
  }
  return gone ? 'gone' : kind
}
