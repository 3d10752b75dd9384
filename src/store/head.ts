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

/** A row of `report`. */
export interface HeadRow {
  readonly id: number
  readonly agency: string
  readonly year: number
  readonly state: State
  readonly revision: number
  readonly version: number
  readonly late: number
  readonly submitted_at: string | null
  readonly submitted_by: string | null
  readonly returned: number | null
  readonly updated_at: string
  readonly public_url: string | null
  readonly format: string
  readonly digest: Buffer
  readonly filed_at: string
  readonly checked_at: string
  readonly submitted: number | null
  readonly accepted: number | null
  readonly published: number | null
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

export const headFrom = (row: HeadRow): Head => ({
  id: row.id,
  agency: row.agency,
  year: row.year,
  state: row.state,
  revision: row.revision,
  version: row.version,
  format: row.format,
  digest: row.digest.toString('hex'),
  filedAt: row.filed_at,
  checkedAt: row.checked_at,
  late: row.late === 1,
  submittedAt: row.submitted_at,
  submittedBy: row.submitted_by,
  returned: row.returned,
  updatedAt: row.updated_at,
  publicUrl: row.public_url,
  basis: { submitted: row.submitted, accepted: row.accepted, published: row.published },
  summary: { errors: row.errors, warnings: row.warnings, infos: row.infos },
})
