import { raised } from './read/marks.ts'
import { type Listener, walkUnprefixed } from './xml.ts'

/** The texts that the cells of a workbook share, in their order. */
export function stringsOf(xml: string | undefined): readonly string[] {
  const strings: string[] = []
  if (xml === undefined) return strings
  const rich = richText()
  walkUnprefixed(xml, {
    open(tag, attributes, parent) {
      if (tag === 'si') rich.begin()
      else rich.open(tag, attributes, parent)
    },
    text: rich.text,
    close(tag) {
      if (tag === 'si') strings.push(rich.whole())
      else rich.close(tag)
    },
  })
  return strings
}

/** Gathers a text from its runs, as they are walked over. */
export interface RichText extends Required<Listener> {
  begin(): void
  whole(): string
}

/**
 * The text of `si` and `is` (ECMA-376 part 1, 18.4.8). What is struck out in it is none of it, as
 * in every medium; digits above the line are the marks of notes; phonetic runs are not read out.
 */
export function richText(): RichText {
  let [inside, phonetic, struck, above] = [false, false, false, false]
  let string = ''
  return {
    begin() {
      inside = phonetic = struck = above = false
      string = ''
    },
    open(tag, { val = '1' }, parent) {
      if (tag === 'r') struck = above = false
      if (tag === 'rPh') phonetic = true
      if (tag === 'strike' && parent === 'rPr') struck = val !== '0' && val !== 'false'
      if (tag === 'vertAlign' && parent === 'rPr') above = val !== 'baseline'
      inside = tag === 't' && !phonetic && !struck
    },
    text(text) {
      if (inside) string += above ? raised(text) : text
    },
    close(tag) {
      inside = false
      if (tag === 'rPh') phonetic = false
    },
    whole: () => decoded(string),
  }
}

/** ECMA-376 part 1, 22.4.2.4: `_x000D_` stands for the character of that code. */
const decoded = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
