import { UnreadableDocument } from '../reading.ts'
import { type Heading, headingsIn, sectionOrder } from './headings.ts'
import { beforeChrome, withoutChrome } from './page-chrome.ts'
import type { Line } from './paper.ts'
import { tokensIn } from './tokens.ts'
import { vocabularies } from './vocabulary.ts'

/** A document cut into its sections. */
export interface Sections {
  /** The lines before the first section. */
  readonly opening: readonly Line[]
  readonly headings: readonly Heading[]
  /** The lines of each section found, without its heading. */
  readonly linesOf: ReadonlyMap<string, readonly Line[]>
}

/** More lines than this that look like headings are no report's. */
const MOST = 100

/**
 * Finds the sections by what their headings say, in the form's order where there is any doubt. A table of contents names them
 * too, without anything in between; a second report in the same document is refused.
 */
export function sectionsIn(lines: readonly Line[]): Sections {
  const all = [...headingsIn(lines)].slice(0, MOST)
  const plain = all.filter(({ inBrackets }) => !inBrackets)
  const candidates = plain.length > 0 ? plain : all
  const filled = candidates.filter((heading, i) => {
    const next = candidates[i + 1]?.line ?? lines.length
    return (
      next > heading.line + 1 ||
      !candidates.some((o) => o.section === heading.section && o !== heading)
    )
  })
  refuseSecondReport(lines, filled)
  const ordered = new Set(inOrder(filled))
  const headings = filled.filter((heading) => ordered.has(heading) || isSure(heading, filled))
  const first = headings[0]?.line ?? lines.length
  const linesOf = new Map<string, readonly Line[]>()
  headings.forEach(({ section, line }, i) => {
    const next = headings[i + 1]?.line
    const own = lines.slice(line + 1, next)
    linesOf.set(section, next === undefined ? beforeChrome(own) : own)
  })
  return { opening: withoutChrome(lines.slice(0, first)), headings, linesOf }
}

/** A heading in the form's own words that stands once begins its section wherever it stands. */
const isSure = (heading: Heading, candidates: readonly Heading[]): boolean =>
  heading.exact &&
  candidates.every((other) => other === heading || other.section !== heading.section)

/** The longest run of headings that follows the order of the form; the first where two are equal. */
function inOrder(candidates: readonly Heading[]): readonly Heading[] {
  let best: readonly Heading[] = []
  const runs: (readonly Heading[])[] = []
  candidates.forEach((heading, i) => {
    let run: readonly Heading[] = [heading]
    for (const before of runs.slice(0, i)) {
      const last = before.at(-1)
      if (last && placeOf(last) < placeOf(heading) && before.length >= run.length)
        run = [...before, heading]
    }
    runs.push(run)
    if (run.length > best.length) best = run
  })
  return best
}

const placeOf = ({ section }: Heading): number => sectionOrder.indexOf(section)

/** Two headings of one table, each with figures below it, are two reports. */
function refuseSecondReport(lines: readonly Line[], headings: readonly Heading[]): void {
  for (const vocabulary of vocabularies) {
    const own = headings.filter(({ section }) => section === vocabulary.table)
    if (own.length < 2) continue
    const withFigures = own.filter((heading) => {
      const next = headings.find(({ line }) => line > heading.line)?.line ?? lines.length
      const tokens = tokensIn(lines.slice(heading.line + 1, next), vocabulary)
      return tokens.some((token) => token.kind === 'label' && token.role === 'row')
    })
    if (withFigures.length < 2) continue
    throw new UnreadableDocument('several-reports', {
      zh: `文中有两份报告（“${own[0]?.text ?? ''}”出现两次），请分别提交`,
      en: `The document holds two reports ("${own[0]?.text ?? ''}" stands twice): send them one by one`,
    })
  }
}
