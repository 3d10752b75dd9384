import { openStore } from '../store/store.ts'
import { say } from './say.ts'

/**
 * Says what in the store is not what it should be; 1 when there is anything. `anchor` is an event's
 * `id:hash` noted earlier, from this command or a receipt: the log must still hold it, which shows
 * that its end was not cut off.
 */
export async function verify(path: string, anchor?: string): Promise<number> {
  const store = openStore(path)
  try {
    let faults = 0
    const fault = (line: string) => {
      faults++
      say(line)
    }
    const began = performance.now()
    await store.verifyAside((part, found) => {
      for (const { where, what } of found) fault(`${where}: ${what}`)
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      say(`${part}: ${found.length === 0 ? 'sound' : `${found.length} faults`}, after ${seconds} s`)
    })
    if (anchor !== undefined) {
      const [id, hash] = anchor.split(':')
      if (store.events.find(Number(id))?.hash !== hash) fault(`event ${id}: it is not ${hash}`)
    }
    const last = store.events.last()
    if (last !== undefined) say(`The log ends with --anchor ${last.id}:${last.hash}`)
    say(faults === 0 ? 'Every byte checks out' : `${faults} faults`)
    return faults === 0 ? 0 : 1
  } finally {
    store.close()
  }
}
