import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dataPackage } from '../services/data-package.ts'
import { countOf, openExport } from '../services/open-export.ts'
import type { Service } from '../services/service.ts'
import { type ExportMedium, exportMedia, writeExport } from '../services/write-export.ts'
import type { Caller } from '../store/client-store.ts'
import { type Basis, bases } from '../store/standing.ts'
import { openStore } from '../store/store.ts'

/** What an export can be written as. */
export const exported = [...Object.keys(exportMedia), 'datapackage'] as const

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
  if (!bases.includes(basis as Basis)) throw new Error(`--basis is one of ${bases.join(', ')}`)
  const store = openStore(path)
  try {
    const service: Service = { store, publicRead: false, now: () => new Date() }
    const of = openExport(service, holder, { region, year, basis: basis as Basis, asOf })
    const pieces =
      to === 'datapackage'
        ? [`${JSON.stringify(await packageOf(service, of), null, 2)}\n`]
        : writeExport(service, of, to as ExportMedium)
    const target = out === undefined ? process.stdout : createWriteStream(out)
    await pipeline(Readable.from(pieces), target, { end: out !== undefined })
    return 0
  } finally {
    store.close()
  }
}

/** The package beside the files, under the names that `--to` files usually get. */
const packageOf = async (service: Service, of: ReturnType<typeof openExport>) =>
  dataPackage(of, await countOf(service, of), (medium) => fileNames[medium])

const fileNames = { ndjson: 'reports.ndjson', csv: 'cells.csv', sdmx: 'observations.csv' } as const
