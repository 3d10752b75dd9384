import type { Claim } from './claim.ts'

/** Figures that are smaller are too often equal by chance. */
const FAR_FROM_CHANCE = 10

/**
 * 行政许可214件、行政处罚306件、行政强制14件: of decisions a report may give those it published
 * only; where it gives all of one kind it gives all of each.
 */
export const asTheirSiblings = (figures: readonly Claim[]): readonly Claim[] =>
  figures.some(isWholeKind)
    ? figures.map((claim) =>
        isLimited(claim) && claim.verdict === 'supported' && !isExact(claim) && !isRounded(claim)
          ? { ...claim, relation: 'equals', verdict: 'contradicted' }
          : claim,
      )
    : figures

const isLimited = ({ relation, kind }: Claim): boolean => kind === 'figure' && relation === 'atMost'

const isExact = ({ left, right }: Claim): boolean => left === right

/** 31.3万件 gives no more than three digits. */
const isRounded = ({ figures: [at] }: Claim): boolean => /[万亿]/.test(at?.text ?? '')

const isWholeKind = (claim: Claim): boolean =>
  isLimited(claim) && isExact(claim) && (claim.left ?? 0) >= FAR_FROM_CHANCE
