import { Problem } from '../errors.ts'
import type { Report } from '../reports/report.ts'
import { YEARS } from '../schemas/parameters.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Received } from './receive.ts'
import type { Service } from './service.ts'

/**
 * Refuses a report that says it is another agency's. Names on titles come short, long and as the
 * office's (洪泽区人民政府, 淮安市洪泽区人民政府), so that only a name which the register gives to
 * somebody else, or which shares no ending with the filer's, is certain; the rest is a finding.
 */
export function mustBeOf({ store }: Service, filer: Agency, { report, reading }: Received): void {
  const stated = reading?.agency ?? agencyIn(report.title)
  if (stated == null || stated === '' || isName(stated, filer)) return
  const other = store.register.agencyNamed(stated)
  if (other !== undefined && other !== filer.id) {
    throw new Problem('another-agency', { stated, filer: filer.name })
  }
}

/** The name at the head of a title such as 青州市科学技术局2024年政府信息公开工作年度报告. */
export function agencyIn(title: string | null): string | undefined {
  return title === null ? undefined : /^(.{2,60}?)\s*\d{4}/.exec(title)?.[1]
}

const isName = (stated: string, { name, aliases }: Agency): boolean =>
  [name, ...aliases].some(
    (known) => known === stated || known.endsWith(stated) || stated.endsWith(known),
  )

/** The year a report states itself: of its period, else of its title. */
export function yearIn({ period, title }: Report): number | undefined {
  const stated = period?.to.slice(0, 4) ?? /\d{4}/.exec(title ?? '')?.[0]
  const year = Number(stated)
  return year >= YEARS.minimum && year <= YEARS.maximum ? year : undefined
}
