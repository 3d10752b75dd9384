/** Told how far long work is: what it is at, and how much of how much is done; 0 is not known. */
export type Told = (what: string, done: number, of: number) => void

export const untold: Told = () => {}
