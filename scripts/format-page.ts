import { cellsOf, type FlatLine, groupsOf, identitiesOf, linesIn } from '../src/formats/cells.ts'
import { crosswalkOf } from '../src/formats/crosswalk.ts'
import type { AnyBlock, Crossing, Format, Table } from '../src/formats/format.ts'
import { formats } from '../src/formats/index.ts'
import { passagesOf } from '../src/formats/passages.ts'
import { code, generatedFrom, table } from './markdown.ts'
import { linesAcross, relationsOf } from './relations.ts'

/** docs/formats/<version>.md: what the form asks, cell by cell, and how it compares. */
export const formatPage = (format: Format): string => `${generatedFrom('src/formats/')}

# Format ${format.version}

${format.order}. Due for reports of ${format.from}${format.to === undefined ? ' and after' : ` to ${format.to}`}. ${cellsOf(format).length} cells.

The address of a cell is the id of its table, the path of its row and the id of its column, joined
by dots: \`${cellsOf(format)[0]?.address}\`. It is the path of the member in JSON. \`GET /v1/formats/${format.version}\`
answers all of this as data.

## Narrative

${table(
  ['address', 'passage'],
  passagesOf(format).map(({ address, label }) => [code(address), label]),
)}

${format.sections
  .filter((section) => section.kind === 'table')
  .map(tableSection)
  .join('\n\n')}

## Groups

A printed group of rows is no cell, but has an address: its value is the sum of its rows. Groups
appear in aggregates, in each column.

${table(
  ['address', 'label'],
  [...new Map(groupsOf(format).map((group) => [lineOf(group.address), group.label]))].map(
    ([address, label]) => [code(address), label],
  ),
)}

## Identities

${identitiesOf(format).length} in all. \`total\`: a total is the sum of its parts. \`balance\`: the relation the form prints.
\`carryOver\`: against the report of the year before. \`stock\`: the same, but real life may break it, so
it is a warning.

${table(
  ['kind', 'table', 'relation', 'holds in'],
  relationsOf(format).map(({ kind, table, text, across, holdsIn }) => [
    kind,
    table,
    code(text),
    holdsIn.length > 2 && holdsIn.length === linesAcross(format, table, across)
      ? `all ${holdsIn.length} ${across}`
      : `${across.slice(0, holdsIn.length > 1 ? undefined : -1)} ${holdsIn.map(code).join(', ')}`,
  ]),
)}

${crosswalk(format)}`

function tableSection(section: Table): string {
  const blocks = section.blocks.map((block) => blockTable(section.id, block))
  return `## ${section.heading}\n\n${blocks.join('\n\n')}`
}

function blockTable(id: string, block: AnyBlock): string {
  const columns = [...linesIn(block.columns)]
  const rows = [...linesIn(block.rows)].map((row) => [
    row.labels.join(' / '),
    code(`${id}.${row.path}`),
    row.line.basis ?? '',
    remarks(row),
  ])
  return `${block.heading === undefined ? '' : `### ${block.heading}\n\n`}Columns: ${columns
    .map((column) => `${code(column.path)} ${column.labels.join(' / ')}${remarks(column, '; ')}`)
    .join(', ')}.

${table(['row', 'address', 'basis', 'remarks'], rows)}`
}

function remarks({ line }: FlatLine, before = ''): string {
  const said = [
    ...(line.kind === 'total' ? ['total'] : []),
    ...(line.signed ? ['may be negative'] : []),
    ...(line.stock ? ['at the end of the year'] : []),
    ...(line.unit === 'fen' ? ['money in 万元'] : []),
    ...(line.needs === 'ruleMaking' ? ['only bodies that may make 规章'] : []),
    ...(line.needs === 'power' ? ['"n/a" where the body has no such power'] : []),
  ]
  return said.length === 0 ? '' : before === '' ? said.join('; ') : ` (${said.join('; ')})`
}

/** The address of a row, without its column. */
const lineOf = (address: string): string => address.split('.').slice(0, -1).join('.')

function crosswalk(format: Format): string {
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
