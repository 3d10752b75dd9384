import type { Report } from '../../reports/report.ts'

/** Whose report is printed, as the printed page says it. */
export interface About {
  /** The agency's name, and its code for data. */
  readonly agency: string
  readonly agencyId?: string
  readonly year: number
}

/** A medium a report is printed in. */
export interface Printer {
  readonly mediaType: string
  /** Without the dot. */
  readonly extension: string
  /** Other shapes of the same than the usual one, such as a fragment of a page. */
  readonly views?: readonly string[]
  print(report: Report, about: About, view?: string): Promise<Buffer> | Buffer
}

/** The title every report has by 〔2021〕30号; what a printer says where the report states none. */
export const usualTitle = ({ agency, year }: About): string =>
  `${agency}${year}年政府信息公开工作年度报告`

/** A title that opens with the agency's name has the name on a line of its own. */
export const titleLines = (title: string, { agency }: About): readonly string[] =>
  title.startsWith(agency) && title !== agency && agency !== ''
    ? [agency, title.slice(agency.length)]
    : [title]
