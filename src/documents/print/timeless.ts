/** 1 January 1980, 00:00: the first moment a ZIP archive can name. */
const first = 0x00210000

/**
 * A ZIP archive without the times it was packed at, so that the same report is the same bytes and
 * a strong ETag tells the truth. Walks the directory at the end: entries are where it says.
 */
export function timeless(zip: Buffer): Buffer {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0) throw new Error('Not a ZIP archive')
  let at = zip.readUInt32LE(end + 16)
  for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries--) {
    zip.writeUInt32LE(first, at + 12)
    zip.writeUInt32LE(first, zip.readUInt32LE(at + 42) + 10)
    at += 46 + [28, 30, 32].reduce((sum, length) => sum + zip.readUInt16LE(at + length), 0)
  }
  return zip
}
