import { cellsOf, identitiesOf } from '../src/formats/cells.ts'
import type { Format } from '../src/formats/format.ts'
import { once } from '../src/formats/once.ts'
import type { CellValue } from '../src/reports/report.ts'

/** A whole number below another, the same in every run. */
export type Random = (below: number) => number

export function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const OUTCOMES = [
  'granted',
  'granted',
  'granted',
  'partlyGranted',
  'unavailable.notHeld',
  'unavailable.needsCreation',
  'refused.internalAffairs',
  'refused.thirdPartyRights',
  'notProcessed.complaint',
] as const

/** One report in so many has the cells of ministries' powers not applicable, or cells left blank. */
const NOT_APPLICABLE = 40
const BLANK = 80

/**
 * The cells of a sound report as an ordinary agency files it: a few applications, nearly all by
 * natural persons and granted or not held, licences and penalties in the hundreds, a dispute now
 * and then. Totals add up, and what is received is handled. `whose` makes an agency like itself
 * from year to year.
 */
export function plausibleCells(format: Format, whose: number, random: Random): CellValue[] {
  const { length, at, totals } = planOf(format)
  const cells: CellValue[] = new Array<CellValue>(length).fill(0)
  const add = (address: string, figure: number) => {
    const place = at.get(address)
    if (place !== undefined) cells[place] = (cells[place] as number) + figure
  }
  const size = 1 + (whose % 7) * (whose % 11 === 0 ? 12 : 1)
  for (const [column, share] of [
    ['naturalPerson', 3],
    ['business', 1],
    ['legalService', 1],
  ] as const) {
    if (share === 1 && random(4) > 0) continue
    for (let left = random(share * size); left > 0; left--) {
      add(`applications.received.${column}`, 1)
      add(`applications.${OUTCOMES[random(OUTCOMES.length)]}.${column}`, 1)
    }
  }
  const table: readonly (readonly [row: string, figure: number])[] = [
    ['normativeDocuments.inForce', whose % 4],
    ['normativeDocuments.totalPublic', whose % 4],
    ['licensing.decisions', whose % 3 === 0 ? 40 * size + random(9) : 0],
    ['penalties.decisions', whose % 4 === 0 ? 25 * size + random(9) : 0],
    ['coercion.decisions', whose % 9 === 0 ? size : 0],
    ['fees.amount', whose % 13 === 0 ? 1_000_000 + random(1_000_000) : 0],
  ]
  for (const [row, figure] of table) add(`proactive.${row}`, figure)
  if (random(30) === 0) add('disputes.reconsideration.upheld', 1)
  if (random(60) === 0) add('disputes.litigation.direct.upheld', 1)
  for (const { left, right } of totals) {
    cells[left] = right.reduce((sum, place) => sum + (cells[place] as number), 0)
  }
  const regulations = ['issued', 'repealed', 'inForce', 'newlyMade', 'newlyPublished']
  const without = (of: string, value: null | 'n/a') => {
    const place = at.get(`proactive.${of}`)
    if (place !== undefined) cells[place] = value
  }
  if (random(NOT_APPLICABLE) === 0) {
    for (const column of regulations) without(`regulations.${column}`, 'n/a')
  }
  if (random(BLANK) === 0) without('coercion.decisions', null)
  return cells
}

const planOf = once((format: Format) => ({
  length: cellsOf(format).length,
  at: new Map(cellsOf(format).map(({ address, index }) => [address, index])),
  totals: identitiesOf(format)
    .filter(({ kind }) => kind === 'total')
    .map(({ left, right }) => ({
      left: left[0]?.cell.index ?? 0,
      right: right.map(({ cell }) => cell.index),
    })),
}))
