import type { Report } from '../reports/report.ts'

/** How the filer may be called. */
export interface Names {
  /** Names in full, longest first. */
  readonly full: readonly string[]
}

export function namesOf(report: Report, filer?: Filer): Names {
  const known = filer === undefined ? titleName(report.title) : [filer.name, ...filer.aliases]
  const full = known.filter((name) => name.length > 1).slice(0, 50)
  return { full: full.sort((a, b) => b.length - a.length) }
}

export interface Filer {
  readonly name: string
  readonly aliases: readonly string[]
}

/** 青州市科学技术局2024年… : what stands before the year. */
function titleName(title: string | null): readonly string[] {
  const name =
    (title ?? '')
      .replaceAll(/\s/g, '')
      .slice(0, 60)
      .split(/[0-9０-９]/, 1)[0] ?? ''
  return name === '' ? [] : [name]
}

const shortest = 2

/** 市科技局 is 青州市科学技术局: a short name leaves characters out, and ends alike. */
export function isOwnName(name: string, names: Names): boolean {
  return names.full.some(
    (own) =>
      name.length >= shortest &&
      name.length <= own.length &&
      name.at(-1) === own.at(-1) &&
      isSubsequence(name, own),
  )
}

function isSubsequence(short: string, long: string): boolean {
  let i = 0
  for (const char of long) if (char === short.charAt(i)) i++
  return i === short.length
}
