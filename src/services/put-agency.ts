import { createHash } from 'node:crypto'
import { Problem } from '../errors.ts'
import { canonicalise } from '../reports/canonical.ts'
import { checkCharacter } from '../reports/uscc.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import { Stale } from '../store/revision.ts'
import { names } from './preconditions.ts'
import type { Service } from './service.ts'

/** A strong tag of an entry: a digest of all it says. */
export const entryTagOf = (agency: Agency): string =>
  `"${createHash('sha256').update(canonicalise(agency)).digest('base64url').slice(0, 22)}"`

/**
 * Registers an agency or replaces its entry; its reports move with it in every sum. A whole entry
 * needs no If-Match, and is held to the one that is sent.
 */
export async function putAgency(
  service: Service,
  caller: Caller,
  agency: Agency,
  ifMatch?: string,
): Promise<'created' | 'replaced'> {
  const before = service.store.register.findAgency(agency.id)
  mustBeRegistrable(service, caller, agency)
  if (ifMatch === undefined) await service.store.register.putAgency(agency, caller.id)
  else await replace(service, caller, { agency, before, ifMatch })
  return before === undefined ? 'created' : 'replaced'
}

/** Changes some members of an entry, which must be as it was when the caller read it. */
export async function patchAgency(
  service: Service,
  caller: Caller,
  before: Agency,
  changes: Partial<Agency>,
  ifMatch: string | undefined,
): Promise<Agency> {
  const agency = { ...before, ...changes }
  mustBeRegistrable(service, caller, agency)
  if (ifMatch === undefined)
    throw new Problem('precondition-required', { etag: entryTagOf(before) })
  await replace(service, caller, { agency, before, ifMatch })
  return agency
}

interface Replacement {
  readonly agency: Agency
  readonly before: Agency | undefined
  readonly ifMatch: string
}

async function replace(
  { store: { register } }: Service,
  caller: Caller,
  { agency, before, ifMatch }: Replacement,
): Promise<void> {
  const changed = () => {
    const now = register.findAgency(agency.id)
    const etag = now === undefined ? '—' : entryTagOf(now)
    const headers = now === undefined ? {} : { headers: { etag } }
    return new Problem('entry-changed', { agency: agency.id, etag }, headers)
  }
  if (before === undefined || !names(ifMatch, entryTagOf(before))) throw changed()
  try {
    await register.putAgency(agency, caller.id, before)
  } catch (error) {
    throw error instanceof Stale ? changed() : error
  }
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
