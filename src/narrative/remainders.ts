import type { Measure } from '../formats/format.ts'
import { families, type Phrase } from '../formats/phrases.ts'

/**
 * 自然人13件、商业企业1件、其他2件: what is left over is the row of that name, or all rows of its
 * kind that were not listed; 其他 beside a single result may be anything.
 */
export function remainderOf(phrase: Phrase, listed: ReadonlySet<Measure>): Phrase {
  const [row] = phrase.means[0] ?? []
  const family = families.find((measures) => row !== undefined && measures.includes(row))
  if (row === undefined || family === undefined) return phrase
  const rest = family.filter((measure) => measure === row || !listed.has(measure))
  if (family.length - rest.length < (family.includes('granted') ? 2 : 1)) return phrase
  const { loose: _, ...firm } = phrase
  return { ...firm, means: rest.length > 1 ? [[row], rest] : [[row]] }
}
