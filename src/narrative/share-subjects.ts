import type { Notion } from '../formats/notions.ts'
import { wholes } from '../formats/phrases.ts'
import type { Readings } from './change-verdicts.ts'
import type { Claim } from './claim.ts'
import { type Rate, rateOf } from './rates.ts'
import { placeOf, type Reading } from './reading.ts'
import { phraseOf } from './stretch.ts'
import type { Token } from './tokens.ts'

/** What a percentage is the share of, and whether that is beyond doubt. */
export interface Shared extends Rate {
  readonly certain: boolean
}

interface Words {
  readonly reading: Reading
  readonly topic: readonly Notion[]
  readonly spoken: readonly Claim[]
  /** The words of its clause before it. */
  readonly lead: readonly Token[]
  readonly at: Token
}

/** 办结率, 自然人占, 二者合计占: what the words before a percentage make it the share of. */
export const sharedIn = (words: Words): Shared | undefined =>
  rateIn(words) ?? jointIn(words) ?? kindIn(words)

/** 公开率43.7%, 复议纠错率25%. */
function rateIn({ reading, topic, spoken, lead, at }: Words): Shared | undefined {
  const word = lead.find(({ notions }) => notions.some((notion) => notion.startsWith('rate')))
  const [notion] = word?.notions ?? []
  if (word === undefined || notion === undefined) return undefined
  const said = new Set(lead.flatMap(({ notions }) => notions))
  const last = lastBefore(reading, spoken, at, 1)[0]?.readings.flat() ?? []
  const sued =
    word.text.startsWith('败诉') ||
    said.has('litigation') ||
    (!said.has('reconsideration') &&
      (last.some((measure) => measure.startsWith('litigation')) ||
        !reading.notions.has('reconsideration')))
  const rate = rateOf(notion, sued ? 'litigation' : 'reconsideration')
  const ours = topic.includes('application') || disclosing.some((one) => reading.notions.has(one))
  const plain = [...said].every((one) => one === notion || beside.includes(one))
  return rate && { ...rate, certain: ours && plain }
}

const disclosing: readonly Notion[] = ['application', 'disclosure']
/** What may stand beside a rate without narrowing it. */
const beside: readonly Notion[] = [...disclosing, 'request', 'reconsideration', 'litigation']

const JOINT = /([二两三四])[者项类](?:合计|共计|之和|共|总)?|(?:合计|共计|总共)占/
const numbers: Readonly<Record<string, number>> = { 二: 2, 两: 2, 三: 3, 四: 4 }

/** 予以公开9件、部分公开4件，二者合计占54.2%. */
function jointIn({ reading, spoken, lead, at }: Words): Shared | undefined {
  const text = lead.map((token) => token.text).join('')
  const joint = JOINT.exec(text)
  if (joint === null || !text.includes('占')) return undefined
  const size = numbers[joint[1] ?? '']
  const before = lastBefore(reading, spoken, at, size ?? 2)
  const parts = before.flatMap(({ readings: [measures] }) => measures ?? [])
  const known = wholes[parts[0] ?? 'received']
  if (known === undefined || before.length < (size ?? 2)) return undefined
  return { parts: [parts], wholes: known, certain: size !== undefined && before.every(isFirm) }
}

const isFirm = ({ reason, readings }: Claim): boolean =>
  reason === 'compared' && readings.length === 1

/** The last figures stated before a place. */
function lastBefore(
  reading: Reading,
  spoken: readonly Claim[],
  { start, end }: Token,
  count: number,
): readonly Claim[] {
  const [place] = placeOf(reading, start, end)
  return spoken
    .filter(({ kind, figures: [at] }) => kind === 'figure' && (at?.start ?? place) < place)
    .slice(-count)
}

/** 予以公开占38.5%, 自然人申请87.1%. */
function kindIn({ reading, topic, lead }: Words): Shared | undefined {
  const share = lead.findIndex(({ kind }) => kind === 'share')
  const own = share === -1 ? lead : lead.slice(0, share)
  if (own.some(({ kind }) => turning.includes(kind))) return undefined
  const given = new Set<Notion>([...topic, ...reading.notions, 'applicantKind'])
  const under = disputes.filter(({ notion }) => reading.notions.has(notion))
  const phrase = phraseOf({
    tokens: own,
    given,
    time: undefined,
    under: under.length === 1 ? under.map(({ measure }) => measure) : [],
  })
  const [measures] = phrase?.means ?? []
  const [measure] = measures ?? []
  const known: Readings | undefined = measure === undefined ? undefined : wholes[measure]
  if (phrase?.means.length !== 1 || known === undefined || measures === undefined) return undefined
  const certain = phrase.loose === undefined && reading.kinds.has('share')
  return { parts: [measures], wholes: known, certain }
}

const turning: readonly Token['kind'][] = ['more', 'less', 'compare', 'same']
const disputes = [
  { notion: 'reconsideration', measure: 'reconsiderations' },
  { notion: 'litigation', measure: 'litigation' },
] as const
