import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/**
 * An answer that holds a secret is kept so that only the caller's own key opens it: of keys the
 * database holds hashes alone, and must not come to hold more by way of retries.
 */
export function seal(bytes: Buffer, authorization: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(authorization), nonce)
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Throws when it was sealed under another key. */
export function unseal(sealed: Buffer, authorization: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(authorization), sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

const keyFrom = (authorization: string) =>
  createHash('sha256').update('nianbao kept answer\n').update(authorization).digest()
