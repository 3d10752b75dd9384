import { cellsOf } from '../../formats/cells.ts'
import type { Format, Section } from '../../formats/format.ts'
import { formatDueFor, formatOf, formats } from '../../formats/index.ts'
import { passagesOf } from '../../formats/passages.ts'
import type { CellValue, Report } from '../../reports/report.ts'
import { type Reading, type Refusal, UnreadableDocument } from '../reading.ts'
import { isEmbedded } from './embedded.ts'
import { cutAtHeadings } from './headings.ts'
import { lostHeadings } from './lost-headings.ts'
import { odditiesIn } from './oddities.ts'
import type { Line, Paper } from './paper.ts'
import { partsIn, proseOf } from './parts.ts'
import { periodIn } from './period.ts'
import { periodBeside } from './period-beside.ts'
import { type Sections, sectionsIn } from './sections.ts'
import { withoutSerials } from './serials.ts'
import { oneByOne } from './side-by-side.ts'
import { tablesIn } from './tables.ts'
import { titleIn } from './title.ts'

/** Several times the lines, cells and characters of the longest report. */
const MOST_PIECES = 10_000
const MOST_CHARACTERS = 1_500_000

/** Understands a paper as a report, whatever medium it came from. Fills nothing in. */
export function interpret(paper: Paper): Reading {
  const pieces = paper.lines.flatMap((line) => line.pieces)
  const characters = pieces.reduce((sum, { text }) => sum + text.length, 0)
  if (pieces.length > MOST_PIECES || characters > MOST_CHARACTERS) throw tooLong()
  const lines = withoutSerials(oneByOne(cutAtHeadings(paper.lines)))
  const sections = sectionsIn(lines)
  const title = titleIn(sections.headings.length > 0 ? sections.opening : lines.slice(0, 20))
  const dated = periodIn(narrativeLines(sections))
  const year = title?.year ?? yearOf(dated.period)
  const beside = dated.refused.length === 0 ? periodBeside(paper.properties, year) : null
  const tables = tablesIn(lines, sections, (year && formatDueFor(year)?.version) || latest)
  if (title === undefined && sections.headings.length === 0 && tables.length === 0) throw noReport()
  const decided =
    tables.find(({ found }) => found?.certain)?.found ?? tables.find((t) => t.found)?.found
  const format = decided?.form.format ?? formatOf((year && formatDueFor(year)?.version) || latest)
  if (format === undefined) throw noReport()
  const cells = tables.flatMap((table) => table.cells)
  const values = new Map<string, CellValue>(cells.map(({ at, value }) => [at, value]))
  const report: Report = {
    format,
    title: title?.title ?? null,
    period: dated.period ?? beside,
    narrative: narrativeOf(format, sections, title?.title),
    cells: cellsOf(format).map(({ address }) => values.get(address) ?? null),
  }
  return {
    mediaType: paper.mediaType,
    report,
    agency: title?.agency ?? null,
    year: year ?? null,
    formatByTable: Object.fromEntries(
      tables.flatMap(({ id, found }) =>
        found ? [[id, found.certain ? found.form.format.version : format.version]] : [],
      ),
    ),
    cells,
    refused: [
      ...dated.refused,
      ...lostHeadings(sections),
      ...tables.flatMap((table) => table.refused),
      ...(tables.length + sections.headings.length === 0 ? unread(lines) : []),
    ],
    headings: sections.headings.map(({ section, text, source }) => ({ section, text, source })),
    oddities: odditiesIn(report, sections, tables),
  }
}

/** Where there is nothing but a title, a picture or an embedded file is the report. */
const unread = (lines: readonly Line[]): readonly Refusal[] =>
  lines
    .flatMap(({ pieces }) => pieces.filter(isEmbedded))
    .slice(0, 1)
    .flatMap(({ source, doubt }) => (doubt ? [{ source, reason: doubt }] : []))

const latest = formats.at(-1)?.version ?? ''

const yearOf = (period: { from: string; to: string } | null): number | undefined =>
  period !== null && period.from.slice(0, 4) === period.to.slice(0, 4)
    ? Number(period.from.slice(0, 4))
    : undefined

const narrativeLines = ({ opening, linesOf }: Sections): readonly Line[] =>
  [...opening, ...(linesOf.get('overview') ?? [])].filter(({ kind }) => kind === 'prose')

function narrativeOf(
  format: Format,
  { opening, linesOf }: Sections,
  title: string | undefined,
): Readonly<Record<string, string | null>> {
  const texts = new Map<string, string>([
    ['narrative.preamble', textOf(afterTitle(opening, title))],
  ])
  for (const section of format.sections) {
    if (section.kind === 'table') continue
    for (const [address, text] of passagesIn(section, linesOf.get(section.id) ?? []))
      texts.set(address, text)
  }
  return Object.fromEntries(
    passagesOf(format).map(({ address }) => [address, texts.get(address) || null]),
  )
}

function passagesIn(
  section: Section,
  lines: readonly Line[],
): readonly (readonly [string, string])[] {
  const address = `narrative.${section.id}`
  const parts = section.kind === 'prose' ? section.parts : undefined
  if (parts === undefined) return [[address, textOf(lines)]]
  return [...partsIn(lines, parts)].map(([part, text]) => [`${address}.${part}`, text] as const)
}

const textOf = (lines: readonly Line[]): string =>
  lines
    .map(proseOf)
    .filter((text) => text !== '')
    .join('\n')

/** The lines after the title's last one. */
function afterTitle(lines: readonly Line[], title: string | undefined): readonly Line[] {
  if (title === undefined) return lines
  const ends = lines.findLastIndex((line) => {
    const text = proseOf(line).replace(/\s/g, '')
    return text !== '' && title.endsWith(text)
  })
  return lines.slice(ends + 1)
}

const noReport = () =>
  new UnreadableDocument('not-a-report', {
    zh: '内容中没有政府信息公开工作年度报告的任何标题或表格',
    en: 'None of the headings and tables of an annual report on information disclosure is in it',
  })

const tooLong = () =>
  new UnreadableDocument('too-large', {
    zh: `内容超过 ${MOST_PIECES} 行（格）或 ${MOST_CHARACTERS} 字，不是一份年度报告`,
    en: `More than ${MOST_PIECES} lines and cells or ${MOST_CHARACTERS} characters: no annual report`,
  })
