import { Problem } from '../errors.ts'

/**
 * The best of `known` by an Accept header (RFC 9110 §12.5.1): of the ranges that match a type the
 * most specific says how good it is; of equally good ones the first known. Throws not-acceptable.
 */
export function acceptedOf<T extends string>(header: string | undefined, known: readonly T[]): T {
  const [first] = known
  if (first !== undefined && (header === undefined || header === '' || header === '*/*'))
    return first
  const ranges = rangesIn(header ?? '*/*')
  let best: { type: T; quality: number } | undefined
  for (const type of known) {
    const quality = qualityOf(type, ranges)
    if (quality > (best?.quality ?? 0)) best = { type, quality }
  }
  if (best === undefined) throw new Problem('not-acceptable', { known: known.join(', ') })
  return best.type
}

interface Range {
  readonly type: string
  readonly quality: number
}

const rangesIn = (header: string): readonly Range[] =>
  header
    .slice(0, 2000)
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase())
      const quality = parameters.find((one) => one.startsWith('q='))?.slice(2)
      return { type, quality: quality === undefined ? 1 : Number(quality) || 0 }
    })

function qualityOf(type: string, ranges: readonly Range[]): number {
  const [major] = type.split('/')
  for (const wanted of [type, `${major}/*`, '*/*']) {
    const found = ranges.find((range) => range.type === wanted)
    if (found !== undefined) return found.quality
  }
  return 0
}
