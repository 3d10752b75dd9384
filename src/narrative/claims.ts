import { passagesOf } from '../formats/passages.ts'
import { topics } from '../formats/phrases.ts'
import type { Report } from '../reports/report.ts'
import { absencesIn } from './absences.ts'
import { blanksIn } from './blanks.ts'
import { changesIn } from './changes.ts'
import type { Claim } from './claim.ts'
import type { ClaimContext, Setting } from './context.ts'
import { feesIn } from './fees.ts'
import { type Before, figuresIn } from './figures.ts'
import { fold } from './fold.ts'
import { knowsItsYear, leftoverYearsIn } from './leftover-years.ts'
import { namesOf } from './names.ts'
import { outcomesIn } from './outcomes.ts'
import { type Reading, readSentence } from './reading.ts'
import { reportTitlesIn } from './report-titles.ts'
import { selfNamesIn } from './self-names.ts'
import { longestSentence, type Sentence, sentencesIn } from './sentences.ts'
import { sharesIn } from './shares.ts'
import { isCommonplace, isSilent, rememberSilent, statesNothing } from './silence.ts'
import { sumsIn } from './sums.ts'
import { yearsIn } from './years.ts'

/** A report has some dozens; whoever sends more wants to fill our memory, not to report. */
const mostClaims = 2000

/** Every claim of a report's narrative, in the order of print. */
export function claimsIn(report: Report, context: ClaimContext): Claim[] {
  const setting: Setting = { ...context, report, names: namesOf(report, context.filer) }
  const claims: Claim[] = []
  for (const { address } of passagesOf(report.format)) {
    const text = report.narrative[address]
    if (text === null || text === undefined) continue
    for (const some of claimsOfPassage(setting, address, text)) {
      for (const claim of some) claims.push(claim)
      if (claims.length >= mostClaims) return claims.slice(0, mostClaims)
    }
  }
  return claims
}

/** What the sentences of a passage state, by readers that may have something to say. */
function* claimsOfPassage(
  setting: Setting,
  address: string,
  text: string,
): Generator<Iterable<Claim>> {
  const topic = topics[address.slice(address.lastIndexOf('.') + 1)] ?? []
  const dated = knowsItsYear(text, setting.year)
  let current: number | undefined
  let previous: readonly Claim[] = []
  for (const period of periodsIn(text)) {
    const readings = period.map((sentence) => heard(setting, address, text, sentence))
    for (const reading of readings) {
      if (reading === undefined) {
        previous = []
        continue
      }
      const { kinds, notions } = reading
      const numbers = kinds.has('number')
      const spoken = spokenIn(setting, reading, { topic, era: { year: setting.year, current } })
      yield spoken
      if (kinds.has('each')) yield outcomesIn(setting, reading, spoken)
      if (numbers && !dated) yield leftoverYearsIn(setting, reading, spoken)
      if (kinds.has('compare') || kinds.has('lastYear'))
        yield changesIn(setting, reading, topic, [...previous, ...spoken])
      if (notions.has('fee')) yield feesIn(reading)
      if (numbers) yield yearsIn(setting, reading)
      if (kinds.has('self')) yield selfNamesIn(setting, reading)
      yield blanksIn(reading)
      if (address.endsWith('.preamble')) yield reportTitlesIn(setting, reading)
      previous = spoken.slice(-1)
      if (numbers) current = leadingYear(reading) ?? current
    }
    if (readings.some((reading) => reading?.kinds.has('number'))) {
      yield listedIn(setting, address, text, period, readings)
    }
  }
}

/** The figures of the tables that a sentence states or denies, in its order. */
function spokenIn(setting: Setting, reading: Reading, before: Before): readonly Claim[] {
  const { kinds } = reading
  const figures = kinds.has('number') ? [...figuresIn(setting, reading, before)] : none
  if (!kinds.has('not')) return figures
  return [...figures, ...absencesIn(setting, reading, before)].sort(
    (a, b) => (a.figures[0]?.start ?? 0) - (b.figures[0]?.start ?? 0),
  )
}

const none: readonly Claim[] = []

/** A sentence read, unless it states nothing; in the preamble the report's title may stand. */
function heard(
  { names }: Setting,
  address: string,
  text: string,
  sentence: Sentence,
): Reading | undefined {
  const folded = fold(text, sentence.start, sentence.end)
  const common = !address.endsWith('.preamble') && isCommonplace(folded.text, sentence, names)
  if (common && isSilent(folded.text)) return undefined
  const reading = readSentence(address, text, sentence, { folded, names })
  if (!common || !statesNothing(reading) || hasBlank(reading)) return reading
  rememberSilent(folded.text)
  return undefined
}

const hasBlank = (reading: Reading): boolean => !blanksIn(reading).next().done

/** Lists run on across semicolons: totals and shares are read in the whole of it. */
function* listedIn(
  setting: Setting,
  address: string,
  text: string,
  period: readonly Sentence[],
  readings: readonly (Reading | undefined)[],
): Generator<Claim> {
  const [first, last] = [period[0], period.at(-1)]
  if (first === undefined || last === undefined) return
  const whole = { start: first.start, end: last.end, stop: last.stop }
  const folded = () => fold(text, whole.start, whole.end)
  const reading =
    period.length === 1
      ? readings[0]
      : readSentence(address, text, whole, { folded: folded(), names: setting.names })
  if (reading === undefined) return
  yield* sumsIn(reading)
  yield* sharesIn(reading)
}

/** Sentences joined by semicolons, as far as one sentence may be long. */
function* periodsIn(text: string): Generator<readonly Sentence[]> {
  let period: Sentence[] = []
  for (const sentence of sentencesIn(text)) {
    const start = period[0]?.start ?? sentence.start
    if (sentence.end - start > longestSentence && period.length > 0) {
      yield period
      period = []
    }
    period.push(sentence)
    if (sentence.stop !== '；' && sentence.stop !== ';') {
      yield period
      period = []
    }
  }
  if (period.length > 0) yield period
}

/** The year a sentence opens with holds for those that follow. */
const leadingYear = (reading: Reading): number | undefined => {
  const first = reading.tokens.find((token) => token.kind !== 'filler' && token.kind !== 'stop')
  return first?.numeral?.kind === 'year' ? first.numeral.value : undefined
}
