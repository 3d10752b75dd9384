import { squeeze } from './normalise.ts'
import type { Line } from './paper.ts'

export interface Title {
  readonly title: string
  readonly agency: string | null
  readonly year: number | null
}

const subject = /(?:政府信息|政务信息|政务|信息)公开/
const ending = /(?:报告|年报)(?:\(.{0,12}\))?$/
const stop = /[。,;:!?>|《》]/
const yearIn = /(20\d{2})(?:年度?|(?=政))/
const LONGEST = 70

/**
 * The title before the first section: the agency, the year, 政府信息公开工作年度报告, in one line
 * or broken over two or three. Prefers a line that names agency and year.
 */
export function titleIn(lines: readonly Line[]): Title | undefined {
  const texts = lines.flatMap(({ pieces }) => pieces.map(({ text }) => squeeze(text)))
  const titles = texts.flatMap((text, i) => (isTitle(text) ? [titleAt(texts, i)] : []))
  const worth = ({ agency, year }: Title) => (agency === null ? 0 : 1) + (year === null ? 0 : 2)
  let best: Title | undefined
  for (const title of titles) if (best === undefined || worth(title) > worth(best)) best = title
  return best
}

const isTitle = (text: string): boolean =>
  text.length <= LONGEST && subject.test(text) && ending.test(text) && !stop.test(text)

function titleAt(texts: readonly string[], i: number): Title {
  let title = texts[i] ?? ''
  for (let before = i - 1; before >= Math.max(0, i - 2) && lacksAgency(title); before--) {
    const line = texts[before] ?? ''
    if (line === '' || line.length > 30 || stop.test(line) || isTitle(line)) break
    title = line + title
  }
  const match = yearIn.exec(title)
  const before = title.slice(0, match?.index ?? title.search(subject)).replace(/关于$/, '')
  const rest = match === null ? '' : title.slice(match.index + match[0].length)
  const after = rest.slice(0, Math.max(0, rest.search(subject)))
  const agency = before || after
  return {
    title,
    agency: agency === '' ? null : agency,
    year: match === null ? null : Number(match[1]),
  }
}

const lacksAgency = (title: string): boolean => {
  const year = title.search(yearIn)
  return year === 0 ? title.search(subject) <= 6 : title.search(subject) === 0
}
