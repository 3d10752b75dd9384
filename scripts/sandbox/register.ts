import type { Kind } from '../../src/store/agency-store.ts'

/**
 * A county that does not exist, in a province whose code is given to none: 青岚县 with its
 * townships, and eighty agencies that file or have filed.
 */

export const CITY = '990100'
export const COUNTY = '990101'

const townships = [
  ['baihe', '白鹤镇'],
  ['dongping', '东坪镇'],
  ['huangni', '黄泥塘镇'],
  ['jiulong', '九龙桥镇'],
  ['liuxi', '柳溪镇'],
  ['meiling', '梅岭镇'],
  ['nanhu', '南湖镇'],
  ['qingfeng', '青峰镇'],
  ['sanhe', '三河口镇'],
  ['shiban', '石板滩镇'],
  ['tongxin', '同心乡'],
  ['wanshou', '万寿乡'],
  ['xiaoyuan', '小源乡'],
  ['yunmen', '云门乡'],
] as const

const subdistricts = [
  ['chengdong', '城东街道'],
  ['chengnan', '城南街道'],
  ['chengxi', '城西街道'],
  ['kaifaqu', '工业园街道'],
] as const

const departments = [
  ['development', '发展和改革局'],
  ['education', '教育局'],
  ['science', '科学技术局'],
  ['industry', '工业和信息化局'],
  ['ethnic', '民族宗教事务局'],
  ['police', '公安局'],
  ['civil', '民政局'],
  ['justice', '司法局'],
  ['finance', '财政局'],
  ['labour', '人力资源和社会保障局'],
  ['land', '自然资源局'],
  ['ecology', '生态环境分局'],
  ['housing', '住房和城乡建设局'],
  ['transport', '交通运输局'],
  ['water', '水利局'],
  ['agriculture', '农业农村局'],
  ['commerce', '商务局'],
  ['culture', '文化局'],
  ['tourism', '旅游局'],
  ['culture-tourism', '文化和旅游局'],
  ['health', '卫生健康局'],
  ['veterans', '退役军人事务局'],
  ['emergency', '应急管理局'],
  ['audit', '审计局'],
  ['market', '市场监督管理局'],
  ['statistics', '统计局'],
  ['sports', '体育局'],
  ['forestry', '林业局'],
  ['insurance', '医疗保障局'],
  ['petitions', '信访局'],
  ['city-management', '城市管理局'],
  ['services', '政务服务管理局'],
  ['grain', '粮食和物资储备局'],
  ['airdefence', '人民防空办公室'],
  ['investment', '投资促进局'],
  ['revitalisation', '乡村振兴局'],
  ['offices', '机关事务管理局'],
  ['archives', '档案局'],
] as const

const verticals = [
  ['tax', '税务局'],
  ['weather', '气象局'],
  ['tobacco', '烟草专卖局'],
  ['posts', '邮政管理局'],
  ['fire', '消防救援大队'],
  ['survey', '国家统计局青岚调查队'],
  ['salt', '盐务管理局'],
  ['customs', '海关办事处'],
] as const

const institutions = [
  ['hospital', '人民医院'],
  ['clinic', '中医医院'],
  ['first-school', '第一中学'],
  ['second-school', '第二中学'],
  ['vocational-school', '职业技术学校'],
  ['waterworks', '自来水公司'],
  ['gas', '燃气公司'],
  ['buses', '公共交通公司'],
  ['power', '供电公司'],
  ['library', '图书馆'],
  ['museum', '博物馆'],
  ['land-registry', '不动产登记中心'],
  ['housing-fund', '住房公积金管理部'],
  ['disease-control', '疾病预防控制中心'],
  ['reservoir', '青岚水库管理处'],
] as const

export interface SandboxAgency {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly region: string
  /** Its report is a sum of the others' and is not added again. */
  readonly counts?: false
  readonly validFrom?: number
  readonly validTo?: number
  readonly predecessors?: readonly string[]
}

export const regions = [
  { code: CITY, name: '云川市', parent: null },
  { code: COUNTY, name: '青岚县', parent: CITY },
  ...[...townships, ...subdistricts].map(([, name], i) => ({
    code: `${COUNTY}${String(i < townships.length ? 100 + i : i - townships.length + 1).padStart(3, '0')}`,
    name,
    parent: COUNTY,
  })),
]

const codeOf = (place: string): string => regions.find(({ name }) => name === place)?.code ?? COUNTY

const of = (kind: Kind, list: readonly (readonly [string, string])[]): SandboxAgency[] =>
  list.map(([id, name]) => ({ id, kind, name: `青岚县${name}`, region: COUNTY }))

const inPlace = (kind: Kind, office: string, list: readonly (readonly [string, string])[]) =>
  list.map(([id, name]) => ({ id, kind, name: `青岚县${name}${office}`, region: codeOf(name) }))

/** Culture and tourism file as one from 2021 on. */
const MERGED = 2021
const validity: Readonly<Record<string, Partial<SandboxAgency>>> = {
  culture: { validTo: MERGED - 1 },
  tourism: { validTo: MERGED - 1 },
  'culture-tourism': { validFrom: MERGED, predecessors: ['culture', 'tourism'] },
}

export const agencies: readonly SandboxAgency[] = [
  { id: 'county', name: '青岚县人民政府', kind: 'government', region: COUNTY, counts: false },
  ...of('department', departments).map((one) => ({ ...one, ...validity[one.id] })),
  ...inPlace('township', '人民政府', townships),
  ...inPlace('subdistrict', '办事处', subdistricts),
  ...of('vertical', verticals),
  ...of('institution', institutions),
]

/** From July 2022 the market office has a new name; the old one stays an alias. */
export const rename = {
  id: 'market',
  before: '青岚县工商和市场监督管理局',
  lastYear: 2021,
} as const

/** What an agency was called when it reported on a year. */
export const nameIn = ({ id, name }: SandboxAgency, year: number): string =>
  id === rename.id && year <= rename.lastYear ? rename.before : name

export const filesFor = ({ validFrom, validTo }: SandboxAgency, year: number): boolean =>
  year >= (validFrom ?? year) && year <= (validTo ?? year)
