import type { Place } from '../reports/place.ts'
import type { Database } from './open.ts'

/** What was said of a report at a step of its life; of the whole of it where there is no place. */
export interface Remark {
  readonly id: number
  readonly revision: number
  readonly action: string
  readonly at: Place | null
  readonly text: string
  readonly client: string
  readonly said: string
}

interface Row extends Omit<Remark, 'at' | 'said'> {
  readonly place: string | null
  readonly at: string
}

/** Remarks, kept with the revision they were made on. */
export function remarkStore(database: Database) {
  const list = database.prepare<[object], Row>(
    `select id, revision, action, place, text, client, at from remark
     where report = @report and id > @after and (@revision is null or revision = @revision)
     order by id limit @limit`,
  )
  return {
    /** Those after an id, oldest first; of one revision or of all. */
    list: async (
      report: number,
      revision: number | null,
      after: number,
      limit: number,
    ): Promise<Remark[]> =>
      list.all({ report, revision, after, limit }).map(({ place, at, ...row }) => ({
        ...row,
        at: place === null ? null : (JSON.parse(place) as Place),
        said: at,
      })),
  }
}
