import t from 'tap'
import { type Form, type FormCell, formsOf } from '../../src/documents/form.ts'
import { cellsOf } from '../../src/formats/cells.ts'
import { formats } from '../../src/formats/index.ts'

for (const format of formats) {
  t.test(`the form of ${format.version}`, async (t) => {
    t.test('prints every cell exactly once, in the order of the format', async (t) => {
      const cells = formsOf(format).flatMap(({ rows }) => rows.flat())
      t.strictSame(
        cells.flatMap(({ at }) => at ?? []),
        cellsOf(format).map(({ address }) => address),
      )
    })

    t.test('is tiled by its cells without gap or overlap', async (t) => {
      for (const form of formsOf(format)) {
        t.strictSame(
          coverage(form),
          form.rows.map(() => Array(form.width).fill(1)),
        )
      }
    })

    t.test('puts the labels of the format, outermost first, over every cell', async (t) => {
      for (const form of formsOf(format)) {
        const labels = new Map(form.rows.flat().map(({ id, text }) => [id, text]))
        for (const cell of form.rows.flat()) {
          if (cell.at === undefined) continue
          const { rowLabels = [], columnLabels = [] } =
            cellsOf(format).find(({ address }) => address === cell.at) ?? {}
          const over = cell.headers.map((id) => labels.get(id))
          t.strictSame(
            [...rowLabels, ...columnLabels].filter((label) => !over.includes(label)),
            [],
          )
        }
      }
    })
  })
}

function coverage({ rows, width }: Form): number[][] {
  const times = rows.map(() => Array<number>(width).fill(0))
  for (const { row, column, rowSpan, colSpan } of rows.flat()) {
    for (let r = row; r < row + rowSpan; r++) {
      for (let c = column; c < column + colSpan; c++) {
        const line = times[r] ?? []
        line[c] = (line[c] ?? 0) + 1
      }
    }
  }
  return times
}

/** A row as one reads it: → columns wide, ↓ rows high, □ a cell to fill in. */
const line = (cells: readonly FormCell[]): string =>
  cells
    .map(({ text, at, rowSpan, colSpan }) => {
      const label = at === undefined ? text : '□'
      return label + (rowSpan > 1 ? `↓${rowSpan}` : '') + (colSpan > 1 ? `→${colSpan}` : '')
    })
    .join(' | ')

const printed = (version: string): Record<string, string> =>
  Object.fromEntries(
    formsOf(formats.find((format) => format.version === version) ?? fail()).map((form) => [
      form.table.id,
      form.rows.map(line).join('\n'),
    ]),
  )

const fail = (): never => {
  throw new Error('no such format')
}

// The forms as printed in the annexes of 〔2021〕30号 and 〔2019〕60号: hold them beside these.

const proactive2021 = `
第二十条第（一）项→4
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | □ | □ | □
行政规范性文件 | □ | □ | □
第二十条第（五）项→4
信息内容 | 本年处理决定数量→3
行政许可 | □→3
第二十条第（六）项→4
信息内容 | 本年处理决定数量→3
行政处罚 | □→3
行政强制 | □→3
第二十条第（八）项→4
信息内容 | 本年收费金额（单位：万元）→3
行政事业性收费 | □→3`

const proactive2019 = `
第二十条第（一）项→4
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | □ | □ | □
规范性文件 | □ | □ | □
第二十条第（五）项→4
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | □ | □ | □
其他对外管理服务事项 | □ | □ | □
第二十条第（六）项→4
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政处罚 | □ | □ | □
行政强制 | □ | □ | □
第二十条第（八）项→4
信息内容 | 上一年项目数量 | 本年增/减→2
行政事业性收费 | □ | □→2
第二十条第（九）项→4
信息内容 | 采购项目数量 | 采购总金额→2
政府集中采购 | □ | □→2`

const applications = (handled: number, other: string) => `
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）↓3→3 | 申请人情况→7
自然人↓2 | 法人或其他组织→5 | 总计↓2
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他
一、本年新收政府信息公开申请数量→3 | □ | □ | □ | □ | □ | □ | □
二、上年结转政府信息公开申请数量→3 | □ | □ | □ | □ | □ | □ | □
三、本年度办理结果↓${handled} | （一）予以公开→2 | □ | □ | □ | □ | □ | □ | □
（二）部分公开（区分处理的，只计这一情形，不计其他情形）→2 | □ | □ | □ | □ | □ | □ | □
（三）不予公开↓8 | 1.属于国家秘密 | □ | □ | □ | □ | □ | □ | □
2.其他法律行政法规禁止公开 | □ | □ | □ | □ | □ | □ | □
3.危及“三安全一稳定” | □ | □ | □ | □ | □ | □ | □
4.保护第三方合法权益 | □ | □ | □ | □ | □ | □ | □
5.属于三类内部事务信息 | □ | □ | □ | □ | □ | □ | □
6.属于四类过程性信息 | □ | □ | □ | □ | □ | □ | □
7.属于行政执法案卷 | □ | □ | □ | □ | □ | □ | □
8.属于行政查询事项 | □ | □ | □ | □ | □ | □ | □
（四）无法提供↓3 | 1.本机关不掌握相关政府信息 | □ | □ | □ | □ | □ | □ | □
2.没有现成信息需要另行制作 | □ | □ | □ | □ | □ | □ | □
3.补正后申请内容仍不明确 | □ | □ | □ | □ | □ | □ | □
（五）不予处理↓5 | 1.信访举报投诉类申请 | □ | □ | □ | □ | □ | □ | □
2.重复申请 | □ | □ | □ | □ | □ | □ | □
3.要求提供公开出版物 | □ | □ | □ | □ | □ | □ | □
4.无正当理由大量反复申请 | □ | □ | □ | □ | □ | □ | □
5.要求行政机关确认或重新出具已获取信息 | □ | □ | □ | □ | □ | □ | □
${other}
（七）总计→2 | □ | □ | □ | □ | □ | □ | □
四、结转下年度继续办理→3 | □ | □ | □ | □ | □ | □ | □`

const disputes = `
行政复议→5 | 行政诉讼→10
结果维持↓2 | 结果纠正↓2 | 其他结果↓2 | 尚未审结↓2 | 总计↓2 | 未经复议直接起诉→5 | 复议后起诉→5
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
□ | □ | □ | □ | □ | □ | □ | □ | □ | □ | □ | □ | □ | □ | □`

t.test('the form of 2021 is the annex of 〔2021〕30号', async (t) => {
  const other = `
（六）其他处理↓3 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | □ | □ | □ | □ | □ | □ | □
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | □ | □ | □ | □ | □ | □ | □
3.其他 | □ | □ | □ | □ | □ | □ | □`
  const { proactive, applications: handled, disputes: courts } = printed('2021')
  t.equal(`\n${proactive}`, proactive2021)
  t.equal(`\n${handled}`, applications(22, other.trim()))
  t.equal(`\n${courts}`, disputes)
})

t.test('the form of 2019 is the annex of 〔2019〕60号', async (t) => {
  const other = '（六）其他处理→2 | □ | □ | □ | □ | □ | □ | □'
  const { proactive, applications: handled, disputes: courts } = printed('2019')
  t.equal(`\n${proactive}`, proactive2019)
  t.equal(`\n${handled}`, applications(20, other))
  t.equal(`\n${courts}`, disputes)
})
