/** What is said of a filed body, as JSON up to where the body stands as its last member `content`. */
export const opening = (about: object): string => `${JSON.stringify(about).slice(0, -1)},"content":`

/** A filed body behind its opening, byte for byte as it was filed. */
export const enclosed = (opening: string | Buffer, body: Uint8Array): Buffer =>
  Buffer.concat([typeof opening === 'string' ? Buffer.from(opening) : opening, body, CLOSE])

const CLOSE = Buffer.from('}')
