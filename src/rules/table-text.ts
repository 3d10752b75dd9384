import type { Format } from '../formats/format.ts'
import { tableName } from '../formats/names.ts'
import type { Text } from '../reports/text.ts'

const NUMERALS = '一二三四五六七八九'

/** 表三, Table 3. */
export function tableText(format: Format, table: string): Text {
  const zh = tableName(format, table)
  return { zh, en: `Table ${NUMERALS.indexOf(zh.slice(1)) + 1 || table}` }
}
