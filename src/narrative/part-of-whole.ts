import type { Phrase } from '../formats/phrases.ts'
import type { Setting } from './context.ts'
import type { Reading } from './reading.ts'
import { tableFigure } from './table-figure.ts'
import type { Token } from './tokens.ts'
import { isCaseUnit } from './units.ts'

/** 区政府本级受理97件，占全区9.3%: what is a share of a whole is not the whole. */
export function isShare({ tokens }: Reading, number: Token): boolean {
  const at = tokens.indexOf(number)
  return tokens[at + 1]?.kind === 'stop' && tokens[at + 2]?.kind === 'share'
}

/** 全市受理514件，其中市局186件: the table's own figure stands in the sentence beside it. */
export const standsBesideOwn = (
  { report }: Setting,
  { tokens }: Reading,
  number: Token,
  { means }: Phrase,
): boolean =>
  means.some((measures) => {
    const figure = tableFigure(report, measures)
    return tokens.some(
      (token) =>
        token !== number &&
        'value' in figure &&
        isCaseUnit(token.numeral?.unit ?? '') &&
        token.numeral?.value === figure.value,
    )
  })
