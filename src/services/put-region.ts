import { Problem } from '../errors.ts'
import type { Caller } from '../store/client-store.ts'
import type { Region } from '../store/region-store.ts'
import { RegionCycle } from '../store/register-store.ts'
import { outsideScope } from './access.ts'
import { heldTo } from './entry.ts'
import type { Preconditions } from './preconditions.ts'
import type { Service } from './service.ts'

/** Registers a region or moves it, with all it holds, below another. */
export async function putRegion(
  { store }: Service,
  caller: Caller,
  region: Region,
  preconditions: Preconditions,
): Promise<'created' | 'replaced'> {
  const { code, parent } = region
  const { register } = store
  if (parent !== null) {
    if (register.findRegion(parent) === undefined) {
      throw new Problem('unknown-region', { region: parent })
    }
  }
  const before = register.findRegion(code)
  if (caller.role === 'reviewer') {
    const top = caller.region ?? ''
    const inside = register.isWithin(before === undefined ? (parent ?? '') : code, top)
    const staysInside = parent !== null && register.isWithin(parent, top)
    if (!inside || !(staysInside || code === top)) throw outsideScope(code)
  }
  try {
    const entry = { name: code, read: () => register.findRegion(code) }
    await register.putRegion(region, caller.id, heldTo(entry, preconditions))
  } catch (error) {
    if (!(error instanceof RegionCycle)) throw error
    throw new Problem('region-cycle', { region: code, parent: parent ?? '' })
  }
  return before === undefined ? 'created' : 'replaced'
}
