import fc from 'fast-check'
import t from 'tap'
import { format2021 } from '../src/formats/2021.ts'
import { cellsOf, identitiesOf } from '../src/formats/cells.ts'
import { formats } from '../src/formats/index.ts'
import { changed } from '../src/reports/changed.ts'
import { reckoningsOf } from '../src/reports/reckoning.ts'
import type { Report } from '../src/reports/report.ts'
import { suspectsOf } from '../src/reports/suspects.ts'
import { soundReport, soundReports } from './fixtures/report.ts'

/** Sound reports of each form, every cell of which is made wrong once. */
const RUNS = 50

const suspectsIn = (report: Report, ...before: Report[]) =>
  suspectsOf(report, reckoningsOf(report, { before }))

for (const format of formats) {
  t.test(`one wrong cell on the form of ${format.version}`, async (t) => {
    const summed = new Set(
      identitiesOf(format)
        .filter(({ kind }) => kind === 'total' || kind === 'balance')
        .flatMap(({ left, right }) => [...left, ...right].map(({ cell }) => cell)),
    )
    const wrongBy = fc.integer({ min: -9, max: 99 }).filter((by) => by !== 0)
    const tried = { certain: 0, candidate: 0 }
    fc.assert(
      fc.property(soundReports(format), wrongBy, (report, by) => {
        for (const cell of summed) {
          const right = report.cells[cell.index] as number
          const wrong = right + by < 0 ? right - by : right + by
          const suspects = suspectsIn(changed(report, { [cell.address]: wrong }))
          const named = suspects.find(({ at }) => at === cell.address)
          if (named?.wouldBe !== right || named.reported !== wrong) return false
          if (cell.table === 'applications' && suspects.length !== 1) return false
          if (cell.table === 'disputes' && suspects.length > 5) return false
          if ((named.certainty === 'certain') !== (suspects.length === 1)) return false
          tried[named.certainty]++
        }
        return true
      }),
      { numRuns: RUNS },
    )
    t.ok(tried.certain >= RUNS * 160 && tried.candidate > 0, `${JSON.stringify(tried)}`)
  })
}

t.test('two wrong cells are named where their sums tell them apart', async (t) => {
  const report = changed(soundReport(), {
    'applications.granted.naturalPerson': 4,
    'applications.refused.otherLaw.business': 3,
  })
  t.match(suspectsIn(report), [
    { at: 'applications.granted.naturalPerson', wouldBe: 0, certainty: 'certain' },
    { at: 'applications.refused.otherLaw.business', wouldBe: 0, certainty: 'certain' },
  ])
})

t.test('two that could as well be two others are four candidates', async (t) => {
  const rows = ['received', 'granted', 'partlyGranted', 'handled']
  const each = (row: string) => (row === 'granted' || row === 'partlyGranted' ? 4 : 8)
  const sound = changed(
    soundReport(),
    Object.fromEntries(
      rows.flatMap((row) => [
        [`applications.${row}.naturalPerson`, each(row)],
        [`applications.${row}.business`, each(row)],
        [`applications.${row}.total`, 2 * each(row)],
      ]),
    ),
  )
  t.same(suspectsIn(sound), [])
  const wrong = {
    'applications.granted.naturalPerson': 5,
    'applications.partlyGranted.business': 5,
  }
  t.same(
    suspectsIn(changed(sound, wrong)).map(({ at, certainty }) => [at, certainty]),
    [
      ['applications.granted.naturalPerson', 'candidate'],
      ['applications.partlyGranted.business', 'candidate'],
      ['applications.granted.business', 'candidate'],
      ['applications.partlyGranted.naturalPerson', 'candidate'],
    ],
  )
})

t.test('what was carried in is judged by last year too', async (t) => {
  const last = changed(soundReport(), { 'applications.carriedOut.research': 2 })
  const report = changed(soundReport(), {
    'applications.carriedIn.total': 2,
    'applications.handled.research': 2,
    'applications.handled.total': 2,
    'applications.granted.research': 2,
    'applications.granted.total': 2,
  })
  t.match(suspectsIn(report, last), [
    { at: 'applications.carriedIn.research', reported: 0, wouldBe: 2, certainty: 'certain' },
  ])
})

t.test('last year’s error does not hide this year’s', async (t) => {
  const last = changed(soundReport(), { 'applications.carriedOut.research': 7 })
  const report = changed(soundReport(), { 'applications.granted.business': 1 })
  t.match(suspectsIn(report, last), [{ at: 'applications.granted.business', wouldBe: 0 }])
})

t.test('a report that is wrong throughout is refused in bounded time', async (t) => {
  const cells = cellsOf(format2021).map(({ index }) => (index * 7919) % 101)
  const start = performance.now()
  const suspects = suspectsIn({ ...soundReport(), cells })
  t.same(
    suspects.filter(({ at }) => at.startsWith('applications')),
    [],
  )
  t.ok(performance.now() - start < 500)
})
