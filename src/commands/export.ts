import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dataPackage } from '../services/data-package.ts'
import { countOf, openExport } from '../services/open-export.ts'
import type { Service } from '../services/service.ts'
import { type ExportMedium, writeExport } from '../services/write-export.ts'
import type { Caller } from '../store/client-store.ts'
import type { Basis } from '../store/standing.ts'
import { openExisting } from './open-existing.ts'
import { told } from './progress.ts'

interface Options {
  readonly basis: string
  readonly asOf?: string
  readonly to: string
  readonly out?: string
}

/** Whoever holds the database file sees everything in it. */
const holder: Caller = { id: 'cli', role: 'admin', agencies: [], region: null }

/** Writes every report that counts in a region for a year, to a file or to standard output. */
export async function exportYear(
  path: string,
  region: string,
  year: number,
  { basis, asOf, to, out }: Options,
): Promise<number> {
  const store = openExisting(path)
  try {
    const service: Service = { store, publicRead: false, now: () => new Date() }
    const of = openExport(service, holder, { region, year, basis: basis as Basis, asOf })
    const pieces =
      to === 'datapackage'
        ? [`${JSON.stringify(await packageOf(service, of), null, 2)}\n`]
        : writeExport(service, of, to as ExportMedium)
    const target = out === undefined ? process.stdout : createWriteStream(out)
    await pipeline(Readable.from(watchedBytes(pieces)), target, { end: out !== undefined })
    return 0
  } finally {
    store.close()
  }
}

/** The same pieces, told of by their bytes; what goes to a terminal shows itself. */
async function* watchedBytes(pieces: AsyncIterable<Buffer> | Iterable<string>) {
  let bytes = 0
  for await (const piece of pieces) {
    yield piece
    bytes += piece.length
    if (process.stdout.isTTY !== true) told('bytes written', bytes, 0)
  }
}

/** The package beside the files, under the names that `--to` files usually get. */
const packageOf = async (service: Service, of: ReturnType<typeof openExport>) =>
  dataPackage(of, await countOf(service, of), (medium) => fileNames[medium])

const fileNames = { ndjson: 'reports.ndjson', csv: 'cells.csv', sdmx: 'observations.csv' } as const
