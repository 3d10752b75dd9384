import { passagesOf } from '../formats/passages.ts'
import { tableFigure } from '../narrative/table-figure.ts'
import { wanOf } from '../reports/money.ts'
import { contradicted } from './claims-of.ts'
import type { Rule } from './rule.ts'

/** 信息处理费 in 元, in the text; 行政事业性收费 in 万元, in table 2. They are never compared. */
export const unlikelyFee: Rule = {
  id: 'unlikely-fee',
  stage: 'quality',
  aliases: ['PL-FEE', 'NR-FEE', 'T2-FEE'],
  severity: 'info',
  title: { zh: '收费数字可疑或未说明', en: 'A fee that is unlikely, or not told' },
  why: {
    zh: '信息处理费按件计收为100元的倍数，按量计收为10元的倍数，其他数额不可能出现；未收取的也应写明。乡镇（街道）通常没有行政事业性收费。',
    en: 'The fee for processing information is charged by item in hundreds and by page in tens of 元, so other sums cannot occur; that none was charged is said too. Townships usually collect no administrative charges.',
  },
  remedy: {
    zh: '核对收费票据，注意单位（信息处理费为元，行政事业性收费为万元）；未收取的写明未收取。',
    en: 'Check the receipts and the unit (元 for processing fees, 万元 for charges); say so where none was charged.',
  },
  basis: '国办函〔2020〕109号；条例第四十二条；国办公开办函〔2021〕30号 表二',
  formula:
    'processing fee mod 10 = 0; section six speaks of the fee; administrative charges of a township = 0',
  messages: {
    default: {
      zh: '“{quote}”：信息处理费{left}元不是10元的倍数',
      en: '“{quote}”: a processing fee of {left} 元 is no multiple of 10',
    },
    unstated: {
      zh: '“{section}”没有写明{fee}收取情况',
      en: 'Section “{section}” does not say whether {fee} was charged',
    },
    township: {
      zh: '乡镇（街道）填报行政事业性收费{left}万元，请确认',
      en: 'A township states administrative charges of {left} 万元: please confirm',
    },
  },
  passing: { report: { 'narrative.other': '本年度收取信息处理费380元。' } },
  failing: { report: { 'narrative.other': '本年度收取信息处理费385元。' } },

  *check(subject) {
    const { report, filer } = subject
    for (const { passage, start, end, quote, left } of contradicted(subject, 'fee')) {
      yield {
        at: [{ passage, start, end }],
        quote,
        ...(left !== undefined && { left }),
        values: { quote },
      }
    }
    for (const section of report.format.sections) {
      if (section.kind !== 'prose' || section.fee === undefined) continue
      const { fee, id, heading } = section
      const text = passagesOf(report.format)
        .filter((passage) => passage.section === id)
        .map(({ address }) => report.narrative[address] ?? '')
        .join('')
      if (text.trim() === '' || fee.words.some((word) => text.includes(word))) continue
      yield {
        message: 'unstated',
        severity: 'warning',
        at: [`narrative.${id}`],
        values: { section: heading, fee: fee.label },
      }
    }
    const charges = tableFigure(report, ['chargesCollected'])
    if ('value' in charges && charges.value > 0 && TOWNSHIPS.includes(filer?.kind ?? '')) {
      const at = [...report.format.measures.chargesCollected]
      yield { message: 'township', at, left: wanOf(charges.value) }
    }
  },
}

const TOWNSHIPS = ['township', 'subdistrict']
