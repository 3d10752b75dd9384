import { Readable } from 'node:stream'

/** A file whose first piece is at hand: what fails before it is answered as a problem. */
export async function begun(pieces: AsyncGenerator<string>): Promise<Readable> {
  const first = await pieces.next()
  return Readable.from(all())

  async function* all(): AsyncGenerator<string> {
    if (first.done !== true) yield first.value
    yield* pieces
  }
}
