import type { Report } from '../reports/report.ts'

/** Who files, as far as names go. */
export interface Filer {
  readonly name: string
  readonly aliases: readonly string[]
}

/** How the filer may be called. */
export interface Names {
  /** Names in full, longest first. */
  readonly full: readonly string[]
}

const mostNames = 50

export function namesOf(report: Report, filer?: Filer): Names {
  const known = filer === undefined ? titleName(report.title) : [filer.name, ...filer.aliases]
  const full = known.filter((name) => name.length > 1).slice(0, mostNames)
  return { full: full.sort((a, b) => b.length - a.length) }
}

/** 青州市科学技术局2024年… : what stands before the year. */
function titleName(title: string | null): readonly string[] {
  const name =
    (title ?? '')
      .slice(0, 60)
      .replaceAll(/\s/g, '')
      .split(/[0-9０-９]/, 1)[0] ?? ''
  return name === '' ? [] : [name]
}

/** What an agency, its office and its place are called without changing whose report it is. */
const forms = [
  '人民政府办公室',
  '人民政府办公厅',
  '人民政府',
  '政府办公室',
  '政府',
  '办公室',
  '办事处',
  '委员会',
]

/** 市科技局 is 青州市科学技术局: a short name leaves characters out, and ends alike. */
export function isOwnName(name: string, names: Names): boolean {
  return names.full.some((own) => {
    const [short, long] = [bare(name), bare(own)]
    if (short.length < 2 || long.length < 2) return name === own
    if (isBodyAbove(short, long)) return false
    return short.at(-1) === long.at(-1) && (isWithin(short, long) || isWithin(long, short))
  })
}

/** 平川市生态环境局 is not its 高新分局: the name of a body above begins that of the one below. */
const isBodyAbove = (short: string, long: string): boolean =>
  short !== long && long.startsWith(short)

function bare(name: string): string {
  const form = forms.find((ending) => name.endsWith(ending))
  if (name.endsWith('管委会')) return `${name.slice(0, -2)}委`
  const rest = form === undefined ? name : name.slice(0, -form.length)
  return form === '委员会' ? `${rest}委` : rest
}

/** Whether the characters of the short name stand in the long one, in their order. */
function isWithin(short: string, long: string): boolean {
  let i = 0
  for (const char of long) if (char === short.charAt(i)) i++
  return i === short.length
}
