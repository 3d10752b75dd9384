import { Problem } from '../errors.ts'
import { wanOf } from '../reports/money.ts'
import type { Caller } from '../store/client-store.ts'
import type { Basis } from '../store/standing.ts'
import { supervises } from './access.ts'
import { getReport } from './get-report.ts'
import type { Service } from './service.ts'

export interface ReconciliationAsked {
  readonly agencyId: string
  readonly year: number
  readonly basis?: Basis | undefined
}

/**
 * Holds a government's filed report against the sum of those below it: what differs, and the
 * smallest set of agencies that explains it.
 */
export async function reconcile(service: Service, caller: Caller, asked: ReconciliationAsked) {
  const { agencyId, year, basis = 'accepted' } = asked
  const { store } = service
  const { revision } = await getReport(service, caller, { agencyId, year })
  const agency = store.register.findAgency(agencyId)
  if (agency?.kind !== 'government') throw new Problem('not-a-government', { agency: agencyId })
  const { region } = agency
  if (!supervises(service, caller, region)) throw notSupervising(region)
  const asOf = store.asOf()
  const { format, cells, at: filedAt } = revision
  const found = await store.sums.reconcile({
    region,
    year,
    basis,
    at: asOf,
    without: agencyId,
    filed: { format, cells, at: filedAt },
  })
  const { differences, involved, explained, complete, counted, unknown } = found
  return {
    agencyId,
    year,
    region,
    basis,
    asOf,
    revision: revision.number,
    filedAt,
    counted,
    agreeing: found.cells - differences.length,
    explained,
    complete,
    differences: differences.map(({ unit, filed, sum, difference, ...one }) => {
      const paper = (figure: number | null) =>
        figure !== null && unit === 'fen' ? wanOf(figure) : figure
      return { ...one, filed: paper(filed), sum: paper(sum), difference: paper(difference) }
    }),
    agencies: involved.map(({ owner, name, why, revision }) => ({
      agencyId: owner,
      name,
      why,
      revision,
      cells: differences.filter(({ agencies }) => agencies?.includes(owner)).length,
    })),
    unknown: unknown.map(({ agency, name }) => ({ agencyId: agency, name })),
  }
}

const notSupervising = (region: string) =>
  new Problem('forbidden', {
    reason: {
      zh: `核对须由 ${region} 的主管部门进行。`,
      en: `The office over ${region} reconciles.`,
    },
  })
