import { printReport, readDocument, stopThreads } from '../src/documents/index.ts'
import { wordType } from '../src/documents/media-types.ts'
import { partsOf } from '../src/documents/zip.ts'
import { format2021 } from '../src/formats/2021.ts'
import { filledReport } from '../test/documents/filled-report.ts'
import { zip } from '../test/documents/zip.ts'

/** Memory and time for a Word file of ten megabytes, most of it a picture, as scans are; and one of text. */

const MEGABYTE = 2 ** 20
const about = { agency: '云溪县档案局', year: 2024 }
const small = await printReport(filledReport(format2021), about, wordType)
const parts = Object.fromEntries(await partsOf(small, /\.(xml|rels)$/))
const noise = Buffer.alloc(10 * MEGABYTE)
for (let i = 0; i < noise.length; i += 4) noise.writeUInt32LE((Math.random() * 2 ** 32) >>> 0, i)
const picture = Buffer.from(zip({ ...parts, 'word/media/scan.png': noise }))

for (const [name, bytes] of Object.entries({ 'as printed': small, 'with a picture': picture })) {
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 5)
  const start = performance.now()
  const { report } = await readDocument(bytes, wordType)
  const took = performance.now() - start
  clearInterval(watch)
  const stated = report.cells.filter((value) => value !== null).length
  console.log(
    `Word ${name}: ${(bytes.length / MEGABYTE).toFixed(2)} MB, ${stated} cells, ${took.toFixed(0)} ms, ` +
      `${((most - before) / MEGABYTE).toFixed(0)} MB more memory at most`,
  )
}
await stopThreads()
