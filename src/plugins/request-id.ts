import { randomUUID } from 'node:crypto'

/** The caller's own request id where it is safe to repeat, else a new one. */
export function requestId({
  headers,
}: {
  headers: Record<string, string | string[] | undefined>
}): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : randomUUID()
}
