import type { Report } from '../reports/report.ts'
import { type Author, type SentenceIndex, sentenceIndexOf } from '../reports/sentence-index.ts'
import type { Subject } from './rule.ts'

/** A report of a set, with what is known of its agency's year from elsewhere. */
export interface InSet {
  /** Whose it is: the agency's id, or the name on the title. */
  readonly of: string
  readonly name: string
  readonly subject: Subject
}

/**
 * The subjects of several reports that are checked together: several years of one agency, a
 * county's agencies for one year. What the set holds stands in for what is kept: last year's
 * report, the sisters whose text is compared, the members of a roll-up.
 */
export function* subjectsIn(set: readonly InSet[]): Generator<Subject> {
  const byKey = new Map(set.map((one) => [keyOf(one.of, one.subject.year), one.subject.report]))
  const texts = new Map<number, SentenceIndex | undefined>()
  for (const { of, subject } of set) {
    const { year, members } = subject
    const lastYear = byKey.get(keyOf(of, year - 1))
    if (!texts.has(year)) texts.set(year, textsOf(set, year))
    const sisters = texts.get(year)
    yield {
      ...subject,
      ...(lastYear === undefined ? {} : { lastYear }),
      ...(sisters === undefined ? {} : { sisters: without(sisters, of) }),
      ...(members === undefined
        ? {}
        : {
            members: members.map((member) => {
              const report = byKey.get(keyOf(member.id, year))
              return report === undefined ? member : { ...member, report }
            }),
          }),
    }
  }
}

const keyOf = (of: string, year: number): string => `${year} ${of}`

/** The sentences of a year's reports; undefined where they are one agency's alone. */
function textsOf(set: readonly InSet[], year: number): SentenceIndex | undefined {
  const reports = set
    .filter(({ subject }) => subject.year === year)
    .map(({ of, name, subject }): Author & { report: Report } => ({
      id: of,
      name,
      report: subject.report,
    }))
  return reports.length < 2 ? undefined : sentenceIndexOf(reports)
}

/** The index without the sentences of one author. */
const without = ({ candidates, isCommon }: SentenceIndex, author: string): SentenceIndex => ({
  candidates: (sketch) => candidates(sketch, author),
  isCommon,
})
