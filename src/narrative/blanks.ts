import type { Claim } from './claim.ts'
import { clauseAround, isQuantity } from './clauses.ts'
import { claimOf } from './draft.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'

/** Every place of a sentence where a figure was left out. */
export function blanksIn(reading: Reading): readonly Claim[] {
  const { text } = reading.folded
  const claims: Claim[] = []
  if (isSpacedOut(reading)) return claims
  for (let i = 1; i < text.length; i++) {
    if (isUnit[text.charCodeAt(i)] === 1 && endsHere(text, i + 1) && isLeftOut(reading, i)) {
      claims.push(blankClaim(reading, { start: Math.max(0, i - 2), end: i + 1 }))
    }
  }
  if (reading.notions.has('inForce')) claims.push(...unfinishedIn(reading))
  return claims
}

/** By code unit, 1 where it is a unit that figures are written before. */
const isUnit = new Uint8Array(0x10000)
for (const unit of '件条份次项元个宗起期篇人场%') isUnit[unit.charCodeAt(0)] = 1
const stops = '，,、。；：！？（）'

const endsHere = (text: string, at: number): boolean =>
  at >= text.length || stops.includes(text.charAt(at)) || text.startsWith('其中', at)

/** What a number is written after, and so is missing where a unit follows at once. */
const nouns = [
  '信息',
  '申请',
  '文件',
  '公文',
  '公开',
  '共',
  '共计',
  '合计',
  '总计',
  '累计',
  '动态',
  '类',
  '会议',
  '培训',
  '活动',
  '公告',
  '处理费',
  '占比',
  '占',
  '率',
  '建议',
  '提案',
  '政策',
  '复议',
  '诉讼',
  '决定',
  '许可',
  '处罚',
  '达',
  '为',
]
/** Such nouns that make no word with the unit: 信息条, but not 申请件. */
const certain = ['信息', '共计', '合计', '总计', '累计', '处理费']
const placeholders = ['__', 'XX', 'xx', '××', '＊＊', '**', '□□', '○○', '（）', '[]']

function isLeftOut(reading: Reading, unit: number): boolean {
  const { text } = reading.folded
  const before = text.slice(Math.max(0, unit - 3), unit)
  if (placeholders.some((sign) => before.endsWith(sign))) return true
  const gap = gapBefore(reading, unit)
  const known = nouns.some((noun) => before.endsWith(noun))
  if (gap >= 2) return known || !compounds.includes(text.charAt(unit - 1))
  if (gap === 1) return known
  return text.charAt(unit) !== '%' && certain.some((noun) => before.endsWith(noun))
}

/** What makes a word of its own with a unit: 事项, 条件, 每条, 一次. */
const compounds =
  '事条文案信邮稿附要证软硬组单公多部身月省年股个法本层批档专选奖款逐市广现立短日定长按时周学发一引提链头每各几该此同0123456789'

const gapBefore = ({ folded }: Reading, at: number): number => folded.at(at) - folded.at(at - 1) - 1

/** Copies from PDF that set a space behind every character say nothing by their spaces. */
function isSpacedOut({ folded, sentence }: Reading): boolean {
  const spaces = sentence.end - sentence.start - folded.text.length
  return spaces * 3 > folded.text.length && folded.text.length > 12
}

/** 制定…3件，废止…1件，现行有效的规范性文件。: the last of a row of figures breaks off. */
function* unfinishedIn(reading: Reading): Generator<Claim> {
  const { tokens } = reading
  const last = tokens.findLastIndex((token) => token.kind !== 'stop')
  if (last < 1 || tokens[last + 1] === undefined) return
  const [start] = clauseAround(tokens, last)
  const clause = tokens.slice(start, last + 1)
  const said = new Set(clause.flatMap((token) => token.notions))
  const onlyThat = clause.every((token) => token.kind === 'notion' || token.kind === 'filler')
  const figures = tokens.slice(0, start).filter(isQuantity)
  if (said.has('inForce') && said.has('document') && onlyThat && figures.length > 1) {
    yield blankClaim(reading, clause[clause.length - 1] as Token)
  }
}

function blankClaim(reading: Reading, at: Pick<Token, 'start' | 'end'>): Claim {
  const text = reading.folded.text.slice(at.start, at.end)
  return claimOf(reading, [{ start: at.start, end: at.end, text, kind: 'unknown', notions: [] }], {
    kind: 'blank',
    relation: 'is',
    verdict: 'contradicted',
    reason: 'leftBlank',
  })
}
