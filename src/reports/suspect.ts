/** A cell that is most likely wrong, and what would put it right. */
export interface Suspect {
  readonly at: string
  readonly reported: number
  readonly wouldBe: number
  /** How many broken identities the change repairs, and whether it is the only one that does. */
  readonly repairs: number
  readonly certainty: 'certain' | 'candidate'
}
