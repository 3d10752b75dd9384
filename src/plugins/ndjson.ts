/** The bytes of a stream's lines hold more than they may. */
export class StreamTooLong extends Error {}

/** A line, or nothing but the fact that it was too long to be held. */
export type Line = Buffer | 'too-long'

/**
 * The lines of a stream, read no faster than they are taken; never more than one line is held.
 * Empty lines are passed over. Throws StreamTooLong past `most` bytes.
 */
export async function* linesOf(
  stream: AsyncIterable<Buffer>,
  { longest, most }: { longest: number; most: number },
): AsyncGenerator<Line> {
  let parts: Buffer[] = []
  let length = 0
  let total = 0
  const take = (): Line | undefined => {
    const line = length > longest ? 'too-long' : Buffer.concat(parts)
    parts = []
    length = 0
    return line === 'too-long' || !isBlank(line) ? line : undefined
  }
  for await (const chunk of stream) {
    total += chunk.length
    if (total > most) throw new StreamTooLong()
    let from = 0
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, from)) {
      add(chunk.subarray(from, end))
      from = end + 1
      const line = take()
      if (line !== undefined) yield line
    }
    add(chunk.subarray(from))
  }
  const last = take()
  if (last !== undefined) yield last

  function add(part: Buffer): void {
    length += part.length
    if (length > longest) parts = []
    else if (part.length > 0) parts.push(part)
  }
}

const LF = 0x0a
const isBlank = (line: Buffer): boolean =>
  line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d)
