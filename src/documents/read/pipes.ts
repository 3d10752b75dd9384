/** What stands between cells in a table typed or copied as text. */
export const pipe = /[|｜│┃]/

const rulings = /^[\s|:+\-=─━│┃┄┅┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋]*$/
const ruled = /--|==|──|━━/

/** A line that only draws the table: `|---|---|`. */
export const isRuling = (line: string): boolean => rulings.test(line) && ruled.test(line)

interface Stretch {
  readonly start: number
  readonly end: number
}

/**
 * The cells of a line with pipes. Every pipe ends a cell; one at the very start only opens the
 * row. A line of nothing but several pipes fills up merged cells and holds none of its own; a
 * lone pipe is an empty cell, unless it ends the cell on the line above. The row is whole when
 * the line has two cells with words or figures in them.
 */
export function cellsBetweenPipes(
  line: string,
  endsCellAbove: boolean,
): { cells: readonly Stretch[]; whole: boolean } {
  const cells: Stretch[] = []
  let start = 0
  let written = 0
  for (let i = 0; i <= line.length; i++) {
    if (i < line.length && !pipe.test(line.charAt(i))) continue
    const blank = line.slice(start, i).trim() === ''
    const opens = blank && cells.length === 0 && start === 0 && i < line.length
    const trails = blank && i === line.length
    if (!trails && !opens) cells.push({ start, end: i })
    if (!blank) written += 1
    start = i + 1
  }
  if (written === 0) {
    const lone = cells.length === 0 && !endsCellAbove
    return { cells: lone ? [{ start: 0, end: 0 }] : [], whole: false }
  }
  return { cells, whole: written > 1 }
}
