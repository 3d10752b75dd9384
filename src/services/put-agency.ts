import { Problem } from '../errors.ts'
import { checkCharacter } from '../reports/uscc.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import type { Service } from './service.ts'

/** Registers an agency or changes its entry; its reports move with it in every sum. */
export async function putAgency(
  { store }: Service,
  caller: Caller,
  agency: Agency,
): Promise<'created' | 'replaced'> {
  const { register } = store
  if (register.findRegion(agency.region) === undefined) {
    throw new Problem('unknown-region', { region: agency.region })
  }
  const before = register.findAgency(agency.id)
  if (caller.role === 'reviewer') {
    const top = caller.region ?? ''
    const regions = [agency.region, ...(before === undefined ? [] : [before.region])]
    if (!regions.every((code) => register.isWithin(code, top))) {
      throw new Problem('forbidden', {
        reason: {
          zh: `${agency.id} 不在当前密钥的范围内。`,
          en: `${agency.id} is outside the key's scope.`,
        },
      })
    }
  }
  if (agency.uscc !== null) {
    const expected = checkCharacter(agency.uscc)
    if (expected !== agency.uscc.at(-1)) {
      throw new Problem('wrong-uscc', { uscc: agency.uscc, expected })
    }
  }
  await register.putAgency(agency, caller.id)
  return before === undefined ? 'created' : 'replaced'
}
