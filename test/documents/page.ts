import type { Format, Section } from '../../src/formats/format.ts'
import type { Placed } from './pdf.ts'
import { type Figures, gridOf, report } from './press.ts'

const LINE = 47
const LABEL = 16
const isFigure = (text: string) => /^\d+$/.test(text)
const widthOf = (text: string) => [...text].reduce((sum, c) => sum + (c < '\x80' ? 5 : 10), 0)

/**
 * A report set on pages: prose wrapped at the margin, long labels over two or three lines with
 * their figures centred beside them, a group label at the left, page numbers at the foot.
 */
export function pages(format: Format, figures: Figures): readonly (readonly Placed[])[] {
  const set: Placed[][] = [[]]
  let y = 780
  const put = (text: string, x: number, at = y) => set.at(-1)?.push({ text, x, y: at })
  const down = (by: number) => {
    y -= by
    if (y > 90) return
    put(`- ${set.length} -`, 290, 40)
    set.push([])
    y = 780
  }
  for (const line of report(format, ({ id }) => `@${id}`).split('\n')) {
    const table = tableAt(format, line)
    if (table === undefined) {
      for (let i = 0; i < line.length; i += LINE) {
        put(line.slice(i, i + LINE), 60)
        down(18)
      }
      continue
    }
    for (const row of gridOf(table, figures)) {
      const numbers = row.filter(({ text }) => isFigure(text))
      const labels = row.filter(({ text }) => !isFigure(text))
      if (numbers.length === 0) {
        let x = 60
        for (const { text } of labels) {
          put(text, x)
          x += Math.max(40, widthOf(text) + 15)
        }
        down(16)
        continue
      }
      const label = labels.at(-1)?.text ?? ''
      const lines = Math.max(1, Math.ceil(label.length / LABEL))
      if (labels.length > 1) put(labels[0]?.text.slice(0, 6) ?? '', 40)
      for (let i = 0; i < lines; i++) put(label.slice(i * LABEL, (i + 1) * LABEL), 120, y - i * 12)
      numbers.forEach(({ text }, i) => {
        put(text, numbers.length > 7 ? 60 + i * 32 : 310 + i * 35, y - (lines - 1) * 6)
      })
      down(lines * 12 + 6)
    }
  }
  return set
}

function tableAt(format: Format, line: string) {
  const section = format.sections.find(({ id }: Section) => `@${id}` === line)
  return section?.kind === 'table' ? section : undefined
}
