import type { Filed } from '../store/report-store.ts'
import { Stale } from '../store/revision.ts'
import { type PutReport, planFiling } from './plan-filing.ts'
import { overtaken } from './preconditions.ts'
import type { Asking, Service } from './service.ts'

/** Keeps a report as its agency's draft: a new revision, unless nothing has changed. */
export async function putReport(service: Service, asking: Asking, put: PutReport): Promise<Filed> {
  const { filed, work } = await planFiling(service, asking, put)
  if (work === null || put.dryRun === true) return filed
  try {
    return await service.store.reports.file(work)
  } catch (error) {
    if (!(error instanceof Stale)) throw error
    throw await overtaken(service, work, put.preconditions)
  }
}
