import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'a sound report': {},
    'two lists, each from one': {
      report: {
        'narrative.other': '做法：一是培训，二是检查。成效：一是规范，二是及时，三是便民。',
      },
    },
    'a word that only looks like a number': { report: { 'narrative.other': '统一是前提。' } },
    'a list within a list of the same style': {
      report: { 'narrative.other': '1.培训。1.领导。2.骨干。2.检查。3.通报。' },
    },
    'provisions and decimals': {
      report: { 'narrative.other': '公开第二十条（一）、（五）项内容。1.5小时培训一次。' },
    },
    'a passage that goes on with the numbers of the one before': {
      report: { 'narrative.overview.management': '（三）政府信息管理。清理文件3份。' },
    },
  },
  invalid: {
    'a heading in brackets that is skipped': {
      subject: { report: { 'narrative.other': '（一）收费。（三）其他。' } },
      findings: [{ quote: '（三）', message: '应为“（二）”' }],
    },
    'a figure given twice': {
      subject: { report: { 'narrative.other': '1、收费。2、培训。2、检查。' } },
      findings: [{ quote: '2、', message: '应为“3、”' }],
    },
    'a number that is skipped': {
      subject: { report: { 'narrative.other': '一是培训，三是检查。' } },
      findings: [{ severity: 'info', quote: '三是', message: '应为“二是”' }],
    },
    'a number given twice': {
      subject: { report: { 'narrative.other': '一是培训；二是检查；二是通报。' } },
      findings: [{ quote: '二是', message: '应为“三是”' }],
    },
    'a heading the reader found numbered otherwise': {
      subject: {
        oddities: [
          { kind: 'numbering', quote: '5、存在的主要问题及改进情况', expected: '五、' },
          { kind: 'numbering', quote: '六其他需要报告的事项' },
        ],
      },
      findings: [{ message: '应为“五、”' }, { message: '序号不规范' }],
    },
  },
}
