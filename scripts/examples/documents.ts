import { htmlType, textType } from '../../src/documents/media-types.ts'
import { reportHtml } from '../../src/documents/print/html.ts'
import { newestFormat } from '../../src/formats/index.ts'
import { nilReport } from '../../src/reports/nil-report.ts'

const agency = '云溪市科学技术局'
const year = 2024
const report = nilReport(newestFormat, agency, year)

/** A report as the page of an agency has it: nothing in it but text, headings and tables. */
const page = reportHtml(report, { agency, year }).replaceAll(
  / (class|id|headers|scope|lang|aria-\w+)="[^"]*"/g,
  '',
)

/** The same, copied out of the page: a row a line, tabs between its cells. */
const text = page
  .replaceAll('\n', '')
  .replaceAll(/<\/t[dh]>(?!<\/tr>)/g, '\t')
  .replaceAll(/<\/(tr|h1|h2|h3|p)>/g, '\n')
  .replaceAll(/<[^>]+>/g, '')

/** A report as documents that are text, by media type. */
export const exampleDocuments = { [htmlType]: page, [textType]: text }
