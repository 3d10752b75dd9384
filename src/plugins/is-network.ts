import { isIP } from 'node:net'

/** An address, or one with the length of its network: `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [, address = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const bits = { 4: 32, 6: 128 }[isIP(address)]
  return (
    bits !== undefined && (length === undefined || (Number(length) > 0 && Number(length) <= bits))
  )
}
