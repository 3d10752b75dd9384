import type { Source } from '../documents/grid.ts'
import { type Fault, Problem } from '../errors.ts'
import type { Text } from '../reports/text.ts'
import type { Received } from './receive.ts'

const MOST_FAULTS = 100

/** Refuses a document in which something could not be read without guessing. */
export function mustBeCertain({ reading }: Received): void {
  if (reading === undefined || reading.refused.length === 0) return
  const faults = reading.refused.slice(0, MOST_FAULTS).map(
    ({ at, source, reason }): Fault => ({
      ...(at === undefined ? {} : { pointer: `/${at.replaceAll('.', '/')}` }),
      code: 'ambiguous',
      message: placed(source, reason),
    }),
  )
  throw new Problem('ambiguous-document', { count: reading.refused.length }, { faults })
}

/** The reason, led by the place as the reader of the document knows it. */
export function placed(source: Source, { zh, en }: Text): Text {
  const place = placeOf(source)
  return place === undefined ? { zh, en } : { zh: `${place.zh}：${zh}`, en: `${place.en}: ${en}` }
}

function placeOf({ sheet, ref, line, page, table, row }: Source): Text | undefined {
  if (sheet !== undefined) return { zh: `“${sheet}”${ref} 格`, en: `sheet "${sheet}", cell ${ref}` }
  if (table !== undefined)
    return { zh: `表格 ${table} 第 ${row} 行`, en: `table ${table}, row ${row}` }
  if (line !== undefined) return { zh: `第 ${line} 行`, en: `line ${line}` }
  return page === undefined ? undefined : { zh: `第 ${page} 页`, en: `page ${page}` }
}
