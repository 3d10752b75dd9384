import { Problem } from '../errors.ts'
import { checkCharacter } from '../reports/uscc.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import { outsideScope } from './access.ts'
import { type Entry, entryTagOf, heldTo } from './entry.ts'
import type { Preconditions } from './preconditions.ts'
import type { Service } from './service.ts'

/** What the register shows of an agency: its entry, and who came of it. */
export const shownOf = ({ store: { register } }: Pick<Service, 'store'>, agency: Agency) => ({
  ...agency,
  successors: register.heirsOf(agency.id),
})

/**
 * Registers an agency or replaces its entry; its reports move with it in every sum. A whole entry
 * needs no If-Match, and is held to the one that is sent.
 */
export async function putAgency(
  service: Service,
  caller: Caller,
  agency: Agency,
  preconditions: Preconditions,
): Promise<'created' | 'replaced'> {
  const before = service.store.register.findAgency(agency.id)
  mustBeRegistrable(service, caller, agency)
  const held = heldTo(entryOf(service, agency.id), preconditions)
  await service.store.register.putAgency(agency, caller.id, held)
  return before === undefined ? 'created' : 'replaced'
}

/** Changes some members of an entry, which must be as it was when the caller read it. */
export async function patchAgency(
  service: Service,
  caller: Caller,
  before: Agency,
  changes: Partial<Agency>,
  preconditions: Preconditions,
): Promise<Agency> {
  const agency = { ...before, ...changes }
  mustBeRegistrable(service, caller, agency)
  const entry = entryOf(service, agency.id)
  const etag = entryTagOf(shownOf(service, before))
  if (preconditions.ifMatch === undefined) throw new Problem('precondition-required', { etag })
  heldTo(entry, preconditions)()
  // What is not said of is as it was here, so that this is what must still be there: `*` is not enough.
  const held = heldTo(entry, { ifMatch: etag })
  await service.store.register.putAgency(agency, caller.id, held)
  return agency
}

const entryOf = (service: Service, id: string): Entry => ({
  name: id,
  read: () => {
    const agency = service.store.register.findAgency(id)
    return agency && shownOf(service, agency)
  },
})

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
    if (before !== undefined && !register.isWithin(before.region, top)) {
      throw new Problem('forbidden', {
        reason: { zh: `${id} 不在当前密钥的范围内。`, en: `${id} is outside the key's scope.` },
      })
    }
    if (!register.isWithin(region, top)) throw outsideScope(region)
  }
  if (uscc !== null) {
    const expected = checkCharacter(uscc)
    if (expected !== uscc.at(-1)) throw new Problem('wrong-uscc', { uscc, expected })
  }
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    throw new Problem('validity-reversed', { from: validFrom, to: validTo })
  }
  const filed = register.filedOutside(agency)
  if (filed.length > 0) throw new Problem('years-filed', { agency: id, years: filed.join(', ') })
  for (const predecessor of predecessors) {
    if (predecessor === id) throw new Problem('own-predecessor', { agency: id })
    if (register.findAgency(predecessor) !== undefined || coming(predecessor)) continue
    throw new Problem('unknown-predecessor', { predecessor })
  }
}
