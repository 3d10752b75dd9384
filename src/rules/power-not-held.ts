import { cellsOf } from '../formats/cells.ts'
import { cellName } from '../formats/names.ts'
import type { Rule } from './rule.ts'

/** 规章 are made by few bodies; the register knows which. */
export const powerNotHeld: Rule = {
  id: 'power-not-held',
  stage: 'quality',
  aliases: ['T2-REG'],
  severity: 'error',
  title: { zh: '填报了本机关无权制定的文件', en: 'States what the body has no power to make' },
  why: {
    zh: '规章只能由国务院部门、省级政府和设区的市、自治州政府制定。县级机关、部门和乡镇填报规章，多是把规范性文件填错了行。',
    en: 'Only departments of the State Council, provinces, and cities with districts or autonomous prefectures make 规章. Others usually mean normative documents and took the wrong row.',
  },
  remedy: {
    zh: '规章一行改填“0”或“/”；属于规范性文件的，填入行政规范性文件一行。',
    en: 'Put 0 or "/" in the row of 规章; count normative documents in their own row.',
  },
  basis: '立法法（规章制定权限）；国办公开办函〔2021〕30号 表二',
  formula: 'cells that need rule-making power are 0, "/" or blank unless the filer holds it',
  messages: {
    default: {
      zh: '{filer}没有规章制定权，但填报了{cells}',
      en: '{filer} has no power to make 规章, yet states {cells}',
    },
  },
  passing: {
    filer: { kind: 'government', name: '临川市人民政府', ruleMaking: true },
    report: { 'proactive.regulations.issued': 1, 'proactive.regulations.inForce': 6 },
  },
  failing: { report: { 'proactive.regulations.inForce': 6 } },

  *check({ report, filer }) {
    if (filer === undefined || filer.ruleMaking) return
    const stated = cellsOf(report.format).filter(
      ({ index, needs }) => needs === 'ruleMaking' && Number(report.cells[index]) > 0,
    )
    if (stated.length === 0) return
    const cells = stated.map((cell) => `${cellName(cell)} ${report.cells[cell.index]}`)
    yield {
      at: stated.map(({ address }) => address),
      fact: cells.join(),
      values: { filer: filer.name, cells: cells.join('、') },
    }
  },
}
