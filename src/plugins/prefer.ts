import type { FastifyRequest } from 'fastify'

/** Whether a request prefers this, such as `return=minimal` (RFC 7240: in whatever case). */
export const prefers = (
  { headers: { prefer } }: Pick<FastifyRequest, 'headers'>,
  preference: string,
): boolean =>
  prefer !== undefined &&
  [prefer]
    .flat()
    .join(',')
    .split(',')
    .some((one) => one.split(';')[0]?.replaceAll(/[\s"]/g, '').toLowerCase() === preference)
