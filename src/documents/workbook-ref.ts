/** Where a cell stands: row and column count from 1. */
export interface CellPlace {
  readonly row: number
  readonly column: number
}

/** A rectangle of cells, both corners included. */
export interface Area {
  readonly first: CellPlace
  readonly last: CellPlace
}

/** `C12` to its row and column; undefined for what is no address. */
export function placeIn(ref: string): CellPlace | undefined {
  const [, letters, row] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref) ?? []
  if (letters === undefined) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return { row: Number(row), column }
}

/** Row and column to `C12`. */
export function refAt({ row, column }: CellPlace): string {
  let letters = ''
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return `${letters}${row}`
}

/** `B2:D5` (or `B2`) to the area; undefined for what is none. */
export function areaIn(refs: string): Area | undefined {
  const [from = '', to = from] = refs.split(':')
  const [first, last] = [placeIn(from), placeIn(to)]
  return first && last && { first, last }
}
