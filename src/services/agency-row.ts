import type { Fault } from '../errors.ts'
import { AGENCY_ID, REGION_CODE, YEARS } from '../schemas/parameters.ts'
import { USCC } from '../schemas/register.ts'
import { type Agency, type Kind, kinds } from '../store/agency-store.ts'

/** What a column may be headed, in Chinese or English. */
const HEADINGS = {
  id: ['id', '单位代码', '代码', '机构代码'],
  name: ['name', '单位名称', '名称', '机构名称'],
  kind: ['kind', '类别', '单位类别', '机构类别'],
  region: ['region', '区划代码', '行政区划代码', '区划'],
  uscc: ['uscc', '统一社会信用代码', '信用代码'],
  aliases: ['aliases', '别名', '曾用名', '简称'],
  ruleMaking: ['rulemaking', '规章制定权'],
  counts: ['counts', '计入汇总'],
  validFrom: ['validfrom', '起始年度', '开始年度'],
  validTo: ['validto', '终止年度', '结束年度'],
  predecessors: ['predecessors', '前身', '前身代码'],
} as const
export type Column = keyof typeof HEADINGS
export const REQUIRED: readonly Column[] = ['id', 'name', 'kind', 'region']

/** The column that a heading names. */
export function columnOf(heading: string): Column | undefined {
  const bare = heading.trim().toLowerCase()
  const known = Object.entries(HEADINGS) as [Column, readonly string[]][]
  return known.find(([, names]) => names.includes(bare))?.[0]
}

const KINDS: Readonly<Record<string, Kind>> = {
  政府: 'government',
  部门: 'department',
  乡镇: 'township',
  乡: 'township',
  镇: 'township',
  街道: 'subdistrict',
  垂直管理: 'vertical',
  垂直管理部门: 'vertical',
  机构: 'institution',
  事业单位: 'institution',
  其他: 'institution',
}
const FLAGS: Readonly<Record<string, boolean>> = { 是: true, true: true, 否: false, false: false }

/** A row of a table as an entry of the register, or all that is wrong with it, by column. */
export function agencyFromRow(row: Partial<Record<Column, string>>): Agency | readonly Fault[] {
  const faults: Fault[] = []
  const fault = (column: Column, zh: string, en: string) => {
    faults.push({ pointer: `/${column}`, code: 'field', message: { zh, en } })
  }
  const text = (column: Column) => row[column]?.trim() ?? ''
  const list = (column: Column) =>
    text(column)
      .split(/[;；、|]/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
  const matching = (column: Column, pattern: RegExp, zh: string, en: string) => {
    if (!pattern.test(text(column))) fault(column, zh, en)
    return text(column)
  }
  const flag = (column: Column, otherwise: boolean) => {
    const value = text(column) === '' ? otherwise : FLAGS[text(column).toLowerCase()]
    if (value === undefined) fault(column, '应为“是”或“否”', 'must be true or false')
    return value ?? otherwise
  }
  const year = (column: Column) => {
    if (text(column) === '') return null
    const stated = /^\d{4}$/.test(text(column)) ? Number(text(column)) : 0
    const known = stated >= YEARS.minimum && stated <= YEARS.maximum
    if (!known) fault(column, '应为年份', 'must be a year')
    return stated
  }

  const kind = KINDS[text('kind')] ?? kinds.find((one) => one === text('kind'))
  if (kind === undefined) fault('kind', `应为 ${kinds.join('、')} 之一`, 'is no kind of agency')
  const names = [text('name'), ...list('aliases')]
  if (names[0] === '') fault('name', '不能为空', 'must not be empty')
  if (names.length > 51 || names.some((one) => one.length > 200)) {
    fault('aliases', '名称过长或过多', 'has too many names, or one that is too long')
  }
  const predecessors = list('predecessors')
  if (predecessors.length > 50 || predecessors.some((one) => !ID.test(one))) {
    fault('predecessors', '应为单位代码', 'must be ids of agencies')
  }
  const uscc =
    text('uscc') === '' ? null : matching('uscc', UNIFIED, '应为18位代码', 'has 18 characters')
  const agency = {
    id: matching('id', ID, '应为字母、数字和连字符', 'takes letters, digits and hyphens'),
    name: names[0] ?? '',
    region: matching('region', REGION, '应为6位或9位数字', 'has six or nine digits'),
    uscc,
    aliases: names.slice(1),
    ruleMaking: flag('ruleMaking', false),
    counts: flag('counts', true),
    validFrom: year('validFrom'),
    validTo: year('validTo'),
    predecessors,
  }
  return kind === undefined || faults.length > 0 ? faults : { ...agency, kind }
}

const ID = new RegExp(AGENCY_ID)
const REGION = new RegExp(REGION_CODE)
const UNIFIED = new RegExp(USCC)
