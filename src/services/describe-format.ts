import { formsOf } from '../documents/form.ts'
import type { GridCell } from '../documents/grid.ts'
import { cellsOf, groupsOf, identitiesOf } from '../formats/cells.ts'
import { crosswalkOf } from '../formats/crosswalk.ts'
import type { Format } from '../formats/format.ts'
import { formats } from '../formats/index.ts'
import { passagesOf } from '../formats/passages.ts'
import { contentSchema } from '../schemas/content.ts'

/** A format as an integrator reads it: what to draw, what to fill in, what must hold. */
export function describeFormat(format: Format) {
  const earlier = formats[formats.indexOf(format) - 1]
  return {
    version: format.version,
    order: format.order,
    from: format.from,
    to: format.to ?? null,
    sections: format.sections.map(({ kind, id, heading }) => ({ kind, id, heading })),
    passages: passagesOf(format),
    cells: cellsOf(format).map((cell) => ({
      address: cell.address,
      table: cell.table,
      rowLabels: cell.rowLabels,
      columnLabels: cell.columnLabels,
      unit: cell.unit === 'fen' ? '万元' : '件',
      signed: cell.signed,
      stock: cell.stock,
      total: cell.total,
    })),
    groups: groupsOf(format).map(({ address, label, members }) => ({
      address,
      label,
      members: members.map((cell) => cell.address),
    })),
    identities: identitiesOf(format).map(({ kind, left, right }) => ({
      kind,
      left: left.map(termOf),
      right: right.map(termOf),
    })),
    grids: formsOf(format).map(({ table, rows }) => ({
      id: table.id,
      caption: table.heading,
      rows: rows.map((row) => row.map(printedCell)),
    })),
    crosswalk:
      earlier === undefined
        ? null
        : { from: earlier.version, crossings: crosswalkOf(earlier, format) },
    breaks: format.breaks ?? [],
    schema: contentSchema(format, false),
  }
}

const termOf = ({ cell, lastYear }: { cell: { address: string }; lastYear: boolean }) => ({
  at: cell.address,
  lastYear,
})

const printedCell = ({ text, rowSpan, colSpan, header, at }: GridCell) => ({
  text,
  rowSpan,
  colSpan,
  header,
  ...(at === undefined ? {} : { at }),
})
