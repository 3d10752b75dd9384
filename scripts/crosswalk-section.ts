import { cellsOf } from '../src/formats/cells.ts'
import { crosswalkOf } from '../src/formats/crosswalk.ts'
import type { Crossing, Format } from '../src/formats/format.ts'
import { formats } from '../src/formats/index.ts'
import { code, table } from './markdown.ts'

/** The address of a row, without its column. */
export const lineOf = (address: string): string => address.split('.').slice(0, -1).join('.')

/** How a format compares with the one before it, and what the law broke within it. */
export function crosswalkSection(format: Format): string {
  const earlier = formats[formats.indexOf(format) - 1]
  if (earlier === undefined) {
    return '## Crosswalk\n\nThe format after this one says how the two compare.\n'
  }
  const crossings = crosswalkOf(earlier, format)
  const exact = crossings.filter(({ grade }) => grade === 'exact').length
  return `## Crosswalk from format ${earlier.version}

${exact} addresses mean the same in both formats and are added up across them. The rest:
\`approximate\` is added up and named under \`breaks\`; \`break\` is never added up.

${table(
  ['grade', earlier.version, format.version, 'why'],
  [...wholeRows(earlier, format, crossings)]
    .filter(({ grade }) => grade !== 'exact')
    .map(({ grade, from, to, why }) => [
      grade,
      from === null ? '' : code(from),
      to === null ? '' : code(to),
      why,
    ]),
)}
${(format.breaks ?? [])
  .map(
    ({ year, at, why }) =>
      `\nFrom ${year} on, ${code(at)} does not compare with the years before: ${why}.\n`,
  )
  .join('')}`
}

/** Crossings, with those of a row that only one format has taken together (`applications.x.*`). */
function* wholeRows(earlier: Format, later: Format, crossings: readonly Crossing[]) {
  const rows = new Set<string>()
  for (const crossing of crossings) {
    const { from, to, grade, why } = crossing
    const [own, at] = from === null ? [later, to] : [earlier, from]
    const alone = from === null || to === null
    const row = `${lineOf(at ?? '')}.`
    const cells = cellsOf(own).filter(({ address }) => lineOf(address) === lineOf(at ?? ''))
    const whole = cells.every(({ address }) =>
      crossings.some((one) => one[from === null ? 'to' : 'from'] === address && one.why === why),
    )
    if (!alone || !whole || cells.length < 2) yield crossing
    else if (!rows.has(row)) {
      rows.add(row)
      yield from === null
        ? { from, to: `${row}*`, grade, why }
        : { from: `${row}*`, to, grade, why }
    }
  }
}
