import { addressesOf } from '../formats/addresses.ts'
import { formats } from '../formats/index.ts'

const known = new Set(
  formats.flatMap((format) => addressesOf(format).map(({ address }) => address)),
)

/** Whether any format has a cell or group at this address. */
export const isAddress = (address: string): boolean => known.has(address)

/** No choice: every address is wanted. */
export const everything = (): boolean => true

/**
 * Which addresses some patterns choose: `*` stands for one segment, and a pattern chooses all
 * that lies below it (`applications.refused`, `applications.*.total`). Undefined when a pattern
 * chooses nothing at all, which is a mistyped one.
 */
export function selecting(patterns: readonly string[]): ((address: string) => boolean) | undefined {
  if (patterns.length === 0) return everything
  const chosen = new Set<string>()
  for (const pattern of patterns) {
    const segments = pattern.split('.')
    const fits = [...known].filter((address) => {
      const path = address.split('.')
      return segments.every((segment, i) => segment === '*' || segment === path[i])
    })
    if (fits.length === 0) return undefined
    for (const address of fits) chosen.add(address)
  }
  return (address) => chosen.has(address)
}
