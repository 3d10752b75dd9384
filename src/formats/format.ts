/**
 * The words a statutory form is written in. A format is read beside the printed form, top to
 * bottom: sections, blocks, rows by columns. `entry` is a cell line, `total` the sum of every
 * other entry of its group, `heading` a printed group; a `balance` says that left adds up to right.
 */

/** A row or column that is filled in. `basis` cites the article it rests on. */
export interface Entry<Id extends string = string> {
  readonly kind: 'entry' | 'total'
  readonly id: Id
  readonly label: string
  readonly basis?: string
  /** May be negative (本年增/减). */
  readonly signed?: true
  /** A quantity at the end of the year, not a count over it (现行有效). */
  readonly stock?: true
  /**
   * Only bodies with a power can have anything to state, the others may write "/": making 规章
   * (立法法; the register knows who may), or a power that the register does not record.
   */
  readonly needs?: 'ruleMaking' | 'power'
  /** Money: integer 分 inside, 万元 with up to six decimals on paper and on the wire. */
  readonly unit?: 'fen'
}

/** A printed group of lines. With an id it has an address, whose value is the sum of its rows. */
export interface Heading<
  Id extends string = string,
  Lines extends readonly Line[] = readonly Line[],
> {
  readonly kind: 'heading'
  readonly id: Id
  readonly label: string
  readonly lines: Lines
}

export type Line =
  | Entry
  | {
      readonly kind: 'heading'
      readonly id: string
      readonly label: string
      readonly lines: readonly Line[]
    }

/** The dotted path of every entry in some lines. */
export type PathIn<Lines extends readonly Line[]> = PathOf<Lines[number]>
type PathOf<L> = L extends { readonly id: infer Id extends string }
  ? string extends Id
    ? string
    : L extends { readonly kind: 'heading'; readonly lines: infer Lines extends readonly Line[] }
      ? Id extends ''
        ? PathOf<Lines[number]>
        : `${Id}.${PathOf<Lines[number]>}`
      : Id
  : never

/** One line, or the same line in the same agency's report of the year before. */
export type Term<Id extends string = string> = Id | { readonly lastYear: Id }

/** Left adds up to right; `soft` when real life may break it (失效 beside 废止). */
export interface Balance<Id extends string = string> {
  readonly left: readonly Term<Id>[]
  readonly right: readonly Term<Id>[]
  readonly soft?: true
}

/** Rows by columns. Balances of rows hold in every column, and the other way round. */
export interface Block<
  Rows extends readonly Line[] = readonly Line[],
  Columns extends readonly Line[] = readonly Line[],
> {
  readonly heading?: string
  /** What the form prints over all columns (申请人情况). */
  readonly columnsHeading?: string
  readonly rows: Rows
  readonly columns: Columns
  readonly rowBalances?: readonly Balance<NoInfer<PathIn<Rows>>>[]
  readonly columnBalances?: readonly Balance<NoInfer<PathIn<Columns>>>[]
}

export interface AnyBlock {
  readonly heading?: string
  readonly columnsHeading?: string
  readonly rows: readonly Line[]
  readonly columns: readonly Line[]
  readonly rowBalances?: readonly Balance[]
  readonly columnBalances?: readonly Balance[]
}

/** A section that is a table. `across`: every row of the block stands in one printed line. */
export interface Table<
  Id extends string = string,
  Blocks extends readonly AnyBlock[] = readonly AnyBlock[],
> {
  readonly kind: 'table'
  readonly id: Id
  readonly heading: string
  readonly layout: 'down' | 'across'
  /** What the form prints in the corner cell, over the row labels of each block. */
  readonly note?: string
  readonly blocks: Blocks
}

/** A part of section one, known by any of its words rather than by its number. */
export interface Part {
  readonly id: string
  readonly label: string
  readonly words: readonly string[]
}

/** Something a section has to speak of, known by any of its words; `of` if only such filers must. */
export interface Element extends Part {
  readonly of?: 'government'
}

export interface Prose {
  readonly kind: 'prose'
  readonly id: string
  readonly heading: string
  readonly parts?: readonly Part[]
  readonly elements?: readonly Element[]
  /** Fewer characters than this cannot say what the section is for. */
  readonly least?: number
  /** Says what became of what the same section of last year's report named. */
  readonly followsUp?: true
  /** A fee in 元 that the section has to state, even if none was charged (信息处理费). */
  readonly fee?: Element
}

export type Section = Prose | Table

/** The address of every cell of some sections. */
export type AddressIn<Sections extends readonly Section[]> = AddressOf<Sections[number]>
type AddressOf<S> =
  S extends Table<infer Id, infer Blocks> ? `${Id}.${CellIn<Blocks[number]>}` : never
type CellIn<B> =
  B extends Block<infer Rows, infer Columns> ? `${PathIn<Rows>}.${PathIn<Columns>}` : never

export type Grade = 'exact' | 'approximate' | 'break'

/** How an address of an earlier format reads in this one, where sameness of address does not say. */
export interface Crossing {
  readonly from: string | null
  readonly to: string | null
  readonly grade: Grade
  readonly why: string
}

/** A change in the law that makes a series before `year` incomparable though the form is the same. */
export interface Break {
  readonly year: number
  readonly at: string
  readonly why: string
}

/** A row that two agencies both have by right, so that a sum over agencies holds it twice. */
export interface Overlap {
  readonly at: string
  readonly why: string
}

export interface Format<Address extends string = string> {
  readonly version: string
  /** The order that prescribes the form. */
  readonly order: string
  /** Report years it is due for, both inclusive. */
  readonly from: number
  readonly to?: number
  readonly sections: readonly Section[]
  /** Named sums of cells that rules, claims and indicators speak of; empty where it has none. */
  readonly measures: Readonly<Record<Measure, readonly Address[]>>
  readonly crosswalk?: { readonly from: string; readonly crossings: readonly Crossing[] }
  readonly breaks?: readonly Break[]
  readonly overlaps?: readonly Overlap[]
}

/** What rules, claims and indicators need to name, whatever the format's rows are called. */
export type Measure =
  | 'received'
  | 'carriedIn'
  | 'granted'
  | 'partlyGranted'
  | 'refused'
  | 'unavailable'
  | 'notProcessed'
  | 'otherwiseHandled'
  | 'handled'
  | 'carriedOut'
  | `${ApplicationsRow}From${Applicants}`
  | Ground
  | 'correctionOverdue'
  | 'feeOverdue'
  | 'reconsiderations'
  | 'reconsiderationsUpheld'
  | 'reconsiderationsCorrected'
  | 'reconsiderationsOtherwise'
  | 'reconsiderationsPending'
  | 'litigation'
  | 'litigationUpheld'
  | 'litigationCorrected'
  | 'litigationOtherwise'
  | 'litigationPending'
  | Suits
  | `${Suits}${Ending}`
  | 'chargesCollected'
  | 'documentsIssued'
  | 'documentsRepealed'
  | 'documentsInForce'
  | 'regulationsIssued'
  | 'regulationsRepealed'
  | 'regulationsInForce'
  | 'licences'
  | 'penalties'
  | 'coercions'

export type Suits = 'litigationDirect' | 'litigationAfterReconsideration'
export type Ending = 'Upheld' | 'Corrected' | 'Otherwise' | 'Pending'

/** Rows of table 3 of which it is said in words who applied: 上年结转3件，其中自然人2件. */
export type ApplicationsRow = 'received' | 'carriedIn' | 'carriedOut'

export type Applicants =
  | 'NaturalPersons'
  | 'Organisations'
  | 'Business'
  | 'Research'
  | 'Nonprofit'
  | 'LegalService'
  | 'Others'

/** Why an application was not granted, as table 3 has it row by row since 2019. */
export type Ground =
  | 'stateSecret'
  | 'otherLaw'
  | 'securityAndStability'
  | 'thirdPartyRights'
  | 'internalAffairs'
  | 'deliberativeProcess'
  | 'enforcementFile'
  | 'administrativeInquiry'
  | 'notHeld'
  | 'needsCreation'
  | 'stillUnclear'
  | 'complaint'
  | 'duplicate'
  | 'publication'
  | 'excessive'
  | 'reconfirmation'

export const entry = <const Id extends string>(
  id: Id,
  label: string,
  more: Omit<Entry, 'kind' | 'id' | 'label'> = {},
): Entry<Id> => ({ kind: 'entry', id, label, ...more })

export const total = <const Id extends string>(id: Id, label: string): Entry<Id> => ({
  kind: 'total',
  id,
  label,
})

export const heading = <const Id extends string, const Lines extends readonly Line[]>(
  id: Id,
  label: string,
  lines: Lines,
): Heading<Id, Lines> => ({ kind: 'heading', id, label, lines })

export const block = <const Rows extends readonly Line[], const Columns extends readonly Line[]>(
  of: Block<Rows, Columns>,
): Block<Rows, Columns> => of

export const table = <const Id extends string, const Blocks extends readonly AnyBlock[]>(
  of: Omit<Table<Id, Blocks>, 'kind'>,
): Table<Id, Blocks> => ({ kind: 'table', ...of })

export const prose = <const Id extends string>(
  of: Omit<Prose, 'kind'> & { readonly id: Id },
): Prose => ({
  kind: 'prose',
  ...of,
})

/** The figure of the report of the year before. */
export const lastYear = <const Id extends string>(id: Id): { readonly lastYear: Id } => ({
  lastYear: id,
})

/** Checks the measures against the sections: a mistyped address does not compile. */
export const format = <const Sections extends readonly Section[]>(
  of: Omit<Format<AddressIn<NoInfer<Sections>>>, 'sections'> & { readonly sections: Sections },
): Format => of
