import { streamsOf } from '../compound.ts'
import { oldWordType } from '../media-types.ts'
import { UnreadableDocument } from '../reading.ts'
import { characterKind, paragraphOf } from './doc-properties.ts'
import { lookUp, runsIn } from './doc-runs.ts'
import { builder } from './doc-tables.ts'
import { type DocText, docText, notReadable } from './doc-text.ts'
import { EMBEDDED, UNKNOWN } from './embedded.ts'
import { raised } from './marks.ts'
import type { Paper } from './paper.ts'
import type { Block } from './word-body.ts'
import { paperOfBlocks } from './word-lines.ts'

/** The numbers of the pointers to the properties of characters and of paragraphs. */
const CHARACTERS = 12
const PARAGRAPHS = 13

/** A document of Word 97 to 2003 (.doc), or of WPS (.wps), which stores the same. */
export function readDoc(bytes: Uint8Array): Paper {
  const streams = streamsOf(bytes)
  try {
    const text = docText(streams)
    refuseBoxes(text)
    return paperOfBlocks(oldWordType, blocksOf(text, streams.get('Data')?.() ?? Buffer.alloc(0)))
  } catch (error) {
    // An offset that leads out of the file.
    throw error instanceof UnreadableDocument ? error : notReadable()
  }
}

/** Marks of fields: before the middle one is their code, after it what they show. */
const [FIELD, SHOWN, FIELD_END] = ['\x13', '\x14', '\x15']
const CELL = '\x07'

/** The paragraphs and tables, as they read after the tracked changes are accepted. */
function blocksOf({ main, pieces, length, part }: DocText, data: Buffer): readonly Block[] {
  const characters = lookUp(runsIn(main, part(CHARACTERS), 'characters', data))
  const paragraphs = lookUp(runsIn(main, part(PARAGRAPHS), 'paragraphs', data))
  const built = builder()
  const fields: boolean[] = []
  let words = ''
  /** Whether every cell of the row so far ends in a deleted mark. */
  let rowGone = true
  for (const piece of pieces) {
    for (let i = 0; i < piece.text.length && piece.from + i < length; i++) {
      const character = piece.text.charAt(i)
      const at = piece.at + i * piece.wide
      const kind = characterKind(characters(at)?.list ?? Buffer.alloc(0))
      if (character === FIELD) fields.push(true)
      else if (character === SHOWN) fields[fields.length - 1] = false
      else if (character === FIELD_END) fields.pop()
      else if (character === CELL || character === '\r' || character === '\f') {
        const run = paragraphs(at)
        if (run === undefined) throw notReadable()
        const paragraph = paragraphOf(run.list)
        const isGone = kind === 'gone'
        const endsCell = character === CELL || paragraph.endsInnerCell
        if (endsCell && !paragraph.endsRow) rowGone &&= isGone
        if (paragraph.endsRow && isGone && rowGone) built.dropRow()
        // A deleted end joins the paragraph to the next one; that of a cell stays.
        else if (character !== '\r' || !isGone || paragraph.depth > 0) {
          built.add(words, paragraph, endsCell)
          words = ''
        }
        if (paragraph.endsRow) rowGone = true
      } else if (kind !== 'gone' && !fields.includes(true)) words += shown(character, kind)
    }
  }
  if (words.trim() !== '') built.add(words, paragraphOf(Buffer.alloc(0)), false)
  return built.blocks()
}

/** A character as it is printed; the signs below a space stand for other things. */
function shown(character: string, kind: 'plain' | 'raised' | 'symbol'): string {
  if (kind === 'symbol') return UNKNOWN
  if (character >= ' ') return kind === 'raised' ? raised(character) : character
  if (character === '\t') return character
  if (character === '\v' || character === '\x0e') return '\n'
  if (character === '\x1e') return '-'
  return character === '\x01' || character === '\x08' ? EMBEDDED : ''
}

/** Where a text box stands in the text is not stored with it: a table in one has no place. */
function refuseBoxes({ pieces, boxes }: DocText): void {
  const isInBox = (at: number) => at >= boxes.from && at < boxes.to
  for (const { from, text } of pieces) {
    for (let i = text.indexOf(CELL); i >= 0; i = text.indexOf(CELL, i + 1))
      if (isInBox(from + i)) throw tableInBox()
  }
}

const tableInBox = () =>
  new UnreadableDocument('unsupported-media-type', {
    zh: '此 .doc 文件的表格放在文本框中，无法确定属于哪一部分；请把表格移出文本框，或另存为 .docx 后提交',
    en: 'A table of this .doc file is in a text box: move it into the text, or save the file as .docx',
  })
