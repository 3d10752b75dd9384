import { Problem } from '../errors.ts'
import type { Region } from '../store/region-store.ts'
import type { Service } from './service.ts'

/** A region's entry; the regions are open to everybody who may call. */
export function findRegion({ store }: Pick<Service, 'store'>, code: string): Region {
  const region = store.register.findRegion(code)
  if (region === undefined) throw new Problem('region-not-found', { region: code })
  return region
}
