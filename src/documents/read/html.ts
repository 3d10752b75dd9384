import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'
import { htmlType } from '../media-types.ts'
import { UnreadableDocument } from '../reading.ts'
import { linesOfTable, type TableCell } from './cells.ts'
import { EMBEDDED, isEmbedded, withoutEmbedded } from './embedded.ts'
import {
  contentOf,
  type Element,
  elementsIn,
  endOf,
  isField,
  isHidden,
  isLayout,
  isPicture,
  isRaised,
  type Node,
  shownIn,
  textOf,
} from './html-tree.ts'
import { raised } from './marks.ts'
import type { Line, Paper, Piece, Properties } from './paper.ts'
import { readText } from './text.ts'

const DEEPEST = 256
const skipped = new Set(
  'script style noscript template iframe object svg math select textarea button nav footer aside head del s strike'.split(
    ' ',
  ),
)
const inline = new Set(
  'a abbr b bdi bdo big cite code dfn em font i ins kbd label mark o:p q samp small span strong sub sup tt u var wbr'.split(
    ' ',
  ),
)

/** A web page, or a fragment of one. Scripts are text that is skipped; nothing is run or fetched. */
export function readHtml(html: string): Paper {
  const document = parse(html, { sourceCodeLocationInfo: true, treeAdapter: shallow() })
  const tables: Element[] = []
  const lines = [...linesIn(document, { tables, numbered: { table: 0 } })]
  const end = endOf(contentOf(tables))
  const kept = lines.filter(({ pieces: [piece] }) => (piece?.source.start ?? 0) < end)
  return { mediaType: htmlType, text: html, lines: kept, properties: propertiesOf(document) }
}

/** What a page says of itself in its head, as our printer writes it. */
function propertiesOf(page: DefaultTreeAdapterTypes.Document): Properties {
  const properties = new Map<string, string>()
  for (const { tagName, attrs } of elementsIn(page)) {
    if (tagName === 'body') break
    const given = (name: string) => attrs.find((attr) => attr.name === name)?.value
    const name = given('name') ?? ''
    if (tagName === 'meta' && name.startsWith('nianbao.'))
      properties.set(name, given('content') ?? '')
  }
  return properties
}

/** The tree of parse5, refused while it grows where it is nested too deep to be a report. */
function shallow(): typeof defaultTreeAdapter {
  let depth = 0
  return {
    ...defaultTreeAdapter,
    onItemPush: () => {
      depth += 1
      if (depth > DEEPEST) throw tooDeep()
    },
    onItemPop: () => {
      depth -= 1
    },
  }
}

/** What the walk keeps: the tables of figures it met, and how many. */
interface Walk {
  readonly tables: Element[]
  readonly numbered: { table: number }
  /** Inside a cell, what a field of a form shows is its content. */
  readonly inCell?: true
}

/** Words gathered until the line breaks. */
type Open = { text: string; start: number; end: number }

function* linesIn(root: Node, walk: Walk): Generator<Line> {
  const open: Open = { text: '', start: 0, end: 0 }
  yield* visit(root, open, walk)
  yield* close(open)
}

function* visit(node: Node, open: Open, walk: Walk): Generator<Line> {
  if (node.nodeName === '#text' && 'value' in node) {
    append(open, node)
    return
  }
  if (!('childNodes' in node)) return
  const element = 'tagName' in node ? node : undefined
  if (element !== undefined && isHidden(element)) return
  if (element !== undefined && isPicture(element)) {
    if (open.text === '') open.start = open.end = element.sourceCodeLocation?.startOffset ?? 0
    open.text += EMBEDDED
    return
  }
  if (skipped.has(element?.tagName ?? '')) return
  if (element?.tagName === 'table' && !isLayout(element)) {
    yield* close(open)
    walk.tables.push(element)
    for (const caption of element.childNodes) {
      if (caption.nodeName === 'caption') yield* visit(caption, open, walk)
    }
    walk.numbered.table += 1
    yield* linesOfTable(rowsOf(element), walk.numbered.table)
    return
  }
  if (element?.tagName === 'pre' && [...elementsIn(element)].length === 0) {
    yield* close(open)
    yield* linesOfPre(element)
    return
  }
  if (element !== undefined && walk.inCell && isField(element)) open.text += shownIn(element)
  const breaks = element !== undefined && !inline.has(element.tagName)
  if (breaks) yield* close(open)
  for (const child of node.childNodes) yield* visit(child, open, walk)
  if (breaks) yield* close(open)
}

/** Text whose line breaks and tabs the page shows as they are. */
function* linesOfPre(element: Element): Generator<Line> {
  const { startTag, endOffset = 0 } = element.sourceCodeLocation ?? {}
  const inside = { start: startTag?.endOffset ?? endOffset, end: endOffset }
  for (const { kind, pieces } of readText(textOf(element)).lines)
    yield { kind, pieces: pieces.map((piece) => ({ ...piece, source: inside })) }
}

function append(open: Open, node: DefaultTreeAdapterTypes.TextNode): void {
  const { startOffset = 0, endOffset = 0 } = node.sourceCodeLocation ?? {}
  if (node.value.trim() === '' && open.text === '') return
  if (open.text === '') open.start = startOffset + node.value.search(/\S/)
  open.text += isRaised(node) ? raised(node.value) : node.value
  if (node.value.trim() !== '')
    open.end = endOffset - (node.value.length - node.value.trimEnd().length)
}

function* close(open: Open): Generator<Line> {
  const text = unwrapped(open.text)
  const source = { start: open.start, end: open.end }
  if (text !== '') yield { kind: 'prose', pieces: [withoutEmbedded({ text, source })] }
  open.text = ''
}

/** Line breaks of the source are none of the text, and Chinese has no spaces to lose. */
const unwrapped = (text: string): string =>
  text
    .trim()
    .replace(/(?<![ -~\s])[ \t]*[\r\n]\s*(?![ -~\s])/g, '')
    .replace(/[ \t\r\n\f]+/g, ' ')

function* rowsOf(table: Element): Generator<readonly TableCell[]> {
  for (const row of elementsIn(table)) {
    if (row.tagName !== 'tr' || isHidden(row)) continue
    const cells = row.childNodes.filter(
      (node): node is Element =>
        'tagName' in node && (node.tagName === 'td' || node.tagName === 'th'),
    )
    yield cells.map((cell) => ({
      piece: pieceOf(cell),
      rowSpan: spanOf(cell, 'rowspan'),
      colSpan: spanOf(cell, 'colspan'),
    }))
  }
}

function pieceOf(cell: Element): Piece {
  const open: Open = { text: '', start: 0, end: 0 }
  const walk: Walk = { tables: [], numbered: { table: 0 }, inCell: true }
  const pieces = [...visit(cell, open, walk), ...close(open)].flatMap((line) => line.pieces)
  const picture = pieces.every(({ text }) => text === '') ? pieces.find(isEmbedded) : undefined
  const { startOffset = 0 } = cell.sourceCodeLocation?.startTag ?? {}
  const at = cell.sourceCodeLocation?.startTag?.endOffset ?? startOffset
  const first = pieces[0]?.source ?? { start: at, end: at }
  const last = pieces.at(-1)?.source ?? first
  return {
    text: pieces.map(({ text }) => text).join('\n'),
    source: { start: first.start, end: last.end },
    ...(picture?.doubt && { doubt: picture.doubt }),
  }
}

function spanOf({ attrs }: Element, name: string): number {
  const value = Number(attrs.find((attr) => attr.name === name)?.value ?? 1)
  return Number.isInteger(value) && value > 0 ? Math.min(value, 100) : 1
}

const tooDeep = () =>
  new UnreadableDocument('too-deep', {
    zh: `网页嵌套超过 ${DEEPEST} 层，不能读取`,
    en: `The page is nested more than ${DEEPEST} levels deep and is not read`,
  })
