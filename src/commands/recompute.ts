import { type FileHandle, open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { cellsOf } from '../formats/cells.ts'
import { formats } from '../formats/index.ts'
import { valueAt } from '../reports/content.ts'
import { recompute } from '../services/recompute.ts'
import { told } from './progress.ts'
import { say } from './say.ts'

/** Adds up an NDJSON export without the database; 1 when it is not what it says it is. */
export async function recomputeFile(file: string, { json }: { json?: boolean }): Promise<number> {
  const answer = await recompute(linesIn(await open(file)))
  const { stated, counted, late, digest, altered, cells } = answer
  if (json === true) say(JSON.stringify(answer))
  else {
    say(`${stated.region} ${stated.year} ${stated.basis}, as of ${stated.asOf}`)
    for (const address of addresses) {
      const value = valueAt(cells, address)
      if (typeof value === 'number') say(`${address} ${value}`)
    }
  }
  const faults = [
    ...altered.map((line) => `line ${line}: the content is not what its digest says`),
    ...(counted === stated.count ? [] : [`${counted} reports, stated ${stated.count}`]),
    ...(late === stated.late ? [] : [`${late} late, stated ${stated.late}`]),
    ...(digest === stated.digest ? [] : [`digest ${digest}, stated ${stated.digest}`]),
  ]
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  if (json !== true && faults.length === 0) say(`${counted} reports, digest ${digest}`)
  return faults.length === 0 ? 0 : 1
}

/** The lines of a file, told of by its bytes. */
async function* linesIn(file: FileHandle): AsyncGenerator<string> {
  const { size } = await file.stat()
  const bytes = file.createReadStream()
  for await (const line of createInterface({ input: bytes, crlfDelay: Infinity })) {
    yield line
    told('bytes', bytes.bytesRead, size)
  }
}

const addresses = [
  ...new Set(formats.flatMap((format) => cellsOf(format).map(({ address }) => address))),
]
