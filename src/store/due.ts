/** For which years a filer is expected to file; `exempt` is a JSON list of years. */
export interface Due {
  readonly valid_from: number | null
  readonly valid_to: number | null
  readonly exempt: string
}

export const isDue = ({ valid_from, valid_to, exempt }: Due, year: number): boolean =>
  (valid_from ?? 0) <= year &&
  year <= (valid_to ?? 9999) &&
  !(JSON.parse(exempt) as number[]).includes(year)
