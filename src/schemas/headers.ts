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

const ContentDigest = Type.String({
  maxLength: 400,
  description:
    '`sha-256=:base64:` or sha-512 of the body (RFC 9530): what arrives otherwise is refused',
})

/** What every POST and DELETE takes. */
export const RetryHeaders = Type.Object({
  'idempotency-key': Type.Optional(IdempotencyKey),
  'content-digest': Type.Optional(ContentDigest),
})

/** What a change to an entry of the register is told. */
export const EntryHeaders = Type.Object({
  'if-match': Type.Optional(
    Type.String({ maxLength: 1000, description: 'The ETag of the entry that was read' }),
  ),
  'if-none-match': Type.Optional(Type.String({ maxLength: 1000, description: '`*` creates only' })),
  'idempotency-key': Type.Optional(IdempotencyKey),
  'content-digest': Type.Optional(ContentDigest),
})

const Based = Type.String({ maxLength: 1000, description: 'The ETag the change is based on' })

/** What an answer to a finding is told beside its body. */
export const AnswerHeaders = Type.Object({
  'if-match': Type.Optional(Based),
  'idempotency-key': Type.Optional(IdempotencyKey),
  'content-digest': Type.Optional(ContentDigest),
})

/** What a change to a report is told beside its body. */
export const ChangeHeaders = Type.Object({
  'if-match': Type.Optional(Based),
  'if-none-match': Type.Optional(Type.String({ maxLength: 1000, description: '`*` creates only' })),
  prefer: Type.Optional(
    Type.String({ maxLength: 1000, description: '`return=minimal` leaves the content out' }),
  ),
  'dry-run': Type.Optional(DryRun),
  'content-digest': Type.Optional(ContentDigest),
  'idempotency-key': Type.Optional(IdempotencyKey),
})
