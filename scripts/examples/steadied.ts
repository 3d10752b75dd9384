const MOST_ITEMS = 2
const MOST_LINES = 3
const MOST_ROWS = 4

/** The first items of every list, the first lines of every file; of a JSON Schema the kind. */
export function shortened(value: unknown): unknown {
  if (typeof value === 'string') return shortenedText(value)
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map(shortenedWithin)
  return shortenedWithin(value)
}

/** The first lines; of a page what comes before its first table, and that table's first rows. */
const shortenedText = (text: string): string =>
  text.startsWith('<')
    ? text.split('</tr>\n').slice(0, MOST_ROWS).join('</tr>\n').concat('</tr>\n…\n')
    : `${text.split('\n').slice(0, MOST_LINES).join('\n')}\n`

function shortenedWithin(value: unknown): unknown {
  if (Array.isArray(value)) return shortened(value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'schema' ? { type: 'object' } : shortenedWithin(inner),
    ]),
  )
}

/** What differs from run to run, in place of what was drawn: the right shape and nobody's. */
const inPlace: Readonly<Record<string, string>> = {
  hash: 'decaf'.padEnd(64, '0'),
  previous: 'decade'.padEnd(64, '0'),
  keyId: 'nianbao-example-key'.padEnd(43, '0'),
  kid: 'nianbao-example-key'.padEnd(43, '0'),
  signature: 'nianbao-example-signature'.padEnd(86, '0'),
  x: 'nianbao-example-public-key'.padEnd(43, '0'),
}

/** Ids and secrets that are drawn. */
const drawn: readonly (readonly [RegExp, string])[] = [
  [/^nb_[0-9a-f]{12}_\w{40}$/, `nb_5f0c9a7e21bd_${'x'.repeat(40)}`],
  [/^[0-9a-f]{12}$/, '5f0c9a7e21bd'],
  [/\b[0-9a-f]{24}\b/, '5f0c9a7e21bd5f0c9a7e21bd'],
  // What comes in the same millisecond is told apart by the last three digits.
  [/\.(\d{3})\d{3}Z$/, '.$1000Z'],
]

/** The same answer from every run. */
export function steadied(value: unknown, member = ''): unknown {
  if (typeof value === 'string') {
    const fixed = inPlace[member]
    if (fixed !== undefined) return fixed
    return drawn.reduce((text, [pattern, place]) => text.replace(pattern, place), value)
  }
  if (Array.isArray(value)) return value.map((inner) => steadied(inner, member))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, steadied(inner, name)]),
  )
}
