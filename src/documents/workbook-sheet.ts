import { type Area, areaIn, placeIn, refAt } from './workbook-ref.ts'
import { richText } from './workbook-strings.ts'
import type { NumberKind } from './workbook-styles.ts'
import { walkUnprefixed } from './xml.ts'

/** A cell as stored: `text` is its lexical value, a formula's the value it last came to. */
export interface RawCell {
  readonly kind: NumberKind | 'text' | 'boolean' | 'error'
  readonly text: string
  readonly formula?: string
}

/** What stands on a sheet. */
export interface Sheet {
  /** By address, such as C12. */
  readonly cells: ReadonlyMap<string, RawCell>
  /** Cells that are there, with a border perhaps, and hold nothing. */
  readonly blanks: ReadonlySet<string>
  readonly merged: readonly Area[]
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: ReadonlySet<number>
  /** The program shows no tab of it. */
  readonly hidden: boolean
}

/** No sheet has more columns. */
const COLUMNS = 16_384
/** Sheets are formatted far beyond what stands on them. */
const MOST_BLANKS = 100_000

/** Reads the XML of a sheet, with the shared texts and the kinds of number its cells refer to. */
export function sheetIn(
  xml: string,
  strings: readonly string[],
  kinds: readonly NumberKind[],
  hidden: boolean,
): Sheet {
  const cells = new Map<string, RawCell>()
  const blanks = new Set<string>()
  const merged: Area[] = []
  const hiddenRows = new Set<number>()
  const hiddenColumns = new Set<number>()
  const rich = richText()
  let [row, column] = [0, 0]
  let at: Readonly<Record<string, string>> = {}
  let value: string | undefined
  let formula: string | undefined
  let into: 'v' | 'f' | undefined
  walkUnprefixed(xml, {
    open(tag, attributes, parent) {
      into = tag === 'v' || tag === 'f' ? tag : undefined
      if (tag === 'v') value = ''
      else if (tag === 'f') formula = ''
      else if (tag === 'row') {
        row = Number(attributes['r'] ?? row + 1)
        column = 0
        if (isOn(attributes['hidden']) || Number(attributes['ht'] ?? 1) === 0) hiddenRows.add(row)
      } else if (tag === 'c') {
        at = attributes
        // The address may be left out: the cell follows the one before.
        column = placeIn(at['r'] ?? '')?.column ?? column + 1
        value = formula = undefined
        rich.begin()
      } else if (tag === 'col' && isOn(attributes['hidden'])) {
        const { min = '0', max = min } = attributes
        for (let c = Number(min); c <= Math.min(Number(max), COLUMNS); c++) hiddenColumns.add(c)
      } else if (tag === 'mergeCell') merged.push(...areaOf(attributes['ref']))
      else rich.open(tag, attributes, parent)
    },
    text(text) {
      if (into === 'v') value += text
      else if (into === 'f') formula += text
      else rich.text(text)
    },
    close(tag) {
      into = undefined
      if (tag !== 'c') return rich.close(tag)
      const ref = refAt({ row, column })
      const { t = 'n', s = '0' } = at
      const text = t === 's' ? strings[Number(value)] : t === 'inlineStr' ? rich.whole() : value
      if (text !== undefined || formula !== undefined) {
        const kind = kindIn(t, text === '' ? 'number' : kinds[Number(s)])
        cells.set(ref, { kind, text: text ?? '', ...(formula !== undefined && { formula }) })
      } else if (blanks.size < MOST_BLANKS) blanks.add(ref)
    },
  })
  return { cells, blanks, merged, hiddenRows, hiddenColumns, hidden }
}

const areaOf = (refs = ''): readonly Area[] => {
  const area = areaIn(refs)
  return area === undefined ? [] : [area]
}

const isOn = (flag: string | undefined): boolean => flag === '1' || flag === 'true'

function kindIn(type: string, style: NumberKind = 'number'): RawCell['kind'] {
  if (style === 'struck' || type === 'n') return style
  if (type === 'b') return 'boolean'
  if (type === 'e') return 'error'
  return type === 'd' ? 'date' : 'text'
}
