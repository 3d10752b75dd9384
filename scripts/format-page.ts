import { cellsOf, type FlatLine, groupsOf, identitiesOf, linesIn } from '../src/formats/cells.ts'
import type { AnyBlock, Format, Table } from '../src/formats/format.ts'
import { passagesOf } from '../src/formats/passages.ts'
import { crosswalkSection, lineOf } from './crosswalk-section.ts'
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

${crosswalkSection(format)}`

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
