/** A table in Markdown; a bar inside a cell is escaped. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

export const code = (text: string): string => `\`${text}\``

/** What stands at the head of a page that a script writes. */
export const generatedFrom = (source: string): string =>
  `<!-- Written by npm run docs from ${source}; change that, not this. -->`
