import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { type Reading, readDocument } from '../../src/documents/index.ts'
import { check } from '../../src/rules/check.ts'
import { projectFile } from './shared.ts'

const form = readFileSync(projectFile('test/fixtures/layouts/01-tabs-and-bookmarks.txt'), 'utf8')
const PLACE = '本局照章办理，记录在册。'

/** The form with prose of its own in each part of section one. */
const reportWith = (prose: readonly string[]): string => {
  let part = 0
  return form.replaceAll(PLACE, () => prose[part++] ?? PLACE)
}

const read = (text: string): Promise<Reading> => readDocument(Buffer.from(text), 'text/plain')

/** Cuts lines of prose at so many columns, never before a sign or within a number. */
const cutAt = (columns: number, text: string, eol = '\n'): string =>
  text
    .split('\n')
    .map((line) => (line.includes('\t') ? line : pieces(line, columns).join(eol)))
    .join(eol)

function pieces(line: string, columns: number): string[] {
  const cut: string[] = ['']
  for (const part of line.match(/(?:[\d.]+|[^\d.])[，。、；：）”]*/g) ?? []) {
    const last = cut.at(-1) ?? ''
    if (widthOf(last) + widthOf(part) <= columns) cut[cut.length - 1] = last + part
    else cut.push(part)
  }
  return cut
}

const widthOf = (text: string): number => text.length + text.replace(/[\d.]/g, '').length

/** A break behind a sentence changes nothing that is read in it. */
const sentences = (text: string | null | undefined) => text?.replace(/(?<=[。；：])\n/g, '')

const clauses = fc.constantFrom(
  '按照目录逐项公开本单位履职信息',
  '由专人复核后发布在门户网站',
  '并按季度检查更新情况',
  '组织业务培训两次',
  '对照清单查找薄弱环节',
  '逐条答复群众留言',
)
const paragraph = fc
  .array(fc.array(clauses, { minLength: 2, maxLength: 5 }), { minLength: 4, maxLength: 8 })
  .map((said) => said.map((some) => `${some.join('，')}。`).join(''))

t.test('text cut at any width is read as the text that was not cut', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(paragraph, { minLength: 5, maxLength: 5 }),
      fc.integer({ min: 48, max: 160 }),
      fc.constantFrom('\n', '\r\n'),
      async (prose, columns, eol) => {
        const text = reportWith(prose)
        const [whole, cut] = [await read(text), await read(cutAt(columns, text, eol))]
        const told = Object.entries(whole.report.narrative)
        return (
          JSON.stringify(cut.report.cells) === JSON.stringify(whole.report.cells) &&
          told.every(([at, said]) => sentences(cut.report.narrative[at]) === sentences(said))
        )
      },
    ),
    { numRuns: 60 },
  ),
)

t.test('a figure is found in a sentence that was cut', async (t) => {
  const long = '按照目录逐项公开本单位履职信息，由专人复核后发布在门户网站，并按季度检查更新情况，'
  const prose = [1, 2, 3, 4, 5].map(
    (i) => `${long}${i === 2 ? '全年共收到政府信息公开申请9999件' : '组织培训'}。`,
  )
  const found = async (text: string) => {
    const { report } = await read(text)
    return check({ report, year: 2024 })
      .filter(({ rule }) => rule === 'narrative-contradicts-table')
      .map(({ left, right }) => [left, right])
  }
  const whole = await found(reportWith(prose))
  t.equal(whole.length, 1)
  for (const columns of [48, 60, 70]) t.same(await found(cutAt(columns, reportWith(prose))), whole)
})

t.test('lines that are not cut are left alone', async (t) => {
  const lines = async (said: readonly string[]) => {
    const { report } = await read(reportWith([`如下。\n${said.join('\n')}`]))
    return report.narrative['narrative.overview.proactive']?.split('\n').slice(1)
  }
  const items = ['一是公开目录。', '二是公开指南。', '三是公开年报。', '四是公开预算。']
  t.same(await lines(items), items)
  const rows = [1, 2, 3, 4, 5].map((i) => `全年通过门户网站和政务新媒体公开各类信息的数量 ${i} 1 2`)
  t.same(await lines(rows), rows)
  const numbers = [1, 2, 3, 4].map(
    (i) => `${i}全年通过门户网站和政务新媒体公开各类信息的数量达到${i}`,
  )
  t.same(await lines(numbers), numbers, 'what two digits that meet say cannot be told')
})
