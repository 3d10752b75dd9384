import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { type Reading, readDocument } from '../../src/documents/index.ts'
import { format2019 } from '../../src/formats/2019.ts'
import { format2021 } from '../../src/formats/2021.ts'
import { cellsOf } from '../../src/formats/cells.ts'
import type { Format } from '../../src/formats/format.ts'
import type { CellValue } from '../../src/reports/report.ts'
import { type Layout, layouts } from '../fixtures/layouts.ts'
import { projectFile } from './shared.ts'

const folder = projectFile('test/fixtures/layouts')
const read = (file: string): Promise<Reading> =>
  readDocument(
    readFileSync(join(folder, file)),
    file.endsWith('.html') ? 'text/html' : 'text/plain',
  )

for (const layout of layouts) {
  t.test(`${layout.file}: right in every cell or refused, none guessed`, async (t) => {
    const { report, cells, refused } = await read(layout.file)
    const got = cells.map(({ at, value }) => [at, value] as const).filter(isStated)
    const stated = [...statedBy(layout, report.format)].filter(isStated)
    t.strictSame(Object.fromEntries(got), Object.fromEntries(stated), 'the figures')
    const places = refused.flatMap(({ at }) => (at === undefined ? [] : [at]))
    t.same(new Set(places), new Set(cellsNamed(layout.refused ?? [], report.format)), 'refused')
    t.equal(refused.length - places.length, layout.stray ?? 0, 'places that are no cell')
    for (const { source } of refused) t.ok(source.end > source.start && source.line, 'a place')
  })
}

t.test('two reports in one document are refused', async (t) => {
  await t.rejects(read('19-two-reports.txt'), { code: 'several-reports' })
})

t.test('what is odd is noted for the rules', async (t) => {
  const kinds = async (file: string) => new Set((await read(file)).oddities.map(({ kind }) => kind))
  t.same(await kinds('01-tabs-and-bookmarks.txt'), new Set(['numbering', 'debris']))
  t.same(await kinds('14-header-letters-lost.txt'), new Set(['label']))
  t.ok((await kinds('26-numbers.txt')).has('number'))
  t.same(await kinds('05-compact-pipes.txt'), new Set())
})

const isStated = ([, value]: readonly [string, CellValue]) => value !== null

/** Rows of figures spread over the cells they stand for. */
function statedBy({ rows }: Layout, format: Format): ReadonlyMap<string, CellValue> {
  const wan = (address: string) => (address.endsWith('amount') ? 1_000_000 : 1)
  if (rows === '2021') {
    return new Map(cellsOf(format2021).map((c) => [c.address, (c.index + 1) * wan(c.address)]))
  }
  if (rows === '2019 with blanks') {
    const blank = (at: string, n: number) =>
      at.startsWith('applications') && (at.endsWith('.total') || n % 3 === 0)
    return new Map(
      cellsOf(format2019).map(({ address, index }) => [
        address,
        blank(address, index + 1) ? null : address.endsWith('amount') ? 25_100_000 : index + 1,
      ]),
    )
  }
  return new Map(
    Object.entries(rows).flatMap(([row, values]) =>
      cellsNamed([row], format).map((at, i) => [at, values[i] ?? null] as const),
    ),
  )
}

/** The cells at or under the addresses. */
const cellsNamed = (addresses: readonly string[], format: Format): readonly string[] =>
  addresses.flatMap((address) => {
    const cells = cellsOf(format).map((cell) => cell.address)
    const under = cells.filter((at) => at === address || at.startsWith(`${address}.`))
    return under.length > 0 ? under : [address]
  })
