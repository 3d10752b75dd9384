import { kindsOf, type NumberKind } from './workbook-styles.ts'
import { walkUnprefixed } from './xml.ts'

/** A workbook as far as a form needs it: what stands in which cell, and what the names mean. */
export interface Workbook {
  readonly sheets: ReadonlyMap<string, ReadonlyMap<string, RawCell>>
  /** Defined name to the place it refers to, as written (`'Sheet'!$B$8`). */
  readonly names: ReadonlyMap<string, string>
}

/** A cell as stored: `text` is its lexical value, a formula's the value it last came to. */
export interface RawCell {
  readonly kind: NumberKind | 'text' | 'boolean' | 'error'
  readonly text: string
  readonly formula?: string
}

/** The parts of a package that hold all this. */
export const workbookParts =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/

const mostCells = 100_000

/** Parts to workbook; throws for parts that are no workbook or hold too much. */
export function workbookFrom(parts: ReadonlyMap<string, string>): Workbook {
  const { names, sheets } = indexOf(part(parts, 'xl/workbook.xml'))
  const targets = targetsOf(part(parts, 'xl/_rels/workbook.xml.rels'))
  const strings = stringsOf(parts.get('xl/sharedStrings.xml'))
  const kinds = kindsOf(parts.get('xl/styles.xml'))
  const read = new Map<string, ReadonlyMap<string, RawCell>>()
  let count = 0
  for (const { name, id } of sheets) {
    const target = targets.get(id)
    const cells = target === undefined ? new Map() : cellsIn(part(parts, target), strings, kinds)
    count += cells.size
    if (count > mostCells) throw new Error('The workbook has too many cells')
    read.set(name, cells)
  }
  return { sheets: read, names }
}

function part(parts: ReadonlyMap<string, string>, path: string): string {
  const xml = parts.get(path)
  if (xml === undefined) throw new Error(`The workbook lacks ${path}`)
  return xml
}

function indexOf(xml: string) {
  const sheets: { name: string; id: string }[] = []
  const names = new Map<string, string>()
  let name: string | undefined
  let refers = ''
  walkUnprefixed(xml, {
    open(tag, attributes) {
      const { 'r:id': id = '', name: named = '', localSheetId } = attributes
      if (tag === 'sheet') sheets.push({ name: named, id })
      if (tag === 'definedName' && localSheetId === undefined) name = named
      refers = ''
    },
    text(text) {
      refers += text
    },
    close(tag) {
      if (tag === 'definedName' && name !== undefined) names.set(name, refers)
      name = undefined
    },
  })
  return { sheets, names }
}

function targetsOf(xml: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  walkUnprefixed(xml, {
    open(tag, { Id = '', Target = '' }) {
      if (tag !== 'Relationship') return
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  return targets
}

function stringsOf(xml: string | undefined): readonly string[] {
  const strings: string[] = []
  let inside = false
  let phonetic = false
  let string = ''
  if (xml === undefined) return strings
  walkUnprefixed(xml, {
    open(tag) {
      if (tag === 'si') string = ''
      if (tag === 'rPh') phonetic = true
      inside = tag === 't' && !phonetic
    },
    text(text) {
      if (inside) string += text
    },
    close(tag) {
      inside = false
      if (tag === 'rPh') phonetic = false
      if (tag === 'si') strings.push(decoded(string))
    },
  })
  return strings
}

/** ECMA-376 part 1, 22.4.2.4: `_x000D_` stands for the character of that code. */
const decoded = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )

function cellsIn(
  xml: string,
  strings: readonly string[],
  kinds: readonly NumberKind[],
): ReadonlyMap<string, RawCell> {
  const cells = new Map<string, RawCell>()
  let at: Readonly<Record<string, string>> = {}
  let into: 'v' | 't' | 'f' | undefined
  let found: { v?: string; t?: string; f?: string } = {}
  walkUnprefixed(xml, {
    open(tag, attributes) {
      if (tag === 'c') {
        at = attributes
        found = {}
      }
      into = tag === 'v' || tag === 't' || tag === 'f' ? tag : undefined
      if (into !== undefined) found[into] ??= ''
    },
    text(text) {
      if (into !== undefined) found[into] += text
    },
    close(tag) {
      into = undefined
      if (tag !== 'c') return
      const { r = '', t = 'n', s = '0' } = at
      const text = t === 's' ? strings[Number(found.v)] : t === 'inlineStr' ? found.t : found.v
      const formula = found.f === undefined ? {} : { formula: found.f }
      if (text === undefined && found.f === undefined) return
      cells.set(r, { kind: kindIn(t, kinds[Number(s)]), text: text ?? '', ...formula })
    },
  })
  return cells
}

function kindIn(type: string, style: NumberKind = 'number'): RawCell['kind'] {
  if (type === 'n') return style
  if (type === 'b') return 'boolean'
  if (type === 'e') return 'error'
  return type === 'd' ? 'date' : 'text'
}
