import { passagesOf } from '../formats/passages.ts'
import { topics } from '../formats/phrases.ts'
import type { Report } from '../reports/report.ts'
import { absencesIn } from './absences.ts'
import { blanksIn } from './blanks.ts'
import { changesIn } from './changes.ts'
import type { Claim } from './claim.ts'
import type { ClaimContext, Setting } from './context.ts'
import { feesIn } from './fees.ts'
import { figuresIn } from './figures.ts'
import { knowsItsYear, leftoverYearsIn } from './leftover-years.ts'
import { namesOf } from './names.ts'
import { outcomesIn } from './outcomes.ts'
import { type Reading, readSentence } from './reading.ts'
import { reportTitlesIn } from './report-titles.ts'
import { selfNamesIn } from './self-names.ts'
import { longestSentence, type Sentence, sentencesIn } from './sentences.ts'
import { sharesIn } from './shares.ts'
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
    for (const claim of claimsOfPassage(setting, address, text)) {
      if (claims.length === mostClaims) return claims
      claims.push(claim)
    }
  }
  return claims
}

function* claimsOfPassage(setting: Setting, address: string, text: string): Generator<Claim> {
  const topic = topics[address.slice(address.lastIndexOf('.') + 1)] ?? []
  const dated = knowsItsYear(text, setting.year)
  let current: number | undefined
  let previous: readonly Claim[] = []
  for (const period of periodsIn(text)) {
    const readings = period.map((sentence) => readSentence(address, text, sentence, setting.names))
    for (const reading of readings) {
      const before = { topic, era: { year: setting.year, current } }
      const spoken = [
        ...figuresIn(setting, reading, before),
        ...absencesIn(setting, reading, before),
      ]
      spoken.sort((a, b) => (a.figures[0]?.start ?? 0) - (b.figures[0]?.start ?? 0))
      yield* spoken
      yield* outcomesIn(setting, reading, spoken)
      if (!dated) yield* leftoverYearsIn(setting, reading, spoken)
      yield* changesIn(setting, reading, topic, [...previous, ...spoken])
      yield* feesIn(reading)
      yield* yearsIn(setting, reading)
      yield* selfNamesIn(setting, reading)
      yield* blanksIn(reading)
      if (address.endsWith('.preamble')) yield* reportTitlesIn(setting, reading)
      previous = spoken.slice(-1)
      current = leadingYear(reading) ?? current
    }
    yield* listedIn(setting, address, text, period, readings)
  }
}

/** Lists run on across semicolons: totals and shares are read in the whole of it. */
function* listedIn(
  setting: Setting,
  address: string,
  text: string,
  period: readonly Sentence[],
  readings: readonly Reading[],
): Generator<Claim> {
  const [first, last] = [period[0], period.at(-1)]
  if (first === undefined || last === undefined) return
  const whole = { start: first.start, end: last.end, stop: last.stop }
  const reading =
    period.length === 1 ? readings[0] : readSentence(address, text, whole, setting.names)
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
