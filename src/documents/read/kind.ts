import { excelType, htmlType, pdfType, textType, unknownType, wordType } from '../media-types.ts'
import { UnreadableDocument } from '../reading.ts'

const names: Readonly<Record<string, string>> = {
  [textType]: '文本',
  [htmlType]: '网页（HTML）',
  [wordType]: 'Word（.docx）',
  [excelType]: 'Excel（.xlsx）',
  [pdfType]: 'PDF',
}

/** What begins like this is no document that is read, and what it is called. */
const refusedKinds: readonly (readonly [signature: string, zh: string, en: string])[] = [
  [
    '\xd0\xcf\x11\xe0',
    '旧版 Office（.doc、.xls）或加密的文件',
    'an old Office file (.doc, .xls) or an encrypted one',
  ],
  ['\x89PNG', '图片', 'a picture'],
  ['\xff\xd8\xff', '图片', 'a picture'],
  ['GIF8', '图片', 'a picture'],
  ['BM', '图片', 'a picture'],
  ['II*\0', '图片', 'a picture'],
  ['MM\0*', '图片', 'a picture'],
  ['RIFF', '图片', 'a picture'],
  ['{\\rtf', 'RTF 文件', 'an RTF file'],
  ['Rar!', '压缩包', 'an archive'],
  ['7z\xbc\xaf', '压缩包', 'an archive'],
  ['\x1f\x8b', '压缩包', 'an archive'],
]

/** The kind of document the bytes are; a declared type that they belie is refused. */
export function kindOf(bytes: Uint8Array, declared: string): string {
  if (bytes.length === 0) {
    throw new UnreadableDocument('not-a-report', {
      zh: '文件为空，没有内容',
      en: 'The file is empty',
    })
  }
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024))
  const head = start.toString('latin1')
  const refused = refusedKinds.find(([signature]) => head.startsWith(signature))
  if (refused !== undefined && !(refused[0] === 'BM' && isText(start))) {
    throw new UnreadableDocument('unsupported-media-type', {
      zh: `这是${refused[1]}，不能读取。请另存为 Word（.docx）、PDF、网页或文本后提交`,
      en: `This is ${refused[2]} and is not read: save it as Word (.docx), PDF, HTML or text`,
    })
  }
  const kind =
    head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')
      ? officeTypeOf(bytes)
      : head.includes('%PDF-')
        ? pdfType
        : /^[\s\ufeffï»¿]*(?:<!doctype html|<html|<\?xml[^>]{0,200}>\s*<(?:!doctype )?html)/i.test(
              head,
            )
          ? htmlType
          : undefined
  if (declared === unknownType) return kind ?? textType
  if (!Object.hasOwn(names, declared)) throw unsupported(declared)
  // A fragment of HTML does not show what it is; Word and PDF always do.
  const fits = kind === undefined ? declared.startsWith('text/') : kind === declared
  if (!fits) throw mismatch(declared, kind ?? textType)
  return declared
}

/** The directory at the end of a zip names its parts. */
function officeTypeOf(bytes: Uint8Array): string {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-256 * 1024)
  return end.includes('xl/workbook.xml') && !end.includes('word/document.xml')
    ? excelType
    : wordType
}

const isText = (bytes: Uint8Array): boolean => !bytes.includes(0)

const unsupported = (declared: string) =>
  new UnreadableDocument('unsupported-media-type', {
    zh: `不能读取 ${declared}。请提交文本、网页、Word（.docx）、PDF 或本系统的 Excel 表`,
    en: `${declared} is not read: send text, HTML, Word (.docx), PDF or our Excel form`,
  })
const mismatch = (declared: string, kind: string) =>
  new UnreadableDocument('media-type-mismatch', {
    zh: `内容是${names[kind]}，却声明为 ${declared}`,
    en: `The content is ${kind}, but was declared as ${declared}`,
  })
