import type { Notion } from '../formats/notions.ts'
import { changeClaim } from './change-claim.ts'
import { isMoney, type Readings } from './change-verdicts.ts'
import { changesFrom, isOfMoney } from './change-words.ts'
import type { Claim } from './claim.ts'
import { isQuantity } from './clauses.ts'
import type { Setting } from './context.ts'
import type { Reading } from './reading.ts'
import { groupsIn, phraseOf } from './stretch.ts'
import type { Token } from './tokens.ts'

/** 复议24件、诉讼8件，分别增加3件、2件: as many changes as figures before. */
export function* respectiveChangesIn(
  setting: Setting,
  reading: Reading,
  topic: readonly Notion[],
  spoken: readonly Claim[],
  { compare, word, start }: { compare: Token; word: Token; start: number },
): Generator<Claim> {
  const { tokens } = reading
  const changes = changesFrom(tokens, tokens.indexOf(word))
  const before = reading.folded.at(compare.start)
  const named = namedRightBefore(reading, topic, start, tokens.indexOf(word))
  if (named !== undefined) {
    // 企业和律所各增加1件: one change for all of them.
    const [only] = changes
    const told = word.kind === 'each' && only !== undefined ? named.map(() => only) : changes
    for (const [i, change] of told.entries()) {
      const readings = named.length === told.length ? named[i] : undefined
      if (readings !== undefined && (isOfMoney(change) === isMoney(readings) || change.percent))
        yield changeClaim(setting, reading, [compare, change.at], change, readings)
    }
    return
  }
  if (word.kind === 'each') return
  const subjects = spoken
    .filter(({ figures, kind }) => kind === 'figure' && (figures[0]?.start ?? before) < before)
    .slice(-changes.length)
  if (changes.length < 2 || subjects.length < changes.length || setting.lastYear === undefined)
    return
  // Another number among them, and it is not known which of them are meant.
  const starts = subjects.map(({ figures: [at] }) => at?.start ?? before)
  const stated = tokens.filter(({ start, numeral }) => {
    const place = reading.folded.at(start)
    return numeral?.kind === 'count' && (starts[0] ?? before) <= place && place < before
  })
  if (!stated.every(({ start }) => starts.includes(reading.folded.at(start)))) return
  for (const [i, change] of changes.entries()) {
    const subject = subjects[i]
    if (subject === undefined || subject.reason === 'partial') continue
    if (isOfMoney(change) === isMoney(subject.readings) || change.percent)
      yield changeClaim(setting, reading, [compare, change.at], change, subject.readings)
  }
}

/** 许可、强制双降（分别减11件、2件）: the kinds named since the last figure; a hole for what is none. */
function namedRightBefore(
  { tokens, notions }: Reading,
  topic: readonly Notion[],
  start: number,
  word: number,
): readonly (Readings | undefined)[] | undefined {
  const from = tokens[start - 1]?.text === '（' ? clauseStart(tokens, start - 2) : start
  const words = tokens.slice(from, word)
  if (words.some(isQuantity) || !words.some(({ kind }) => kind === 'notion')) return undefined
  const given = new Set([...topic, ...notions])
  if (given.has('application')) given.add('applicantKind')
  return groupsIn(words).map((group) => phraseOf({ tokens: group, given, time: undefined })?.means)
}

/** Where the clause of a token begins, across 、. */
function clauseStart(tokens: readonly Token[], at: number): number {
  let i = at
  while (i > 0 && (tokens[i - 1]?.kind !== 'stop' || tokens[i - 1]?.text === '、')) i--
  return i
}
