import { Type } from 'typebox'

export const IdempotencyKey = Type.String({
  maxLength: 600,
  description:
    'Names the request: sent again with the same key, it is answered again, not repeated',
})

export const DryRun = Type.Unsafe<'true' | 'false'>({
  type: 'string',
  enum: ['true', 'false'],
  description: '`true` does everything but keep it',
})

/** What every answer that can be 304 asks by. */
export const HeldHeaders = Type.Object({
  'if-none-match': Type.Optional(
    Type.String({ maxLength: 1000, description: 'The ETag of the copy the caller holds' }),
  ),
})

/** What every POST takes. */
export const RetryHeaders = Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) })

/** What a change to a report is told beside its body. */
export const ChangeHeaders = Type.Object({
  'if-match': Type.Optional(
    Type.String({ maxLength: 1000, description: 'The ETag the change is based on' }),
  ),
  'if-none-match': Type.Optional(Type.String({ maxLength: 1000, description: '`*` creates only' })),
  prefer: Type.Optional(
    Type.String({ maxLength: 1000, description: '`return=minimal` leaves the content out' }),
  ),
  'dry-run': Type.Optional(DryRun),
  'idempotency-key': Type.Optional(IdempotencyKey),
})
