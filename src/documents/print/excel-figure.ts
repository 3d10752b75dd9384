import type { CellObject } from 'write-excel-file/node'
import type { Format } from '../../formats/format.ts'
import type { Figures } from '../figures.ts'
import type { FormCell } from '../form.ts'
import { computed, type Sum, sumsOf } from '../sums.ts'
import { refOf, sumFormula } from './excel-formula.ts'
import { excelText } from './excel-text.ts'

/** What a cell of the form holds, what its formula came to, and what is to be said about it. */
export interface DrawnFigure {
  readonly content: CellObject
  readonly cached?: number | null
  readonly note?: string
}

/**
 * A total is a live formula where it is what its parts add up to, and in a form to be filled in
 * (`blanks`) also where nothing is stated yet. Otherwise it stays as reported, marked, with a note.
 */
export function drawFigure(
  format: Format,
  place: FormCell,
  cellAt: (address: string) => FormCell | undefined,
  figures: Figures,
  blanks: boolean,
): DrawnFigure {
  const address = place.at ?? ''
  const figure = figures(address)
  const sum = sumsOf(format).get(address)
  const adds = sum === undefined ? null : computed(sum, figures)
  if (sum !== undefined && (adds === figure || (blanks && figure === null))) {
    const value = sumFormula(sum.parts.flatMap((part) => cellAt(part.address) ?? []))
    const content = {
      type: 'Formula' as const,
      value,
      ...(blanks && { backgroundColor: '#F2F2F2' }),
    }
    return { content, cached: adds }
  }
  if (sum === undefined || adds === null) return { content: contentOf(figure, place) }
  const content = { ...contentOf(figure, place), backgroundColor: '#FFE699' }
  return { content, note: noteOn(sum, refOf(place), figure, adds) }
}

function contentOf(figure: number | string | null, { unit }: FormCell): CellObject {
  if (figure === null) return {}
  if (typeof figure === 'string') return { type: String, value: excelText(figure) }
  return { type: Number, value: figure, ...(unit && { format: `General"${unit}"` }) }
}

function noteOn({ whole }: Sum, ref: string, figure: number | string | null, adds: number): string {
  const name = [...whole.rowLabels.slice(-1), ...whole.columnLabels.slice(-1)].join('，')
  const reported = figure === null ? '未填报' : `填报“${figure}”`
  return excelText(`注：${ref}（${name}）${reported}，所列各项之和为${adds}，按填报列示。`)
}
