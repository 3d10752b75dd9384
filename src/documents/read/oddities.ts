import type { Oddity } from '../../reports/oddity.ts'
import type { Report } from '../../reports/report.ts'
import { numberOf } from './headings.ts'
import { debrisIn } from './normalise.ts'
import type { Sections } from './sections.ts'
import type { NamedTable } from './tables.ts'
import { leftovers } from './wording.ts'

/** What was noticed and is left to the rules: numbering, debris, labels, numbers, a mixed form. */
export const odditiesIn = (
  report: Report,
  sections: Sections,
  tables: readonly NamedTable[],
): readonly Oddity[] => [
  ...misnumbered(report, sections),
  ...debrisInProse(report),
  ...tables.flatMap((table) => [
    ...debrisInTable(table),
    ...otherForm(report, table),
    ...table.oddities,
  ]),
]

function* misnumbered(report: Report, { headings }: Sections): Generator<Oddity> {
  for (const { section: id, number, text } of headings) {
    const section = report.format.sections.find((one) => one.id === id)
    if (section === undefined || number === numberOf(section.heading)) continue
    const at = section.kind === 'prose' && section.parts === undefined ? `narrative.${id}` : id
    yield { kind: 'numbering', at, quote: text, expected: section.heading }
  }
}

function* debrisInProse({ narrative }: Report): Generator<Oddity> {
  for (const [passage, text] of Object.entries(narrative)) {
    for (const { quote, start, end } of debrisIn(text ?? '')) {
      yield { kind: 'debris', at: { passage, start, end }, quote }
    }
  }
}

function* debrisInTable({ id, lines }: NamedTable): Generator<Oddity> {
  for (const { text } of lines.flatMap(({ pieces }) => pieces)) {
    for (const { quote } of debrisIn(text)) yield { kind: 'debris', at: id, quote }
    if (leftovers.some((words) => text.includes(words)))
      yield { kind: 'debris', at: id, quote: text }
  }
}

/** A table printed in another form than the report's. */
function* otherForm({ format }: Report, { id, found }: NamedTable): Generator<Oddity> {
  if (!found?.certain || found.form.format === format) return
  yield { kind: 'format', at: id, quote: found.form.format.order, expected: format.order }
}
