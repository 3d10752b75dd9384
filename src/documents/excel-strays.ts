import type { Oddity } from '../reports/oddity.ts'
import type { Workbook } from './workbook.ts'
import { placesOf } from './workbook-place.ts'

const most = 100

/** Numbers on the form's sheets that stand in none of its cells: typed beside them, or pasted. */
export function strayFigures(workbook: Workbook): readonly Oddity[] {
  const known = new Map<string, Set<string>>()
  for (const name of workbook.names.keys()) {
    for (const { sheet, ref } of placesOf(workbook, name)) {
      const refs = known.get(sheet) ?? new Set()
      known.set(sheet, refs.add(ref))
    }
  }
  const strays: Oddity[] = []
  for (const [sheet, refs] of known) {
    for (const [ref, { kind, text }] of workbook.sheets.get(sheet)?.cells ?? []) {
      if (kind !== 'number' || text === '' || refs.has(ref) || strays.length === most) continue
      strays.push({ kind: 'debris', quote: `${sheet}!${ref}: ${text.slice(0, 40)}` })
    }
  }
  return strays
}
