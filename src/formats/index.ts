import { format2019 } from './2019.ts'
import { format2021 } from './2021.ts'
import type { Format } from './format.ts'

/** The statutory formats, oldest first. A new one is one new file and one line here. */
export const formats: readonly Format[] = [format2019, format2021]

export const versions = formats.map((format) => format.version)

/** The format of that version, if there is one. */
export const formatOf = (version: string): Format | undefined =>
  formats.find((format) => format.version === version)

/** The format due for a report year; none before 2019. */
export const formatDueFor = (year: number): Format | undefined =>
  formats.find((format) => format.from <= year && year <= (format.to ?? Number.POSITIVE_INFINITY))
