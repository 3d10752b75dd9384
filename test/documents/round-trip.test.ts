import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { printReport, readDocument, stopThreads } from '../../src/documents/index.ts'
import { excelType, htmlType, wordType } from '../../src/documents/media-types.ts'
import { type Cell, cellsOf } from '../../src/formats/cells.ts'
import type { Format, Prose } from '../../src/formats/format.ts'
import { formats } from '../../src/formats/index.ts'
import { contentOf } from '../../src/reports/content.ts'
import type { CellValue, Report } from '../../src/reports/report.ts'
import { yearOf } from '../fixtures/report.ts'

/** What we print we read back to the same report, in every medium. */

t.teardown(stopThreads)

const AGENCY = '云溪县档案局'

const cellValue = (cell: Cell): fc.Arbitrary<CellValue> =>
  fc.oneof(
    fc.constantFrom<CellValue>(null, 'n/a', 0),
    fc.integer({ min: cell.signed ? -5 : 0, max: 12 }),
    fc.integer({ min: cell.signed ? -2e9 : 0, max: 2e9 }),
  )

/** Sentences such as offices write, with what is special in one medium or another. */
const sentence = fc
  .array(
    fc.constantFrom(
      ...'全年 公开 信息 37条 （其中 政策解读6条） “一网通办” <附件> A&B 100% 3.5万元 2024年 、 ， ； 《条例》'.split(
        ' ',
      ),
      '=1+1',
      '𠮷',
      '1.',
      '（一）',
    ),
    { minLength: 2, maxLength: 9 },
  )
  .map((words) => `本${words.join('')}。`)

const passage = fc.array(sentence, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'))

/** The parts of section one either all name themselves or none: what a real report does. */
const parts = (section: Prose, address: string): fc.Arbitrary<Record<string, string | null>> =>
  fc
    .record({
      intro: fc.option(passage),
      parts: fc.tuple(...(section.parts ?? []).map(() => fc.option(passage))),
    })
    .map(({ intro, parts }) => ({
      [`${address}.intro`]: intro,
      ...Object.fromEntries(
        (section.parts ?? []).map(({ id }, i) => [`${address}.${id}`, parts[i] ?? null]),
      ),
    }))

const narrative = (format: Format): fc.Arbitrary<Record<string, string | null>> => {
  const prose = format.sections.filter((section) => section.kind === 'prose')
  const all = prose.map((section): fc.Arbitrary<Record<string, string | null>> => {
    const address = `narrative.${section.id}`
    if (section.parts !== undefined) return parts(section, address)
    return fc.option(passage).map((text) => ({ [address]: text }))
  })
  return fc
    .tuple(
      fc.option(passage).map((text) => ({ 'narrative.preamble': text })),
      ...all,
    )
    .map((texts) => Object.assign({}, ...texts) as Record<string, string | null>)
}

const report = (format: Format): fc.Arbitrary<Report> => {
  const year = yearOf(format)
  return fc.record(
    {
      format: fc.constant(format),
      title: fc.constant(`${AGENCY}${year}年政府信息公开工作年度报告`),
      period: fc.option(fc.constant({ from: `${year}-01-01`, to: `${year}-12-31` })),
      narrative: narrative(format),
      cells: fc.tuple(...cellsOf(format).map(cellValue)),
    },
    { noNullPrototype: true },
  )
}

for (const format of formats) {
  for (const mediaType of [htmlType, wordType, excelType]) {
    t.test(`a report of ${format.version} in ${mediaType}`, async () => {
      await fc.assert(
        fc.asyncProperty(report(format), async (printed) => {
          const about = { agency: AGENCY, year: yearOf(format) }
          const reading = await readDocument(
            await printReport(printed, about, mediaType),
            mediaType,
          )
          deepStrictEqual(reading.refused, [])
          deepStrictEqual(contentOf(reading.report), contentOf(printed))
          deepStrictEqual([reading.agency, reading.year], [AGENCY, about.year])
          deepStrictEqual(reading.oddities, [])
        }),
        { numRuns: 6, endOnFailure: true },
      )
    })
  }
}
