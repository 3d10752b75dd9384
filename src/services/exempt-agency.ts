import { Problem } from '../errors.ts'
import type { Caller } from '../store/client-store.ts'
import { heldTo } from './entry.ts'
import { heldAgency } from './find-agencies.ts'
import type { ReportKey } from './held-report.ts'
import type { Preconditions } from './preconditions.ts'
import type { Service } from './service.ts'

/** Why a filer need not file for a year. */
export function findExemption(
  service: Service,
  caller: Caller,
  { agencyId, year }: ReportKey,
): { reason: string } {
  heldAgency(service, caller, agencyId)
  const reason = service.store.register.exemption(agencyId, year)
  if (reason === undefined) throw new Problem('exemption-not-found', { agency: agencyId, year })
  return { reason }
}

/** Takes a filer out of those expected for a year. What it files all the same is counted. */
export async function exemptAgency(
  service: Service,
  caller: Caller,
  { agencyId, year, reason }: ReportKey & { reason: string },
  preconditions: Preconditions,
): Promise<void> {
  const agency = heldAgency(service, caller, agencyId)
  const held = heldTo(entryOf(service, { agencyId, year }), preconditions)
  await service.store.register.exempt(agency, year, { reason, client: caller.id, held })
}

/** Expects a filer for a year again. */
export async function endExemption(
  service: Service,
  caller: Caller,
  { agencyId, year }: ReportKey,
  preconditions: Preconditions,
): Promise<void> {
  const agency = heldAgency(service, caller, agencyId)
  const held = heldTo(entryOf(service, { agencyId, year }), preconditions)
  if (await service.store.register.endExemption(agency, year, caller.id, held)) return
  throw new Problem('exemption-not-found', { agency: agencyId, year })
}

const entryOf = ({ store }: Service, { agencyId, year }: ReportKey) => ({
  name: `${agencyId}/${year}`,
  read: () => {
    const reason = store.register.exemption(agencyId, year)
    return reason === undefined ? undefined : { reason }
  },
})
