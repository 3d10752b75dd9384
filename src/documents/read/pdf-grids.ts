import type { Rule, Rules } from './pdf-rules.ts'

/** A cell between the lines of a table, by its place on the page and in the table. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly low: number
  readonly high: number
  /** From the top. */
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly colSpan: number
}

/** A table drawn on a page; every place in it is in one box. */
export interface DrawnGrid {
  readonly left: number
  readonly right: number
  readonly low: number
  readonly high: number
  readonly boxes: readonly Box[]
}

/** Lines that close lie no farther apart, and ends that meet. */
const CLOSE = 2
/** Lines closer together are one, drawn double: no row or column is so narrow. */
const DOUBLE = 7
/** A line stands between two places when so much of it is drawn. */
const DRAWN = 0.8
/** No page of a report draws more. */
const MOST_LINES = 2_400
const MOST_COLUMNS = 60
const MOST_ROWS = 200

/** The tables that the lines of a page draw, from the top. Frames around one cell are none. */
export function gridsIn({ across, down }: Rules): readonly DrawnGrid[] {
  return figures(joined(across), joined(down))
    .flatMap((figure) => gridOf(figure) ?? [])
    .sort((a, b) => b.high - a.high)
}

/** Lines in one place that touch are one line. */
function joined(rules: readonly Rule[]): readonly Rule[] {
  const lines: Rule[] = []
  let track: Rule[] = []
  const endTrack = () => {
    let last: Rule | undefined
    for (const rule of track.sort((a, b) => a.from - b.from)) {
      if (last !== undefined && rule.from <= last.to + CLOSE)
        last = { ...last, to: Math.max(last.to, rule.to) }
      else {
        if (last !== undefined) lines.push(last)
        last = rule
      }
    }
    if (last !== undefined) lines.push(last)
    track = []
  }
  for (const rule of [...rules].sort((a, b) => a.at - b.at)) {
    if (rule.at - (track[0]?.at ?? rule.at) > 1) endTrack()
    track.push(rule)
  }
  endTrack()
  return lines.filter(({ from, to }) => to - from > DOUBLE / 2)
}

interface Figure {
  readonly across: readonly Rule[]
  readonly down: readonly Rule[]
}

/** Lines that cross or meet one another are one figure. */
function figures(across: readonly Rule[], down: readonly Rule[]): readonly Figure[] {
  if (across.length + down.length > MOST_LINES) return []
  const left = new Set(across)
  const leftDown = new Set(down)
  const found: Figure[] = []
  for (const first of across) {
    if (!left.delete(first)) continue
    const figure = { across: [first], down: [] as Rule[] }
    for (let a = 0, d = 0; a < figure.across.length || d < figure.down.length; ) {
      const line = figure.across[a]
      if (line !== undefined) {
        a += 1
        for (const other of leftDown) if (meet(line, other)) take(leftDown, other, figure.down)
      } else {
        const upright = figure.down[d++] as Rule
        for (const other of left) if (meet(other, upright)) take(left, other, figure.across)
      }
    }
    found.push(figure)
  }
  return found
}

function take(from: Set<Rule>, rule: Rule, to: Rule[]): void {
  from.delete(rule)
  to.push(rule)
}

const meet = (across: Rule, down: Rule): boolean =>
  down.at >= across.from - CLOSE &&
  down.at <= across.to + CLOSE &&
  across.at >= down.from - CLOSE &&
  across.at <= down.to + CLOSE

/**
 * A figure as a table: what lies between its lines, where no line is drawn, is one cell. Tables
 * open at their sides, and cut off by the end of the page, are closed where their lines end.
 */
function gridOf({ across, down }: Figure): DrawnGrid | undefined {
  const xs = closed(down, across)
  const ys = closed(across, down).reverse()
  if (xs.length < 3 || ys.length < 2 || xs.length > MOST_COLUMNS || ys.length > MOST_ROWS)
    return undefined
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  const right = walls(down, xs, ys)
  const below = walls(across, ys, xs)
  const owner = new Map<number, Box>()
  const boxes: Box[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (owner.has(row * columns + column)) continue
      let colSpan = 1
      while (column + colSpan < columns && !right(column + colSpan, row)) colSpan += 1
      let rowSpan = 1
      while (row + rowSpan < rows && !below(row + rowSpan, column)) rowSpan += 1
      const box = boxAt(row, column, rowSpan, colSpan)
      if (!isWhole(box)) return undefined
      boxes.push(box)
      for (let r = row; r < row + rowSpan; r++)
        for (let c = column; c < column + colSpan; c++) owner.set(r * columns + c, box)
    }
  }
  return { ...boxAt(0, 0, rows, columns), boxes }

  function boxAt(row: number, column: number, rowSpan: number, colSpan: number): Box {
    const [left, end] = [xs[column] as number, xs[column + colSpan] as number]
    const [high, low] = [ys[row] as number, ys[row + rowSpan] as number]
    return { left, right: end, low, high, row, column, rowSpan, colSpan }
  }

  /** No line is drawn inside the cell, none is missing around it, and no other cell reaches in. */
  function isWhole({ row, column, rowSpan, colSpan }: Box): boolean {
    for (let r = row; r < row + rowSpan; r++) {
      for (let c = column; c < column + colSpan; c++) {
        if (owner.has(r * columns + c)) return false
        const [endsRight, endsBelow] = [c + 1 === column + colSpan, r + 1 === row + rowSpan]
        if (c + 1 < columns && right(c + 1, r) !== endsRight) return false
        if (r + 1 < rows && below(r + 1, c) !== endsBelow) return false
      }
    }
    return true
  }
}

/** Where lines stand, from the lowest, and where those that cross them end beyond the last. */
function closed(lines: readonly Rule[], crossing: readonly Rule[]): number[] {
  const tracks: { first: number; last: number }[] = []
  for (const { at } of [...lines].sort((a, b) => a.at - b.at)) {
    const track = tracks.at(-1)
    if (track && at - track.first <= DOUBLE) track.last = at
    else tracks.push({ first: at, last: at })
  }
  const places = tracks.map(({ first, last }) => (first + last) / 2)
  const first = Math.min(...crossing.map(({ from }) => from))
  const last = Math.max(...crossing.map(({ to }) => to))
  if (first < (places[0] ?? Infinity) - DOUBLE) places.unshift(first)
  if (last > (places.at(-1) ?? -Infinity) + DOUBLE) places.push(last)
  return places
}

/** Whether a line is drawn at one of `places`, along one of the `stretches` between others. */
function walls(
  lines: readonly Rule[],
  places: readonly number[],
  stretches: readonly number[],
): (place: number, stretch: number) => boolean {
  const drawn = places.map((place) => {
    const nearest = lines.filter(({ at }) => Math.abs(at - place) <= DOUBLE / 2)
    return stretches.slice(1).map((end, k) => {
      const from = Math.min(stretches[k] as number, end)
      const to = Math.max(stretches[k] as number, end)
      const length = nearest.reduce(
        (sum, line) => sum + Math.max(0, Math.min(to, line.to) - Math.max(from, line.from)),
        0,
      )
      return length >= (to - from) * DRAWN
    })
  })
  return (place, stretch) => drawn[place]?.[stretch] ?? true
}
