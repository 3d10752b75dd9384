import { Type } from 'typebox'
import { closed, listOf, named, nullable } from './named.ts'
import { AgencyId, Moment, Year } from './parameters.ts'

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hex' })
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const KeyId = Type.String({
  pattern: '^[\\w-]{43}$',
  description: 'RFC 7638 thumbprint of the key, in /.well-known/nianbao-keys.json',
})

export const ReceiptBody = named(
  'Receipt',
  closed(
    {
      agencyId: AgencyId,
      year: Year,
      revision: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
      digest: Sha256,
      findings: closed({
        errors: Count,
        warnings: Count,
        infos: Count,
        fingerprints: listOf(Type.String({ maxLength: 64 }), { maxItems: 10_000 }),
      }),
      ruleset: Type.String({ maxLength: 64 }),
      submittedAt: Moment,
      event: closed({
        id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
        hash: Sha256,
      }),
      keyId: KeyId,
      signature: Type.String({
        pattern: '^[\\w-]{86}$',
        description:
          'Ed25519 over the RFC 8785 canonical JSON of all other members, in base64url; docs/verify-receipt.mjs verifies it without this service',
      }),
    },
    { description: 'What was submitted when, with what findings, and its place in the log' },
  ),
)

/** In the right shape, and signed by nobody. */
const exampleReceipt = {
  agencyId: 'qz-science',
  year: 2024,
  revision: 1,
  digest: 'c0ffee'.padEnd(64, '0'),
  findings: { errors: 0, warnings: 0, infos: 1, fingerprints: ['Qm9k2vX0tR7cLw1Z'] },
  ruleset: '2026.1',
  submittedAt: '2025-01-20T02:03:04.000000Z',
  event: { id: 17, hash: 'decaf'.padEnd(64, '0') },
  keyId: 'nianbao-example-key'.padEnd(43, '0'),
  signature: 'nianbao-example-signature'.padEnd(86, '0'),
}

export const ReceiptInput = named(
  'ReceiptInput',
  closed({ receipt: ReceiptBody }, { examples: [{ receipt: exampleReceipt }] }),
)

export const verdicts = {
  genuine: { zh: '回执真实有效。', en: 'The receipt is genuine.' },
  'unknown-key': { zh: '签名密钥不属于本服务。', en: 'The key is none of this service.' },
  'wrong-signature': {
    zh: '签名不符：回执内容被改动，或不是由该密钥签发。',
    en: 'The signature does not fit: the receipt was changed, or another key signed it.',
  },
  'key-not-in-force': {
    zh: '报送时该密钥不在有效期内。',
    en: 'The key was not in force when the report was submitted.',
  },
  'not-in-log': {
    zh: '签名有效，但事件日志中没有相应记录。',
    en: 'The signature fits, but the log holds no such event.',
  },
} as const

export type Verdict = keyof typeof verdicts

export const ReceiptVerification = named(
  'ReceiptVerification',
  closed({
    valid: Type.Boolean(),
    reason: Type.Unsafe<Verdict>({ type: 'string', enum: Object.keys(verdicts) }),
    detail: Type.String(),
    keyId: KeyId,
    keyRetiredAt: nullable(Moment),
  }),
)

/** RFC 7517, with the times a key was in use. */
export const KeySet = named(
  'KeySet',
  closed({
    keys: listOf(
      closed({
        kty: Type.Literal('OKP'),
        crv: Type.Literal('Ed25519'),
        alg: Type.Literal('EdDSA'),
        use: Type.Literal('sig'),
        kid: KeyId,
        x: Type.String({ description: 'The public key in base64url' }),
        createdAt: Moment,
        retiredAt: nullable(Moment),
      }),
    ),
  }),
)
