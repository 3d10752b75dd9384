import { cellAtAddress, cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { once } from '../formats/once.ts'
import { passagesOf } from '../formats/passages.ts'
import { type Content, printed, put, valueAt } from './content.ts'
import type { Report } from './report.ts'
import { bytesOf, textFrom } from './utf8.ts'

/**
 * The filed body: RFC 8785 canonical JSON (members sorted by code unit, no white space), so that
 * anybody who holds the report can recompute the digest we keep. A format's members never change,
 * so everything but the values is laid out once.
 */
export function canonicalJson(report: Report): string {
  const { literals, slots } = layoutOf(report.format)
  let json = literals[0] ?? ''
  for (const [i, slot] of slots.entries()) {
    json += canonicalise(slot(report)) + (literals[i + 1] ?? '')
  }
  return json
}

/** The text between the values of a format's body, and where each value comes from. */
interface Layout {
  readonly literals: readonly string[]
  readonly slots: readonly ((report: Report) => unknown)[]
  /** The index of the cell whose value it is; -1 for text. */
  readonly places: readonly number[]
}

export const layoutOf = once((format: Format): Layout => {
  const from = new Map<string, (report: Report) => unknown>([
    ['format', () => format.version],
    ['title', ({ title }) => title],
    ['period', ({ period }) => period],
  ])
  for (const { address } of passagesOf(format)) {
    from.set(address, ({ narrative }) => narrative[address] ?? null)
  }
  for (const cell of cellsOf(format)) {
    from.set(cell.address, ({ cells }) => printed(cell, cells[cell.index] ?? null))
  }
  const marked: Record<string, unknown> = {}
  for (const address of from.keys()) put(marked, address, `<${address}>`)
  const pieces = canonicalise(marked).split(/"<([\w.]+)>"/)
  const named = pieces.filter((_, i) => i % 2 === 1)
  return {
    literals: pieces.filter((_, i) => i % 2 === 0),
    slots: named.map((address) => mustGet(from, address)),
    places: named.map((address) => cellAtAddress(format, address)?.index ?? -1),
  }
})

function mustGet<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key)
  if (value === undefined) throw new Error(`Nothing fills ${key}`)
  return value
}

/** RFC 8785 for values that came from JSON: strings are well formed, numbers finite. */
export function canonicalise(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalise).join(',')}]`
  const members = value as Record<string, unknown>
  let json = ''
  for (const key of Object.keys(members).sort()) {
    const member = members[key]
    if (member === undefined) continue
    json += `${json === '' ? '' : ','}${JSON.stringify(key)}:${canonicalise(member)}`
  }
  return `{${json}}`
}

/** As bytes. */
export const canonicalBody = (report: Report): Buffer => bytesOf(canonicalJson(report))

/**
 * The passages of a filed body by address, without the figures: in canonical order the narrative
 * stands between `format` and `period`, and no text holds a bare quotation mark.
 */
export function narrativeFromBody(
  format: Format,
  body: Buffer,
): Readonly<Record<string, string | null>> {
  const start = body.indexOf(NARRATIVE) + NARRATIVE.length
  const narrative = JSON.parse(textFrom(body.subarray(start, body.indexOf(PERIOD, start))))
  const passages: Record<string, string | null> = {}
  for (const { address } of passagesOf(format)) {
    passages[address] = (valueAt({ narrative }, address) as string | null | undefined) ?? null
  }
  return passages
}

const NARRATIVE = Buffer.from(',"narrative":')
const PERIOD = Buffer.from(',"period":')

/** The content of a filed body. */
export const contentFromBody = (body: Uint8Array): Content => JSON.parse(textFrom(body)) as Content
