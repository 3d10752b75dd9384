/** A real report kept beside the project, with the figures somebody read from it by hand. */
export interface Sample {
  readonly title: string
  readonly text: string
  readonly figures: Readonly<Record<string, Readonly<Record<string, unknown>>>> | null
}

/** Whether a figure read is the one stated; the samples write "/" and blanks alike as null. */
export const isSame = (read: unknown, stated: unknown): boolean =>
  read === stated || (stated === null && read === 'n/a')

const wan = (value: unknown) => Math.round(Number(value) * 1_000_000)
const triple = (a: string, b: string, c: string) => [a, b, c]
const counts = triple('itemsLastYear', 'itemsChange', 'decisions')
const stock = triple('issued', 'repealed', 'inForce')
const published = triple('newlyMade', 'newlyPublished', 'totalPublic')
const applicants = 'naturalPerson business research nonprofit legalService other total'.split(' ')
const results = 'upheld corrected other pending total'.split(' ')

/** The samples' own names of rows, with the address and columns of each. */
const rows: Readonly<
  Record<string, Readonly<Record<string, readonly [string, readonly string[]]>>>
> = {
  t2: {
    规章: ['proactive.regulations', stock],
    行政规范性文件: ['proactive.normativeDocuments', stock],
    行政许可: ['proactive.licensing', ['decisions']],
    行政处罚: ['proactive.penalties', ['decisions']],
    行政强制: ['proactive.coercion', ['decisions']],
    行政事业性收费_万元: ['proactive.fees', ['amount']],
  },
  t2_2019: {
    规章: ['proactive.regulations', published],
    规范性文件: ['proactive.normativeDocuments', published],
    行政许可: ['proactive.licensing', counts],
    其他对外管理服务事项: ['proactive.otherServices', counts],
    行政处罚: ['proactive.penalties', counts],
    行政强制: ['proactive.coercion', counts],
    行政事业性收费: ['proactive.fees', ['itemsLastYear', 'itemsChange']],
    政府集中采购: ['proactive.procurement', ['items', 'amount']],
  },
  t3: Object.fromEntries(
    (
      '1 received 2 carriedIn 3.1 granted 3.2 partlyGranted 3.3.1 refused.stateSecret ' +
      '3.3.2 refused.otherLaw 3.3.3 refused.securityAndStability 3.3.4 refused.thirdPartyRights ' +
      '3.3.5 refused.internalAffairs 3.3.6 refused.deliberativeProcess ' +
      '3.3.7 refused.enforcementFile 3.3.8 refused.administrativeInquiry 3.4.1 unavailable.notHeld ' +
      '3.4.2 unavailable.needsCreation 3.4.3 unavailable.stillUnclear 3.5.1 notProcessed.complaint ' +
      '3.5.2 notProcessed.duplicate 3.5.3 notProcessed.publication 3.5.4 notProcessed.excessive ' +
      '3.5.5 notProcessed.reconfirmation 3.6 other 3.7 handled 4 carriedOut'
    )
      .match(/\S+ \S+/g)
      ?.map((pair) => pair.split(' '))
      .map(([id = '', row = '']) => [id, [`applications.${row}`, applicants]]) ?? [],
  ),
  t4: {
    review: ['disputes.reconsideration', results],
    direct: ['disputes.litigation.direct', results],
    after_review: ['disputes.litigation.afterReconsideration', results],
  },
}

/** The stated figures by address, money in 分. */
export function figuresOf({ figures }: Sample): ReadonlyMap<string, unknown> {
  const stated = new Map<string, unknown>()
  for (const [table, names] of Object.entries(rows)) {
    for (const [name, values] of Object.entries(figures?.[table] ?? {})) {
      const [address, columns] = names[name] ?? []
      const list = Array.isArray(values) ? values : [values]
      columns?.forEach((column, i) => {
        const value = list[i] ?? null
        const number = column === 'amount' ? wan(value) : value === null ? null : Number(value)
        stated.set(`${address}.${column}`, number)
      })
    }
  }
  return stated
}
