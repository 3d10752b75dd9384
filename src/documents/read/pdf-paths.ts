/** How a point or a path is moved, turned and scaled: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export type Point = readonly [x: number, y: number]

/** The matrix that does what `inner` does and then what `outer` does. */
export const times = (outer: Matrix, inner: Matrix): Matrix => {
  const [a, b, c, d] = outer
  const [ia, ib, ic, id, ie, jf] = inner
  const [e, f] = moved([ie, jf], outer)
  return [a * ia + c * ib, b * ia + d * ib, a * ic + c * id, b * ic + d * id, e, f]
}

/** Where a matrix puts a point. */
export const moved = ([x, y]: Point, [a, b, c, d, e, f]: Matrix): Point => [
  a * x + c * y + e,
  b * x + d * y + f,
]

/** A path's steps, as the library packs them: a number for the step, then its points. */
const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3
const lengths: Readonly<Record<number, number>> = {
  [MOVE]: 2,
  [LINE]: 2,
  [CURVE]: 6,
  [QUADRATIC]: 4,
}

/** The outlines of a path that consist of straight lines, closed ones back to their beginning. */
export function outlinesIn(path: Float32Array): readonly (readonly Point[])[] {
  const outlines: Point[][] = []
  let points: Point[] = []
  let straight = true
  const end = () => {
    if (straight && points.length > 1) outlines.push(points)
  }
  for (let i = 0; i < path.length; ) {
    const step = path[i] as number
    const length = lengths[step] ?? 0
    const point: Point = [path[i + length - 1] ?? 0, path[i + length] ?? 0]
    if (step === MOVE) {
      end()
      points = [point]
      straight = true
    } else if (step === LINE) points.push(point)
    else if (length > 0) straight = false
    else if (points[0] !== undefined) points.push(points[0])
    i += 1 + length
  }
  end()
  return outlines
}
