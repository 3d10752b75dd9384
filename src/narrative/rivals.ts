import type { Claim } from './claim.ts'
import type { Thread } from './figures.ts'

/** 街道办收到188件，镇收到46件: of two figures for the same, one is of something else. */
export function withoutRivals(
  figures: readonly Claim[],
  thread: Thread | undefined,
): readonly Claim[] {
  if (figures.length === 0) return figures
  const heard = [...(thread?.heard ?? []), ...figures]
  if (thread !== undefined) thread.heard = heard
  return figures.map((claim) =>
    claim.verdict === 'contradicted' && heard.some((other) => rivals(claim, other))
      ? { ...claim, verdict: 'notCheckable', reason: 'partial' }
      : claim,
  )
}

const rivals = (one: Claim, other: Claim): boolean =>
  one.left !== other.left &&
  one.year === other.year &&
  one.readings.flat().join() === other.readings.flat().join()
