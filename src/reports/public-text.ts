import { cellsOf } from '../formats/cells.ts'
import { passagesOf } from '../formats/passages.ts'
import { printed } from './content.ts'
import type { Span } from './place.ts'
import type { CellValue, Report } from './report.ts'

/** A figure that stands otherwise in public; undefined where one of the formats has no such cell. */
export interface PublicCell {
  readonly at: string
  readonly kept: CellValue | undefined
  readonly found: CellValue | undefined
}

/** A sentence that stands otherwise in public: kept and not found, found and not kept, or both. */
export interface PublicSentence {
  readonly section: string
  /** Where it is in what was kept. */
  readonly at: Span | null
  readonly kept: string | null
  readonly found: string | null
}

/**
 * What stands otherwise in a public text than in the report that was kept. Sentences are held
 * against each other section by section, whatever paragraph a page puts them in; white space, and
 * the width of letters and signs, are the page's own matter.
 */
export const publicDifferences = (kept: Report, found: Report) => ({
  cells: cellsThatDiffer(kept, found),
  sentences: sentencesThatDiffer(kept, found),
})

function cellsThatDiffer(kept: Report, found: Report): PublicCell[] {
  const [was, is] = [figuresOf(kept), figuresOf(found)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((at) =>
    was.get(at) === is.get(at) ? [] : [{ at, kept: was.get(at), found: is.get(at) }],
  )
}

const figuresOf = ({ format, cells }: Report): ReadonlyMap<string, CellValue> =>
  new Map(
    cellsOf(format).map(
      (cell) => [cell.address, printed(cell, cells[cell.index] ?? null)] as const,
    ),
  )

interface Sentence {
  readonly at: Span
  readonly text: string
  readonly bare: string
}

function sentencesThatDiffer(kept: Report, found: Report): PublicSentence[] {
  const [was, is] = [sentencesBySection(kept), sentencesBySection(found)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((section) =>
    [...apart(was.get(section) ?? [], is.get(section) ?? [])].map(([left, right]) => ({
      section,
      at: left?.at ?? null,
      kept: left?.text ?? null,
      found: right?.text ?? null,
    })),
  )
}

function sentencesBySection({ format, title, narrative }: Report): Map<string, Sentence[]> {
  const sections = new Map<string, Sentence[]>()
  const passages = [{ address: 'title', section: 'title' }, ...passagesOf(format)]
  for (const { address, section } of passages) {
    const text = (address === 'title' ? title : narrative[address]) ?? ''
    const sentences = sections.get(section) ?? []
    sections.set(section, sentences)
    for (const { 0: found, index } of text.matchAll(SENTENCE)) {
      const bare = found.normalize('NFKC').replace(/\s+/g, '')
      const at = { passage: address, start: index, end: index + found.length }
      if (bare !== '') sentences.push({ at, text: found.trim(), bare })
    }
  }
  return sections
}

const SENTENCE = /[^。；！？\n]+[。；！？]?|[。；！？]/g

/** A section has some dozens of sentences; of more than this the rest is held as one. */
const MOST = 1000

/** What two lists of sentences do not have in common, in order; what took whose place side by side. */
function* apart(
  kept: readonly Sentence[],
  found: readonly Sentence[],
): Generator<[Sentence | undefined, Sentence | undefined]> {
  const [a, b] = [folded(kept), folded(found)]
  const common = commonLengths(a, b)
  const gap: [Sentence[], Sentence[]] = [[], []]
  const paired = () => {
    const [left, right] = [gap[0].splice(0), gap[1].splice(0)]
    return Array.from(
      { length: Math.max(left.length, right.length) },
      (_, i): [Sentence | undefined, Sentence | undefined] => [left[i], right[i]],
    )
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i]?.bare === b[j]?.bare) {
      yield* paired()
      i += 1
      j += 1
    } else if (
      j >= b.length ||
      (i < a.length && lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))
    ) {
      gap[0].push(a[i++] as Sentence)
    } else gap[1].push(b[j++] as Sentence)
  }
  yield* paired()
}

function folded(sentences: readonly Sentence[]): readonly Sentence[] {
  const rest = sentences.slice(MOST)
  const [first] = rest
  if (first === undefined) return sentences
  const join = (member: 'text' | 'bare') => rest.map((one) => one[member]).join('')
  return [...sentences.slice(0, MOST), { at: first.at, text: join('text'), bare: join('bare') }]
}

/** How many sentences two lists have in common in order, from each pair of places on. */
function commonLengths(a: readonly Sentence[], b: readonly Sentence[]): readonly Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = rows[i] as Uint16Array
      row[j] =
        a[i]?.bare === b[j]?.bare
          ? lengthAt(rows, i + 1, j + 1) + 1
          : Math.max(lengthAt(rows, i + 1, j), lengthAt(rows, i, j + 1))
    }
  }
  return rows
}

const lengthAt = (rows: readonly Uint16Array[], i: number, j: number): number => rows[i]?.[j] ?? 0
