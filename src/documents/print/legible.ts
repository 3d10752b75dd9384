// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 cannot carry.
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Surrogate}|\p{NChar}/gu

/** Text that HTML and XML can carry: a character they cannot is shown as lost, not dropped. */
export const legible = (text: string): string => text.replace(unprintable, '\ufffd')

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as the content or the quoted attribute of an HTML or XML element. */
export const escaped = (text: string): string =>
  legible(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
