// Verifies a receipt without the service:
//   node verify-receipt.mjs receipt.json nianbao-keys.json [content.json]
// The keys are those of /.well-known/nianbao-keys.json, fetched once and kept. With the content of
// the report (the member `content` of GET /v1/reports/…), also that this is what was submitted.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [receipt, { keys }, content] = process.argv
  .slice(2)
  .map((file) => JSON.parse(readFileSync(file)))
const canonical = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical)}]`
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`
}
const { signature, ...attested } = receipt
const jwk = keys.find(({ kid }) => kid === receipt.keyId)
const key = jwk && createPublicKey({ key: jwk, format: 'jwk' })
const signed =
  key && verify(null, Buffer.from(canonical(attested)), key, Buffer.from(signature, 'base64url'))
const same =
  !content || createHash('sha256').update(canonical(content)).digest('hex') === receipt.digest
console.log(signed ? (same ? 'genuine' : 'genuine, but of another content') : 'not genuine')
process.exitCode = signed && same ? 0 : 1
