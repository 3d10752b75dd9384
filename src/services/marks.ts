import { addMark, DIGEST } from '../reports/tally.ts'
import { digestOf } from './digest.ts'

/** Gathers the marks of one region's reports, one by one, into the digest of their aggregate. */
export function marksOf(region: string) {
  const groups = new Map<string, Uint8Array>()
  return {
    add(year: number, format: string, mark: Uint8Array): void {
      const name = `${year} ${format}`
      const sum = groups.get(name) ?? new Uint8Array(DIGEST)
      groups.set(name, sum)
      addMark(sum, mark, 1)
    },
    digest(): string {
      const digests = [...groups.keys()].sort().map((name) => groups.get(name) as Uint8Array)
      return digestOf([{ key: { region }, digests }])
    },
  }
}
