import { wordType } from '../media-types.ts'
import { UnreadableDocument } from '../reading.ts'
import { walkUnprefixed, walkXml } from '../xml.ts'
import { partsOf } from '../zip.ts'
import { linesOfTable, type TableCell } from './cells.ts'
import { withoutEmbedded } from './embedded.ts'
import { numberingOf } from './numbering.ts'
import type { Line, Paper, Piece, Properties } from './paper.ts'
import { type Block, bodyOf, type Styles, UNKNOWN, type WordTable } from './word-body.ts'

const DOCUMENT = 'word/document.xml'
const NUMBERING = 'word/numbering.xml'
const STYLES = 'word/styles.xml'
const PROPERTIES = 'docProps/custom.xml'
const wanted = /^word\/(?:document|numbering|styles)\.xml$|^docProps\/custom\.xml$/
/** A cell with more than this is page layout, not a cell of a form. */
const LONGEST_CELL = 400

/** A Word document (.docx). Offsets count in the text as it is taken out, one line a cell. */
export async function readWord(bytes: Uint8Array): Promise<Paper> {
  const parts = await partsOf(bytes, wanted)
  const document = parts.get(DOCUMENT)
  if (document === undefined) throw notWord()
  const blocks = bodyOf(document, numberingOf(parts.get(NUMBERING)), stylesIn(parts.get(STYLES)))
  const text: string[] = []
  let length = 0
  let table = 0
  const piece = (words: string): Piece => {
    const start = length
    text.push(words, '\n')
    length += words.length + 1
    return withoutEmbedded({ text: words, source: { start, end: start + words.length } })
  }
  function* linesOf(all: readonly Block[]): Generator<Line> {
    for (const block of all) {
      if (typeof block === 'string') {
        for (const line of block.split('\n')) {
          const words = line.replaceAll(UNKNOWN, '').trim()
          if (words !== '') yield { kind: 'prose', pieces: [piece(words)] }
        }
      } else if (isLayout(block)) {
        for (const { blocks: inner } of block.rows.flat()) yield* linesOf(inner)
      } else {
        table += 1
        yield* linesOfTable(cellsOf(block, piece), table)
      }
    }
  }
  const lines = [...linesOf(blocks)]
  const properties = propertiesIn(parts.get(PROPERTIES))
  return { mediaType: wordType, text: text.join(''), lines, properties }
}

/** What the file says of itself, as our printer writes it. */
function propertiesIn(xml: string | undefined): Properties {
  const properties = new Map<string, string>()
  let name = ''
  walkUnprefixed(xml ?? '<none/>', {
    open(tag, attributes) {
      if (tag === 'property') name = attributes['name'] ?? ''
    },
    text(text) {
      if (name.startsWith('nianbao.')) properties.set(name, (properties.get(name) ?? '') + text)
    },
  })
  return properties
}

const isLayout = ({ rows }: WordTable): boolean =>
  rows
    .flat()
    .some(({ blocks }) =>
      blocks.some((block) => typeof block !== 'string' || block.length > LONGEST_CELL),
    )

/** Rows with the cells that begin in them; how far down each reaches, the rows below say. */
function* cellsOf(
  { rows }: WordTable,
  piece: (words: string) => Piece,
): Generator<readonly TableCell[]> {
  const placed = rows.map((row) => {
    let column = 0
    return new Map(
      row.map((cell) => {
        const at = column
        column += cell.gridSpan
        return [at, cell] as const
      }),
    )
  })
  for (const [i, row] of placed.entries()) {
    const cells: TableCell[] = []
    for (const [column, cell] of row) {
      if (cell.continues) continue
      let rowSpan = 1
      while (placed[i + rowSpan]?.get(column)?.continues) rowSpan += 1
      const words = cell.blocks.filter((block) => typeof block === 'string' && block.trim() !== '')
      cells.push({ piece: piece(words.join('\n').trim()), rowSpan, colSpan: cell.gridSpan })
    }
    yield cells
  }
}

/** The lists that paragraph styles number by. */
function stylesIn(xml: string | undefined): Styles {
  const styles = new Map<string, { numId: string; level: number }>()
  let style = ''
  let level = 0
  walkXml(xml ?? '<none/>', {
    open(name, attributes) {
      if (name === 'w:style') {
        style = attributes['w:styleId'] ?? ''
        level = 0
      } else if (name === 'w:ilvl') level = Number(attributes['w:val']) || 0
      else if (name === 'w:numId') styles.set(style, { numId: attributes['w:val'] ?? '', level })
    },
  })
  return styles
}

const notWord = () =>
  new UnreadableDocument('unsupported-media-type', {
    zh: '压缩包中没有 Word 正文，请提交 .docx 文件',
    en: 'The zip holds no Word text: send a .docx file',
  })
