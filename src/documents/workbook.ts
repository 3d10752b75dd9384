import { UnreadableDocument } from './reading.ts'
import { type Sheet, sheetIn } from './workbook-sheet.ts'
import { stringsOf } from './workbook-strings.ts'
import { kindsOf } from './workbook-styles.ts'
import { walkUnprefixed } from './xml.ts'

/** A workbook as far as a report needs it: what stands in which cell, and what the names mean. */
export interface Workbook {
  /** By their names, in their order. */
  readonly sheets: ReadonlyMap<string, Sheet>
  /** Defined name to the place it refers to, as written (`'Sheet'!$B$8`). */
  readonly names: ReadonlyMap<string, string>
}

/** The parts of a package that hold all this. */
export const workbookParts =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/

const MOST_CELLS = 100_000

/** Parts to workbook; UnreadableDocument for parts that are none or hold too much. */
export function workbookFrom(parts: ReadonlyMap<string, string>): Workbook {
  const { names, sheets } = indexOf(part(parts, 'xl/workbook.xml'))
  const targets = targetsOf(part(parts, 'xl/_rels/workbook.xml.rels'))
  const strings = stringsOf(parts.get('xl/sharedStrings.xml'))
  const kinds = kindsOf(parts.get('xl/styles.xml'))
  const read = new Map<string, Sheet>()
  let count = 0
  for (const { name, id, hidden } of sheets) {
    const target = targets.get(id)
    // A sheet that is a chart has no cells and is none of the parts read.
    const xml = target?.startsWith('xl/worksheets/') ? part(parts, target) : '<worksheet/>'
    const sheet = sheetIn(xml, strings, kinds, hidden)
    count += sheet.cells.size
    if (count > MOST_CELLS) throw tooMuch()
    read.set(name, sheet)
  }
  return { sheets: read, names }
}

function part(parts: ReadonlyMap<string, string>, path: string): string {
  const xml = parts.get(path)
  if (xml === undefined) throw incomplete(path)
  return xml
}

function indexOf(xml: string) {
  const sheets: { name: string; id: string; hidden: boolean }[] = []
  const names = new Map<string, string>()
  let name: string | undefined
  let refers = ''
  walkUnprefixed(xml, {
    open(tag, attributes) {
      const { 'r:id': id = '', name: named = '', localSheetId, state = '' } = attributes
      if (tag === 'sheet') sheets.push({ name: named, id, hidden: /^(very)?hidden$/i.test(state) })
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

const incomplete = (path: string) =>
  new UnreadableDocument('damaged', {
    zh: `工作簿不完整（缺少 ${path}），请重新保存后提交`,
    en: `The workbook is incomplete (it lacks ${path}): save it anew and send it again`,
  })
const tooMuch = () =>
  new UnreadableDocument('too-large', {
    zh: `工作簿的单元格超过 ${MOST_CELLS} 个，不能读取`,
    en: `The workbook has more than ${MOST_CELLS} cells and is not read`,
  })
