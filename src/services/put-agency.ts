import { Problem } from '../errors.ts'
import { checkCharacter } from '../reports/uscc.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import type { Service } from './service.ts'

/** Registers an agency or changes its entry; its reports move with it in every sum. */
export async function putAgency(
  service: Service,
  caller: Caller,
  agency: Agency,
): Promise<'created' | 'replaced'> {
  const { register } = service.store
  mustBeRegistrable(service, caller, agency)
  const before = register.findAgency(agency.id)
  await register.putAgency(agency, caller.id)
  return before === undefined ? 'created' : 'replaced'
}

/** Refuses an entry that the caller may not make or that cannot be; `coming` are on their way. */
export function mustBeRegistrable(
  { store: { register } }: Pick<Service, 'store'>,
  caller: Caller,
  agency: Agency,
  coming: (id: string) => boolean = () => false,
): void {
  const { id, region, uscc, validFrom, validTo, predecessors } = agency
  if (register.findRegion(region) === undefined) throw new Problem('unknown-region', { region })
  if (caller.role === 'reviewer') {
    const top = caller.region ?? ''
    const before = register.findAgency(id)
    const regions = [region, ...(before === undefined ? [] : [before.region])]
    if (!regions.every((code) => register.isWithin(code, top))) {
      throw new Problem('forbidden', {
        reason: { zh: `${id} 不在当前密钥的范围内。`, en: `${id} is outside the key's scope.` },
      })
    }
  }
  if (uscc !== null) {
    const expected = checkCharacter(uscc)
    if (expected !== uscc.at(-1)) throw new Problem('wrong-uscc', { uscc, expected })
  }
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    throw new Problem('validity-reversed', { from: validFrom, to: validTo })
  }
  for (const predecessor of predecessors) {
    if (predecessor === id) throw new Problem('own-predecessor', { agency: id })
    if (register.findAgency(predecessor) !== undefined || coming(predecessor)) continue
    throw new Problem('unknown-predecessor', { predecessor })
  }
}
