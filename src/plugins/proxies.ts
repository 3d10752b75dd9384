import { isIP } from 'node:net'

/** The addresses and networks that a list names; throws where it names anything else. */
export function proxiesIn(list: string): string[] {
  const named = list === '' ? [] : list.split(',')
  const wrong = named.find((one) => !isNetwork(one))
  if (wrong === undefined) return named
  throw new Error(`TRUSTED_PROXIES names ${wrong}, which is no address and no network`)
}

/** An address, or one with the length of its network: `10.0.0.0/8`. */
function isNetwork(text: string): boolean {
  const [, address = '', length = '1'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? 0
  return Number(length) > 0 && Number(length) <= most
}
