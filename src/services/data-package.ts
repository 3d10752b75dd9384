import { csvType, ndjsonType, sdmxType } from '../documents/media-types.ts'
import type { Basis } from '../store/standing.ts'
import type { Export, ExportCount } from './open-export.ts'
import { sdmxHeader } from './sdmx.ts'
import { exportHeader } from './write-export.ts'

/** Where the files of a package are: an address for each medium. */
export type PathOf = (medium: 'ndjson' | 'csv' | 'sdmx') => string

const bases: Readonly<Record<Basis, string>> = {
  submitted: '已提交',
  accepted: '已审核',
  published: '已公布',
}

const numbers = new Set(['value', 'OBS_VALUE'])
const integers = new Set(['year', 'revision', 'UNIT_MULT'])
const typeOf = (name: string) =>
  numbers.has(name) ? 'number' : integers.has(name) ? 'integer' : 'string'

const schemaOf = (names: readonly string[], primaryKey: readonly string[]) => ({
  fields: names.map((name) => ({
    name,
    type: typeOf(name),
    ...(described[name] === undefined ? {} : { description: described[name] }),
  })),
  missingValues: [''],
  primaryKey,
})

const described: Readonly<Record<string, string>> = {
  address: '单元格地址，见 /v1/formats',
  value: '金额以万元计；空白见 state',
  state: 'stated 已填，notStated 未填，notApplicable 不适用',
  OBS_STATUS: 'A 已填，O 未填，M 不适用',
}

/** A Frictionless data package (v1) over an export: its files, what is in them, count and digest. */
export function dataPackage(
  { region, name, year, basis, asOf }: Export,
  { count, late, digest }: ExportCount,
  pathOf: PathOf,
) {
  const id = `nianbao-${region}-${year}-${basis}`
  const tabular = { profile: 'tabular-data-resource', encoding: 'utf-8' }
  return {
    profile: 'data-package',
    name: id,
    title: `${name}${year}年政府信息公开工作年度报告（${bases[basis]}）`,
    created: asOf,
    region,
    year,
    basis,
    asOf,
    count,
    late,
    digest,
    resources: [
      {
        name: 'reports',
        title: '报告全文，每行一份；末行为 end，列份数与摘要',
        path: pathOf('ndjson'),
        format: 'ndjson',
        mediatype: ndjsonType,
        encoding: 'utf-8',
      },
      {
        name: 'cells',
        title: '每个单元格一条记录',
        path: pathOf('csv'),
        format: 'csv',
        mediatype: csvType,
        ...tabular,
        dialect: { lineTerminator: '\r\n', commentChar: '#' },
        schema: schemaOf(exportHeader, ['agencyId', 'year', 'address']),
      },
      {
        name: 'observations',
        title: 'SDMX-CSV 2.0',
        path: pathOf('sdmx'),
        format: 'csv',
        mediatype: sdmxType,
        ...tabular,
        dialect: { lineTerminator: '\r\n' },
        schema: schemaOf(sdmxHeader, ['FILER', 'TIME_PERIOD', 'CELL']),
      },
    ],
  }
}
