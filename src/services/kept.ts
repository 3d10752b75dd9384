/** Values by name, of so much together in all: what was asked for longest ago goes first. */
export function kept<T>(most: number, sizeOf: (one: T) => number) {
  const known = new Map<string, T>()
  let size = 0

  function forget(name: string): void {
    const one = known.get(name)
    if (one === undefined) return
    known.delete(name)
    size -= sizeOf(one)
  }

  return {
    get(name: string): T | undefined {
      const one = known.get(name)
      if (one === undefined) return undefined
      known.delete(name)
      known.set(name, one)
      return one
    },

    put(name: string, one: T): void {
      forget(name)
      known.set(name, one)
      size += sizeOf(one)
      for (const oldest of known.keys()) {
        if (size <= most) break
        forget(oldest)
      }
    },
  }
}
