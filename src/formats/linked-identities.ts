import { type Cell, type Identity, identitiesOf } from './cells.ts'
import { once } from './once.ts'

/**
 * Identities that share a cell of the report, directly or through others: a wrong cell shows in
 * those of one group and in no other. All of table 3 is one group, each row of table 4 another.
 */
export const linkedIdentities = once((format): readonly (readonly Identity[])[] => {
  const groupAt = new Map<Cell, Identity[]>()
  for (const identity of identitiesOf(format)) {
    const linked = new Set(cellsIn(identity).map((cell) => groupAt.get(cell) ?? []))
    const [first = [], ...others] = linked
    const joining = [identity, ...others.flat()]
    first.push(...joining)
    for (const cell of joining.flatMap(cellsIn)) groupAt.set(cell, first)
  }
  return [...new Set(groupAt.values())]
})

const cellsIn = ({ left, right }: Identity): readonly Cell[] =>
  [...left, ...right].filter((term) => !term.lastYear).map(({ cell }) => cell)
