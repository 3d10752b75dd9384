import { type Cell, cellAtAddress } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { cellName, columnName, groupName, rowNumber, runEnd } from '../formats/names.ts'
import type { Claim } from '../narrative/claim.ts'
import { addressesOf, tableFigure } from '../narrative/table-figure.ts'
import type { Text } from '../reports/text.ts'
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

/** 表三 一、本年新收…／总计; of a sum of many cells their group, or the first and the last. */
function cellsText(format: Format, addresses: readonly string[]) {
  const cells = addresses.flatMap((address) => cellAtAddress(format, address) ?? [])
  const [first] = cells
  if (first === undefined) return ''
  const last = cells.at(-1) ?? first
  const table = tableText(format, first.table)
  if (cells.length <= MOST_NAMED) {
    const names = cells.map(cellName).join('、')
    return { zh: `${table.zh} ${names}`, en: `${table.en}, ${names}` }
  }
  const { zh, en } = runText(cells, first, last)
  return { zh: `${table.zh} ${zh}`, en: `${table.en}, ${en}` }
}

/** 三（三）不予公开各项／总计, where the cells are one column of several rows. */
function runText(cells: readonly Cell[], first: Cell, last: Cell): Text {
  const [from, to] = [rowNumber(first), runEnd(first, last)]
  if (cells.some(({ column }) => column !== first.column)) {
    return { zh: `${cellName(first)}至${cellName(last)}`, en: `${from} to ${to}` }
  }
  const [group, column] = [groupName(cells), columnName(first)]
  return {
    zh: `${group ?? `${from}至${to}`}各项／${column}`,
    en: `${group ?? `${from} to ${to}`}, ${column}`,
  }
}

/** So many cells are named one by one. */
const MOST_NAMED = 2

const shown = (quote: string): string => (quote.length > 80 ? `${quote.slice(0, 80)}…` : quote)
