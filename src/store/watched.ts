/** Told how far long work is: what it is at, and how much of how much is done; 0 is not known. */
export type Told = (what: string, done: number, of: number) => void

/** Told how many rows are done. */
export type Done = (rows: number) => void

export const untold: Told = () => {}

/** The same rows, told of as they are taken. */
export function* watched<T>(rows: Iterable<T>, told: Done): Generator<T, void, undefined> {
  let done = 0
  for (const row of rows) {
    yield row
    told(++done)
  }
}
