import { wordType } from '../media-types.ts'
import { UnreadableDocument } from '../reading.ts'
import { walkUnprefixed, walkXml } from '../xml.ts'
import { partsOf } from '../zip.ts'
import { numberingOf } from './numbering.ts'
import type { Paper, Properties } from './paper.ts'
import { bodyOf, type Styles } from './word-body.ts'
import { paperOfBlocks } from './word-lines.ts'

const DOCUMENT = 'word/document.xml'
const NUMBERING = 'word/numbering.xml'
const STYLES = 'word/styles.xml'
const PROPERTIES = 'docProps/custom.xml'
const wanted = /^word\/(?:document|numbering|styles)\.xml$|^docProps\/custom\.xml$/
/** A Word document (.docx). Offsets count in the text as it is taken out, one line a cell. */
export async function readWord(bytes: Uint8Array): Promise<Paper> {
  const parts = await partsOf(bytes, wanted)
  const document = parts.get(DOCUMENT)
  if (document === undefined) throw notWord()
  const blocks = bodyOf(document, numberingOf(parts.get(NUMBERING)), stylesIn(parts.get(STYLES)))
  return { ...paperOfBlocks(wordType, blocks), properties: propertiesIn(parts.get(PROPERTIES)) }
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
