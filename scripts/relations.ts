import { type CellTerm, cellsOf, type Identity, identitiesOf } from '../src/formats/cells.ts'
import type { Format } from '../src/formats/format.ts'

/** An identity said once for all the lines it holds in. */
export interface Relation {
  readonly kind: Identity['kind']
  readonly table: string
  /** `received + carriedIn = handled + carriedOut` */
  readonly text: string
  readonly across: 'columns' | 'rows'
  readonly holdsIn: readonly string[]
}

/** The identities of a format, those that differ in nothing but their row or column taken together. */
export function relationsOf(format: Format): Relation[] {
  const relations = new Map<string, Relation & { holdsIn: string[] }>()
  for (const { kind, left, right } of identitiesOf(format)) {
    const cells = [...left, ...right].map(({ cell }) => cell)
    const [first] = cells
    if (first === undefined) continue
    const across = cells.every(({ column }) => column === first.column) ? 'columns' : 'rows'
    const told = (term: CellTerm) => named(term, across === 'columns' ? 'row' : 'column')
    const text = `${left.map(told).join(' + ')} = ${right.map(told).join(' + ')}`
    const key = `${kind} ${first.table} ${across} ${text}`
    const relation = relations.get(key) ?? { kind, table: first.table, text, across, holdsIn: [] }
    relation.holdsIn.push(across === 'columns' ? first.column : first.row)
    relations.set(key, relation)
  }
  return [...relations.values()]
}

const named = ({ cell, lastYear }: CellTerm, line: 'row' | 'column'): string =>
  lastYear ? `last year's ${cell[line]}` : cell[line]

/** How many columns (rows) a table has. */
export const linesAcross = (format: Format, table: string, across: 'columns' | 'rows'): number =>
  new Set(
    cellsOf(format)
      .filter((cell) => cell.table === table)
      .map((cell) => (across === 'columns' ? cell.column : cell.row)),
  ).size
