import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import type { Report } from '../../reports/report.ts'
import { type Figures, figuresOf } from '../figures.ts'
import { escaped, legible } from './legible.ts'
import { outlineOf, type Piece, type TextPiece } from './outline.ts'
import { type About, titleLines, usualTitle } from './printer.ts'
import { timeless } from './timeless.ts'
import { body, fontTable, footing, page, styles } from './word-look.ts'
import { tableWord } from './word-table.ts'

/** A report in Word, laid out as official documents are (GB/T 9704-2012). */
export const reportWord = (report: Report, about: About): Promise<Buffer> =>
  packed(report, about, [...outlineOf(report, about)])

/** The same with a place for every passage: the form to be filled in. */
export const formWord = (report: Report, about: About): Promise<Buffer> =>
  packed(report, about, [...outlineOf(report, about, { blanks: true })])

async function packed(report: Report, about: About, pieces: readonly Piece[]): Promise<Buffer> {
  const figures = figuresOf(report)
  const document = new Document({
    customProperties: propertiesOf(report, about),
    styles,
    sections: [
      {
        properties: { page },
        footers: { default: pageFooter() },
        children: pieces.flatMap((piece) => pieceWord(piece, figures, about)),
      },
    ],
  })
  const core = corePart(report.title ?? usualTitle(about), about.agency)
  return timeless(await Packer.toBuffer(document, false, [fontTable, core]))
}

function pieceWord(piece: Piece, figures: Figures, about: About) {
  if (piece.kind === 'title') return [titleWord(piece.text, about)]
  if (piece.kind !== 'table') return [textWord(piece)]
  const heading = textWord({ kind: 'heading', text: piece.form.table.heading })
  return [heading, tableWord(piece.form, figures)]
}

const titleWord = (title: string, about: About): Paragraph =>
  new Paragraph({
    heading: 'Title',
    children: titleLines(title, about).map(
      (line, i) => new TextRun({ text: legible(line), ...(i > 0 && { break: 1 }) }),
    ),
  })

function textWord({ kind, text }: TextPiece): Paragraph {
  const children = [new TextRun(legible(text))]
  if (kind === 'heading') return new Paragraph({ heading: 'Heading1', children })
  if (kind === 'subheading') return new Paragraph({ heading: 'Heading2', children })
  return new Paragraph({ style: 'body', children, run: body })
}

const pageFooter = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], ...footing })],
      }),
    ],
  })

/** The library would say when it was printed; nothing here knows the clock. */
const corePart = (title: string, creator: string) => ({
  path: 'docProps/core.xml',
  data:
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties ' +
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(creator)}</dc:creator>` +
    '<dc:language>zh-CN</dc:language></cp:coreProperties>',
})

/** What a reader need not guess from the text. */
const propertiesOf = ({ format, period }: Report, { agency, year }: About) => [
  { name: 'nianbao.format', value: format.version },
  { name: 'nianbao.agency', value: legible(agency) },
  { name: 'nianbao.year', value: String(year) },
  ...(period === null ? [] : [{ name: 'nianbao.period', value: `${period.from}/${period.to}` }]),
]
