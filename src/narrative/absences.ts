import type { Measure } from '../formats/format.ts'
import type { Notion } from '../formats/notions.ts'
import { type Phrase, wholes } from '../formats/phrases.ts'
import type { Claim } from './claim.ts'
import { isAll, isDeniedOne, isQuantity } from './clauses.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import type { Before } from './figures.ts'
import { frameOf } from './frame.ts'
import { judge } from './judge.ts'
import type { Reading } from './reading.ts'
import { listen } from './said.ts'
import { groupsIn, phraseOf, type Stretch } from './stretch.ts'
import type { Token } from './tokens.ts'

/** Every 未收到, 未发生, 无 of a sentence: the figure it denies is 0. */
export function* absencesIn(
  setting: Setting,
  reading: Reading,
  before: Before,
  figures: readonly Claim[],
): Generator<Claim> {
  const { tokens, folded } = reading
  const said = listen(tokens, before.topic)
  for (let i = 0; i < tokens.length; i++) {
    const not = tokens[i] as Token
    if (not.kind !== 'not') continue
    const end = endOfDenial(tokens, i)
    const start = startOfClause(tokens, i)
    const behind = tokens.slice(i + 1, end).filter((token) => !isMere(token))
    // 申请为零, 行政强制无: what stands before it is denied.
    const denied = behind.length === 0 && isSaidBehind(not) ? tokens.slice(start, i) : behind
    if (denied.some((token, at) => isQuantity(token) && !(at === 0 && isDeniedOne(tokens, i + 1))))
      continue
    // 不存在复议全部维持的情况: some of them may have been.
    if (behind.some(isAll)) continue
    said.hear(end)
    const frame = frameOf(reading, [start, i], denied, setting.names, before.era)
    const place = folded.at(not.start)
    const last = figures.findLast(({ figures: [at] }) => (at?.start ?? place) < place)
    const under = wholeOf(last?.readings[0]?.[0])
    const time = timeIn(denied) ?? timeIn(tokens.slice(start, i))
    for (const group of groupsIn(denied)) {
      const phrase = deniedBy(tokens.slice(start, i), group, { given: said.notions, time, under })
      if (phrase === undefined || (phrase.under !== undefined && isApplicant(phrase))) continue
      const judged = judge(setting, {
        value: 0,
        approximate: false,
        phrase,
        whole: frame.whole && !(frame.scope !== undefined && figures.some(isOfPart)),
        absence: true,
        year: phrase.time === undefined ? frame.year : undefined,
        scope: frame.scope,
      })
      yield claimOf(reading, [not, ...group], { kind: 'absence', ...judged })
    }
    i = end - 1
  }
}

/** 科研机构没有提出申请: what stands before a denial says of what, unless it only leads up to it. */
function deniedBy(
  before: readonly Token[],
  group: readonly Token[],
  known: Omit<Stretch, 'tokens'>,
): Phrase | undefined {
  const spoken = before.filter(({ kind }) => kind === 'notion')
  const all = spoken.every(({ notions }) => notions.every((notion) => leadsUp.includes(notion)))
  return (
    (all ? phraseOf({ tokens: group, ...known }) : undefined) ??
    phraseOf({ tokens: [...spoken, ...group], ...known })
  )
}

const leadsUp: readonly Notion[] = [
  'application',
  'onRequest',
  'request',
  'disclosure',
  'receive',
  'handle',
  'conclude',
  'answer',
  'decision',
]

/** 办公室代表政府办理426件，无结转: of those alone. */
const isOfPart = ({ reason }: Claim): boolean => reason === 'partial'

const isSaidBehind = ({ text }: Token): boolean => closing.includes(text)
const closing = ['零', '无', '没有', '未发生', '没有发生', '无发生', '未产生', '未出现', '没有出现']

/** 无上年结转事项, 无废止文件: nouns that only close a denial. */
const isMere = ({ kind, text }: Token): boolean => kind === 'unknown' && mere.includes(text)
const mere = ['事项', '件', '文件', '现象', '项目', '办件', '继续']

/** 行政复议9件，维持7件，无被纠正案件: of the disputes that the figures before count. */
const wholeOf = (measure: Measure | undefined): readonly Measure[] =>
  measure === undefined ? [] : [measure, ...(wholes[measure]?.[0] ?? [])]

const isApplicant = ({ under }: Phrase): boolean => under?.includes('received') ?? false

/** A denial reaches to the end of its clause, across 、. */
function endOfDenial(tokens: readonly Token[], not: number): number {
  let i = not + 1
  for (; i < tokens.length; i++) {
    const token = tokens[i] as Token
    if (token.kind === 'not' || (token.kind === 'stop' && token.text !== '、')) break
  }
  return i
}

function startOfClause(tokens: readonly Token[], at: number): number {
  let i = at
  while (i > 0 && tokens[i - 1]?.kind !== 'stop' && tokens[i - 1]?.kind !== 'not') i--
  return i
}

function timeIn(tokens: readonly Token[]): 'lastYear' | 'nextYear' | undefined {
  const time = tokens.find((token) => token.kind === 'lastYear' || token.kind === 'nextYear')
  return time?.kind === 'lastYear' || time?.kind === 'nextYear' ? time.kind : undefined
}
