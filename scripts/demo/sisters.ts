import { format2021 } from '../../src/formats/2021.ts'
import { changed } from '../../src/reports/changed.ts'
import { contentOf } from '../../src/reports/content.ts'
import { nilReport } from '../../src/reports/nil-report.ts'

/** The agencies of the demo county; the first one's report is the document, the last is missing. */
export const sisters = [
  { id: 'library', name: '临川市图书事业管理局', kind: 'department' },
  { id: 'statistics', name: '临川市统计局', kind: 'department' },
  { id: 'water', name: '临川市水利局', kind: 'department' },
  { id: 'hexi-town', name: '河西镇人民政府', kind: 'township' },
  { id: 'dongshan-town', name: '东山镇人民政府', kind: 'township' },
] as const

/** A sound report of a sister agency, as JSON. */
export function sisterReport(id: string) {
  const at = sisters.findIndex((sister) => sister.id === id)
  const name = sisters[at]?.name ?? id
  const asked = at * 3
  return contentOf(
    changed(nilReport(format2021, name, 2024), {
      'applications.received.naturalPerson': asked,
      'applications.received.total': asked,
      'applications.granted.naturalPerson': asked - 1,
      'applications.granted.total': asked - 1,
      'applications.refused.stateSecret.naturalPerson': 1,
      'applications.refused.stateSecret.total': 1,
      'applications.handled.naturalPerson': asked,
      'applications.handled.total': asked,
      'proactive.licensing.decisions': at * 40,
      'proactive.fees.amount': at * 2.5,
      'narrative.overview.onRequest': `依申请公开方面，全年收到政府信息公开申请${asked}件，均按期答复。`,
    }),
  )
}
