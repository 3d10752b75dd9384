import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accountOf } from '../src/documents/account.ts'
import { readDocument, stopThreads, UnreadableDocument } from '../src/documents/index.ts'
import { figuresOf, isSame, type Sample } from './samples/stated.ts'

/**
 * Reads the real reports beside the project, where they are, and says of each how many cells were
 * read, not stated and refused, and which differ from the figures stated for it: none may.
 */
const folder = process.argv[2] ?? join('..', 'shared', 'samples')
const path = join(folder, 'samples.jsonl')

if (!existsSync(path)) {
  console.log(`There are no samples at ${path}`)
} else {
  const samples = readFileSync(path, 'utf8').trim().split('\n')
  console.log('  read  not stated  refused  wrong')
  let wrong = 0
  for (const line of samples) wrong += await report(JSON.parse(line) as Sample)
  await stopThreads()
  console.log(`${samples.length} reports, ${wrong} wrong cells`)
  process.exitCode = wrong === 0 ? 0 : 1
}

/** Prints what became of a report; answers how many cells were read wrong. */
async function report(sample: Sample): Promise<number> {
  const { title, text } = sample
  try {
    const reading = await readDocument(Buffer.from(text), 'text/plain; charset=utf-8')
    const { read, notStated, refused } = accountOf(reading)
    const stated = figuresOf(sample)
    const wrong = reading.cells.filter(
      ({ at, value }) => stated.has(at) && !isSame(value, stated.get(at)),
    )
    const counts = [read, notStated, refused, wrong.length]
    const columns = counts.map((count, i) => String(count).padStart([6, 12, 9, 7][i] ?? 0))
    console.log(`${columns.join('')}  ${title}`)
    for (const { at, value } of wrong) {
      console.log(`      ${at}: read ${value}, stated ${stated.get(at)}`)
    }
    return wrong.length
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error
    console.log(`     –           –        –      –  ${title}: ${error.reason.zh}`)
    return 0
  }
}
