import { cellAtAddress } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { cellName } from '../formats/names.ts'
import type { Claim } from '../narrative/claim.ts'
import { addressesOf, tableFigure } from '../narrative/table-figure.ts'
import { claimsOf } from './claims-of.ts'
import type { Defect, Subject } from './rule.ts'
import { tableText } from './table-text.ts'

/** More sentences than this are counted, but not listed. */
const MOST_PLACES = 20

/**
 * What the narrative states wrongly, of some kinds of claim; and, in one defect, the claims that
 * cannot be judged because the cells they speak of are blank. Fills `{quote}`, `{left}`,
 * `{right}`, `{cells}`; `{count}` for what cannot be assessed.
 */
export function* contradictions(
  subject: Subject,
  kinds: readonly Claim['kind'][],
): Generator<Defect> {
  const { format } = subject.report
  const blind: Claim[] = []
  for (const claim of claimsOf(subject)) {
    if (!kinds.includes(claim.kind)) continue
    const { passage, start, end, quote, cells, figures, left, right } = claim
    if (claim.reason === 'notStated') blind.push(claim)
    if (claim.verdict !== 'contradicted') continue
    yield {
      ...(claim.kind === 'share' && { message: 'share' }),
      // 全市, 本机关: the sentence may well count something else than the tables do.
      ...((claim.softened || claim.relation === 'atMost') && { severity: 'info' }),
      at: [{ passage, start, end }, ...cells],
      quote,
      ...(left !== undefined && { left }),
      ...(right !== undefined && { right }),
      values: {
        quote: shown(quote),
        cells: cellsText(format, comparedWith(subject, claim)),
        unit: figures.some(({ unit }) => unit === '%') ? '%' : '',
      },
    }
  }
  if (blind.length > 0) {
    yield {
      message: 'notAssessable',
      notAssessable: true,
      at: blind.slice(0, MOST_PLACES).map(({ passage, start, end }) => ({ passage, start, end })),
      fact: blind.map(({ quote }) => quote).join('\n'),
      values: { count: blind.length },
    }
  }
}

/** Of the sums a sentence may mean, the cells of the one it was found to differ from. */
function comparedWith({ report }: Subject, { readings, cells, right }: Claim): readonly string[] {
  const meant = readings.find((measures) => {
    const figure = tableFigure(report, measures)
    return 'value' in figure && figure.value === right
  })
  return meant === undefined ? cells : addressesOf(report, meant)
}

/** 表三 一、本年新收…／总计; of a sum of many cells the first and the last. */
function cellsText(format: Format, addresses: readonly string[]) {
  const cells = addresses.flatMap((address) => cellAtAddress(format, address) ?? [])
  const [first] = cells
  if (first === undefined) return ''
  const names = cells.map(cellName)
  const name = names.length > 3 ? `${names[0]}至${names.at(-1)}` : names.join('、')
  const table = tableText(format, first.table)
  return { zh: `${table.zh} ${name}`, en: `${table.en}, ${name}` }
}

const shown = (quote: string): string => (quote.length > 80 ? `${quote.slice(0, 80)}…` : quote)
