import type { Format } from '../src/formats/format.ts'
import { formatDueFor } from '../src/formats/index.ts'
import { type Changes, changed } from '../src/reports/changed.ts'
import { contentOf } from '../src/reports/content.ts'
import { nilReport } from '../src/reports/nil-report.ts'

/** Figures of one column, which the total repeats. */
const from = (column: string, figures: Readonly<Record<string, number>>): Changes =>
  Object.fromEntries(
    Object.entries(figures).flatMap(([row, figure]) => [
      [`applications.${row}.${column}`, figure],
      [`applications.${row}.total`, figure],
    ]),
  )

const filings: readonly { agencyId: string; name: string; changes: Changes }[] = [
  {
    agencyId: 'education',
    name: '临川区教育局',
    changes: {
      ...from('naturalPerson', { received: 14, granted: 12, handled: 13, carriedOut: 1 }),
      // The row adds up to 14, and so does the column.
      'applications.partlyGranted.naturalPerson': 1,
      'applications.partlyGranted.total': 1,
      'narrative.overview.intro': '区教育局把公开工作交由办公室专人办理，局长每季度听取一次汇报。',
      'narrative.overview.proactive':
        '全年在区政府网站发布招生、收费、教师招聘等信息186条，学校食堂采购结果每月张榜。',
      'narrative.overview.onRequest':
        '收到申请14件，多问学区划分与教师职称，办结13件，一件因材料较多转入下年。',
      'narrative.overview.management': '旧文件按年清理一遍，废止的在目录里标明。',
      'narrative.overview.platform': '学校公开栏与网站栏目一一对应，家长扫码可查。',
      'narrative.overview.supervision':
        '工作考核：公开列入学校年度考核，占三分。社会评议：家长委员会评分两次。责任追究：全年无人因公开受到追究。',
      'narrative.problems':
        '学校一级的公开栏更新不够及时，招生政策的解读偏少。下一步把招生、收费、食堂三类信息列入每月必查，由区教育局逐校抽看。',
    },
  },
  {
    agencyId: 'health',
    name: '临川区卫生健康委员会',
    changes: {
      ...from('business', { received: 5, granted: 5, handled: 5 }),
      'narrative.overview.intro':
        '区卫生健康委员会今年重点公开疫苗供应和医疗收费，分管副主任每月调度。',
      'narrative.overview.proactive': '在网站和公众号发布疫苗到货、义诊安排、处罚决定共97条。',
      'narrative.overview.onRequest':
        '五件申请都来自企业，询问医疗机构设置规划，全部在十个工作日内答复。',
      'narrative.overview.management': '处罚决定公开前由法规科核对隐去的个人信息。',
      'narrative.overview.platform': '挂号平台首页新设公开入口，访问量比栏目原址高出一倍。',
      'narrative.overview.supervision':
        '工作考核：各院公开情况按月通报。社会评议：请二十名患者试查价格并打分。责任追究：一家医院逾期未公示收费，已约谈其负责人。',
      'narrative.problems':
        '存在的主要问题：医疗机构公开目录仍按旧版编排，群众查找价格不便。改进情况：已请各院重排目录，并在挂号窗口张贴查询方法。',
    },
  },
  {
    agencyId: 'water',
    name: '临川区水利局',
    changes: {
      ...from('naturalPerson', { received: 3, granted: 2, handled: 3 }),
      'applications.notProcessed.duplicate.naturalPerson': 1,
      'applications.notProcessed.duplicate.total': 1,
      // A mistyped total: three persons asked, not eight.
      'applications.received.total': 8,
      'narrative.overview.intro': '水利局人手不多，公开由水政科兼管，工程和水情两条线分别报送。',
      'narrative.overview.proactive': '公布河道采砂许可、水库调度令、工程招标结果等61条。',
      'narrative.overview.onRequest': '三件申请均由村民提出，两件公开，一件与前次重复，已说明。',
      'narrative.overview.management': '工程档案扫描入库，能公开的附上图纸目录。',
      'narrative.overview.platform': '水情牌立在十二个村口，号码直通值班室。',
      'narrative.overview.supervision':
        '工作考核：科室互查两次。社会评议：在两个乡镇听取意见。责任追究：没有需要追究的情形。',
      'narrative.problems':
        '存在的主要问题：汛期水情发布渠道分散，乡镇转发有先有后。改进情况：今后统一由值班室发布，转发时间记入台账。',
    },
  },
]

/** docs/tutorials/county.ndjson: a batch of three reports for 2024, one of them with a mistake. */
export const tutorialCounty = (): string =>
  filings
    .map(({ agencyId, name, changes }) => {
      const format = formatDueFor(2024) as Format
      const content = contentOf(changed(nilReport(format, name, 2024), changes))
      return `${JSON.stringify({ agencyId, year: 2024, submit: true, content })}\n`
    })
    .join('')
