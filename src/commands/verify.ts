import { openExisting } from './open-existing.ts'
import { told } from './progress.ts'
import { say } from './say.ts'

/**
 * Says what in the store is not what it should be; 1 when there is anything. `anchor` is an event's
 * `id:hash` noted earlier, from this command or a receipt: the log must still hold it, which shows
 * that its end was not cut off.
 */
export async function verify(path: string, anchor?: string): Promise<number> {
  if (anchor !== undefined && !/^\d+:[0-9a-f]{64}$/.test(anchor)) {
    throw new Error(`--anchor is what verify printed, an event's id:hash, not ${anchor}`)
  }
  const store = openExisting(path)
  try {
    let faults = 0
    const fault = (line: string) => {
      faults++
      say(line)
    }
    await store.verifyAside(({ where, what }) => fault(`${where}: ${what}`), told)
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
