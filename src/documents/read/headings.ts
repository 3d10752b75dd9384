import { formats } from '../../formats/index.ts'
import type { Source } from '../grid.ts'
import { isDamaged, keyOf } from './label.ts'
import { normalise, squeeze } from './normalise.ts'
import type { Line, Piece } from './paper.ts'
import { headingVariants } from './wording.ts'

/** A line that is the heading of a section, known by its words. */
export interface Heading {
  readonly section: string
  readonly text: string
  /** "五、" as printed; empty where the number is lost. */
  readonly number: string
  /** The words are the form's own or a known variant of them, with nothing lost or added. */
  readonly exact: boolean
  /** Numbered （一）, as parts inside a section are. */
  readonly inBrackets: boolean
  readonly source: Source
  readonly line: number
}

/** The sections of the forms with the keys of their headings; all formats have the same six. */
const sections = new Map<string, ReadonlySet<string>>(
  formats.flatMap((format) =>
    format.sections.map(({ id, heading }) => [
      id,
      new Set([keyOf(heading), ...(headingVariants[id] ?? [])]),
    ]),
  ),
)
export const sectionOrder: readonly string[] = [...sections.keys()]

const numbered =
  /^(?:(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.,．]|第[一二三四五六七八九十]{1,2}(?:部分|章|节))/
/** A heading is a line of its own, never longer than this. */
const LONGEST = 40

/** Every line that could be a section's heading, in order. */
export function* headingsIn(lines: readonly Line[]): Generator<Heading> {
  for (const [line, { pieces }] of lines.entries()) {
    const [piece, second] = pieces.filter(({ text }) => text !== '')
    if (piece === undefined || second !== undefined || piece.text.length > LONGEST) continue
    const bare = squeeze(piece.text)
    const inBrackets = bare.startsWith('(')
    const number = numbered.exec(bare)?.[0] ?? ''
    const { text, source } = piece
    const key = keyOf(text)
    const exactly = [...sections].find(([, keys]) => keys.has(key))?.[0]
    const section = exactly ?? sectionLike(key, number !== '')
    if (section !== undefined)
      yield { section, text, number, exact: exactly !== undefined, inBrackets, source, line }
  }
}

/** The section whose heading this is with words added or characters lost; it must be numbered. */
function sectionLike(key: string, isNumbered: boolean): string | undefined {
  if (!isNumbered || key.length < 4) return undefined
  for (const [section, keys] of sections) {
    for (const own of keys) {
      const longer = key.includes(own) && key.length <= own.length + 12
      if (longer || (isDamaged(key, own) && key.length * 10 >= own.length * 7)) return section
    }
  }
  return undefined
}

/** So much more is no part of a heading, but text run on from it. */
const RUN_ON = 13

const inline = new RegExp(
  [
    `(?<=^|[。！；\\s])[一二三四五六]、\\s?(?:${headingWords().join('|')})(?=[\\s。：:]|$)`,
    `^[一二三四五六]、\\s?(?:${headingWords().filter(isLong).join('|')})(?=.{${RUN_ON}})`,
  ].join('|'),
  'g',
)

/** 总体情况 may begin a sentence; nothing but a heading is as long. */
function isLong(words: string): boolean {
  return words.length >= 8
}

function headingWords(): readonly string[] {
  const all = formats.flatMap((format) => format.sections.map(({ heading }) => heading.slice(2)))
  return [...new Set(all)]
}

/** Cuts headings out of running text: copies of web pages often are one single line. */
export function cutAtHeadings(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line): readonly Line[] => {
    const [piece] = line.pieces
    if (line.kind !== 'prose' || piece === undefined || piece.text.length <= 12) return [line]
    const cuts = [...piece.text.matchAll(inline)]
    if (cuts.length === 0) return [line]
    const at = cuts.flatMap((cut) => [cut.index, cut.index + cut[0].length])
    return [0, ...at]
      .map((from, i) => partOf(piece, from, at[i] ?? piece.text.length))
      .filter(({ text }) => text !== '')
      .map((part) => ({ kind: 'prose', pieces: [part] }))
  })
}

function partOf({ text, source }: Piece, from: number, to: number): Piece {
  const raw = text.slice(from, to)
  const part = raw.replace(/^[\s。：:]+/, '').trimEnd()
  if (source.end - source.start !== text.length) return { text: part, source }
  const start = source.start + from + (part === '' ? 0 : raw.indexOf(part))
  return { text: part, source: { ...source, start, end: start + part.length } }
}

/** What number a heading should carry: the form's own "五、". */
export const numberOf = (heading: string): string => numbered.exec(normalise(heading))?.[0] ?? ''
