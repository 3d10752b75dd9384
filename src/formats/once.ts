import type { Format } from './format.ts'

/** Formats and reports are values that never change: what is derived from one is derived once. */
export function once<Of extends object = Format, T = unknown>(
  derive: (of: Of) => T,
): (of: Of) => T {
  const known = new WeakMap<Of, T>()
  return (of) => {
    let value = known.get(of)
    if (value === undefined) {
      value = derive(of)
      known.set(of, value)
    }
    return value
  }
}
