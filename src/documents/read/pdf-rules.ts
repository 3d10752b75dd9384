import { type Matrix, moved, outlinesIn, type Point, times } from './pdf-paths.ts'

/** A straight line drawn on a page: across at one height, or down at one distance from the left. */
export interface Rule {
  readonly at: number
  readonly from: number
  readonly to: number
}

export interface Rules {
  readonly across: readonly Rule[]
  readonly down: readonly Rule[]
}

/** What a page draws, as the library lists it. */
interface Drawing {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

/** The library's numbers for what moves the page, chooses a colour, and draws. */
export type Operators = Readonly<Record<(typeof names)[number], number>>
const names = [
  'save',
  'restore',
  'transform',
  'paintFormXObjectBegin',
  'paintFormXObjectEnd',
  'setStrokeRGBColor',
  'setFillRGBColor',
  'constructPath',
  'stroke',
  'closeStroke',
  'fill',
  'eoFill',
  'fillStroke',
  'eoFillStroke',
  'closeFillStroke',
  'closeEOFillStroke',
] as const

/** A filled box as narrow as this is a line, not an area. */
const THIN = 3
/** How far from straight a line may be. */
const STRAIGHT = 0.5
/** No page of a report draws more, its lines dotted. */
const MOST = 60_000
const WHITE = '#ffffff'

interface State {
  readonly matrix: Matrix
  readonly stroke: string
  readonly fill: string
}

/** The visible lines across and down a page; none of a page that draws more than tables do. */
export function rulesOf({ fnArray, argsArray }: Drawing, ops: Operators, page: Matrix): Rules {
  const strokes = new Set([ops.stroke, ops.closeStroke, ...both(ops)])
  const fills = new Set([ops.fill, ops.eoFill, ...both(ops)])
  const across: Rule[] = []
  const down: Rule[] = []
  const saved: State[] = []
  let state: State = { matrix: page, stroke: '', fill: '' }
  for (const [i, operator] of fnArray.entries()) {
    const args = (argsArray[i] ?? []) as readonly unknown[]
    if (operator === ops.save) saved.push(state)
    else if (operator === ops.restore || operator === ops.paintFormXObjectEnd)
      state = saved.pop() ?? state
    else if (operator === ops.transform) state = turned(state, args as unknown as Matrix)
    else if (operator === ops.paintFormXObjectBegin) {
      saved.push(state)
      state = turned(state, args[0] as Matrix | null)
    } else if (operator === ops.setStrokeRGBColor) state = { ...state, stroke: String(args[0]) }
    else if (operator === ops.setFillRGBColor) state = { ...state, fill: String(args[0]) }
    else if (operator === ops.constructPath) {
      const [painted, [path]] = args as readonly [number, readonly unknown[]]
      const isStroked = strokes.has(painted) && state.stroke !== WHITE
      const isFilled = fills.has(painted) && state.fill !== WHITE
      if (!(path instanceof Float32Array) || !(isStroked || isFilled)) continue
      for (const outline of outlinesIn(path)) {
        const { matrix } = state
        const points = outline.map((point) => moved(point, matrix))
        if (isStroked) for (const pair of pairsOf(points)) keep(...boxOf(pair), STRAIGHT)
        if (isFilled) keep(...boxOf(points), THIN)
      }
    }
    if (across.length + down.length > MOST) return { across: [], down: [] }
  }
  return { across, down }

  function keep(left: number, right: number, low: number, high: number, thin: number) {
    const [width, height] = [right - left, high - low]
    // The dots of a dotted line may belong to one across or to one down.
    const isDot = width <= thin && height <= thin
    if (isDot ? width > 0 : height <= thin)
      across.push({ at: (low + high) / 2, from: left, to: right })
    if (isDot ? height > 0 : width <= thin)
      down.push({ at: (left + right) / 2, from: low, to: high })
  }
}

const both = (ops: Operators) => [
  ops.fillStroke,
  ops.eoFillStroke,
  ops.closeFillStroke,
  ops.closeEOFillStroke,
]

const turned = (state: State, matrix: Matrix | null): State =>
  matrix === null ? state : { ...state, matrix: times(state.matrix, matrix) }

const pairsOf = (points: readonly Point[]): readonly (readonly Point[])[] =>
  points.slice(1).map((point, i) => [points[i] as Point, point])

function boxOf(points: readonly Point[]): [left: number, right: number, low: number, high: number] {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
}
