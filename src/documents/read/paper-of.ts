import { htmlType, oldExcelType, oldWordType, pdfType, rtfType, wordType } from '../media-types.ts'
import { oldWorkbook } from '../xls.ts'
import { decode } from './decode.ts'
import { readDoc } from './doc.ts'
import { readHtml } from './html.ts'
import type { Paper } from './paper.ts'
import { readPdf } from './pdf.ts'
import { readRtf } from './rtf.ts'
import { readSheets } from './sheets.ts'
import { readText } from './text.ts'
import { readWord } from './word.ts'

/** The reader of each medium. */
export async function paperOf(bytes: Uint8Array, kind: string, charset?: string): Promise<Paper> {
  if (kind === wordType) return readWord(bytes)
  if (kind === oldExcelType) return readSheets(oldWorkbook(bytes), oldExcelType)
  if (kind === rtfType) return readRtf(bytes)
  if (kind === oldWordType) return readDoc(bytes)
  if (kind === pdfType) return readPdf(bytes)
  if (kind === htmlType) return readHtml(decode(bytes, charset ?? charsetIn(bytes)))
  return readText(decode(bytes, charset))
}

/** The charset a page declares in its head. */
function charsetIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2048))
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})/i.exec(head.toString('latin1'))?.[1]
}
