import { bounded } from './bounded.ts'
import { readExcel } from './excel.ts'
import { excelType } from './media-types.ts'
import { interpret } from './read/interpret.ts'
import { paperOf } from './read/paper-of.ts'
import type { Reading } from './reading.ts'

/** Reads bytes of a known kind: our own Excel form by its names, everything else as it is printed. */
export async function readBytes(
  bytes: Uint8Array,
  kind: string,
  charset?: string,
): Promise<Reading> {
  return bounded(
    kind === excelType ? await readExcel(bytes) : interpret(await paperOf(bytes, kind, charset)),
  )
}
