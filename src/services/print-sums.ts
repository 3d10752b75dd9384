import { setImmediate } from 'node:timers/promises'
import { printTables } from '../documents/index.ts'
import { csvType } from '../documents/media-types.ts'
import { byteOrderMark, csvLine, type Field } from '../documents/print/csv.ts'
import type { Problem } from '../errors.ts'
import { cellAtAddress } from '../formats/cells.ts'
import { shown } from '../reports/sum.ts'
import { byAddress, sumAt } from '../reports/sum-table.ts'
import { summedReport } from '../reports/summed.ts'
import type { Caller } from '../store/client-store.ts'
import { type AddedGroup, type AddedUp, addUp, askedOf } from './add-up.ts'
import { type AggregateQuery, wantedOf } from './aggregate-query.ts'
import { unlessBusy } from './print-report.ts'
import type { Service } from './service.ts'
import { wrongParameter } from './wrong-parameter.ts'

/** Sums as a file: CSV in pieces, a record for each cell; Excel and HTML on the official tables. */
export async function printSums(
  service: Service,
  caller: Caller,
  query: AggregateQuery,
  mediaType: string,
): Promise<{ file: AsyncIterable<string> | Buffer; etag: string }> {
  const wanted = wantedOf(query.cells)
  const added = await addUp(service, askedOf(service, caller, query))
  const file = mediaType === csvType ? csvOf(added, wanted) : await onTables(added, mediaType)
  return { file, etag: added.etag }
}

/** The official tables hold one sum: throws invalid-parameters for several groups. */
async function onTables({ groups }: AddedUp, mediaType: string): Promise<Buffer> {
  const [group] = groups
  if (group === undefined || groups.length > 1) throw oneGroupOnly(mediaType)
  const sums = group.sums()
  const report = summedReport(sums.format, (address) => sumAt(sums, address))
  return unlessBusy(() => printTables(report, mediaType))
}

const header = [
  'region',
  'name',
  'kind',
  'agencyId',
  'year',
  'expected',
  'counted',
  'missing',
  'late',
  'format',
  'table',
  'row',
  'column',
  'address',
  'value',
  'notStated',
  'notApplicable',
]

/** A record for each cell and group of cells; between two groups others have their turn. */
async function* csvOf(
  { groups }: AddedUp,
  wanted: (address: string) => boolean,
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(header)
  for (const group of groups) {
    yield [...recordsOf(group, wanted)].map(csvLine).join('')
    await setImmediate()
  }
}

function* recordsOf(
  { key, coverage, ...group }: AddedGroup,
  wanted: (address: string) => boolean,
): Generator<readonly Field[]> {
  const whose = [key.region, key.name, key.kind, key.agencyId, key.year].map((of) => of ?? null)
  const sums = group.sums()
  const { format } = sums
  const { expected, counted, missing, late } = coverage
  const of = [...whose, expected, counted, missing, late, format.version]
  for (const [address, sum] of byAddress(sums)) {
    if (!wanted(address)) continue
    const cell = cellAtAddress(format, address)
    const place = [cell?.table ?? null, cell?.row ?? null, cell?.column ?? null]
    yield [...of, ...place, address, shown(sum), sum.notStated, sum.notApplicable]
  }
}

const oneGroupOnly = (mediaType: string): Problem =>
  wrongParameter(
    'groupBy',
    `${mediaType} 只能列示一组合计，请去掉 groupBy`,
    `does not go with ${mediaType}, which shows one sum`,
  )
