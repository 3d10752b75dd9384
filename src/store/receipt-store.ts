import { canonicalise } from '../reports/canonical.ts'
import type { Summary } from './head.ts'
import type { Ledger } from './ledger.ts'
import type { Database } from './open.ts'
import { type ReceiptKey, receiptKeys } from './receipt-keys.ts'

/** What is attested: this content was submitted then, with these findings, and is in the log. */
export interface Attested {
  readonly agencyId: string
  readonly year: number
  readonly revision: number
  /** SHA-256 of the filed body, in hex. */
  readonly digest: string
  readonly findings: Summary & { readonly fingerprints: readonly string[] }
  readonly ruleset: string
  readonly submittedAt: string
  readonly event: { readonly id: number; readonly hash: string }
  readonly keyId: string
}

/** Ed25519, in base64url, over the RFC 8785 canonical JSON of all other members. */
export interface Receipt extends Attested {
  readonly signature: string
}

interface Row {
  readonly body: string
  readonly signature: Buffer
}

/** Signed receipts of submissions, made in the transaction of the submission itself. */
export function receiptStore(
  database: Database,
  ledger: Pick<Ledger, 'clock' | 'events' | 'write'>,
) {
  const keys = receiptKeys(database, ledger)
  const insert = database.prepare(
    'insert into receipt (report, revision, event, body, signature) values (?, ?, ?, ?, ?)',
  )
  const newest = database.prepare<[number, number | null, number | null], Row>(
    `select body, signature from receipt where report = ? and (? is null or revision = ?)
     order by event desc limit 1`,
  )

  return {
    /** The key in use, made when there is none. Within the caller's transaction. */
    keyInUse: keys.current,

    /** Signs with the key in use. Within the caller's transaction. */
    issue(report: number, attested: Attested): void {
      const { revision, event, keyId } = attested
      const body = canonicalise(attested)
      insert.run(report, revision, event.id, body, keys.sign(keyId, body))
    },

    /** The receipt of a report's last submission, or of a revision's. */
    async find(report: number, revision: number | null): Promise<Receipt | undefined> {
      const row = newest.get(report, revision, revision)
      if (row === undefined) return undefined
      const attested = JSON.parse(row.body) as Attested
      return { ...attested, signature: row.signature.toString('base64url') }
    },

    keys: async (): Promise<ReceiptKey[]> => keys.list(),

    /** Sees to it that there is a key before the first submission. */
    prepare: (): Promise<string> => ledger.write(() => keys.current()),

    /** Puts a new key in place of the one in use; answers its id. */
    rotate: (client: string): Promise<string> => ledger.write(() => keys.rotate(client)),
  }
}

export type ReceiptStore = ReturnType<typeof receiptStore>
