import { UnreadableDocument } from '../reading.ts'

/** A kind of file that is not read, and as what to save it. */
export interface UnreadKind {
  readonly zh: string
  readonly en: string
  readonly as: 'word' | 'excel' | 'whatever'
}

const picture: UnreadKind = { zh: '图片', en: 'a picture', as: 'whatever' }
const archive: UnreadKind = { zh: '压缩包', en: 'an archive', as: 'whatever' }
const slides: UnreadKind = { zh: '演示文稿', en: 'a presentation', as: 'whatever' }

/** What begins like this. */
const signatures: readonly (readonly [signature: string, kind: UnreadKind])[] = [
  ['\x89PNG', picture],
  ['\xff\xd8\xff', picture],
  ['GIF8', picture],
  ['BM', picture],
  ['II*\0', picture],
  ['MM\0*', picture],
  ['RIFF', picture],
  ['Rar!', archive],
  ['7z\xbc\xaf', archive],
  ['\x1f\x8b', archive],
]

/** What text begins like this. */
const openings: readonly (readonly [pattern: RegExp, kind: UnreadKind])[] = [
  [
    /^(?:[\w-]{1,40}:.{0,200}\r?\n){0,10}content-type:\s*multipart\/related/i,
    { zh: '单个文件网页（.mht）', en: 'a web archive (.mht)', as: 'word' },
  ],
  [
    /progid="Word\.Document"/,
    { zh: 'Word 2003 的 XML 文件', en: 'an XML file of Word 2003', as: 'word' },
  ],
  [
    /progid="Excel\.Sheet"/,
    { zh: 'Excel 2003 的 XML 表格', en: 'an XML file of Excel 2003', as: 'excel' },
  ],
]

/** What has a part of this name: packages ([zip]) on the left, compound files on the right. */
export const unreadParts: ReadonlyMap<string, UnreadKind> = new Map([
  [
    'xl/workbook.bin',
    { zh: 'Excel 二进制工作簿（.xlsb）', en: 'a binary workbook (.xlsb)', as: 'excel' },
  ],
  ['ppt/presentation.xml', slides],
  ['OFD.xml', { zh: 'OFD 版式文件', en: 'an OFD file', as: 'whatever' }],
  [
    'META-INF/manifest.xml',
    { zh: 'OpenDocument 文件（.odt、.ods）', en: 'an OpenDocument file', as: 'whatever' },
  ],
  ['Book', { zh: 'Excel 5.0 或 95 的工作簿', en: 'a workbook of Excel 5.0 or 95', as: 'excel' }],
  ['PowerPoint Document', slides],
])

/** What a file is that is not read, by how it begins; undefined where that says nothing. */
export function unreadKindOf(start: Buffer): UnreadKind | undefined {
  const head = start.toString('latin1')
  const [signature, kind] = signatures.find(([one]) => head.startsWith(one)) ?? []
  if (signature !== 'BM' || start.includes(0)) {
    if (kind !== undefined) return kind
  }
  return openings.find(([pattern]) => pattern.test(head))?.[1]
}

/** Refuses a file of such a kind, and says how to mend it. */
export function unread({ zh, en, as }: UnreadKind): UnreadableDocument {
  return new UnreadableDocument('unsupported-media-type', {
    zh: `这是${zh}，不能读取。请用 Word、Excel 或 WPS 打开，${saved[as].zh}后提交`,
    en: `This is ${en} and is not read: ${saved[as].en}`,
  })
}

const saved = {
  word: { zh: '另存为 .docx', en: 'open it and save it as .docx' },
  excel: { zh: '另存为 .xlsx', en: 'open it and save it as .xlsx' },
  whatever: {
    zh: '另存为 Word（.docx）、Excel（.xlsx）、PDF、网页或文本',
    en: 'save it as Word (.docx), Excel (.xlsx), PDF, HTML or text',
  },
}
