import { notReadable } from './doc-text.ts'

/** A stretch of the file that has the same properties; offsets are bytes of the main stream. */
export interface Run {
  readonly start: number
  readonly end: number
  readonly list: Buffer
}

const PAGE = 512
const BX = 13
/** Where a property says that it stands in another stream, being too long. */
const HUGE = new Set([0x6645, 0x6646])

/** The properties of paragraphs or characters ([MS-DOC] 2.9.33, 2.9.174), page by page, in order. */
export function runsIn(
  main: Buffer,
  index: Buffer,
  kind: 'paragraphs' | 'characters',
  data: Buffer,
): readonly Run[] {
  const count = Math.floor((index.length - 4) / 8)
  if (count * PAGE > main.length) throw notReadable()
  const runs: Run[] = []
  for (let i = 0; i < count; i++) {
    const number = index.readUInt32LE((count + 1) * 4 + i * 4) & 0x3f_ff_ff
    const page = main.subarray(number * PAGE, (number + 1) * PAGE)
    if (page.length < PAGE) continue
    const many = page.readUInt8(PAGE - 1)
    for (let k = 0; k < many; k++) {
      const [start, end] = [page.readUInt32LE(k * 4), page.readUInt32LE(k * 4 + 4)]
      const after = (many + 1) * 4
      const list =
        kind === 'paragraphs'
          ? paragraphList(page, page.readUInt8(after + k * BX) * 2, data)
          : characterList(page, page.readUInt8(after + k) * 2)
      runs.push({ start, end, list })
    }
  }
  return runs.sort((a, b) => a.start - b.start)
}

function paragraphList(page: Buffer, at: number, data: Buffer): Buffer {
  if (at === 0) return Buffer.alloc(0)
  const short = page.readUInt8(at)
  const [from, length] =
    short === 0 ? [at + 2, page.readUInt8(at + 1) * 2] : [at + 1, short * 2 - 1]
  // Two bytes name the style.
  const list = page.subarray(from + 2, from + length)
  if (list.length < 6 || !HUGE.has(list.readUInt16LE(0))) return list
  const where = list.readUInt32LE(2)
  return data.subarray(where + 2, where + 2 + data.readUInt16LE(where))
}

function characterList(page: Buffer, at: number): Buffer {
  return at === 0 ? Buffer.alloc(0) : page.subarray(at + 1, at + 1 + page.readUInt8(at))
}

/** Looks up the run over a byte; runs follow one another, so the last one found is tried first. */
export function lookUp(runs: readonly Run[]): (at: number) => Run | undefined {
  let last: Run | undefined
  return (at) => {
    if (last !== undefined && at >= last.start && at < last.end) return last
    let [low, high] = [0, runs.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((runs[middle]?.start ?? 0) <= at) low = middle
      else high = middle - 1
    }
    const run = runs[low]
    last = run !== undefined && at >= run.start && at < run.end ? run : undefined
    return last
  }
}
