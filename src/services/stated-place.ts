import { AGENCY_ID, YEARS } from '../schemas/parameters.ts'

const ID = new RegExp(AGENCY_ID)

/** Whose report, and of which year, a line of a batch that cannot be taken says it is; null where it does not. */
export function statedPlace(line: Buffer): { agencyId: string | null; year: number | null } {
  const { agencyId, year } = membersOf(line)
  const isYear = Number.isInteger(year) && Number(year) >= YEARS.minimum
  return {
    agencyId: typeof agencyId === 'string' && ID.test(agencyId) ? agencyId : null,
    year: isYear && Number(year) <= YEARS.maximum ? Number(year) : null,
  }
}

function membersOf(line: Buffer): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line.toString())) as Record<string, unknown>
  } catch {
    return {}
  }
}
