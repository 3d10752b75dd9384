import { walkUnprefixed } from './xml.ts'

/** What a number is shown as. A date was typed as one or made one by the program; 50% is 0.5. */
export type NumberKind = 'number' | 'date' | 'percent'

/** For each cell style, whether its numbers are shown as numbers, dates or percentages. */
export function kindsOf(xml: string | undefined): readonly NumberKind[] {
  const kinds: NumberKind[] = []
  const formats = new Map<string, string>()
  let inside = false
  if (xml === undefined) return kinds
  walkUnprefixed(xml, {
    open(tag, { numFmtId = '0', formatCode = '' }) {
      if (tag === 'numFmt') formats.set(numFmtId, formatCode)
      if (tag === 'cellXfs') inside = true
      if (tag === 'xf' && inside) kinds.push(kindOf(Number(numFmtId), formats.get(numFmtId)))
    },
    close(tag) {
      if (tag === 'cellXfs') inside = false
    },
  })
  return kinds
}

function kindOf(id: number, code?: string): NumberKind {
  const signs = (code ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
  if (id === 9 || id === 10 || signs.includes('%')) return 'percent'
  const dated = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58)
  return id !== 48 && id !== 49 && (dated || /[ymdhs]/i.test(signs)) ? 'date' : 'number'
}
