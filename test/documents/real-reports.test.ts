import { readFileSync } from 'node:fs'
import t from 'tap'
import { readDocument, UnreadableDocument } from '../../src/documents/index.ts'
import { shared } from './shared.ts'

const seed = shared('seeds/qingzhou-science-2024.txt')

t.test('the real report of a science bureau', { skip: seed === undefined }, async (t) => {
  const bytes = readFileSync(seed ?? '')
  const text = bytes.toString()
  const reading = await readDocument(bytes, 'text/plain; charset=utf-8')

  t.test('reads to 200 stated cells and refuses nothing', async (t) => {
    t.equal(reading.report.cells.filter((cell) => cell === 0).length, 200)
    t.same(reading.refused, [])
    t.same(reading.formatByTable, { proactive: '2021', applications: '2021', disputes: '2021' })
  })

  t.test('says where each cell was read', async (t) => {
    for (const { source, value } of reading.cells) {
      t.equal(text.slice(source.start, source.end), String(value))
    }
  })

  t.test('knows whose report it is, of which year and period', async (t) => {
    t.equal(reading.report.title, '青州市科学技术局2024年政府信息公开工作年度报告')
    t.equal(reading.agency, '青州市科学技术局')
    t.equal(reading.year, 2024)
    t.same(reading.report.period, { from: '2024-01-01', to: '2024-12-31' })
  })

  t.test('finds the six sections and the five parts of section one', async (t) => {
    t.same(
      reading.headings.map(({ section }) => section),
      ['overview', 'proactive', 'applications', 'disputes', 'problems', 'other'],
    )
    for (const [address, passage] of Object.entries(reading.report.narrative)) {
      t.ok(passage, address)
    }
  })

  t.test('notes the heading numbered "5、" and the bookmarks, and nothing else', async (t) => {
    const kinds = reading.oddities.map(({ kind }) => kind)
    t.equal(kinds.filter((kind) => kind === 'numbering').length, 1)
    t.equal(kinds.filter((kind) => kind === 'debris').length, 11)
    t.equal(kinds.length, 12)
    t.match(reading.oddities[0], {
      at: 'narrative.problems',
      quote: '5、 存在的主要问题及改进情况',
    })
  })
})

const samples = shared('samples/samples.jsonl')

t.test('published reports: no figure read is wrong', { skip: samples === undefined }, async (t) => {
  for (const line of readFileSync(samples ?? '', 'utf8')
    .trim()
    .split('\n')) {
    const sample: Sample = JSON.parse(line)
    const name = sample.title
    const reading = await readDocument(Buffer.from(sample.text), 'text/plain').catch((error) => {
      if (!(error instanceof UnreadableDocument)) throw error
      return undefined
    })
    if (reading === undefined) {
      t.notOk('t2' in (sample.figures ?? {}), `${name} is no report, and states no table`)
      continue
    }
    const stated = figuresOf(sample)
    const read = new Map(reading.cells.map(({ at, value }) => [at, value]))
    const refused = new Set(reading.refused.map(({ at }) => at))
    const wrong = [...stated].filter(([at, value]) => read.has(at) && !isSame(read.get(at), value))
    const right = [...stated].filter(([at, value]) => read.has(at) && isSame(read.get(at), value))
    const named = [...stated.keys()].filter((at) => refused.has(at))
    t.same(wrong, [], name)
    t.comment(
      `${name}: ${stated.size} stated, ${right.length} right, ${named.length} refused, ` +
        `${stated.size - right.length - named.length - wrong.length} unread`,
    )
  }
})

interface Sample {
  readonly title: string
  readonly text: string
  readonly figures: Readonly<Record<string, Readonly<Record<string, unknown>>>> | null
}

/** The samples write "/" and blanks alike as null. */
const isSame = (read: unknown, stated: unknown): boolean =>
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

function figuresOf({ figures }: Sample): ReadonlyMap<string, unknown> {
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
