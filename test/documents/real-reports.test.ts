import { readFileSync } from 'node:fs'
import t from 'tap'
import { figuresOf, isSame, type Sample } from '../../scripts/samples/stated.ts'
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
