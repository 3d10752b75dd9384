import { escaped } from './legible.ts'

/** GB/T 9704-2012: A4, type area 156 mm by 225 mm, lengths in twentieths of a point. */
const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)
export const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(37), left: mm(28), right: mm(26), bottom: mm(35), footer: mm(28) },
}
export const textWidth = page.size.width - page.margin.left - page.margin.right

const font = (eastAsia: string) => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  eastAsia,
})

/** Sizes are half points: 二号 22 pt, 三号 16 pt, 小五 9 pt. Lines stand 28 pt apart. */
const line = { line: 560, lineRule: 'exact' } as const
const headingLine = { ...line, before: 120 } as const
// Word counts characters; others need the length, two of 16 pt.
const twoCharacters = { firstLineChars: 200, firstLine: 640 } as const
export const body = { font: font('仿宋'), size: 32 }
export const small = { font: font('仿宋'), size: 18 }
export const footing = { font: font('宋体'), size: 28 }

export const styles = {
  default: {
    document: { run: { ...body, language: { eastAsia: 'zh-CN' } } },
    title: {
      run: { font: font('宋体'), size: 44, bold: true, color: '000000' },
      paragraph: { alignment: 'center', spacing: { before: 480, after: 480, line: 700 } },
    },
    heading1: {
      run: { font: font('黑体'), size: 32, bold: false, color: '000000' },
      paragraph: { keepNext: true, indent: twoCharacters, spacing: headingLine },
    },
    heading2: {
      run: { font: font('楷体'), size: 32, bold: false, color: '000000' },
      paragraph: { keepNext: true, indent: twoCharacters, spacing: headingLine },
    },
  },
  // Said once in a style, a cell's look costs nothing at its two hundred places.
  paragraphStyles: [
    {
      id: 'body',
      name: '正文文字',
      quickFormat: true,
      paragraph: { alignment: 'both', indent: twoCharacters, spacing: line },
    },
    {
      id: 'figure',
      name: '表格数字',
      run: small,
      paragraph: { alignment: 'center' },
    },
    { id: 'label', name: '表格项目', basedOn: 'figure', paragraph: { alignment: 'left' } },
  ],
} as const

/** What stands in for a font where it is not installed, and the family it belongs to. */
const fallbacks = [
  { name: '仿宋', others: 'FangSong,仿宋_GB2312,STFangsong,Noto Serif CJK SC', family: 'roman' },
  { name: '楷体', others: 'KaiTi,楷体_GB2312,STKaiti,Noto Serif CJK SC', family: 'roman' },
  { name: '宋体', others: 'SimSun,STSong,Noto Serif CJK SC', family: 'roman' },
  { name: '黑体', others: 'SimHei,STHeiti,Noto Sans CJK SC', family: 'swiss' },
]

/** The package's font table; the library writes one only for fonts it embeds. */
export const fontTable = {
  path: 'word/fontTable.xml',
  data:
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    fallbacks
      .map(
        ({ name, others, family }) =>
          `<w:font w:name="${escaped(name)}"><w:altName w:val="${escaped(others)}"/>` +
          '<w:charset w:val="86"/>' +
          `<w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
      )
      .join('') +
    '</w:fonts>',
}
