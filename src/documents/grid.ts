/**
 * The one meeting point of text, HTML, Word, PDF, Excel and CSV: a printed table as rows of cells
 * with spans. Printers fill one from a format and a report; readers fill one from their medium,
 * and the interpreter reads both alike.
 */
export interface Grid {
  readonly rows: readonly (readonly GridCell[])[]
}

/** A cell where it is printed once: a spanned place is not repeated. */
export interface GridCell {
  readonly text: string
  readonly rowSpan: number
  readonly colSpan: number
  readonly header: boolean
  /** The address of the figure printed here; absent for labels. */
  readonly at?: string
  /** Where a reader found it. */
  readonly source?: Source
}

/** Where something was read. Offsets are UTF-16 positions in the decoded document text. */
export interface Source {
  readonly start: number
  readonly end: number
  readonly line?: number
  readonly page?: number
  readonly table?: number
  readonly row?: number
  readonly column?: number
  /** In a workbook, which has no running text (offsets are 0): the sheet, and a cell such as C7. */
  readonly sheet?: string
  readonly ref?: string
}
