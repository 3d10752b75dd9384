import { bounded } from './bounded.ts'
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
  if (kind !== excelType) return bounded(interpret(await paperOf(bytes, kind, charset)))
  const { readExcel } = await import('./excel.ts')
  return bounded(await readExcel(bytes))
}
