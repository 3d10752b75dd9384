import { format2019 } from '../src/formats/2019.ts'
import { format2021 } from '../src/formats/2021.ts'
import type { Format } from '../src/formats/format.ts'
import type { Filer } from '../src/narrative/names.ts'
import { type Changes, changed } from '../src/reports/changed.ts'
import { nilReport } from '../src/reports/nil-report.ts'
import type { Report } from '../src/reports/report.ts'

/** A passage with what somebody said of its figures (bench/judged/README.md). */
export interface Judged {
  readonly id: string
  readonly year: number
  readonly filer: Filer
  readonly report: Report
  readonly lastYear: Report | undefined
  readonly address: string
  readonly text: string
  readonly marks: readonly Mark[]
}

export interface Mark {
  readonly verdict: 'wrong' | 'right' | 'either'
  readonly start: number
  readonly end: number
}

/** The passages of a batch, each in its report. Throws where a line cannot be read. */
export function* judgedIn(batch: string): Generator<Judged> {
  let head: Pick<Judged, 'id' | 'year' | 'filer'> | undefined
  let format: Format = format2021
  let report: Report | undefined
  let lastYear: Report | undefined
  for (const line of batch.split('\n').filter((line) => line.trim() !== '')) {
    const rest = line.slice(1).trim()
    if (line.startsWith('#')) {
      const [id = '', names = '', year, form] = rest.split(/\s+/)
      const [name = '', ...aliases] = names.split('/')
      head = { id, year: Number(year), filer: { name, aliases } }
      format = form === 'f2019' ? format2019 : format2021
      lastYear = undefined
    } else if (line.startsWith('=')) report = reportOf(format, rest)
    else if (line.startsWith('<') && !line.startsWith('<<')) lastYear = reportOf(format, rest)
    else if (head === undefined || report === undefined) throw new Error(`No report for ${line}`)
    else {
      const address = passages[line.charAt(0)]
      if (address === undefined) throw new Error(`No passage for ${line}`)
      const { text, marks } = unmarked(rest)
      const spoken = { ...report, narrative: { [address]: text } }
      yield { ...head, report: spoken, lastYear, address, text, marks }
    }
  }
}

const passages: Readonly<Record<string, string>> = {
  I: 'narrative.overview.intro',
  P: 'narrative.overview.proactive',
  O: 'narrative.overview.onRequest',
  M: 'narrative.overview.management',
  L: 'narrative.overview.platform',
  S: 'narrative.overview.supervision',
  Q: 'narrative.problems',
  X: 'narrative.other',
  B: 'narrative.preamble',
}

/** The text without its marks, and where they stood. */
function unmarked(marked: string): Pick<Judged, 'text' | 'marks'> {
  let text = ''
  const marks: Mark[] = []
  const pieces = marked.replaceAll('\\n', '\n').split(/(\[\[.*?\]\]|\{\{.*?\}\}|<<.*?>>)/)
  for (const piece of pieces) {
    const verdict = verdicts[piece.slice(0, 2)]
    const words = verdict === undefined ? piece : piece.slice(2, -2)
    if (verdict !== undefined) {
      marks.push({ verdict, start: text.length, end: text.length + words.length })
    }
    text += words
  }
  return { text, marks }
}

const verdicts: Readonly<Record<string, Mark['verdict']>> = {
  '[[': 'wrong',
  '{{': 'right',
  '<<': 'either',
}

/** A report from `in 47(39,6) ci 3 g 12 …`. */
function reportOf(format: Format, figures: string): Report {
  const changes: Record<string, number> = {}
  let handled = 0
  for (const [, key = '', of = '0', by] of figures.matchAll(
    /([a-z]+) ?([\d.,]+)?(?:\(([\d,]+)\))?/g,
  )) {
    const row = format === format2019 && key === 'mi' ? 'other' : rows[key]
    const numbers = of.split(',').map(Number)
    const [first = 0] = numbers
    if (row !== undefined) {
      const shares = by === undefined ? [first] : by.split(',').map(Number)
      shares.forEach((share, i) => {
        changes[`applications.${row}.${applicants[i]}`] = share
      })
      changes[`applications.${row}.total`] = first
      if (!moves.includes(key)) handled += first
    } else Object.assign(changes, elsewhere(format, key, numbers))
  }
  changes['applications.handled.total'] = handled
  changes['applications.handled.naturalPerson'] = handled
  return changed(nilReport(format, '', 2024), changes)
}

/** What `rv 3,1,0,1`, `doc 2,1,17`, `lic 3560` state. */
function elsewhere(format: Format, key: string, numbers: readonly number[]): Changes {
  const single = singles[key]
  if (single !== undefined) return { [single]: numbers[0] ?? 0 }
  const [row, columns] = groups(format)[key] ?? []
  if (row === undefined || columns === undefined) throw new Error(`No row for ${key}`)
  const stated = columns.map((column, i) => [`${row}.${column}`, numbers[i] ?? 0])
  const total = numbers.reduce((sum, one) => sum + one, 0)
  return Object.fromEntries(
    row.startsWith('disputes') ? [...stated, [`${row}.total`, total]] : stated,
  )
}

const moves = ['in', 'ci', 'out']
const applicants = ['naturalPerson', 'business', 'research', 'nonprofit', 'legalService', 'other']
const rows: Readonly<Record<string, string>> = {
  in: 'received',
  ci: 'carriedIn',
  out: 'carriedOut',
  g: 'granted',
  pg: 'partlyGranted',
  ss: 'refused.stateSecret',
  ol: 'refused.otherLaw',
  ts: 'refused.securityAndStability',
  tp: 'refused.thirdPartyRights',
  ia: 'refused.internalAffairs',
  dp: 'refused.deliberativeProcess',
  ef: 'refused.enforcementFile',
  ai: 'refused.administrativeInquiry',
  nh: 'unavailable.notHeld',
  nc: 'unavailable.needsCreation',
  su: 'unavailable.stillUnclear',
  cp: 'notProcessed.complaint',
  du: 'notProcessed.duplicate',
  pu: 'notProcessed.publication',
  ex: 'notProcessed.excessive',
  rc: 'notProcessed.reconfirmation',
  co: 'other.correctionOverdue',
  fo: 'other.feeOverdue',
  mi: 'other.miscellaneous',
}

const singles: Readonly<Record<string, string>> = {
  lic: 'proactive.licensing.decisions',
  pen: 'proactive.penalties.decisions',
  coe: 'proactive.coercion.decisions',
  fee: 'proactive.fees.amount',
}

const groups = (format: Format): Readonly<Record<string, readonly [string, readonly string[]]>> => {
  const stocks =
    format === format2019
      ? ['newlyMade', 'newlyPublished', 'totalPublic']
      : ['issued', 'repealed', 'inForce']
  const ends = ['upheld', 'corrected', 'other', 'pending']
  return {
    rv: ['disputes.reconsideration', ends],
    dir: ['disputes.litigation.direct', ends],
    aft: ['disputes.litigation.afterReconsideration', ends],
    reg: ['proactive.regulations', stocks],
    doc: ['proactive.normativeDocuments', stocks],
  }
}
