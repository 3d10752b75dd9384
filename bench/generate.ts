import { createHash } from 'node:crypto'
import type { Format } from '../src/formats/format.ts'
import { formatDueFor } from '../src/formats/index.ts'
import { canonicalJson } from '../src/reports/canonical.ts'
import { nilReport } from '../src/reports/nil-report.ts'
import { emptyReport, type Report } from '../src/reports/report.ts'
import { encodeCells } from '../src/reports/vector.ts'
import type { Agency } from '../src/store/agency-store.ts'
import type { Region } from '../src/store/region-store.ts'
import type { Work } from '../src/store/report-store.ts'
import { plausibleCells, type Random } from './plausible.ts'

/** How much is made: counties in each province, agencies in a county, years. */
export interface Size {
  readonly counties: readonly number[]
  readonly agencies: number
  readonly years: number
}

/** Every province of the nation has 90 counties but the first, which has 136. */
export const sizes: Readonly<Record<string, Size>> = {
  county: { counties: [1], agencies: 60, years: 6 },
  province: { counties: [136], agencies: 59, years: 6 },
  nation: { counties: [136, ...new Array<number>(30).fill(90)], agencies: 60, years: 6 },
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

const provinceCode = (p: number) => `${11 + p}0000`
const countyCode = (p: number, c: number) => `${11 + p}${String(c + 1).padStart(4, '0')}`

/** A nation of provinces of counties; `000000` is the nation. */
export function* regionsOf({ counties }: Size): Generator<Region> {
  yield { code: '000000', name: '全国', parent: null }
  for (const [p, count] of counties.entries()) {
    yield { code: provinceCode(p), name: `第${p + 1}省`, parent: '000000' }
    for (let c = 0; c < count; c++) {
      yield { code: countyCode(p, c), name: `第${c + 1}县`, parent: provinceCode(p) }
    }
  }
}

export function* agenciesOf({ counties, agencies }: Size): Generator<Agency> {
  for (const [p, count] of counties.entries()) {
    for (let c = 0; c < count; c++) {
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

/** What kind of agency an id is: the same figure for each of its years. */
const whoseId = (id: string): number =>
  createHash('sha256').update(id).digest().readUInt32LE() % 9240

/** A sound report or, `told`, one with a narrative of some 4 KB. */
export function reportFor(agency: string, year: number, random: Random, told = false): Report {
  const format = formatDueFor(year) as Format
  const ground = told ? toldReport(format, agency, year) : emptyReport(format)
  return { ...ground, cells: plausibleCells(format, whoseId(agency), random) }
}

function toldReport(format: Format, agency: string, year: number): Report {
  const report = nilReport(format, agency, year)
  const passages = Object.entries(report.narrative)
  const longer = passages.map(([at, text]) => [at, `${text}${SENTENCE.repeat(3)}`])
  return { ...report, narrative: Object.fromEntries(longer) }
}

const SENTENCE = '全年按照目录逐项公开本单位履职信息，由专人复核后发布，并按季度检查更新情况。'

/** Files a report and lets it stand as submitted, accepted and published, in one go. */
export const standingWork = (agency: string, year: number, random: Random, told = false): Work =>
  standing(agency, year, reportFor(agency, year, random, told), random)

/** The same for a report that is there. */
export function standing(agency: string, year: number, report: Report, random: Random): Work {
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
