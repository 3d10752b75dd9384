import { type Basis, bases } from './standing.ts'

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

/** A row of `HEAD`. */
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
  readonly submitted: number | null
  readonly accepted: number | null
  readonly published: number | null
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

const standingNow = (basis: Basis) =>
  `(select revision from standing where report = report.id and basis = '${basis}' and until is null) as ${basis}`

/** Selects heads; a `where` follows. */
export const HEAD = `
  select report.id, report.agency, report.year, report.state, report.revision, report.version,
    report.late, report.submitted_at, report.submitted_by, report.returned, report.updated_at, report.public_url, revision.format, revision.digest,
    ${bases.map(standingNow).join(', ')},
    finding.errors, finding.warnings, finding.infos
  from report
  join revision on revision.report = report.id and revision.number = report.revision
  join finding on finding.report = report.id and finding.revision = report.revision`

export const headFrom = (row: HeadRow): Head => ({
  id: row.id,
  agency: row.agency,
  year: row.year,
  state: row.state,
  revision: row.revision,
  version: row.version,
  format: row.format,
  digest: row.digest.toString('hex'),
  late: row.late === 1,
  submittedAt: row.submitted_at,
  submittedBy: row.submitted_by,
  returned: row.returned,
  updatedAt: row.updated_at,
  publicUrl: row.public_url,
  basis: { submitted: row.submitted, accepted: row.accepted, published: row.published },
  summary: { errors: row.errors, warnings: row.warnings, infos: row.infos },
})
