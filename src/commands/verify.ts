import { openStore } from '../store/store.ts'
import { say } from './say.ts'

/** Says what in the store is not what it should be; 1 when there is anything. */
export function verify(path: string): number {
  const store = openStore(path)
  try {
    let faults = 0
    for (const { where, what } of store.verify()) {
      faults++
      say(`${where}: ${what}`)
    }
    say(faults === 0 ? 'Every byte checks out' : `${faults} faults`)
    return faults === 0 ? 0 : 1
  } finally {
    store.close()
  }
}
