import type { Notion } from '../formats/notions.ts'
import { applicantNotions, grounds, results } from '../formats/phrases.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'
import { isCaseUnit } from './units.ts'

/** A number of cases, or a bare one at the end of its clause: 均为0。 */
export function isStatedFigure(tokens: readonly Token[], at: number): boolean {
  const numeral = tokens[at]?.numeral
  if (numeral?.kind !== 'count') return false
  const next = tokens[at + 1]
  if (isCaseUnit(numeral.unit)) return !isItem(tokens[at], next)
  const last = tokens[at - 1]
  return (
    numeral.unit === '' &&
    (leadsSeries(tokens, at) ||
      ((next === undefined || next.kind === 'stop') &&
        last !== undefined &&
        (last.text.endsWith('为') ||
          last.text === '：' ||
          last.text === '是' ||
          last.notions.some((notion) => itemised.includes(notion)))))
  )
}

/** 分别是3、1、13、2件: only the last bears the unit. */
function leadsSeries(tokens: readonly Token[], at: number): boolean {
  let first = at
  while (isJoint(tokens[first - 1]) && tokens[first - 2]?.numeral?.unit === '') first -= 2
  let last = at
  while (tokens[last]?.numeral?.unit === '' && isJoint(tokens[last + 1])) last += 2
  return (
    last > at &&
    tokens[first - 1]?.kind === 'respectively' &&
    isCaseUnit(tokens[last]?.numeral?.unit ?? '')
  )
}

/** 予以公开一项占38.1%, 两项合计: so many kinds. */
const isItem = (token: Token | undefined, next: Token | undefined): boolean =>
  /^[一二两三四五六]项$/.test(token?.text ?? '') &&
  (next?.kind === 'share' || next?.kind === 'whole')

/** 维持7、纠正4、其他3: kinds that are listed without a unit. */
const itemised: readonly Notion[] = [
  ...results,
  ...grounds,
  ...applicantNotions,
  'upheld',
  'corrected',
  'pending',
  'others',
]

/** 行政事业性收费12.5万元: money, where charges are spoken of. */
export const isCharge = ({ tokens, notions }: Reading, at: number): boolean =>
  (notions.has('charges') || notions.has('charge')) && tokens[at]?.numeral?.unit === '元'

const isJoint = (token: Token | undefined): boolean => '、和与及'.includes(token?.text ?? ' ')

/** 分别为6件、3件: the numbers that belong to as many notions. */
export function numbersFrom(
  tokens: readonly Token[],
  first: number,
  lead: readonly Token[],
): readonly Token[] {
  const numbers = [tokens[first] as Token]
  if (!isRespective(lead)) return numbers
  for (let i = first + 2; isJoint(tokens[i - 1]) && isStatedFigure(tokens, i); i += 2) {
    numbers.push(tokens[i] as Token)
  }
  return numbers
}

export const isRespective = (lead: readonly Token[]): boolean =>
  lead.some((token) => token.kind === 'respectively' || token.text === '分别为')

/** 由6件下降到3件: the figure of this year behind that of the year before. */
export function targetAt(tokens: readonly Token[], from: number): Token | undefined {
  let at = from + 1
  // 由12件大幅减至4件.
  while (tokens[at]?.kind === 'filler' && tokens[at]?.text !== '变为') at++
  const turn = tokens[at]
  if (turn?.kind !== 'more' && turn?.kind !== 'less' && turn?.text !== '变为') return undefined
  at++
  let reaches = REACHED.test(turn.text)
  for (; tokens[at]?.kind === 'filler' || tokens[at]?.kind === 'thisYear'; at++)
    reaches ||= REACHED.test(tokens[at]?.text ?? '')
  return reaches && isStatedFigure(tokens, at) ? tokens[at] : undefined
}

const REACHED = /[至到为]$/
