import { openExisting } from './open-existing.ts'
import { told } from './progress.ts'
import { say } from './say.ts'

/** Writes every roll-up and the index of narratives anew from the filed bodies. */
export async function rebuild(path: string): Promise<number> {
  const store = openExisting(path)
  try {
    const started = performance.now()
    const rows = await store.rebuild(told)
    const summed = performance.now()
    say(`${rows} roll-up rows in ${Math.round(summed - started)} ms`)
    const narratives = await store.search.rebuild(told)
    say(`${narratives} narratives to search in ${Math.round(performance.now() - summed)} ms`)
    return 0
  } finally {
    store.close()
  }
}
