/** Values by name, of so many bytes together: what was asked for longest ago goes first. */
export function kept<T>(most: number, bytesOf: (one: T) => number) {
  const known = new Map<string, T>()
  let bytes = 0

  function forget(name: string): void {
    const one = known.get(name)
    if (one === undefined) return
    known.delete(name)
    bytes -= bytesOf(one)
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
      bytes += bytesOf(one)
      for (const oldest of known.keys()) {
        if (bytes <= most) break
        forget(oldest)
      }
    },
  }
}
