import { momentOf } from '../store/clock.ts'
import type { Service } from './service.ts'
import { wrongParameter } from './wrong-parameter.ts'

/**
 * A moment at or before which nothing can change any more, in the store's writing: the last change
 * or earlier, or a millisecond that is over. The last change where none is asked for.
 */
export function pastMoment({ store, now }: Service, text: string | undefined): string {
  const last = store.asOf()
  if (text === undefined) return last
  const moment = momentOf(text)
  const over = (at: string) => at <= last || at.slice(0, 23) < now().toISOString().slice(0, 23)
  if (moment !== undefined && over(moment)) return moment
  throw wrongParameter('asOf', '应为已经过去的时间', 'must be a time that has passed', 'moment')
}
