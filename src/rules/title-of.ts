import type { Report } from '../reports/report.ts'

/** The title on one line, its year in Arabic figures: ２０２４, 2024 and 二〇二四 are one year. */
export const titleOf = ({ title }: Pick<Report, 'title'>): string =>
  (title ?? '')
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[〇○零一二三四五六七八九]{4}(?=年)/g, (year) =>
      [...year].map((digit) => DIGITS[digit]).join(''),
    )

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  '○': 0,
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
