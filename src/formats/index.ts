import { format2019 } from './2019.ts'
import { format2021 } from './2021.ts'
import type { Format } from './format.ts'

/** The statutory formats, oldest first. A new one is one new file and one line here. */
export const formats: readonly Format[] = [format2019, format2021]

export const versions = formats.map((format) => format.version)

export const newestFormat = formats.at(-1) as Format

/** The format of that version, if there is one. */
export const formatOf = (version: string): Format | undefined =>
  formats.find((format) => format.version === version)

/** The format due for a report year; none before 2019. */
export const formatDueFor = (year: number): Format | undefined =>
  formats.find((format) => format.from <= year && year <= (format.to ?? Number.POSITIVE_INFINITY))

/** In the terms of which format sums are told: the newest of those counted, else the one due. */
export const termsFor = (counted: readonly string[], year: number): Format =>
  formats.findLast(({ version }) => counted.includes(version)) ?? formatDueFor(year) ?? newestFormat
