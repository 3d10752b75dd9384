import { type Cell, type CellTerm, cellsOf, type Identity } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { columnName, rowName, rowNumber, runEnd } from '../formats/names.ts'
import { wanOf } from '../reports/money.ts'
import type { Reckoning } from '../reports/reckoning.ts'
import type { Language, Text } from '../reports/text.ts'
import { diagnosisOf } from './diagnosis.ts'
import type { Defect, Subject } from './rule.ts'
import { tableText } from './table-text.ts'

/**
 * The broken identities of one kind, whatever the format calls its rows. Uses the messages
 * `default` and `notAssessable` of the rule, and fills `{line}`, `{whole}`, `{parts}`, `{left}`,
 * `{right}`, `{difference}`, `{blanks}`; `{table}`, `{count}` for what cannot be assessed.
 */
export function* breaches(subject: Subject, kind: Identity['kind']): Generator<Defect> {
  const { format } = subject.report
  const { reckonings, suspects } = diagnosisOf(subject)
  const open = new Map<string, Set<string>>()
  const unsettled = reckonings.filter(
    ({ identity, verdict }) => identity.kind === kind && verdict !== 'holds',
  )
  for (const reckoning of unsettled) {
    const { identity, blanks, unknown, verdict } = reckoning
    const cell = identity.left[0]?.cell
    if (cell === undefined) continue
    if (verdict === 'broken') {
      const at = addressesIn(identity)
      const its = suspects.filter((suspect) => at.includes(suspect.at))
      yield { ...breach(format, cell, reckoning), at, ...(its.length > 0 && { suspects: its }) }
    } else if (blanks.length > 0 && !unknown) {
      const known = open.get(cell.table) ?? new Set()
      open.set(cell.table, known)
      for (const blank of blanks) known.add(blank.cell.address)
    }
  }
  for (const [table, addresses] of open) {
    yield {
      message: 'notAssessable',
      notAssessable: true,
      at: wholly(subject, table) ? [table] : [...addresses],
      values: { table: tableText(format, table), count: addresses.size },
    }
  }
}

function breach(format: Format, cell: Cell, { identity, left, right, blanks, unknown }: Reckoning) {
  const scale = cell.unit === 'fen' ? wanOf : Number
  const inRow = [...identity.left, ...identity.right].every((term) => term.cell.row === cell.row)
  const name = inRow ? columnName : rowNumber
  return {
    left: scale(left),
    right: scale(right),
    values: {
      table: tableText(format, cell.table),
      line: inRow ? rowName(cell) : columnText(cell),
      whole: sideName(identity.left, name),
      parts: sideName(identity.right, name),
      difference: scale(Math.abs(left - right)),
      blanks: unknown ? LAST_YEAR_UNKNOWN : blanks.length > 0 ? BLANKS_COUNTED : '',
    },
  }
}

const BLANKS_COUNTED: Text = {
  zh: '（空白按0计；空白处无论填何数均不能使等式成立）',
  en: ' (blanks counted as 0; no figure in their place makes it hold)',
}

const LAST_YEAR_UNKNOWN: Text = {
  zh: '（没有可比的上年年报，上年数按0计；上年无论为何数均不能使等式成立）',
  en: ' (no report of last year compares: its figure counted as 0, and none in its place makes it hold)',
}

const LAST_YEARS: Text = { zh: '上年', en: 'last year’s ' }

const columnText = (cell: Cell): Text => ({
  zh: `${columnName(cell)}列`,
  en: `column ${columnName(cell)}`,
})

/** 三（七）＋四; a long run of parts is named by its first and last: 三（一）至三（六）各项. */
function sideName(terms: readonly CellTerm[], name: (cell: Cell) => string): Text {
  const named = ({ cell, lastYear }: CellTerm, language: Language) =>
    (lastYear ? LAST_YEARS[language] : '') + name(cell)
  const [first, last] = [terms[0], terms.at(-1)]
  if (terms.length > MOST_NAMED && first !== undefined && last !== undefined) {
    const end = runEnd(first.cell, last.cell)
    return { zh: `${named(first, 'zh')}至${end}各项`, en: `${named(first, 'en')} to ${end}` }
  }
  const side = (language: Language) => terms.map((term) => named(term, language)).join('＋')
  return { zh: side('zh'), en: side('en') }
}

/** So many parts are named one by one. */
const MOST_NAMED = 6

/** The cells of this report that take part, each once. */
const addressesIn = ({ left, right }: Identity): string[] =>
  [...left, ...right].filter((term) => !term.lastYear).map(({ cell }) => cell.address)

/** Is nothing at all stated in the table? Then its address says it better than each of its cells. */
const wholly = ({ report }: Subject, table: string): boolean =>
  cellsOf(report.format).every((cell) => cell.table !== table || report.cells[cell.index] == null)
