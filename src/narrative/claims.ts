import { passagesOf } from '../formats/passages.ts'
import { topics } from '../formats/phrases.ts'
import { fold } from '../reports/fold.ts'
import type { Report } from '../reports/report.ts'
import { absencesIn } from './absences.ts'
import { blanksIn } from './blanks.ts'
import { changesIn } from './changes.ts'
import type { Claim } from './claim.ts'
import type { ClaimContext, Setting } from './context.ts'
import { feesIn } from './fees.ts'
import { type Before, figuresIn, type Thread } from './figures.ts'
import { listsApplicants, tellsNotThere } from './known.ts'
import { knowsItsYear, leftoverYearsIn } from './leftover-years.ts'
import { namesOf } from './names.ts'
import { outcomesIn } from './outcomes.ts'
import { asksForPlans, periodsIn } from './periods.ts'
import { plainSharesIn } from './plain-shares.ts'
import { pointsIn } from './points.ts'
import { ratiosIn, sharesSomething } from './ratios.ts'
import { type Reading, readSentence } from './reading.ts'
import { reportTitlesIn } from './report-titles.ts'
import { withoutRivals } from './rivals.ts'
import { selfNamesIn } from './self-names.ts'
import type { Sentence } from './sentences.ts'
import { sharesIn } from './shares.ts'
import { asTheirSiblings } from './siblings.ts'
import { isSilent, rememberSilent, statesNothing } from './silence.ts'
import { sumsIn } from './sums.ts'
import { turnedIn } from './turned.ts'
import { yearsIn } from './years.ts'

/** A report has some dozens; whoever sends more wants to fill our memory, not to report. */
const mostClaims = 2000

/** Every claim of a report's narrative, in the order of print. */
export function claimsIn(report: Report, context: ClaimContext): Claim[] {
  const setting: Setting = { names: namesOf(report, context.filer), ...context, report }
  const claims: Claim[] = []
  for (const { address } of passagesOf(report.format)) {
    const text = report.narrative[address]
    if (text === null || text === undefined) continue
    readPassage(setting, address, text, claims)
    if (claims.length >= mostClaims) return claims.slice(0, mostClaims)
  }
  return claims
}

/** Adds what the sentences of a passage state, asking the readers that may have something to say. */
function readPassage(setting: Setting, address: string, text: string, claims: Claim[]): void {
  const topic = topics[address.slice(address.lastIndexOf('.') + 1)] ?? []
  let dated: boolean | undefined
  let current: number | undefined
  let previous = none
  const add = (some: Iterable<Claim>): void => {
    for (const claim of some) claims.push(claim)
  }
  for (const period of periodsIn(text)) {
    if (asksForPlans(text, period)) current = setting.year + 1
    const readings = period.map((sentence) => heard(setting, address, text, sentence))
    if (readings.every((reading) => reading === undefined)) {
      previous = none
      continue
    }
    const thread: Thread = {
      toldApart: listsApplicants(readings),
      notThere: tellsNotThere(readings),
    }
    const shared = new Set<number | undefined>()
    let counted = false
    for (const reading of readings) {
      if (reading === undefined) {
        previous = none
        continue
      }
      const { kinds, notions } = reading
      const numbers = kinds.has('number')
      const spoken = spokenIn(setting, reading, {
        topic,
        era: { year: setting.year, current },
        thread,
      })
      add(spoken)
      const ratios = numbers ? ratiosIn(setting, reading, topic, spoken) : []
      if (ratios.length > 0) {
        for (const { claim } of ratios) shared.add(claim.figures[0]?.start)
        add(ratios.map(({ claim }) => claim))
        add(pointsIn(setting, reading, ratios))
      }
      if (kinds.has('each') || ends.some((notion) => notions.has(notion)))
        add(outcomesIn(setting, reading, spoken))
      if (numbers && spoken.length > 0) {
        dated ??= knowsItsYear(text, setting.year)
        if (!dated) add(leftoverYearsIn(setting, reading, spoken))
      }
      if (tellsChange.some((kind) => kinds.has(kind)))
        add(changesIn(setting, reading, topic, [...previous, ...spoken]))
      if (notions.has('fee')) add(feesIn(reading))
      if (kinds.has('more') || kinds.has('less')) add(turnedIn(reading))
      if (numbers) add(yearsIn(setting, reading))
      if (kinds.has('self')) add(selfNamesIn(setting, reading))
      add(blanksIn(reading))
      if (address.endsWith('.preamble')) add(reportTitlesIn(setting, reading))
      previous = spoken
      if (numbers) current = leadingYear(reading) ?? current
      counted ||= numbers
    }
    if (counted) add(listedIn(setting, address, text, period, readings, shared))
    if (claims.length >= mostClaims) return
  }
}

/** The figures of the tables that a sentence states or denies, in its order. */
function spokenIn(setting: Setting, reading: Reading, before: Before): readonly Claim[] {
  const { kinds } = reading
  const figures = kinds.has('number')
    ? asTheirSiblings(withoutRivals([...figuresIn(setting, reading, before)], before.thread))
    : none
  if (!kinds.has('not')) return figures
  return [...figures, ...absencesIn(setting, reading, before, figures)].sort(
    (a, b) => (a.figures[0]?.start ?? 0) - (b.figures[0]?.start ?? 0),
  )
}

const none: readonly Claim[] = []

/** How disputes end. */
const ends = ['upheld', 'corrected', 'pending', 'settled'] as const

/** What a comparison with the year before may begin with. */
const tellsChange = ['compare', 'lastYear', 'more', 'less'] as const

/** A sentence read, unless it states nothing; in the preamble the report's title may stand. */
function heard(
  { names }: Setting,
  address: string,
  text: string,
  sentence: Sentence,
): Reading | undefined {
  const quote = text.slice(sentence.start, sentence.end)
  const apart = address.endsWith('.preamble')
  if (!apart && isSilent(quote, names)) return undefined
  const folded = fold(text, sentence.start, sentence.end)
  const reading = readSentence(address, quote, sentence, { folded, names })
  if (apart || !statesNothing(reading) || hasBlank(reading)) return reading
  rememberSilent(reading, names)
  return undefined
}

const hasBlank = (reading: Reading): boolean => blanksIn(reading).length > 0

/** Lists run on across semicolons: totals and shares are read in the whole of it. */
function* listedIn(
  setting: Setting,
  address: string,
  text: string,
  period: readonly Sentence[],
  readings: readonly (Reading | undefined)[],
  shared: ReadonlySet<number | undefined>,
): Generator<Claim> {
  const [first, last] = [period[0], period.at(-1)]
  if (first === undefined || last === undefined) return
  const whole = { start: first.start, end: last.end, stop: last.stop }
  const reading = period.length === 1 ? readings[0] : readWhole(setting, address, text, whole)
  if (reading === undefined) return
  yield* sumsIn(reading)
  if (!sharesSomething(reading)) return
  const told = new Set(shared)
  for (const claim of sharesIn(reading, shared)) {
    told.add(claim.figures[0]?.start)
    yield claim
  }
  yield* plainSharesIn(reading, told)
}

function readWhole({ names }: Setting, address: string, text: string, whole: Sentence): Reading {
  const folded = fold(text, whole.start, whole.end)
  return readSentence(address, text.slice(whole.start, whole.end), whole, { folded, names })
}

/** The year a sentence opens with holds for those that follow. */
const leadingYear = (reading: Reading): number | undefined => {
  const first = reading.tokens.find((token) => token.kind !== 'filler' && token.kind !== 'stop')
  return first?.numeral?.kind === 'year' ? first.numeral.value : undefined
}
