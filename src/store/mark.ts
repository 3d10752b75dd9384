import { hash } from 'node:crypto'

/**
 * What a counted revision leaves in the digest of every sum it is in: SHA-256 over
 * `agency/year/revision/digest`, which anybody can recompute from an export.
 */
export const markOf = (agency: string, year: number, number: number, digest: Buffer): Buffer =>
  hash('sha256', `${agency}/${year}/${number}/${digest.toString('hex')}`, 'buffer')
