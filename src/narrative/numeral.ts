import { type Bound, boundOf } from './vague.ts'

/**
 * A number as written. `count` and `percent` can be claims; a `year` says when; `other` is a date,
 * an ordinal, a telephone or document number, a version, a list number: never a claim.
 */
export interface Numeral {
  readonly kind: 'count' | 'percent' | 'year' | 'other'
  readonly start: number
  /** Behind the unit, if there is one. */
  readonly end: number
  readonly value: number
  /** 件, 条, 元, …; empty where a number stands bare. Never 万元: the value is then in 元. */
  readonly unit: string
  /** 18万余条, 四十余条, 近百件, 约30件: no figure that could be compared. */
  readonly approximate: boolean
  /** Which way it is not exact. */
  readonly bound?: Bound | undefined
  /** Digits after the decimal point: how exactly a percentage is given. */
  readonly decimals: number
  /** What the last digit given counts: 1000 in 6.5万件, 1 in 65件. */
  readonly step: number
}

/** A count, its unit yet to be read. */
export function base(text: string, start: number, end: number, value: number): Numeral {
  const bound = boundOf(text, start, end)
  return {
    kind: 'count',
    start,
    end,
    value,
    unit: '',
    approximate: bound !== undefined,
    bound,
    decimals: 0,
    step: 1,
  }
}

/** 2024年, 2024年度, 2024年以来. */
export const year = (text: string, start: number, end: number, value: number): Numeral => ({
  kind: 'year',
  start,
  end: end + (['度以来', '度', '以来'].find((word) => text.startsWith(word, end))?.length ?? 0),
  value,
  unit: '年',
  approximate: false,
  decimals: 0,
  step: 1,
})

/** What is no claim. */
export const other = (start: number, end: number): Numeral => ({
  kind: 'other',
  start,
  end,
  value: Number.NaN,
  unit: '',
  approximate: false,
  decimals: 0,
  step: 1,
})
