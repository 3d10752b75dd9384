/** What became of reports, apart from the many that were on time and sound. Agency and year. */

export const FIRST = 2019
export const LAST = 2024

type Which = readonly (readonly [agencyId: string, year: number])[]

/** Nothing was ever sent. */
export const missing: Which = [
  ['salt', 2019],
  ['wanshou', 2019],
  ['archives', 2020],
  ['xiaoyuan', 2021],
  ['buses', 2021],
  ['customs', 2022],
  ['tongxin', 2023],
  ['buses', 2024],
  ['salt', 2024],
]

/** Submitted after the last day. */
export const late: Which = [
  ['sports', 2019],
  ['jiulong', 2019],
  ['hospital', 2020],
  ['grain', 2021],
  ['yunmen', 2021],
  ['posts', 2022],
  ['first-school', 2022],
  ['forestry', 2023],
  ['yunmen', 2023],
  ['yunmen', 2024],
  ['airdefence', 2024],
]

/** Sent back once, mended and submitted again. */
export const returned: Which = [
  ['commerce', 2020],
  ['liuxi', 2022],
  ['tobacco', 2023],
]

/** Published, and corrected half a year later: so many penalties were left out. */
export const corrected: Which = [
  ['market', 2019],
  ['ecology', 2021],
  ['emergency', 2023],
]
export const LEFT_OUT = 7

/** Still with the office: submitted, not accepted. */
export const waiting: Which = [
  ['petitions', 2024],
  ['second-school', 2024],
]

export const isIn = (which: Which, id: string, year: number): boolean =>
  which.some(([agencyId, its]) => agencyId === id && its === year)
