import { isUtf8 } from 'node:buffer'
import { Problem } from '../errors.ts'
import { CONTROL } from '../reports/bounds.ts'
import type { Text } from '../reports/text.ts'
import { textFrom } from '../reports/utf8.ts'

/**
 * JSON as RFC 7493 (I-JSON) wants it: UTF-8, no member twice, no lone surrogates and no noncharacters; and no control
 * characters that text files cannot hold. A later duplicate silently winning, or a NUL that a
 * C program cuts the text at, would let two readers see two reports.
 */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) throw malformed('请求体为空。', 'The body is empty.')
  if (!isUtf8(body)) throw malformed('内容不是有效的 UTF-8 编码。', 'It is not valid UTF-8.')
  const text = decode(body)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw malformed(
      '不能解析为 JSON，请检查引号、逗号和括号。',
      'It cannot be parsed; check quotes, commas and brackets.',
    )
  }
  // JSON cannot hold a control character but as an escape, or as DEL. What is no character ends
  // in ffe or fff in UTF-16, or lies between fdd0 and fdef.
  const escapes = /[\\\u007f\ufdd0-\ufdef\ufffe\uffff\udffe\udfff]/.test(text)
  const seen: Seen = { escapes, members: 0, deepest: 0, control: false }
  survey(value, 1, seen)
  if (seen.deepest > DEEPEST) {
    throw malformed(`嵌套超过 ${DEEPEST} 层。`, `It is nested more than ${DEEPEST} levels deep.`)
  }
  if (namesAtMost(text) !== seen.members && namesIn(text) !== seen.members) {
    throw malformed(
      '同一对象中有重复的成员名，无法确定以哪一个为准。',
      'An object names a member twice; which one counts cannot be told.',
    )
  }
  if (seen.control) {
    throw malformed(
      '文本中含有控制字符、不成对的代理码位或非字符码位（如 \\u0000、\\ud800、\\uffff）。',
      'A text holds control characters, lone surrogates or what is no character (such as \\u0000, \\ud800, \\uffff).',
    )
  }
  return value
}

/** Without the byte order mark it may begin with. */
function decode(body: Buffer): string {
  const start = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0
  return textFrom(body.subarray(start))
}

const malformed = (zh: string, en: string) => {
  const reason: Text = { zh, en }
  return new Problem('malformed-json', { reason })
}

/**
 * How many quotes are followed by a colon: as many as there are member names, and as many more as
 * texts hold such signs. Where that is no more than the members, no name was written twice.
 */
function namesAtMost(text: string): number {
  let found = 0
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1
    while (isSpace(text.charCodeAt(before))) before--
    if (text.charCodeAt(before) === QUOTE) found++
  }
  return found
}

const QUOTE = 0x22

/** How many member names the text writes: strings followed by a colon. */
function namesIn(text: string): number {
  let names = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    at = endOfString(text, at + 1)
    let next = at
    while (isSpace(text.charCodeAt(next))) next++
    if (text[next] === ':') names++
  }
  return names
}

/** The position after the closing quote of the string that begins before `from`. */
function endOfString(text: string, from: number): number {
  let quote = text.indexOf('"', from)
  while (quote !== -1 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1)
  return quote === -1 ? text.length : quote + 1
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0
  while (text[quote - 1 - slashes] === '\\') slashes++
  return slashes % 2 === 1
}

const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09

/** A report is seven levels deep; what is far deeper overflows the stack of whoever walks it. */
const DEEPEST = 64

/** What was met in a parsed value. */
interface Seen {
  /** Whether texts need to be looked at. */
  readonly escapes: boolean
  members: number
  deepest: number
  control: boolean
}

/** Counts the members, and looks at every text, no deeper than is allowed. */
function survey(value: unknown, depth: number, seen: Seen): void {
  if (typeof value === 'string') {
    if (seen.escapes) seen.control ||= CONTROL.test(value)
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (depth > seen.deepest) seen.deepest = depth
  if (depth > DEEPEST) return
  if (Array.isArray(value)) {
    for (const one of value) survey(one, depth + 1, seen)
    return
  }
  // What JSON.parse makes inherits nothing enumerable: `in` names its own members.
  for (const name in value) {
    seen.members++
    if (seen.escapes) seen.control ||= CONTROL.test(name)
    survey((value as Record<string, unknown>)[name], depth + 1, seen)
  }
}
