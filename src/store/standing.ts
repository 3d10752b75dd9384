/** On which basis a revision counts: as submitted, as accepted, as published. */
export const bases = ['submitted', 'accepted', 'published'] as const
export type Basis = (typeof bases)[number]

/** The revision of a `report` that counts for whoever looks at it from outside: as accepted, else as submitted. */
export const COUNTS = 'coalesce(report.accepted, report.submitted)'
