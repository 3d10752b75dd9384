import { createHash } from 'node:crypto'
import type { Format } from '../../formats/format.ts'
import type { Report } from '../../reports/report.ts'
import { type Figures, figuresOf } from '../figures.ts'
import { formsOf } from '../form.ts'
import { htmlType } from '../media-types.ts'
import { tableHtml } from './html-table.ts'
import { escaped } from './legible.ts'
import { outlineOf, type TextPiece } from './outline.ts'
import { type About, type Printer, titleLines, usualTitle } from './printer.ts'

/** Official look by classes alone; the fragments carry no style and take the portal's. */
export const style = `
.nianbao { max-width: 48em; margin: 2em auto; padding: 0 1em; color: #000; background: #fff;
  font: 16px/1.75 FangSong, 仿宋, STFangsong, "Noto Serif CJK SC", serif; }
.nianbao h1 { margin: 1em 0; font: bold 1.625em/1.4 SimSun, 宋体, "Noto Serif CJK SC", serif;
  text-align: center; }
.nianbao h1 span { display: inline-block; }
.nianbao h2, .nianbao h3, .nianbao caption { margin: 1em 0 .5em; text-align: left;
  font: 1.125em/1.5 SimHei, 黑体, "Noto Sans CJK SC", sans-serif; }
.nianbao h3 { font-size: 1em; }
.nianbao h2, .nianbao h3, .nianbao caption, .nianbao p { text-indent: 2em; }
.nianbao p { margin: 0; text-align: justify; overflow-wrap: anywhere; }
.nianbao-table { width: 100%; table-layout: fixed; border-collapse: collapse; }
.nianbao-table th, .nianbao-table td { padding: .3em .2em; border: 1px solid #000;
  font-size: .8125em; font-weight: normal; line-height: 1.4; text-align: center;
  text-wrap: balance; overflow-wrap: anywhere; }
.nianbao-table th[scope^=row] { padding: .3em; text-align: left; text-wrap: wrap; }
.nianbao-table td { font-variant-numeric: tabular-nums; }
.nianbao-group { width: 11%; }
.nianbao-label { width: 29%; }
@media print {
  @page { size: A4; margin: 37mm 26mm 35mm 28mm; }
  .nianbao { max-width: none; margin: 0; padding: 0; font-size: 16pt; line-height: 28pt; }
  .nianbao h1 { font-size: 22pt; }
  .nianbao h2, .nianbao h3 { font-size: 16pt; }
  .nianbao-table th, .nianbao-table td { padding: 1.5pt 2pt; font-size: 9pt;
    line-height: 1.2; }
  .nianbao-table, .nianbao tr, .nianbao h2, .nianbao h3 { break-inside: avoid; }
  .nianbao h2, .nianbao h3 { break-after: avoid; }
}
`

/** What a Content-Security-Policy names in `style-src` so that the whole page may look official. */
export const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`

/** The official tables as a fragment for a portal's page. */
export const tablesHtml = (format: Format, figures: Figures): string => {
  const tables = formsOf(format).map((form) => tableHtml(form, figures))
  return `<div class="nianbao" lang="zh-CN">\n${tables.join('')}</div>\n`
}

/** A report as a fragment: title, six sections, tables. */
export function reportHtml(report: Report, about: About): string {
  const figures = figuresOf(report)
  let html = '<article class="nianbao" lang="zh-CN">\n'
  for (const piece of outlineOf(report, about)) {
    html += piece.kind === 'table' ? tableHtml(piece.form, figures, true) : textHtml(piece, about)
  }
  return `${html}</article>\n`
}

const elements = { title: 'h1', heading: 'h2', subheading: 'h3', paragraph: 'p' } as const

function textHtml({ kind, text }: TextPiece, about: About): string {
  // A title too long for a line breaks behind the agency's name.
  const lines = kind === 'title' ? titleLines(text, about) : []
  const content =
    lines.length > 1 ? lines.map((line) => `<span>${escaped(line)}</span>`).join('') : escaped(text)
  return `<${elements[kind]}>${content}</${elements[kind]}>\n`
}

/** A report as a page of its own, without scripts or anything fetched from elsewhere. */
export const pageHtml = (report: Report, about: About): string =>
  `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="nianbao.format" content="${escaped(report.format.version)}">
<meta name="nianbao.agency" content="${escaped(about.agency)}">
<meta name="nianbao.year" content="${about.year}">
${periodMeta(report)}<title>${escaped(report.title ?? usualTitle(about))}</title>
<style>${style}</style>
</head>
<body>
${reportHtml(report, about)}</body>
</html>
`

const periodMeta = ({ period }: Report): string =>
  period === null
    ? ''
    : `<meta name="nianbao.period" content="${escaped(`${period.from}/${period.to}`)}">\n`

export const html: Printer = {
  mediaType: htmlType,
  extension: 'html',
  views: ['page', 'fragment'],
  print: (report, about, view) =>
    Buffer.from((view === 'fragment' ? reportHtml : pageHtml)(report, about)),
}
