/** On which basis a revision counts: as submitted, as accepted, as published. */
export const bases = ['submitted', 'accepted', 'published'] as const
export type Basis = (typeof bases)[number]
