import { formatDueFor } from '../../src/formats/index.ts'
import { type Changes, changed } from '../../src/reports/changed.ts'
import { type Content, contentOf } from '../../src/reports/content.ts'
import { nilReport } from '../../src/reports/nil-report.ts'

const names: Readonly<Record<string, string>> = {
  'qz-science': '云溪市科学技术局',
  'qz-gov': '云溪市人民政府',
}

/** The report of an agency of the examples for a year: all zeros but for the changes. */
export function contentFor(agency: string, year: number, changes: Changes = {}): Content {
  const format = formatDueFor(year)
  if (format === undefined) throw new Error(`No format for ${year}`)
  return contentOf(changed(nilReport(format, names[agency] ?? agency, year), changes))
}
