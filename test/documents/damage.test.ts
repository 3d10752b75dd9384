import fc from 'fast-check'
import t from 'tap'
import { readDocument } from '../../src/documents/index.ts'
import { cellsOf } from '../../src/formats/cells.ts'
import { formats } from '../../src/formats/index.ts'
import {
  asHtml,
  distinct,
  gridOf,
  ledByTabs,
  oneALine,
  type Printed,
  piped,
  report,
} from './press.ts'

type Rows = readonly (readonly Printed[])[]
const joinedBy = (cell: string, end: string, row: string) => (rows: Rows) =>
  rows.map((cells) => cells.map(({ text }) => text).join(cell) + end).join(row)

const shapes: Readonly<Record<string, (rows: Rows) => string>> = {
  'cells led by tabs': ledByTabs,
  'one cell a line': oneALine,
  'pipes around cells': piped,
  'pipes between cells': joinedBy(' | ', ' |', '\n'),
  'a pipe after each line': joinedBy(' |\n', ' |', '\n'),
  spaces: joinedBy(' ', '', '\n'),
  'a web page': asHtml,
}

const isFigure = ({ text }: Printed) => /^\d+$/.test(text)
const blank = (cell: Printed): Printed => ({ ...cell, text: '' })

/** What copying does to a row; each leaves the rows it makes of one. */
const damages: Readonly<Record<string, (row: readonly Printed[], at: number) => Rows>> = {
  'loses a cell': (row, at) => [row.filter((_, i) => i !== at % row.length)],
  'blanks a cell': (row, at) => [
    row.map((cell, i) => (i === at % row.length ? blank(cell) : cell)),
  ],
  'loses the row': () => [],
  'loses the label': (row) => [row.filter(isFigure)],
  'blanks the figures': (row) => [row.map((cell) => (isFigure(cell) ? blank(cell) : cell))],
  'loses a letter': (row, at) => [
    row.map((cell, i) =>
      i === at % row.length && !isFigure(cell)
        ? { ...cell, text: cell.text.replace(/(..)./, '$1') }
        : cell,
    ),
  ],
  'adds a row': (row) => [
    [
      { text: '另有一行', rowSpan: 1, colSpan: 1 },
      ...row.filter(isFigure).map((cell) => ({ ...cell, text: `9${cell.text}` })),
    ],
    row,
  ],
}

const damage = fc.record({
  kind: fc.constantFrom(...Object.keys(damages)),
  row: fc.nat({ max: 40 }),
  cell: fc.nat({ max: 7 }),
})

t.test('whatever copying damages, a figure is read where it stood or not at all', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...formats),
      fc.constantFrom(...Object.keys(shapes)),
      fc.array(damage, { minLength: 1, maxLength: 4 }),
      async (format, shape, harm) => {
        const figures = distinct(format)
        const print = shapes[shape] ?? oneALine
        const text = report(format, (table) =>
          print(
            harm.reduce<Rows>(
              (rows, { kind, row, cell }) => {
                const at = row % Math.max(1, rows.length)
                const harmed = rows[at]
                if (harmed === undefined || harmed.length === 0) return rows
                const left = damages[kind]?.(harmed, cell).filter(({ length }) => length > 0) ?? []
                return [...rows.slice(0, at), ...left, ...rows.slice(at + 1)]
              },
              gridOf(table, figures),
            ),
          ),
        )
        const lines = text
          .split('\n')
          .map((line) => (line.startsWith('<') ? line : `<p>${line}</p>`))
        const page = shape === 'a web page'
        const bytes = Buffer.from(page ? lines.join('\n') : text)
        const { cells } = await readDocument(bytes, page ? 'text/html' : 'text/plain')
        const wrong = cells.filter(({ at, value }) => {
          const cell = cellsOf(format).find(({ address }) => address === at)
          const stated = Number(figures.get(at)) * (cell?.unit === 'fen' ? 1_000_000 : 1)
          return value !== null && value !== stated
        })
        return wrong.length === 0
      },
    ),
    { numRuns: 150, seed: 20240101 },
  )
  t.pass('none was moved')
})
