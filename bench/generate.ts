import { createHash } from 'node:crypto'
import { cellsOf } from '../src/formats/cells.ts'
import type { Format } from '../src/formats/format.ts'
import { formatDueFor } from '../src/formats/index.ts'
import { canonicalJson } from '../src/reports/canonical.ts'
import { emptyReport, type Report } from '../src/reports/report.ts'
import { encodeCells } from '../src/reports/vector.ts'
import type { Agency } from '../src/store/agency-store.ts'
import type { Region } from '../src/store/region-store.ts'
import type { Work } from '../src/store/report-store.ts'

/** How much is made: regions of each level below the one above, agencies in a county, years. */
export interface Size {
  readonly provinces: number
  readonly counties: number
  readonly agencies: number
  readonly years: number
}

export const sizes: Readonly<Record<string, Size>> = {
  county: { provinces: 1, counties: 1, agencies: 60, years: 6 },
  province: { provinces: 1, counties: 136, agencies: 59, years: 2 },
  nation: { provinces: 31, counties: 92, agencies: 60, years: 6 },
}

export const LAST_YEAR = 2024
const KINDS = [
  'department',
  'department',
  'township',
  'subdistrict',
  'vertical',
  'institution',
] as const

/** The same numbers in every run. */
export function randomFrom(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const provinceCode = (p: number) => `${11 + p}0000`
const countyCode = (p: number, c: number) => `${11 + p}${String(c + 1).padStart(4, '0')}`

/** A nation of provinces of counties; `000000` is the nation. */
export function* regionsOf({ provinces, counties }: Size): Generator<Region> {
  yield { code: '000000', name: '全国', parent: null }
  for (let p = 0; p < provinces; p++) {
    yield { code: provinceCode(p), name: `第${p + 1}省`, parent: '000000' }
    for (let c = 0; c < counties; c++) {
      yield { code: countyCode(p, c), name: `第${c + 1}县`, parent: provinceCode(p) }
    }
  }
}

export function* agenciesOf({ provinces, counties, agencies }: Size): Generator<Agency> {
  for (let p = 0; p < provinces; p++) {
    for (let c = 0; c < counties; c++) {
      for (let a = 0; a < agencies; a++) {
        yield {
          id: `${countyCode(p, c)}-${a}`,
          name: `第${c + 1}县第${a + 1}局`,
          kind: KINDS[a % KINDS.length] as Agency['kind'],
          region: countyCode(p, c),
          uscc: null,
          aliases: [],
          ruleMaking: false,
          counts: true,
          validFrom: null,
          validTo: null,
          predecessors: [],
        }
      }
    }
  }
}

/** A report with some thirty figures that are not zero, most of them small. */
export function randomReport(format: Format, random: (below: number) => number): Report {
  const cells = cellsOf(format).map(() => {
    const kind = random(100)
    if (kind < 80) return 0
    if (kind < 82) return null
    if (kind < 83) return 'n/a' as const
    return random(12) > 0 ? 1 + random(40) : 1 + random(5000)
  })
  return { ...emptyReport(format), cells }
}

/** Files a made-up report and lets it stand as submitted, accepted and published, in one go. */
export const standingWork = (
  agency: string,
  year: number,
  random: (below: number) => number,
): Work => standing(agency, year, randomReport(formatDueFor(year) as Format, random), random)

export function standing(
  agency: string,
  year: number,
  report: Report,
  random: (below: number) => number,
): Work {
  const { format } = report
  const body = Buffer.from(canonicalJson(report))
  const late = random(20) === 0
  const client = 'bench'
  const summary = { errors: 0, warnings: 0, infos: 0 }
  return {
    agency,
    year,
    filing: {
      agency,
      year,
      basedOn: null,
      client,
      revision: {
        format: format.version,
        digest: createHash('sha256').update(body).digest(),
        cells: encodeCells(report.cells),
        noticed: null,
        body,
        reason: null,
      },
      checked: { ruleset: 'bench', summary, findings: Buffer.from('[]'), fingerprints: [] },
    },
    move: (head) => ({
      head,
      action: 'publish',
      client,
      state: 'published',
      revision: head.revision,
      stands: { submitted: 1, accepted: 1, published: 1 },
      late,
      submitted: null,
      returned: null,
      detail: {},
    }),
  }
}
