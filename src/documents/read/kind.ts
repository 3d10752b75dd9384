import { isCompound, streamsOf } from '../compound.ts'
import {
  excelType,
  htmlType,
  oldExcelType,
  oldWordType,
  pdfType,
  rtfType,
  textType,
  unknownType,
  wordType,
} from '../media-types.ts'
import { UnreadableDocument } from '../reading.ts'
import { unread, unreadKindOf, unreadParts } from './unread-kinds.ts'

const names: Readonly<Record<string, string>> = {
  [textType]: '文本',
  [htmlType]: '网页（HTML）',
  [wordType]: 'Word（.docx）',
  [excelType]: 'Excel（.xlsx）',
  [oldWordType]: 'Word 97–2003（.doc、.wps）',
  [oldExcelType]: 'Excel 97–2003（.xls、.et）',
  [rtfType]: 'RTF',
  [pdfType]: 'PDF',
}

/** The kind of document the bytes are; a declared type that they belie is refused. */
export function kindOf(bytes: Uint8Array, declared: string): string {
  if (bytes.length === 0) {
    throw new UnreadableDocument('not-a-report', {
      zh: '文件为空，没有内容',
      en: 'The file is empty',
    })
  }
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024))
  const other = unreadKindOf(start)
  if (other !== undefined) throw unread(other)
  const kind = shownBy(bytes, start.toString('latin1'))
  if (declared === unknownType) return kind ?? textType
  if (!Object.hasOwn(names, declared)) throw unsupported(declared)
  // Word takes RTF under the name of .doc, and programs that write it give it that.
  if (declared === oldWordType && kind === rtfType) return rtfType
  // A fragment of HTML does not show what it is; Word and PDF always do.
  const fits = kind === undefined ? declared.startsWith('text/') : kind === declared
  if (!fits) throw mismatch(declared, kind ?? textType)
  return declared
}

/** The kind that bytes show to be; undefined where they could be any text. */
function shownBy(bytes: Uint8Array, head: string): string | undefined {
  if (isCompound(bytes)) return oldTypeOf(bytes)
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return officeTypeOf(bytes)
  if (head.startsWith('{\\rtf')) return rtfType
  if (head.includes('%PDF-')) return pdfType
  return page.test(head) ? htmlType : undefined
}

const page = /^[\s\ufeffï»¿]*(?:<!doctype html|<html|<\?xml[^>]{0,200}>\s*<(?:!doctype )?html)/i

/** The directory at the end of a zip names its parts. */
function officeTypeOf(bytes: Uint8Array): string {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-256 * 1024)
  if (end.includes('word/document.xml')) return wordType
  if (end.includes('xl/workbook.xml')) return excelType
  for (const [part, kind] of unreadParts) if (end.includes(part)) throw unread(kind)
  return wordType
}

function oldTypeOf(bytes: Uint8Array): string {
  const streams = streamsOf(bytes)
  if (streams.has('WordDocument')) return oldWordType
  if (streams.has('Workbook')) return oldExcelType
  if (streams.has('EncryptedPackage')) throw encrypted()
  for (const [part, kind] of unreadParts) if (streams.has(part)) throw unread(kind)
  throw unread({
    zh: '旧版 Office 的其他文件',
    en: 'another file of the old Office',
    as: 'whatever',
  })
}

const unsupported = (declared: string) =>
  new UnreadableDocument('unsupported-media-type', {
    zh: `不能读取 ${declared}。请提交文本、网页、Word、PDF 或 Excel 文件`,
    en: `${declared} is not read: send text, HTML, Word, PDF or Excel`,
  })
const mismatch = (declared: string, kind: string) =>
  new UnreadableDocument('media-type-mismatch', {
    zh: `内容是${names[kind]}，却声明为 ${declared}`,
    en: `The content is ${kind}, but was declared as ${declared}`,
  })
const encrypted = () =>
  new UnreadableDocument('encrypted', {
    zh: '文件已加密，请去掉密码后重新提交',
    en: 'The file is encrypted: save it without a password and send it again',
  })
