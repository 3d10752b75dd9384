import { format2021 } from '../src/formats/2021.ts'
import { changed } from '../src/reports/changed.ts'
import { contentOf } from '../src/reports/content.ts'
import { nilReport } from '../src/reports/nil-report.ts'

const sentence = '全年按照目录逐项公开本单位履职信息，由专人复核后发布，并按季度检查更新情况。'

export const sampleAgency = '青州市第一局'

/** A sound report of some 8 KB with figures and a narrative, as JSON. */
export function sampleReport(year = 2024) {
  const filler = (times: number) => sentence.repeat(times)
  return contentOf(
    changed(nilReport(format2021, sampleAgency, year), {
      'applications.received.naturalPerson': 12,
      'applications.received.business': 3,
      'applications.received.total': 15,
      'applications.granted.naturalPerson': 8,
      'applications.granted.business': 3,
      'applications.granted.total': 11,
      'applications.unavailable.notHeld.naturalPerson': 3,
      'applications.unavailable.notHeld.total': 3,
      'applications.handled.naturalPerson': 11,
      'applications.handled.business': 3,
      'applications.handled.total': 14,
      'applications.carriedOut.naturalPerson': 1,
      'applications.carriedOut.total': 1,
      'proactive.licensing.decisions': 320,
      'proactive.fees.amount': 9.63211,
      'narrative.overview.intro': filler(10),
      'narrative.overview.proactive': filler(8),
      'narrative.overview.management': filler(6),
      'narrative.problems': `存在的问题是${filler(5)}改进情况是${filler(5)}`,
    }),
  )
}
