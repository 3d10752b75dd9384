/** Formats and reports are values that never change: what is derived from one is derived once. */
export function once<Of extends object, T>(derive: (of: Of) => T): (of: Of) => T {
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
