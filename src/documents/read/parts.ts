import type { Part } from '../../formats/format.ts'
import { normalise, squeeze } from './normalise.ts'
import type { Line } from './paper.ts'
import { partVariants } from './wording.ts'

/** Where a part of a section begins. */
interface Opening {
  readonly part: string
  readonly style: string
  readonly line: number
  readonly at: number
  /** The line says nothing but what the part is called. */
  readonly title: boolean
}

/** How parts are numbered; those of one report are all numbered alike. */
const styles: readonly (readonly [string, RegExp])[] = [
  ['（一）', /^[(（]\s?[一二三四五六七八九十]{1,2}\s?[)）]/],
  ['(1)', /^[(（]\s?\d{1,2}\s?[)）]/],
  ['1.', /^\d{1,2}\s?[.．、](?!\d)/],
  ['一、', /^[一二三四五六七八九十]{1,2}\s?[、.．]/],
  ['一是', /^[一二三四五六七八九十]是/],
]
const starts =
  /(?:^|[。；;\s])(?=[(（]\s?[一二三四五六七八九十\d]{1,2}\s?[)）]|\d{1,2}\s?[.．、]|[一二三四五六]是)/g
/** What a title does not hold. */
const stop = /[。：:,，;；]/
/** A part names itself before the first stop of its first sentence. */
const LEAD = 30

/** Cuts a section into what stands before its first part (`intro`) and its parts, by their words. */
export function partsIn(
  lines: readonly Line[],
  parts: readonly Part[],
): ReadonlyMap<string, string> {
  const texts = lines.map(proseOf)
  const openings = openingsOf(texts, parts)
  const found = new Map<string, string>()
  const bounds = [{ part: 'intro', line: 0, at: 0 }, ...openings]
  bounds.forEach(({ part, line, at }, i) => {
    const until = bounds[i + 1] ?? { line: texts.length, at: 0 }
    const slice = texts
      .slice(line, until.line + 1)
      .map((text, k, all) => {
        const from = k === 0 ? at : 0
        const to = k === all.length - 1 && line + k === until.line ? until.at : text.length
        return text.slice(from, to).trim()
      })
      .filter((text, k) => text !== '' && !(k === 0 && isName(text, part, parts)))
    if (slice.length > 0) found.set(part, slice.join('\n'))
  })
  return found
}

/**
 * Where the parts begin: by their own words first; a part that these do not find may be numbered
 * like the others and called by words that are its own as long as nothing else claims it.
 */
function openingsOf(texts: readonly string[], parts: readonly Part[]): readonly Opening[] {
  const named = texts.flatMap((text, line) => [...openingsIn(text, line, parts)])
  const found = consistent(named)
  const style = found[0]?.style ?? ''
  const others = parts
    .filter(({ id }) => found.every(({ part }) => part !== id))
    .map((part) => ({ ...part, words: partVariants[part.id] ?? [] }))
  if (style === '' || others.length === 0) return found
  const taken = new Set(named.map(({ line, at }) => `${line}/${at}`))
  const besides = texts
    .flatMap((text, line) => [...openingsIn(text, line, others)])
    .filter(({ line, at }) => !taken.has(`${line}/${at}`))
  const all = [...found, ...consistent(besides.filter((one) => one.style === style))]
  return all.sort((a, b) => a.line - b.line || a.at - b.at)
}

/** Whether a line says nothing but what the part is called (（一）主动公开): its heading, not its text. */
function isName(text: string, id: string, parts: readonly Part[]): boolean {
  const part = parts.find((one) => one.id === id)
  const bare = squeeze(text).replace(/[:：。]$/, '')
  const style = styles.find(([, pattern]) => pattern.test(bare))
  const name = style === undefined ? bare : bare.replace(style[1], '')
  return part !== undefined && [part.label, ...part.words].includes(name)
}

/** The words of a line as they stand in the narrative. */
export const proseOf = ({ pieces }: Line): string =>
  pieces
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\t')

function* openingsIn(text: string, line: number, parts: readonly Part[]): Generator<Opening> {
  const places = [...new Set([0, ...[...text.matchAll(starts)].map((m) => m.index + m[0].length)])]
  for (const at of places.slice(0, 50)) {
    const opening = openingAt(text, at, parts)
    if (opening === undefined) continue
    yield { ...opening, line, at, title: at === 0 && !stop.test(text) }
  }
}

function openingAt(
  text: string,
  at: number,
  parts: readonly Part[],
): { part: string; style: string } | undefined {
  const head = normalise(text.slice(at, at + LEAD * 2))
  const found = styles.find(([, pattern]) => pattern.test(head))
  const body = found === undefined ? head : head.replace(found[1], '')
  const lead = /^[^。：:,，;；\n]{0,30}/.exec(body.trimStart())?.[0] ?? ''
  // Without a number only a line that is a title itself opens a part ("主动公开情况：").
  if (
    found === undefined &&
    (at !== 0 || lead.replaceAll(' ', '').length > 16 || isSentence(body, lead))
  ) {
    return undefined
  }
  const part = partNamed(lead.replace(/\s/g, ''), parts)
  return part === undefined ? undefined : { part, style: found?.[0] ?? '' }
}

const isSentence = (body: string, lead: string): boolean =>
  /^[,，;；]/.test(body.trimStart().slice(lead.length))

/** The part whose words come first in the lead; 政府信息公开平台 is no 信息管理. */
function partNamed(lead: string, parts: readonly Part[]): string | undefined {
  let best: { id: string; at: number } | undefined
  for (const { id, words } of parts) {
    for (const word of words) {
      const at = lead.indexOf(word)
      if (at >= 0 && (best === undefined || at < best.at)) best = { id, at }
    }
  }
  return best?.id
}

/**
 * Parts numbered like the first one, each opened once: "一是…" inside a part opens none. A line
 * that is nothing but the title of a part not opened so opens it, whatever its number looks like.
 */
function consistent(openings: readonly Opening[]): readonly Opening[] {
  const style = openings[0]?.style
  const alike = onceEach(openings.filter((opening) => opening.style === style))
  const others = openings.filter(
    ({ part, title }) => title && alike.every((opening) => opening.part !== part),
  )
  return [...alike, ...onceEach(others)].sort((a, b) => a.line - b.line || a.at - b.at)
}

function onceEach(openings: readonly Opening[]): readonly Opening[] {
  const first = new Map<string, Opening>()
  for (const opening of openings) if (!first.has(opening.part)) first.set(opening.part, opening)
  return [...first.values()]
}
