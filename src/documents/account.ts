import type { Reading } from './reading.ts'

/** What became of the cells of the form: together they are all of them. */
export interface Account {
  readonly read: number
  readonly notStated: number
  readonly refused: number
}

/** Counts a reading: cells stated (or "/"), cells left blank or not found, cells refused. */
export function accountOf({ report, refused: refusals }: Reading): Account {
  const read = report.cells.filter((value) => value !== null).length
  const refused = new Set(
    refusals.flatMap(({ at }) =>
      at === undefined || /^(narrative|period|title)/.test(at) ? [] : [at],
    ),
  ).size
  return { read, notStated: report.cells.length - read - refused, refused }
}
