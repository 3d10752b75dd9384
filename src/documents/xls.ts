import { streamsOf } from './compound.ts'
import { UnreadableDocument } from './reading.ts'
import type { Workbook } from './workbook.ts'
import type { Sheet } from './workbook-sheet.ts'
import { globalsIn } from './xls-globals.ts'
import { recordsFrom } from './xls-records.ts'
import { sheetFrom } from './xls-sheet.ts'

const MOST_CELLS = 100_000
const MOST_SHEETS = 100
/** Excel 97; what is older is stored otherwise. */
const EDITION = 0x0600

/** A workbook of Excel 97 to 2003 (.xls), or of WPS (.et), which stores the same. */
export function oldWorkbook(bytes: Uint8Array): Workbook {
  const stream = streamsOf(bytes).get('Workbook')?.()
  if (stream === undefined || stream.readUInt16LE(4) !== EDITION) throw notReadable()
  try {
    return workbookIn(stream)
  } catch (error) {
    // A record that is shorter than it says.
    throw error instanceof UnreadableDocument ? error : notReadable()
  }
}

function workbookIn(stream: Buffer): Workbook {
  const globals = globalsIn(recordsFrom(stream, 0))
  if (globals.encrypted) throw encrypted()
  if (globals.sheets.length > MOST_SHEETS) throw tooMuch()
  const sheets = new Map<string, Sheet>()
  let count = 0
  for (const { name, at, hidden } of globals.sheets) {
    const sheet = sheetFrom(recordsFrom(stream, at), globals, hidden)
    count += sheet.cells.size
    if (count > MOST_CELLS) throw tooMuch()
    sheets.set(name, sheet)
  }
  return { sheets, names: new Map() }
}

const notReadable = () =>
  new UnreadableDocument('unsupported-media-type', {
    zh: '此 .xls（.et）文件的内部格式不能可靠读取，请用 Excel 或 WPS 打开后另存为 .xlsx 再提交',
    en: 'This .xls (.et) file is stored in a way that is not read: open it and save it as .xlsx',
  })
const encrypted = () =>
  new UnreadableDocument('encrypted', {
    zh: '文件已加密，请去掉密码后重新提交',
    en: 'The file is encrypted: save it without a password and send it again',
  })
const tooMuch = () =>
  new UnreadableDocument('too-large', {
    zh: `工作簿的单元格超过 ${MOST_CELLS} 个，或工作表超过 ${MOST_SHEETS} 张，不能读取`,
    en: `The workbook has more than ${MOST_CELLS} cells or ${MOST_SHEETS} sheets and is not read`,
  })
