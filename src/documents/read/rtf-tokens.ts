/** A piece of RTF: a group's bounds, a control word or sign with its number, or plain characters. */
export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'word'; readonly word: string; readonly value: number | undefined }
  | { readonly kind: 'byte'; readonly byte: number }

/** Cuts RTF (its bytes as Latin-1) into tokens; binary data is passed over. */
export function* rtfTokens(rtf: string): Generator<RtfToken> {
  const word = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?/y
  for (let at = 0; at < rtf.length; ) {
    const character = rtf.charAt(at)
    if (character === '{' || character === '}') {
      yield { kind: character === '{' ? 'open' : 'close' }
      at += 1
    } else if (character !== '\\') {
      if (character !== '\r' && character !== '\n') yield { kind: 'byte', byte: rtf.charCodeAt(at) }
      at += 1
    } else if (rtf.charAt(at + 1) === "'") {
      yield { kind: 'byte', byte: Number.parseInt(rtf.slice(at + 2, at + 4), 16) || 0x3f }
      at += 4
    } else {
      word.lastIndex = at
      const found = word.exec(rtf)
      const [all = rtf.slice(at, at + 2), name = rtf.charAt(at + 1), digits] = found ?? []
      const value = digits === undefined ? undefined : Number(digits)
      yield { kind: 'word', word: name, value }
      at += all.length + (name === 'bin' ? Math.max(0, value ?? 0) : 0)
    }
  }
}
