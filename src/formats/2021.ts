import { block, entry, format, heading, lastYear, prose, table, total } from './format.ts'
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

/** 国办公开办函〔2021〕30号, for reports of 2021 and after. Read it beside the printed form. */

const decisions = entry('decisions', '本年处理决定数量')

export const format2021 = format({
  version: '2021',
  order: '国办公开办函〔2021〕30号',
  from: 2021,
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
            entry('issued', '本年制发件数'),
            entry('repealed', '本年废止件数'),
            entry('inForce', '现行有效件数', { stock: true }),
          ],
          rows: [
            entry('regulations', '规章', { basis: '条例 20(1)', needs: 'ruleMaking' }),
            entry('normativeDocuments', '行政规范性文件', { basis: '条例 20(1)' }),
          ],
          columnBalances: [
            { left: [lastYear('inForce'), 'issued'], right: ['inForce', 'repealed'], soft: true },
          ],
        }),
        block({
          heading: '第二十条第（五）项',
          columns: [decisions],
          rows: [entry('licensing', '行政许可', { basis: '条例 20(5)', needs: 'power' })],
        }),
        block({
          heading: '第二十条第（六）项',
          columns: [decisions],
          rows: [
            entry('penalties', '行政处罚', { basis: '条例 20(6)', needs: 'power' }),
            entry('coercion', '行政强制', { basis: '条例 20(6)', needs: 'power' }),
          ],
        }),
        block({
          heading: '第二十条第（八）项',
          columns: [entry('amount', '本年收费金额（单位：万元）', { unit: 'fen' })],
          rows: [entry('fees', '行政事业性收费', { basis: '条例 20(8)', needs: 'power' })],
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
              heading('other', '（六）其他处理', [
                entry(
                  'correctionOverdue',
                  '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
                  { basis: '条例 30' },
                ),
                entry(
                  'feeOverdue',
                  '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
                  { basis: '条例 42' },
                ),
                entry('miscellaneous', '3.其他'),
              ]),
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
    prose({
      id: 'other',
      heading: '六、其他需要报告的事项',
      fee: {
        id: 'processingFee',
        label: '信息处理费',
        words: ['信息处理费', '处理费', '收取任何费用', '收取费用'],
      },
    }),
  ],
  overlaps: transferOverlaps,
  measures: {
    ...commonMeasures,
    otherwiseHandled: [
      'applications.other.correctionOverdue.total',
      'applications.other.feeOverdue.total',
      'applications.other.miscellaneous.total',
    ],
    correctionOverdue: ['applications.other.correctionOverdue.total'],
    feeOverdue: ['applications.other.feeOverdue.total'],
    chargesCollected: ['proactive.fees.amount'],
    documentsIssued: ['proactive.normativeDocuments.issued'],
    documentsRepealed: ['proactive.normativeDocuments.repealed'],
    documentsInForce: ['proactive.normativeDocuments.inForce'],
    regulationsIssued: ['proactive.regulations.issued'],
    regulationsRepealed: ['proactive.regulations.repealed'],
    regulationsInForce: ['proactive.regulations.inForce'],
  },
  crosswalk: {
    from: '2019',
    crossings: [
      ...(['regulations', 'normativeDocuments'] as const).flatMap((row) => [
        {
          from: `proactive.${row}.newlyMade`,
          to: `proactive.${row}.issued`,
          grade: 'approximate' as const,
          why: '2019 counted documents newly made, 2021 counts documents issued in the year',
        },
        {
          from: `proactive.${row}.totalPublic`,
          to: `proactive.${row}.inForce`,
          grade: 'break' as const,
          why: '2019 counted everything ever made public, 2021 counts what is in force',
        },
      ]),
      ...(['licensing', 'penalties', 'coercion'] as const).map((row) => ({
        from: `proactive.${row}.decisions`,
        to: `proactive.${row}.decisions`,
        grade: 'approximate' as const,
        why: '2019 did not say that every decision of the year counts, published or not',
      })),
      {
        from: 'proactive.fees.itemsLastYear',
        to: 'proactive.fees.amount',
        grade: 'break',
        why: '2019 counted charged items, 2021 states the money collected',
      },
    ],
  },
  breaks: [
    {
      year: 2024,
      at: 'disputes',
      why: '行政复议法（2023修订）第二十三条: a refusal goes to reconsideration before it can go to court',
    },
  ],
})
