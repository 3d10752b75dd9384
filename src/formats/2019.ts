import { block, entry, format, heading, prose, table, total } from './format.ts'
import {
  applicants,
  applicantsHeading,
  applicantsNote,
  applicationBalances,
  commonMeasures,
  commonResults,
  disputes,
  matterNote,
  overviewElements,
  overviewParts,
  problems,
  transferOverlaps,
} from './since-2019.ts'

/** 国办公开办函〔2019〕60号 (格式试行), for reports of 2019 and 2020. */

const items = [
  entry('itemsLastYear', '上一年项目数量'),
  entry('itemsChange', '本年增/减', { signed: true }),
] as const
const matters = [...items, entry('decisions', '处理决定数量')] as const

export const format2019 = format({
  version: '2019',
  order: '国办公开办函〔2019〕60号',
  from: 2019,
  to: 2020,
  sections: [
    prose({
      id: 'overview',
      heading: '一、总体情况',
      parts: overviewParts,
      elements: overviewElements,
    }),
    table({
      id: 'proactive',
      heading: '二、主动公开政府信息情况',
      layout: 'down',
      note: matterNote,
      blocks: [
        block({
          heading: '第二十条第（一）项',
          columns: [
            entry('newlyMade', '本年新制作数量'),
            entry('newlyPublished', '本年新公开数量'),
            entry('totalPublic', '对外公开总数量', { stock: true }),
          ],
          rows: [
            entry('regulations', '规章', { basis: '条例 20(1)', needs: 'ruleMaking' }),
            entry('normativeDocuments', '规范性文件', { basis: '条例 20(1)' }),
          ],
        }),
        block({
          heading: '第二十条第（五）项',
          columns: matters,
          rows: [
            entry('licensing', '行政许可', { basis: '条例 20(5)', needs: 'power' }),
            entry('otherServices', '其他对外管理服务事项', { basis: '条例 20(5)', needs: 'power' }),
          ],
        }),
        block({
          heading: '第二十条第（六）项',
          columns: matters,
          rows: [
            entry('penalties', '行政处罚', { basis: '条例 20(6)', needs: 'power' }),
            entry('coercion', '行政强制', { basis: '条例 20(6)', needs: 'power' }),
          ],
        }),
        block({
          heading: '第二十条第（八）项',
          columns: items,
          rows: [entry('fees', '行政事业性收费', { basis: '条例 20(8)', needs: 'power' })],
        }),
        block({
          heading: '第二十条第（九）项',
          columns: [entry('items', '采购项目数量'), entry('amount', '采购总金额', { unit: 'fen' })],
          rows: [entry('procurement', '政府集中采购', { basis: '条例 20(9)' })],
        }),
      ],
    }),
    table({
      id: 'applications',
      heading: '三、收到和处理政府信息公开申请情况',
      layout: 'down',
      note: applicantsNote,
      blocks: [
        block({
          columnsHeading: applicantsHeading,
          columns: applicants,
          rows: [
            entry('received', '一、本年新收政府信息公开申请数量', { basis: '条例 29, 31' }),
            entry('carriedIn', '二、上年结转政府信息公开申请数量'),
            heading('', '三、本年度办理结果', [
              ...commonResults,
              entry('other', '（六）其他处理'),
              total('handled', '（七）总计'),
            ]),
            entry('carriedOut', '四、结转下年度继续办理', { basis: '条例 33, 35' }),
          ],
          rowBalances: applicationBalances,
        }),
      ],
    }),
    disputes,
    problems,
    prose({ id: 'other', heading: '六、其他需要报告的事项' }),
  ],
  overlaps: transferOverlaps,
  measures: {
    ...commonMeasures,
    otherwiseHandled: ['applications.other.total'],
    correctionOverdue: [],
    feeOverdue: [],
    chargesCollected: [],
    documentsIssued: ['proactive.normativeDocuments.newlyMade'],
    documentsRepealed: [],
    documentsInForce: [],
    regulationsIssued: ['proactive.regulations.newlyMade'],
    regulationsRepealed: [],
    regulationsInForce: [],
  },
})
