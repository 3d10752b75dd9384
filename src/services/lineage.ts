import type { Subject } from '../rules/rule.ts'
import type { Agency } from '../store/agency-store.ts'
import { standingReport } from './assess.ts'
import type { Service } from './service.ts'

/** Who filed last year what this agency goes on with: itself, and who has ended in it. */
export function filersBefore({ store }: Service, agency: Agency, year: number): readonly Agency[] {
  const filed = ({ validFrom, validTo }: Agency) =>
    year - 1 >= (validFrom ?? year - 1) && year - 1 <= (validTo ?? year - 1)
  const ended = agency.predecessors
    .map((id) => store.register.findAgency(id))
    .filter((one) => one !== undefined)
    .filter((one) => filed(one) && one.validTo === year - 1)
  return filed(agency) ? [agency, ...ended] : ended
}

/**
 * The reports that this year's goes on from: last year's own, those of agencies since merged into
 * it, and, where one of these was divided, this year's of the others that came of it. While any
 * of them is missing nothing can be held against them, and nothing is given.
 */
export async function lineageOf(
  service: Service,
  agency: Agency,
  year: number,
): Promise<Pick<Subject, 'lastYear' | 'predecessors' | 'heirs'>> {
  const own = await standingReport(service, agency.id, year - 1)
  const ended = filersBefore(service, agency, year).filter(({ id }) => id !== agency.id)
  if (ended.length === 0) return own === undefined ? {} : { lastYear: own.report }

  const others = new Set(ended.flatMap(({ id }) => service.store.register.heirsOf(id)))
  others.delete(agency.id)
  const before = await Promise.all(ended.map(({ id }) => standingReport(service, id, year - 1)))
  const heirs = await Promise.all([...others].map((id) => standingReport(service, id, year)))
  const given = before.flatMap((one) => one?.report ?? [])
  const divided = heirs.flatMap((one) => one?.report ?? [])
  if (given.length < before.length || divided.length < heirs.length) return {}

  // Renamed: the same body under another name.
  const [only] = given
  if (own === undefined && given.length === 1 && heirs.length === 0 && only !== undefined) {
    return { lastYear: only }
  }
  return {
    ...(own === undefined ? {} : { lastYear: own.report }),
    predecessors: given,
    ...(divided.length === 0 ? {} : { heirs: divided }),
  }
}
