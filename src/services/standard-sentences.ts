import type { Format, Measure } from '../formats/format.ts'
import { plus, type Sum, type SumsByAddress, shown } from '../reports/sum.ts'

/** A figure in a sentence, bound to the cells it is the sum of; `start` and `end` slice the text. */
export interface BoundFigure {
  readonly start: number
  readonly end: number
  readonly value: number
  readonly at: readonly string[]
}

export interface StandardSentence {
  readonly text: string
  readonly figures: readonly BoundFigure[]
}

/** Sentences as reports usually have them. `[measure]` is its figure; a clause without one is left out. */
const sentences: readonly (readonly string[])[] = [
  [
    '{year}年，共收到政府信息公开申请[received]件',
    '其中自然人申请[receivedFromNaturalPersons]件',
    '法人或其他组织申请[receivedFromOrganisations]件',
    '上年结转[carriedIn]件',
  ],
  [
    '全年办结[handled]件',
    '其中予以公开[granted]件',
    '部分公开[partlyGranted]件',
    '不予公开[refused]件',
    '无法提供[unavailable]件',
    '不予处理[notProcessed]件',
    '其他处理[otherwiseHandled]件',
    '结转下年度继续办理[carriedOut]件',
  ],
  [
    '制发行政规范性文件[documentsIssued]件',
    '废止[documentsRepealed]件',
    '现行有效[documentsInForce]件',
  ],
  ['作出行政许可[licences]件', '行政处罚[penalties]件', '行政强制[coercions]件'],
  ['收取行政事业性收费[chargesCollected]万元'],
  [
    '因政府信息公开被申请行政复议[reconsiderations]件',
    '结果维持[reconsiderationsUpheld]件',
    '结果纠正[reconsiderationsCorrected]件',
    '其他结果[reconsiderationsOtherwise]件',
    '尚未审结[reconsiderationsPending]件',
  ],
  [
    '被提起行政诉讼[litigation]件',
    '结果维持[litigationUpheld]件',
    '结果纠正[litigationCorrected]件',
    '其他结果[litigationOtherwise]件',
    '尚未审结[litigationPending]件',
  ],
]

/** The sentences that sums allow: a figure nobody stated is never made up. */
export const standardSentences = (
  format: Format,
  sums: SumsByAddress,
  year: number,
): readonly StandardSentence[] =>
  sentences.flatMap((clauses) => sentenceOf(clauses, format, sums, year) ?? [])

function sentenceOf(
  clauses: readonly string[],
  format: Format,
  sums: SumsByAddress,
  year: number,
): StandardSentence | undefined {
  let text = ''
  const figures: BoundFigure[] = []
  for (const clause of clauses) {
    const [before = '', name = '', after = ''] = clause.split(/\[(\w+)\]/)
    const at = format.measures[name as Measure]
    const value = figureAt(sums, at)
    if (value === null) {
      // Without its first figure a sentence has nothing to go on from.
      if (text === '') return undefined
      continue
    }
    text += `${text === '' ? '' : '，'}${before.replace('{year}', String(year))}`
    figures.push({ start: text.length, end: text.length + String(value).length, value, at })
    text += `${value}${after}`
  }
  return { text: `${text}。`, figures }
}

function figureAt(sums: SumsByAddress, addresses: readonly string[]): number | null {
  const parts = addresses.map((address) => sums.get(address))
  if (parts.length === 0 || parts.some((sum) => sum?.value == null)) return null
  return shown((parts as Sum[]).reduce(plus))
}
