import { createHash } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { format2021 } from '../src/formats/2021.ts'
import { cellsOf } from '../src/formats/cells.ts'
import type { Format } from '../src/formats/format.ts'
import { formats } from '../src/formats/index.ts'
import { canonicalise, canonicalJson, contentFromBody } from '../src/reports/canonical.ts'
import { type Content, contentOf, put, reportFrom, valueAt } from '../src/reports/content.ts'
import { fenOf, wanOf } from '../src/reports/money.ts'
import type { CellValue, Report } from '../src/reports/report.ts'
import {
  decodeTally,
  emptyTally,
  encodeTally,
  isEmpty,
  type Tally,
  tallyReport,
  tallyTally,
} from '../src/reports/tally.ts'
import { decodeCells, eachEntry, encodeCells } from '../src/reports/vector.ts'
import { build, sure } from './build.ts'
import { anyReport } from './documents/any-report.ts'
import { contentFor } from './fixtures/filed.ts'
import { soundReport, yearOf } from './fixtures/report.ts'

/** Control characters and lone surrogates are refused on the wire (see bad-input). */
const sendable = ({ title, narrative }: Report): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: leaving them out is the point
  !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff]/u.test(
    [title, ...Object.values(narrative)].join(''),
  )

/** Content in which some members are left out, as a client may send it. */
const partly = (content: Content, keep: (address: string) => boolean, format: Format): Content => {
  const sent: Record<string, unknown> = {
    format: content.format,
    title: content.title,
    period: content.period,
  }
  for (const { address } of cellsOf(format)) {
    if (keep(address)) put(sent, address, valueAt(content, address))
  }
  sent['narrative'] = content['narrative']
  return sent as Content
}

for (const format of formats) {
  t.test(`a report in the format of ${format.version}`, async (t) => {
    t.test('goes to JSON and back without loss', async () => {
      fc.assert(
        fc.property(anyReport(format), (report) => {
          const again = reportFrom(format, JSON.parse(JSON.stringify(contentOf(report))) as Content)
          return JSON.stringify(again) === JSON.stringify(report)
        }),
        { numRuns: 100 },
      )
    })

    t.test('goes to a vector and back without loss', async (t) => {
      let bytes = 0
      fc.assert(
        fc.property(anyReport(format), ({ cells }) => {
          const vector = encodeCells(cells)
          bytes = Math.max(bytes, vector.length)
          return JSON.stringify(decodeCells(vector, cells.length)) === JSON.stringify(cells)
        }),
        { numRuns: 100 },
      )
      t.equal(encodeCells(cellsOf(format).map(() => 0)).length, 0, 'zeros take no room')
      const most = [
        999_999_999_999,
        -999_999_999_999,
        2 ** 51,
        -(2 ** 51),
        null,
        'n/a',
        0,
        1,
      ] as CellValue[]
      t.same(decodeCells(encodeCells(most), most.length), most)
      t.same(entriesIn(encodeCells([0, 5, 0, null])), [
        [1, 5],
        [3, null],
      ])
    })

    t.test('has a filed body that anybody can digest anew', async () => {
      fc.assert(
        fc.property(anyReport(format), (report) => {
          const body = Buffer.from(canonicalJson(report))
          const again = reportFrom(format, contentFromBody(body))
          return (
            canonicalJson(again) === body.toString() &&
            sorted(JSON.parse(body.toString()) as unknown)
          )
        }),
        { numRuns: 50 },
      )
    })

    t.test(
      'through the running service null, "n/a" and 0 stay apart, and what is left out is null',
      async (t) => {
        const service = await build(t)
        await service.region('370781')
        await service.agency('a', '370781')
        const year = yearOf(format)
        const url = `/v1/reports/a/${year}`
        sure(await service.admin.put(url, contentFor('a', year)))
        const seen = new Set<unknown>()
        await fc.assert(
          fc.asyncProperty(
            anyReport(format).filter(sendable),
            fc.array(fc.nat(cellsOf(format).length - 1), { maxLength: 20 }),
            async (report, left) => {
              const content: Content = { ...contentOf(report), title: null }
              const out = new Set(left.map((index) => cellsOf(format)[index]?.address))
              const sent = partly(content, (address) => !out.has(address), format)
              const kept = await service.admin.put(url, sent, { 'if-match': '*' })
              const got = await service.admin.get(url)
              if (kept.status !== 200 || kept.text !== got.text) throw new Error(kept.text)
              for (const { address } of cellsOf(format)) {
                const expected = out.has(address) ? null : valueAt(content, address)
                const value = got.at(`content.${address}`)
                if (value !== expected) throw new Error(`${address}: ${expected} became ${value}`)
                seen.add(typeof value === 'number' ? Math.sign(value) : value)
              }
              const narrative = JSON.stringify(sortedOf(got.at('content.narrative')))
              if (narrative !== JSON.stringify(sortedOf(content['narrative'])))
                throw new Error('narrative')
              const digest = createHash('sha256')
                .update(canonicalise(got.at('content')))
                .digest('hex')
              if (digest !== got.at('digest')) throw new Error('digest')
            },
          ),
          { numRuns: 25 },
        )
        for (const value of [null, 'n/a', 0, 1]) t.ok(seen.has(value), `${value} was among them`)
        t.equal(
          seen.has(-1),
          format.version === '2019',
          'a change may be negative on the form of 2019',
        )
        t.same([...service.store.verify()], [])
      },
    )
  })
}

const sortedOf = (value: unknown): unknown =>
  typeof value !== 'object' || value === null
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, inner]) => [name, sortedOf(inner)]),
      )

const sorted = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return true
  const names = Object.keys(value)
  return (
    names.every((name, i) => i === 0 || (names[i - 1] as string) < name) &&
    Object.values(value).every(sorted)
  )
}

t.test('a filed body', async (t) => {
  t.test('is as RFC 8785 has it', async (t) => {
    t.equal(
      canonicalise({ b: 1, a: [true, null, 'é"\\\n\u2028'], '\u{1f600}': 2, '\ufb33': 3 }),
      '{"a":[true,null,"é\\"\\\\\\n\u2028"],"b":1,"\u{1f600}":2,"\ufb33":3}',
    )
    t.equal(
      canonicalise([1e21, 1e-7, 0.1 + 0.2, -0, 100]),
      '[1e+21,1e-7,0.30000000000000004,0,100]',
    )
  })
  t.test('does not tell what was left out from what is null, nor -0 from 0', async (t) => {
    const whole = canonicalJson(reportFrom(format2021, { format: '2021' }))
    const spelled = contentOf(reportFrom(format2021, { format: '2021' }))
    t.equal(canonicalJson(reportFrom(format2021, spelled)), whole)
    const minus = { format: '2021', disputes: { reconsideration: { total: -0 } } }
    t.match(canonicalJson(reportFrom(format2021, minus)), /"reconsideration":\{[^}]*"total":0[,}]/)
  })
})

t.test('money', async (t) => {
  t.test('is whole 分 within and 万元 on paper', async (t) => {
    for (const [wan, fen] of [
      [9.63211, 9_632_110],
      [59_237.2449, 59_237_244_900],
      [2.02, 2_020_000],
      [316_441, 316_441_000_000],
      [0.000001, 1],
      [0.1 + 0.2, undefined],
      [1.0000001, undefined],
      [999_999_999.999999, 999_999_999_999_999],
      [0, 0],
    ] as const) {
      t.equal(fenOf(wan), fen, `${wan}`)
      if (fen !== undefined) t.equal(wanOf(fen), wan)
    }
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.nat(400), (low, high) => {
        const fen = high * 2 ** 31 + low
        return fenOf(wanOf(fen)) === fen
      }),
    )
  })

  t.test(
    'comes back from the service as it was sent, and 422 names the pointer of a seventh decimal',
    async (t) => {
      const { region, agency, admin } = await build(t)
      await region('370781')
      await agency('a', '370781')
      for (const [i, amount] of [
        9.63211, 59_237.2449, 0.000001, 999_999_999, 0.1, 2.02,
      ].entries()) {
        const headers = i === 0 ? {} : { 'if-match': '*' }
        const kept = sure(
          await admin.put(
            '/v1/reports/a/2024',
            contentFor('a', 2024, { 'proactive.fees.amount': amount }),
            headers,
          ),
        )
        t.equal(kept.at('content.proactive.fees.amount'), amount)
        t.match(kept.text, new RegExp(`"amount":${amount === 0.000001 ? '0.000001' : amount}\\b`))
      }
      const content = { format: '2021', proactive: { fees: { amount: 9.6321101 } } }
      const refused = await admin.put('/v1/reports/a/2024', content, { 'if-match': '*' })
      t.equal(refused.status, 422)
      t.match(refused.body, {
        code: 'too-many-decimals',
        errors: [{ pointer: '/proactive/fees/amount' }],
      })
    },
  )
})

t.test('a tally', async (t) => {
  const LENGTH = 40
  const cell = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<CellValue>(0, null, 'n/a') },
    { weight: 3, arbitrary: fc.integer({ min: -1000, max: 2_000_000_000 }) },
  )
  const counted = fc
    .tuple(
      fc.array(cell, { minLength: LENGTH, maxLength: LENGTH }),
      fc.boolean(),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
    )
    .map(([cells, late, mark]) => ({ cells, late, mark, vector: encodeCells(cells) }))
  const several = fc.array(counted, { maxLength: 12 })
  const tallied = (
    reports: readonly { vector: Uint8Array; late: boolean; mark: Uint8Array }[],
  ): Tally => {
    const tally = emptyTally(LENGTH)
    for (const report of reports) tallyReport(tally, report, 1)
    return tally
  }
  const bytes = (tally: Tally) => encodeTally(tally).toString('hex')

  t.test('is what adding by hand gives', async () => {
    fc.assert(
      fc.property(several, (reports) => {
        const tally = tallied(reports)
        for (let i = 0; i < LENGTH; i++) {
          const column = reports.map(({ cells }) => cells[i])
          const figures = column.filter((value) => typeof value === 'number')
          if (tally.sums[i] !== figures.reduce((sum, value) => sum + value, 0)) return false
          if (tally.notStated[i] !== column.filter((value) => value === null).length) return false
          if (tally.notApplicable[i] !== column.filter((value) => value === 'n/a').length)
            return false
        }
        return (
          tally.reports === reports.length &&
          tally.late === reports.filter(({ late }) => late).length
        )
      }),
    )
  })

  t.test('taken out again leaves nothing, in whatever order', async () => {
    fc.assert(
      fc.property(several, several, fc.nat(), (reports, others, turn) => {
        const tally = tallied([...reports, ...others])
        const back =
          reports.length === 0
            ? []
            : [...reports.slice(turn % reports.length), ...reports.slice(0, turn % reports.length)]
        for (const report of back) tallyReport(tally, report, -1)
        if (bytes(tally) !== bytes(tallied(others))) return false
        for (const report of others) tallyReport(tally, report, -1)
        return isEmpty(tally) && bytes(tally) === bytes(emptyTally(LENGTH))
      }),
    )
  })

  t.test('of two tallies is the tally of all their reports', async () => {
    fc.assert(
      fc.property(several, several, (reports, others) => {
        const sum = tallied(reports)
        tallyTally(sum, tallied(others), 1)
        if (bytes(sum) !== bytes(tallied([...others, ...reports]))) return false
        tallyTally(sum, tallied(reports), -1)
        return bytes(sum) === bytes(tallied(others))
      }),
    )
  })

  t.test('goes to bytes and back without loss', async () => {
    fc.assert(
      fc.property(several, (reports) => {
        const tally = tallied(reports)
        return bytes(decodeTally(encodeTally(tally), LENGTH)) === bytes(tally)
      }),
    )
  })

  t.test('refuses a sum past 2^53 rather than round it', async (t) => {
    const large = { vector: encodeCells([2 ** 51]), late: false, mark: new Uint8Array(32) }
    const tally = emptyTally(1)
    for (let i = 0; i < 3; i++) tallyReport(tally, large, 1)
    t.equal(tally.sums[0], 3 * 2 ** 51)
    t.throws(() => tallyReport(tally, large, 1), /2\^53/)
    t.equal(tally.sums[0], 3 * 2 ** 51, 'the sum stays as it was')
    tallyReport(tally, { ...large, vector: encodeCells([2 ** 51 - 1]) }, 1)
    t.equal(tally.sums[0], Number.MAX_SAFE_INTEGER, 'up to 2^53 - 1 every number is exact')
    t.equal(decodeTally(encodeTally(tally), 1).sums[0], Number.MAX_SAFE_INTEGER, 'and kept exactly')
  })

  t.test('bytes that are cut short are refused', async (t) => {
    const whole = encodeTally(
      tallied([{ vector: encodeCells([7, null]), late: true, mark: new Uint8Array(32) }]),
    )
    for (let length = 0; length < whole.length; length++) {
      t.throws(() => decodeTally(whole.subarray(0, length), LENGTH), /ends in the middle/)
    }
    t.throws(() => entriesIn(Buffer.from([0x80])), /ends in the middle/)
  })
})

t.test('a sound report of either form', async (t) => {
  for (const format of formats) {
    t.equal(
      JSON.stringify(reportFrom(format, contentOf(soundReport(format)))),
      JSON.stringify(soundReport(format)),
    )
  }
})

function entriesIn(vector: Uint8Array): [number, CellValue][] {
  const entries: [number, CellValue][] = []
  eachEntry(vector, (index, value) => entries.push([index, value]))
  return entries
}
