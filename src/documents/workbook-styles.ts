import { walkUnprefixed } from './xml.ts'

/**
 * What a number is shown as. A date was typed as one or made one by the program; 50% is 0.5; a
 * scaled one is shown in thousands or 万 and kept in ones; a struck one no longer holds.
 */
export type NumberKind = 'number' | 'date' | 'percent' | 'scaled' | 'struck'

/** For each cell style, as what its numbers are shown. */
export function kindsOf(xml: string | undefined): readonly NumberKind[] {
  const kinds: NumberKind[] = []
  const formats = new Map<string, string>()
  const struck: boolean[] = []
  let within = ''
  if (xml === undefined) return kinds
  walkUnprefixed(xml, {
    open(tag, attributes, parent) {
      const { numFmtId = '0', formatCode = '', fontId = '0', val = '1' } = attributes
      if (tag === 'numFmt') formats.set(numFmtId, formatCode)
      if (tag === 'cellXfs' || tag === 'fonts') within = tag
      if (tag === 'font' && parent === 'fonts') struck.push(false)
      if (tag === 'strike' && within === 'fonts')
        struck[struck.length - 1] = val !== '0' && val !== 'false'
      if (tag === 'xf' && within === 'cellXfs')
        kinds.push(
          struck[Number(fontId)] ? 'struck' : numberKindOf(Number(numFmtId), formats.get(numFmtId)),
        )
    },
    close(tag) {
      if (tag === within) within = ''
    },
  })
  return kinds
}

/** As what a number format shows a number: one of the built-in ids, or a code of its own. */
export function numberKindOf(id: number, code = ''): NumberKind {
  // A point written as a letter, or a comma after the last digit, shows another number than is kept.
  if (/[!\\]\.|"\."|[0#?],+(?![0#?,])/.test(code.replace(/\[[^\]]*\]/g, ''))) return 'scaled'
  const signs = code.replace(/"[^"]*"|[\\!_*].|\[[^\]]*\]/g, '')
  if (id === 9 || id === 10 || signs.includes('%')) return 'percent'
  const dated = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58)
  return id !== 48 && id !== 49 && (dated || /[ymdhs]/i.test(signs)) ? 'date' : 'number'
}
