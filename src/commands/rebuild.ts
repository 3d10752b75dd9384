import { openStore } from '../store/store.ts'
import { say } from './say.ts'

/** Writes every roll-up anew from the filed bodies. */
export function rebuild(path: string): number {
  const store = openStore(path)
  try {
    const started = performance.now()
    const rows = store.rebuild()
    say(`${rows} roll-up rows in ${Math.round(performance.now() - started)} ms`)
    return 0
  } finally {
    store.close()
  }
}
