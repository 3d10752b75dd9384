import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto'
import { canonicalise } from '../reports/canonical.ts'
import type { Ledger } from './ledger.ts'
import type { Database } from './open.ts'

/** A public key that receipts are, or once were, signed with. */
export interface ReceiptKey {
  /** RFC 7638 thumbprint. */
  readonly id: string
  /** The 32 bytes of the Ed25519 key in base64url: `x` of its JWK. */
  readonly x: string
  readonly createdAt: string
  readonly retiredAt: string | null
}

interface Row {
  readonly id: string
  readonly key: Buffer
  readonly created_at: string
  readonly retired_at: string | null
}

/** The private key in use is a secret of the store; of a retired one only the public half is kept. */
const SECRET = 'receipt-key'

/** The keys that sign receipts. Every function that writes does so in the caller's transaction. */
export function receiptKeys(
  database: Database,
  { clock, events }: Pick<Ledger, 'clock' | 'events'>,
) {
  const every = database.prepare<[], Row>('select * from receipt_key order by created_at')
  const inUse = database.prepare<[], Row>('select * from receipt_key where retired_at is null')
  const insert = database.prepare('insert into receipt_key (id, key, created_at) values (?, ?, ?)')
  const retire = database.prepare('update receipt_key set retired_at = ? where id = ?')
  const keep = database.prepare(
    `insert into secret (name, value) values ('${SECRET}', ?)
     on conflict do update set value = excluded.value`,
  )
  const secret = database.prepare<[], { value: Buffer }>(
    `select value from secret where name = '${SECRET}'`,
  )
  let loaded: { id: string; key: KeyObject } | undefined

  function make(client: string): string {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const { x = '' } = publicKey.export({ format: 'jwk' })
    const id = thumbprintOf(x)
    const at = clock.tick()
    insert.run(id, Buffer.from(x, 'base64url'), at)
    keep.run(privateKey.export({ format: 'der', type: 'pkcs8' }))
    events.append({ at, client, action: 'make-receipt-key', subject: `receipt-key:${id}` })
    return id
  }

  return {
    /** Every key there ever was, oldest first. */
    list: (): ReceiptKey[] =>
      every.all().map(({ id, key, created_at, retired_at }) => ({
        id,
        x: key.toString('base64url'),
        createdAt: created_at,
        retiredAt: retired_at,
      })),

    /** The id of the key in use, made when there is none. */
    current: (): string => inUse.get()?.id ?? make('system'),

    /** Retires the key in use, forgets its private half and answers the id of a new one. */
    rotate(client: string): string {
      const old = inUse.get()
      if (old !== undefined) {
        const at = clock.tick()
        retire.run(at, old.id)
        const subject = `receipt-key:${old.id}`
        events.append({ at, client, action: 'retire-receipt-key', subject })
      }
      return make(client)
    },

    /** Ed25519 signature over a text by the key in use. */
    sign(id: string, text: string): Buffer {
      if (loaded?.id !== id) {
        const der = secret.get()?.value
        if (der === undefined) throw new Error('The private key of receipts is missing')
        loaded = { id, key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) }
      }
      return sign(null, Buffer.from(text), loaded.key)
    },
  }
}

/** RFC 7638: SHA-256 over the required members of the JWK, in base64url. */
const thumbprintOf = (x: string): string =>
  createHash('sha256')
    .update(canonicalise({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url')

/** A public key from `x` of its JWK. */
export const publicKeyOf = (x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
