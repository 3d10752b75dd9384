import type { CellValue } from './report.ts'
import {
  type ByteReader,
  byteWriter,
  readVarint,
  unzigzag,
  writeVarint,
  written,
  zigzag,
} from './varint.ts'

/**
 * The cells of a report as a sparse vector in the format's cell order, some 70 bytes a report.
 * Zeros are left out; each other cell is its distance from the one before and a code: 0 for a
 * cell not stated, 1 for one not applicable, else the figure. Derived from the filed body.
 */
const NOT_STATED = 0
const NOT_APPLICABLE = 1
const FIGURES = 1

export function encodeCells(cells: readonly CellValue[]): Buffer {
  const to = byteWriter()
  let gap = 0
  for (const value of cells) {
    if (value === 0) {
      gap++
      continue
    }
    writeVarint(to, gap)
    writeVarint(to, codeOf(value))
    gap = 0
  }
  return written(to)
}

const codeOf = (value: CellValue): number => {
  if (value === null) return NOT_STATED
  if (value === 'n/a') return NOT_APPLICABLE
  return zigzag(value) + FIGURES
}

/** The cells of a vector; `length` is the number of cells of its format. */
export function decodeCells(vector: Uint8Array, length: number): CellValue[] {
  const cells: CellValue[] = new Array<CellValue>(length).fill(0)
  eachEntry(vector, (index, value) => {
    cells[index] = value
  })
  return cells
}

/** The cells that are not zero, each with its index. */
export function eachEntry(
  vector: Uint8Array,
  take: (index: number, value: CellValue) => void,
): void {
  const from: ByteReader = { bytes: vector, position: 0 }
  let index = -1
  while (from.position < vector.length) {
    index += readVarint(from) + 1
    const code = readVarint(from)
    if (code === NOT_STATED) take(index, null)
    else if (code === NOT_APPLICABLE) take(index, 'n/a')
    else take(index, unzigzag(code - FIGURES))
  }
}

/** One cell of a vector, the rest of it passed over. */
export function cellIn(vector: Uint8Array, index: number): CellValue {
  const from: ByteReader = { bytes: vector, position: 0 }
  for (let at = -1; from.position < vector.length; ) {
    at += readVarint(from) + 1
    const code = readVarint(from)
    if (at < index) continue
    if (at > index) return 0
    if (code === NOT_STATED) return null
    return code === NOT_APPLICABLE ? 'n/a' : unzigzag(code - FIGURES)
  }
  return 0
}
