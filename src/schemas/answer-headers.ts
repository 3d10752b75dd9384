/** Every header of the service's own that an answer may bear, but for those that only protect. */
export const answerHeaders = {
  'Accept-Encoding': 'How a body may be encoded: `identity`, not at all',
  'Content-Disposition': 'What to save the file as',
  'Content-Language': '`zh-CN` or `en`',
  ETag: 'Names what is answered, exactly; goes into If-Match and If-None-Match',
  'Idempotency-Replayed': '`true` where an earlier answer to the same key is given again',
  Link: 'The next page, as `rel="next"`',
  Location: 'The address of what was made',
  'Preference-Applied': 'Which preference was followed',
  RateLimit: '`"default";r=` requests left, `;t=` seconds until all of them are',
  'RateLimit-Policy': '`"default";q=` so many requests in `;w=` so many seconds',
  'Repr-Digest': 'SHA-256 of the file (RFC 9530)',
  'Retry-After': 'Come again in so many seconds',
  Trailer: '`repr-digest` where the SHA-256 of the file comes behind its last byte',
  Vary: 'What the answer depends on besides its address',
  'WWW-Authenticate': 'How to authenticate: `Bearer`',
  'X-Request-Id': 'What the request is called in the log: the id it was sent with, or a new one',
}

export type AnswerHeader = keyof typeof answerHeaders

/** A response that may bear these headers besides those that come with its status. */
export const bearing = <S extends object>(response: S, ...names: readonly AnswerHeader[]): S => ({
  ...response,
  headers: Object.fromEntries(names.map((name) => [name, {}])),
})

/** What any answer of a status may bear. */
export const headersAt = (status: string): readonly AnswerHeader[] => [
  'X-Request-Id',
  'RateLimit',
  'RateLimit-Policy',
  ...(status >= '400' ? (['Content-Language', 'Vary'] as const) : []),
  ...(atStatus[status] ?? []),
]

const atStatus: Readonly<Record<string, readonly AnswerHeader[]>> = {
  401: ['WWW-Authenticate'],
  409: ['Retry-After'],
  412: ['ETag'],
  415: ['Accept-Encoding'],
  429: ['Retry-After'],
  503: ['Retry-After'],
}
