import { passagesOf } from '../formats/passages.ts'
import { topics } from '../formats/phrases.ts'
import type { Report } from '../reports/report.ts'
import { absencesIn } from './absences.ts'
import type { Claim } from './claim.ts'
import type { ClaimContext, Setting } from './context.ts'
import { figuresIn } from './figures.ts'
import { namesOf } from './names.ts'
import { type Reading, readSentence } from './reading.ts'
import { sentencesIn } from './sentences.ts'

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
  let current: number | undefined
  for (const sentence of sentencesIn(text)) {
    const reading = readSentence(address, text, sentence, setting.names)
    const before = { topic, era: { year: setting.year, current } }
    yield* figuresIn(setting, reading, before)
    yield* absencesIn(setting, reading, before)
    current = leadingYear(reading) ?? current
  }
}

/** The year a sentence opens with holds for those that follow. */
const leadingYear = (reading: Reading): number | undefined => {
  const first = reading.tokens.find((token) => token.kind !== 'filler' && token.kind !== 'stop')
  return first?.numeral?.kind === 'year' ? first.numeral.value : undefined
}
