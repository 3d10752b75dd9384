/** The things read last, by name, so that they need not be read again; bounded in number. */
export interface Recent<Thing extends object> {
  /** The thing as it is kept in mind, or else as it is read; what is not there is not kept. */
  get(name: string, read: () => Thing | undefined): Thing | undefined
  /** Keeps in mind what is known without reading it. */
  put(name: string, thing: Thing): void
  forget(name: string): void
}

/** Keeps the `most` things in mind that were read last, of those that are worth it. */
export function recent<Thing extends object>(
  most: number,
  isWorth: (thing: Thing) => boolean = () => true,
): Recent<Thing> {
  // Two halves: once the new one is full the old one is dropped, so that a read moves nothing.
  let young = new Map<string, Thing>()
  let old = new Map<string, Thing>()

  function keep(name: string, thing: Thing): Thing {
    young.set(name, thing)
    if (young.size * 2 >= most) [young, old] = [new Map(), young]
    return thing
  }

  return {
    get(name, read) {
      const known = young.get(name)
      if (known !== undefined) return known
      const thing = old.get(name) ?? read()
      return thing === undefined || !isWorth(thing) ? thing : keep(name, thing)
    },
    put(name, thing) {
      if (isWorth(thing)) keep(name, thing)
    },
    forget(name) {
      young.delete(name)
      old.delete(name)
    },
  }
}
