import { arabic } from '../narrative/chinese-number.ts'
import type { Report } from '../reports/report.ts'

/** The title on one line, its year in Arabic figures: ２０２４, 2024 and 二〇二四 are one year. */
export const titleOf = ({ title }: Pick<Report, 'title'>): string =>
  (title ?? '')
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[〇○零一二三四五六七八九]{4}(?=年)/g, (year) => arabic(year.replaceAll('○', '〇')))
