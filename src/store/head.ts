import type { Basis } from './standing.ts'

export const states = ['draft', 'submitted', 'returned', 'accepted', 'published'] as const
export type State = (typeof states)[number]

export interface Summary {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

/** A report without its content. `version` counts every change to it. */
export interface Head {
  readonly id: number
  readonly agency: string
  readonly year: number
  readonly state: State
  readonly revision: number
  readonly version: number
  readonly format: string
  readonly digest: string
  /** When the newest revision was filed. */
  readonly filedAt: string
  /** When it was checked last. */
  readonly checkedAt: string
  readonly late: boolean
  readonly submittedAt: string | null
  readonly submittedBy: string | null
  /** The revision that was sent back last, until another is accepted. */
  readonly returned: number | null
  readonly updatedAt: string
  /** Where it was published, as the office wrote it back. */
  readonly publicUrl: string | null
  readonly basis: Readonly<Record<Basis, number | null>>
  readonly summary: Summary
}

/** The columns of `report` that make a head, in the order of `HeadRow`. */
export const HEAD = `report.id, agency, year, state, revision, version, format, lower(hex(digest)), filed_at,
  checked_at, late, submitted_at, submitted_by, returned, updated_at, public_url,
  submitted, accepted, published, errors, warnings, infos`

/** Read `raw`, as a list of values: as an object it would take twice as long. */
export type HeadRow = readonly [
  id: number,
  agency: string,
  year: number,
  state: State,
  revision: number,
  version: number,
  format: string,
  digest: string,
  filedAt: string,
  checkedAt: string,
  late: number,
  submittedAt: string | null,
  submittedBy: string | null,
  returned: number | null,
  updatedAt: string,
  publicUrl: string | null,
  submitted: number | null,
  accepted: number | null,
  published: number | null,
  errors: number,
  warnings: number,
  infos: number,
]

export const headFrom = ([
  id,
  agency,
  year,
  state,
  revision,
  version,
  format,
  digest,
  filedAt,
  checkedAt,
  late,
  submittedAt,
  submittedBy,
  returned,
  updatedAt,
  publicUrl,
  submitted,
  accepted,
  published,
  errors,
  warnings,
  infos,
]: HeadRow): Head => ({
  id,
  agency,
  year,
  state,
  revision,
  version,
  format,
  digest,
  filedAt,
  checkedAt,
  late: late === 1,
  submittedAt,
  submittedBy,
  returned,
  updatedAt,
  publicUrl,
  basis: { submitted, accepted, published },
  summary: { errors, warnings, infos },
})
