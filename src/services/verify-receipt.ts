import { verify } from 'node:crypto'
import { canonicalise } from '../reports/canonical.ts'
import type { Verdict } from '../schemas/receipt.ts'
import { publicKeyOf, type ReceiptKey } from '../store/receipt-keys.ts'
import type { Receipt } from '../store/receipt-store.ts'
import type { Service } from './service.ts'

/** Whether this service signed a receipt as it is, and still holds what it attests. */
export async function verifyReceipt(
  { store }: Service,
  receipt: Receipt,
): Promise<{ verdict: Verdict; key: ReceiptKey | undefined }> {
  const keys = await store.receipts.keys()
  const key = keys.find(({ id }) => id === receipt.keyId)
  if (key === undefined) return { verdict: 'unknown-key', key }
  if (!isSigned(receipt, key)) return { verdict: 'wrong-signature', key }
  const { submittedAt } = receipt
  const inForce =
    key.createdAt <= submittedAt && (key.retiredAt === null || submittedAt < key.retiredAt)
  if (!inForce) return { verdict: 'key-not-in-force', key }
  const event = store.events.find(receipt.event.id)
  return { verdict: event?.hash === receipt.event.hash ? 'genuine' : 'not-in-log', key }
}

function isSigned({ signature, ...attested }: Receipt, { x }: ReceiptKey): boolean {
  const text = Buffer.from(canonicalise(attested))
  return verify(null, text, publicKeyOf(x), Buffer.from(signature, 'base64url'))
}
