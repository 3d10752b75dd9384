import type { Line } from '../formats/format.ts'

/** Printed labels along one side of a block, nested as they are printed. */
export interface Label {
  readonly text: string
  /** What the label leads to, when it is not a heading over others. */
  readonly path?: string
  readonly under: readonly Label[]
}

/** A label in its place: rows run downwards from the left, columns to the right from the top. */
export interface Placed {
  readonly text: string
  readonly path?: string
  /** How many lines stand before it, and how many it heads (1 for a line itself). */
  readonly start: number
  readonly span: number
  /** How many headings stand over it, and how many levels it fills itself. */
  readonly level: number
  readonly levels: number
}

/** The labels of a block's rows or columns; `path` is the dotted path of ids, as in addresses. */
export const labelsOf = (lines: readonly Line[], path: readonly string[] = []): Label[] =>
  lines.map((line) => {
    const ids = line.id === '' ? path : [...path, line.id]
    return line.kind === 'heading'
      ? { text: line.label, under: labelsOf(line.lines, ids) }
      : { text: line.label, path: ids.join('.'), under: [] }
  })

/** The same labels with each line at the end of a branch opened into others (layout 'across'). */
export const opened = (labels: readonly Label[], into: readonly Label[]): Label[] =>
  labels.map(({ text, path, under }) => ({
    text,
    under: path === undefined ? opened(under, into) : prefixed(into, path),
  }))

const prefixed = (labels: readonly Label[], path: string): Label[] =>
  labels.map((label) => ({
    text: label.text,
    ...(label.path === undefined ? {} : { path: `${path}.${label.path}` }),
    under: prefixed(label.under, path),
  }))

export const depthOf = (labels: readonly Label[]): number =>
  labels.reduce((deepest, { under }) => Math.max(deepest, 1 + depthOf(under)), 0)

export const widthOf = (labels: readonly Label[]): number =>
  labels.reduce((sum, { under }) => sum + (under.length === 0 ? 1 : widthOf(under)), 0)

/** Every label with its place; a line fills all levels that no heading over it has taken. */
export function* placed(
  labels: readonly Label[],
  depth: number,
  start = 0,
  level = 0,
): Generator<Placed> {
  let at = start
  for (const { text, path, under } of labels) {
    const span = under.length === 0 ? 1 : widthOf(under)
    const levels = under.length === 0 ? depth - level : 1
    yield { text, ...(path === undefined ? {} : { path }), start: at, span, level, levels }
    yield* placed(under, depth, at, level + 1)
    at += span
  }
}
