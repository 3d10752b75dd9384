import type { Claim } from './claim.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import { isOwnName } from './names.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'
import { yearClaim } from './years.ts'

/**
 * Where the preamble names the report, 现公布某局2024年政府信息公开工作年度报告: the year has to be
 * the report's, the agency the filer. Titles of orders and notices are no report's name.
 */
export function* reportTitlesIn(setting: Setting, reading: Reading): Generator<Claim> {
  const { text } = reading.folded
  yield* authorIn(setting, reading)
  if (!verbs.some((verb) => text.includes(verb))) return
  for (let at = text.indexOf('年'); at !== -1; at = text.indexOf('年', at + 1)) {
    const year = Number(text.slice(at - 4, at))
    if (at < 4 || !Number.isInteger(year) || year < 1990 || year > 2100) continue
    if (!isReportTitle(text, at + 1)) continue
    const start = agencyStart(text, at - 4)
    const agency = text.slice(start, at - 4)
    if (foreign.some((word) => agency.includes(word))) continue
    yield yearClaim(setting, reading, yearToken(at - 4, at + 1, text, year))
    if (agency.length > 2 && setting.names.full.length > 0 && isAgencyName(agency)) {
      yield agencyClaim(setting, reading, { start, end: at - 4, text: agency })
    }
  }
}

const AUTHOR = /本报告由([^，。；、（）]{3,30}?)(?=根据|依据|依照|按照|负责编制|编制|编写)/

/** 本报告由某局依据《条例》编制. */
function* authorIn(setting: Setting, reading: Reading): Generator<Claim> {
  const found = AUTHOR.exec(reading.folded.text)
  const text = found?.[1] ?? ''
  if (found === null || setting.names.full.length === 0 || !isAgencyName(text)) return
  const start = found.index + '本报告由'.length
  yield agencyClaim(setting, reading, { start, end: start + text.length, text })
}

const verbs = ['公布', '编制', '编写', '撰写', '发布', '形成', '本报告', '现将']
const subjects = ['政府信息公开', '信息公开', '政务公开']
const ends = ['年度报告', '工作报告', '年报', '工作情况', '情况报告']
const foreign = ['关于', '做好', '印发', '要求', '通知', '根据', '按照']

/** Behind the year: 度, what is reported, and the word report, with nothing after it. */
function isReportTitle(text: string, from: number): boolean {
  const start = text.charAt(from) === '度' ? from + 1 : from
  if (!subjects.some((subject) => text.startsWith(subject, start))) return false
  const rest = text.slice(start, start + 18)
  const end = ends
    .map((word) => rest.indexOf(word) + word.length)
    .find((at, i) => at >= (ends[i]?.length ?? 0))
  if (end === undefined) return false
  const next = text.charAt(start + end)
  return next === '' || '。，；》>〉”（：、予如公报'.includes(next)
}

const boundaries = '，。；：、（）《》<>〈〉“”"|'
const longestName = 40

/** Where the agency's name begins: behind a stop, or behind 现公布 and the like. */
function agencyStart(text: string, end: number): number {
  let start = end
  while (start > 0 && end - start < longestName && !boundaries.includes(text.charAt(start - 1)))
    start--
  const before = text.slice(start, end)
  const last = Math.max(
    ...leads.map((lead) => (before.includes(lead) ? before.lastIndexOf(lead) + lead.length : 0)),
  )
  return start + last
}

const leads = [
  '公布',
  '编制',
  '编写',
  '撰写',
  '发布',
  '形成',
  '现将',
  '公开',
  '特向社会',
  '现向社会',
  '本',
]

const suffixes = [
  '局',
  '委',
  '办',
  '厅',
  '院',
  '政府',
  '办公室',
  '委员会',
  '街道',
  '办事处',
  '镇',
  '乡',
  '中心',
  '处',
  '队',
]
const isAgencyName = (name: string): boolean => suffixes.some((suffix) => name.endsWith(suffix))

function agencyClaim(
  { names }: Setting,
  reading: Reading,
  at: Pick<Token, 'start' | 'end' | 'text'>,
): Claim {
  const own = isOwnName(at.text, names)
  return claimOf(reading, [{ ...at, kind: 'unknown', notions: [] }], {
    kind: 'agency',
    relation: 'is',
    verdict: own ? 'supported' : 'contradicted',
    reason: 'compared',
    expected: names.full.slice(-1),
  })
}

const yearToken = (start: number, end: number, text: string, value: number): Token => ({
  kind: 'number',
  start,
  end,
  text: text.slice(start, end),
  notions: [],
  numeral: {
    kind: 'year',
    start,
    end,
    value,
    unit: '年',
    approximate: false,
    decimals: 0,
    step: 1,
  },
})
