import { walkXml } from '../xml.ts'

interface Level {
  readonly start: number
  readonly format: string
  readonly text: string
}

/** Gives the number Word prints before a paragraph: "一、", "（二）", "3.". */
export type Numbering = (numId: string, level: number) => string

/** Reads numbering.xml and counts along with the paragraphs, in the order they stand. */
export function numberingOf(xml: string | undefined): Numbering {
  const { lists, levels, starts } = definitionsIn(xml ?? '<none/>')
  const counters = new Map<string, number[]>()
  return (numId, level) => {
    const list = lists.get(numId)
    if (list === undefined || level > 8) return ''
    const levelAt = (i: number) => levels.get(`${list}/${i}`)
    const own = levelAt(level)
    if (own === undefined || own.format === 'bullet' || own.format === 'none') return ''
    // A list that overrides its start counts for itself; others of the same kind count together.
    const restarted = [...starts.keys()].some((key) => key.startsWith(`${numId}/`))
    const key = restarted ? `num ${numId}` : list
    const counts = counters.get(key) ?? []
    counters.set(key, counts)
    const startOf = (i: number) => starts.get(`${numId}/${i}`) ?? levelAt(i)?.start ?? 1
    counts[level] = (counts[level] ?? startOf(level) - 1) + 1
    counts.length = level + 1
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const i = Number(digit) - 1
      return printed(counts[i] ?? startOf(i), levelAt(i)?.format ?? 'decimal')
    })
  }
}

function definitionsIn(xml: string) {
  const lists = new Map<string, string>()
  const levels = new Map<string, Level>()
  const starts = new Map<string, number>()
  let list = ''
  let num = ''
  let level = ''
  walkXml(xml, {
    open(name, attributes, parent) {
      const value = attributes['w:val'] ?? ''
      if (name === 'w:abstractNum') list = attributes['w:abstractNumId'] ?? ''
      else if (name === 'w:num') num = attributes['w:numId'] ?? ''
      else if (name === 'w:abstractNumId' && parent === 'w:num') lists.set(num, value)
      else if (name === 'w:lvl' || name === 'w:lvlOverride') {
        level = attributes['w:ilvl'] ?? ''
        if (parent === 'w:abstractNum') {
          levels.set(`${list}/${level}`, { start: 1, format: 'decimal', text: '' })
        }
      } else if (name === 'w:startOverride') starts.set(`${num}/${level}`, Number(value))
      else if (parent === 'w:lvl') {
        const known = levels.get(`${list}/${level}`)
        if (known === undefined) return
        if (name === 'w:start') levels.set(`${list}/${level}`, { ...known, start: Number(value) })
        if (name === 'w:numFmt') levels.set(`${list}/${level}`, { ...known, format: value })
        if (name === 'w:lvlText') levels.set(`${list}/${level}`, { ...known, text: value })
      }
    },
  })
  return { lists, levels, starts }
}

const chinese = /^(?:chinese|japaneseCounting|taiwaneseCounting|ideographDigital|koreanCounting)/

function printed(count: number, format: string): string {
  if (chinese.test(format)) return inChinese(count)
  if (format === 'decimalEnclosedCircle' && count <= 20) return String.fromCodePoint(0x245f + count)
  if (format === 'upperLetter') return String.fromCharCode(64 + ((count - 1) % 26) + 1)
  if (format === 'lowerLetter') return String.fromCharCode(96 + ((count - 1) % 26) + 1)
  return String(count)
}

const digits = '〇一二三四五六七八九'

/** 1 to 99: no report counts further. */
function inChinese(count: number): string {
  if (count < 1 || count > 99) return String(count)
  const tens = Math.floor(count / 10)
  const one = count % 10 === 0 ? '' : digits.charAt(count % 10)
  if (tens === 0) return one
  return `${tens === 1 ? '' : digits.charAt(tens)}十${one}`
}
