import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Size, sizes } from './generate.ts'
import { loaded } from './load.ts'
import { say } from './timing.ts'

/** What `sums` loaded and keeps (`--size`, `--keep`), or the same made for this run alone. */
export async function keptDatabase(): Promise<{ path: string; size: Size; done(): void }> {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: 'province' },
      keep: { type: 'string', default: process.env['BENCH_KEEP'] ?? '' },
    },
  })
  const size = sizes[values.size]
  if (size === undefined) throw new Error(`--size is one of ${Object.keys(sizes).join(', ')}`)
  const made = values.keep === ''
  const folder = made ? mkdtempSync(join(tmpdir(), 'nianbao-bench-')) : values.keep
  const path = join(folder, `${values.size}.sqlite`)
  await loaded(path, size, say)
  return { path, size, done: () => made && rmSync(folder, { recursive: true }) }
}
