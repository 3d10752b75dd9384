import type { Source } from './grid.ts'
import type { Workbook } from './workbook.ts'
import type { RawCell } from './workbook-sheet.ts'

/** A cell a name refers to, and what stands there. */
export interface Place {
  readonly sheet: string
  readonly ref: string
  readonly raw: RawCell | undefined
}

/** The most rows one text is looked for in; the longest text we take is far shorter. */
const mostRows = 64

/** The cells a defined name refers to, one column downwards; none if it is gone or refers to none. */
export function placesOf({ names, sheets }: Workbook, name: string): readonly Place[] {
  const [, quoted, plain, column, first, last] =
    /^(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]{1,3})\$(\d{1,7})(?::\$\3\$(\d{1,7}))?$/.exec(
      names.get(name) ?? '',
    ) ?? []
  const sheet = quoted?.replaceAll("''", "'") ?? plain ?? ''
  const cells = sheets.get(sheet)?.cells
  if (cells === undefined || first === undefined) return []
  const rows = Math.min(Number(last ?? first) - Number(first) + 1, mostRows)
  return Array.from({ length: Math.max(0, rows) }, (_, i) => {
    const ref = `${column}${Number(first) + i}`
    return { sheet, ref, raw: cells.get(ref) }
  })
}

/** Text, or a number that was typed where text belongs; a date would read as its day count. */
export const isText = ({ kind }: RawCell): boolean => kind === 'text' || kind === 'number'

/** The text under a name, however many cells it fills; `null` where they are all blank. */
export function textAt(workbook: Workbook, name: string): string | null {
  const text = placesOf(workbook, name).map(({ raw }) => (raw && isText(raw) ? raw.text : ''))
  return text.join('') === '' ? null : text.join('')
}

export const sourceOf = (place: Place | undefined): Source => ({
  start: 0,
  end: 0,
  ...(place && { sheet: place.sheet, ref: place.ref }),
})
