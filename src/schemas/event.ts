import { Type } from 'typebox'
import { closed, listOf, named, nullable, whole } from './named.ts'
import { AgencyId, Moment, Year } from './parameters.ts'

const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hex' })

const Detail = Type.Unsafe<Readonly<Record<string, unknown>>>({
  type: 'object',
  additionalProperties: true,
  description: 'What the action was given and what it made, such as the number of a revision',
})

const EventBody = named(
  'Event',
  closed(
    {
      id: whole({ minimum: 1, description: 'The place in the log; pass it as `after`' }),
      at: Moment,
      action: Type.String({ description: 'New actions may come; pass over those you do not know' }),
      agencyId: nullable(AgencyId),
      year: nullable(Year),
      client: Type.Optional(Type.String({ description: 'Who did it' })),
      subject: Type.Optional(nullable(Type.String({ description: 'What it was done to' }))),
      detail: Type.Optional(Detail),
      before: Type.Optional(nullable(Digest)),
      after: Type.Optional(nullable(Digest)),
      previous: Type.Optional(Digest),
      hash: Type.Optional(Digest),
    },
    {
      description:
        'Something that was done. `before` and `after` are digests of the subject; `hash` covers the event and `previous`, the hash of the event before. Callers who see only what is published get the first five members.',
    },
  ),
)

export const EventList = named(
  'EventList',
  closed({
    items: listOf(EventBody),
    after: whole({
      minimum: 0,
      description: 'Where to go on: pass it as `after`, now or whenever there may be more',
    }),
    next: nullable(
      Type.String({ description: 'The same as text; null when there is no more now' }),
    ),
  }),
)
