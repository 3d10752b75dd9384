import { rtfType } from '../media-types.ts'
import { UnreadableDocument } from '../reading.ts'
import { builder } from './doc-tables.ts'
import { EMBEDDED } from './embedded.ts'
import { raised } from './marks.ts'
import type { Paper } from './paper.ts'
import { afterWord, outermost, type RtfState, rowDefinition } from './rtf-state.ts'
import { rtfTokens } from './rtf-tokens.ts'
import type { Block } from './word-body.ts'
import { paperOfBlocks } from './word-lines.ts'

/** A document in Rich Text Format, often named .doc. */
export function readRtf(bytes: Uint8Array): Paper {
  const rtf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  // A text box stands where its anchor is or anywhere else: a table in one has no place.
  const box = rtf.indexOf('\\shptxt')
  if (box >= 0 && /\\(?:intbl|cell|trowd)\b/.test(rtf.slice(box, box + LONGEST_BOX)))
    throw notReadable()
  try {
    return paperOfBlocks(rtfType, blocksIn(rtf))
  } catch {
    // Bytes of no encoding, or rows whose cells are not as many as they are said to be.
    throw notReadable()
  }
}

const LONGEST_BOX = 20_000
const DEEPEST = 200

/** Signs that have a word of their own. */
const signs: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  '~': '\u00a0',
  _: '-',
  '\\': '\\',
  '{': '{',
  '}': '}',
}

function blocksIn(rtf: string): readonly Block[] {
  const encoding = /\\ansicpg936|\\fcharset134/.test(rtf) ? 'gb18030' : 'windows-1252'
  const decoder = new TextDecoder(encoding, { fatal: true })
  const built = builder()
  const outer: RtfState[] = []
  let state = outermost
  let definition = rowDefinition()
  let [words, depth, starred, passing] = ['', 0, false, 0]
  let bytes: number[] = []

  const add = (text: string) => {
    if (!state.skipped && state.gone.length === 0) words += state.above ? raised(text) : text
  }
  const end = (at: number, what: 'paragraph' | 'cell' | 'row') => {
    const paragraph = { depth: at, endsRow: what === 'row', endsInnerCell: what === 'cell' }
    const row = what === 'row' ? { row: definition.row() } : {}
    built.add(words, { ...paragraph, ...row }, what === 'cell')
    words = ''
  }
  const ends: Readonly<Record<string, () => void>> = {
    par: () => end(depth, 'paragraph'),
    sect: () => end(depth, 'paragraph'),
    page: () => end(depth, 'paragraph'),
    cell: () => end(1, 'cell'),
    nestcell: () => end(depth, 'cell'),
    row: () => end(1, 'row'),
    nestrow: () => end(depth, 'row'),
  }

  for (const token of rtfTokens(rtf)) {
    if (token.kind === 'byte') {
      if (passing > 0) passing -= 1
      else if (!state.skipped) bytes.push(token.byte)
      continue
    }
    if (bytes.length > 0) {
      add(decoder.decode(Buffer.from(bytes)))
      bytes = []
    }
    if (token.kind === 'open') {
      if (outer.push(state) > DEEPEST) throw notReadable()
    } else if (token.kind === 'close') {
      state = outer.pop() ?? state
      passing = 0
    } else take(token.word, token.value)
  }
  if (words.trim() !== '') end(0, 'paragraph')
  return built.blocks()

  function take(word: string, value: number | undefined): void {
    const isUnknown = starred && word !== 'nesttableprops'
    starred = word === '*'
    if (word === 'pict') add(EMBEDDED)
    state = isUnknown ? { ...state, skipped: true } : (afterWord(state, word, value) ?? state)
    if (state.skipped) return
    if (word === 'u') {
      add(String.fromCharCode((value ?? 0) & 0xffff))
      passing = state.instead
    } else if (word === 'pard') depth = 0
    else if (word === 'intbl') depth = Math.max(1, depth)
    else if (word === 'itap') depth = value ?? 0
    else if (word === 'trowd') definition = rowDefinition()
    else if (Object.hasOwn(ends, word)) ends[word]?.()
    else if (Object.hasOwn(signs, word)) add(signs[word] ?? '')
    else definition.take(word, value ?? 0)
  }
}

const notReadable = () =>
  new UnreadableDocument('unsupported-media-type', {
    zh: '此 RTF 文件不能可靠读取，请用 Word 或 WPS 打开后另存为 .docx 再提交',
    en: 'This RTF file cannot be read with certainty: open it and save it as .docx',
  })
