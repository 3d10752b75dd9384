import { UnreadableDocument } from '../reading.ts'

/**
 * Bytes to text: a byte order mark decides, then the declared charset, then UTF-8 if the bytes
 * are UTF-8, else GB18030, which Chinese offices still write. Nothing is replaced: what does not
 * decode is refused.
 */
export function decode(bytes: Uint8Array, charset?: string): string {
  const marked = markedEncoding(bytes)
  const text = marked
    ? tryDecode(bytes, marked)
    : charset !== undefined
      ? tryDecode(bytes, charset)
      : (tryDecode(bytes, 'utf-8') ?? tryDecode(bytes, 'gb18030'))
  if (text === undefined) {
    throw new UnreadableDocument('undecodable', {
      zh: '文本的编码无法识别，请另存为 UTF-8 后重新提交',
      en: 'The text is in no encoding that can be read; save it as UTF-8 and send it again',
    })
  }
  if (text.includes('\0')) {
    throw new UnreadableDocument('undecodable', {
      zh: '内容含有空字符（NUL），不是文本',
      en: 'The content holds NUL characters: it is not text',
    })
  }
  return text
}

function markedEncoding([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
