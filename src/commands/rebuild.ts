import { openExisting } from './open-existing.ts'
import { told } from './progress.ts'
import { say } from './say.ts'

/** Writes every roll-up, the index of narratives and what reports repeat anew from what was filed. */
export async function rebuild(path: string): Promise<number> {
  const store = openExisting(path)
  try {
    const started = performance.now()
    const rows = await store.rebuild(told)
    say(`${rows} roll-up rows in ${since(started)} ms`)
    const summed = performance.now()
    const stale = store.refreshHeads()
    say(
      `${stale} reports said something else than is kept of them, looked at in ${since(summed)} ms`,
    )
    const looked = performance.now()
    const narratives = await store.search.rebuild(told)
    say(`${narratives} narratives to search in ${since(looked)} ms`)
    return 0
  } finally {
    store.close()
  }
}

const since = (start: number): number => Math.round(performance.now() - start)
