import fc from 'fast-check'
import t from 'tap'
import { format2019 } from '../src/formats/2019.ts'
import { format2021 } from '../src/formats/2021.ts'
import { type Cell, cellAtAddress, cellsOf, groupsOf, identitiesOf } from '../src/formats/cells.ts'
import { crosswalkOf } from '../src/formats/crosswalk.ts'
import { block, entry, type Format, format, lastYear, table, total } from '../src/formats/format.ts'
import { formatDueFor, formats } from '../src/formats/index.ts'
import { passagesOf } from '../src/formats/passages.ts'
import { check } from '../src/rules/check.ts'
import { soundReports, yearOf } from './fixtures/report.ts'

// What follows was read off the printed forms, not off the code.

const applicants = [
  '自然人',
  '商业企业',
  '科研机构',
  '社会公益组织',
  '法律服务机构',
  '其他',
  '总计',
]

const results = [
  '三、本年度办理结果|（一）予以公开',
  '三、本年度办理结果|（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
  '三、本年度办理结果|（三）不予公开|1.属于国家秘密',
  '三、本年度办理结果|（三）不予公开|2.其他法律行政法规禁止公开',
  '三、本年度办理结果|（三）不予公开|3.危及“三安全一稳定”',
  '三、本年度办理结果|（三）不予公开|4.保护第三方合法权益',
  '三、本年度办理结果|（三）不予公开|5.属于三类内部事务信息',
  '三、本年度办理结果|（三）不予公开|6.属于四类过程性信息',
  '三、本年度办理结果|（三）不予公开|7.属于行政执法案卷',
  '三、本年度办理结果|（三）不予公开|8.属于行政查询事项',
  '三、本年度办理结果|（四）无法提供|1.本机关不掌握相关政府信息',
  '三、本年度办理结果|（四）无法提供|2.没有现成信息需要另行制作',
  '三、本年度办理结果|（四）无法提供|3.补正后申请内容仍不明确',
  '三、本年度办理结果|（五）不予处理|1.信访举报投诉类申请',
  '三、本年度办理结果|（五）不予处理|2.重复申请',
  '三、本年度办理结果|（五）不予处理|3.要求提供公开出版物',
  '三、本年度办理结果|（五）不予处理|4.无正当理由大量反复申请',
  '三、本年度办理结果|（五）不予处理|5.要求行政机关确认或重新出具已获取信息',
]
const first = ['一、本年新收政府信息公开申请数量', '二、上年结转政府信息公开申请数量']
const last = ['三、本年度办理结果|（七）总计', '四、结转下年度继续办理']

const disputes = {
  rows: ['行政复议', '行政诉讼|未经复议直接起诉', '行政诉讼|复议后起诉'],
  columns: ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'],
}

/** The rows of each table with the columns printed over them. */
const printed: Record<string, Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  '2021': {
    proactive: [
      ['规章', ['本年制发件数', '本年废止件数', '现行有效件数']],
      ['行政规范性文件', ['本年制发件数', '本年废止件数', '现行有效件数']],
      ['行政许可', ['本年处理决定数量']],
      ['行政处罚', ['本年处理决定数量']],
      ['行政强制', ['本年处理决定数量']],
      ['行政事业性收费', ['本年收费金额（单位：万元）']],
    ],
    applications: [
      ...first,
      ...results,
      '三、本年度办理结果|（六）其他处理|1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
      '三、本年度办理结果|（六）其他处理|2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      '三、本年度办理结果|（六）其他处理|3.其他',
      ...last,
    ].map((row) => [row, applicants] as const),
    disputes: disputes.rows.map((row) => [row, disputes.columns] as const),
  },
  '2019': {
    proactive: [
      ['规章', ['本年新制作数量', '本年新公开数量', '对外公开总数量']],
      ['规范性文件', ['本年新制作数量', '本年新公开数量', '对外公开总数量']],
      ['行政许可', ['上一年项目数量', '本年增/减', '处理决定数量']],
      ['其他对外管理服务事项', ['上一年项目数量', '本年增/减', '处理决定数量']],
      ['行政处罚', ['上一年项目数量', '本年增/减', '处理决定数量']],
      ['行政强制', ['上一年项目数量', '本年增/减', '处理决定数量']],
      ['行政事业性收费', ['上一年项目数量', '本年增/减']],
      ['政府集中采购', ['采购项目数量', '采购总金额']],
    ],
    applications: [...first, ...results, '三、本年度办理结果|（六）其他处理', ...last].map(
      (row) => [row, applicants] as const,
    ),
    disputes: disputes.rows.map((row) => [row, disputes.columns] as const),
  },
}

const headings = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
]

const tablesIn = (of: Format) => {
  const tables: Record<string, [string, string[]][]> = {}
  for (const { table, rowLabels, columnLabels } of cellsOf(of)) {
    tables[table] ??= []
    const rows = tables[table]
    const row = rowLabels.join('|')
    const column = columnLabels.at(-1) ?? ''
    if (rows.at(-1)?.[0] === row) rows.at(-1)?.[1].push(column)
    else rows.push([row, [column]])
  }
  return tables
}

const countIn = (of: Format, table: string) =>
  cellsOf(of).filter((cell) => cell.table === table).length

t.test('the form of 2021 is as printed', async (t) => {
  t.same(tablesIn(format2021), printed['2021'])
  t.equal(cellsOf(format2021).length, 200)
  t.same(
    ['proactive', 'applications', 'disputes'].map((id) => countIn(format2021, id)),
    [10, 175, 15],
  )
  t.same(
    format2021.sections.map(({ heading }) => heading),
    headings,
  )
  t.equal(format2021.order, '国办公开办函〔2021〕30号')
})

t.test('the form of 2019 is as printed', async (t) => {
  t.same(tablesIn(format2019), printed['2019'])
  t.same(
    ['proactive', 'applications', 'disputes'].map((id) => countIn(format2019, id)),
    [22, 161, 15],
  )
  t.equal(cellsOf(format2019).length, 198)
  t.same(
    format2019.sections.map(({ heading }) => heading),
    headings,
  )
  t.equal(format2019.order, '国办公开办函〔2019〕60号')
})

t.test('the identities that are printed', async (t) => {
  const numbers = (of: Format, kind: string, table: string) =>
    identitiesOf(of).filter((one) => one.kind === kind && one.left[0]?.cell.table === table).length

  t.test('of 2021: 39 in table 3, 3 in table 4, 7 carried over, 2 stocks', async (t) => {
    t.equal(
      numbers(format2021, 'total', 'applications'),
      25 + 7,
      'a sum in each row, one in each column',
    )
    t.equal(numbers(format2021, 'balance', 'applications'), 7)
    t.equal(numbers(format2021, 'total', 'disputes'), 3)
    t.equal(numbers(format2021, 'carryOver', 'applications'), 7)
    t.equal(numbers(format2021, 'stock', 'proactive'), 2)
    t.equal(identitiesOf(format2021).length, 39 + 3 + 7 + 2)
  })
  t.test('of 2019: two rows fewer, and no stock', async (t) => {
    t.equal(numbers(format2019, 'total', 'applications'), 23 + 7)
    t.equal(identitiesOf(format2019).length, 23 + 7 + 7 + 3 + 7)
  })
  t.test('say what the form says', async (t) => {
    const said = (of: Format) =>
      identitiesOf(of).map(({ left, right }) =>
        [left, right]
          .map((side) =>
            side
              .map(({ cell, lastYear }) => `${lastYear ? 'last ' : ''}${cell.address}`)
              .join(' + '),
          )
          .join(' = '),
      )
    const all = said(format2021)
    for (const column of [
      'naturalPerson',
      'business',
      'research',
      'nonprofit',
      'legalService',
      'other',
      'total',
    ]) {
      const at = (row: string) => `applications.${row}.${column}`
      t.ok(
        all.includes(
          `${at('received')} + ${at('carriedIn')} = ${at('handled')} + ${at('carriedOut')}`,
        ),
        column,
      )
      t.ok(all.includes(`last ${at('carriedOut')} = ${at('carriedIn')}`), column)
      const handled = identitiesOf(format2021).find(
        ({ kind, left }) =>
          kind === 'total' && left[0]?.cell.address === at('handled') && column !== 'total',
      )
      if (column !== 'total') t.ok(handled, `${column}: 3.7`)
    }
    const sums = identitiesOf(format2021).filter(
      ({ left }) => left[0]?.cell.address === 'applications.handled.total',
    )
    t.same(
      sums.map(({ right }) => right.length).sort((a, b) => a - b),
      [6, 21],
      'the corner is two sums',
    )
    t.ok(
      all.includes(
        'disputes.reconsideration.total = disputes.reconsideration.upheld + disputes.reconsideration.corrected + disputes.reconsideration.other + disputes.reconsideration.pending',
      ),
    )
    for (const row of ['regulations', 'normativeDocuments']) {
      const at = (column: string) => `proactive.${row}.${column}`
      t.ok(
        all.includes(
          `last ${at('inForce')} + ${at('issued')} = ${at('inForce')} + ${at('repealed')}`,
        ),
      )
    }
  })
})

for (const form of formats) {
  t.test(`the format of ${form.version}`, async (t) => {
    t.test('has every address once, in the order of print, in no group’s place', async (t) => {
      const addresses = cellsOf(form).map(({ address }) => address)
      const groups = groupsOf(form).map(({ address }) => address)
      const passages = passagesOf(form).map(({ address }) => address)
      const all = [...addresses, ...groups, ...passages]
      t.equal(new Set(all).size, all.length)
      for (const address of all) t.match(address, /^[a-zA-Z]+(\.[a-zA-Z]+)+$/)
      for (const address of addresses)
        t.notOk(
          all.some((other) => other.startsWith(`${address}.`)),
          address,
        )
      cellsOf(form).forEach((cell, i) => {
        t.equal(cell.index, i)
        t.equal(cellAtAddress(form, cell.address), cell)
      })
      t.equal(cellAtAddress(form, 'toString'), undefined)
    })

    t.test('any one cell of an identity, changed alone, is noticed', async (t) => {
      const here = new Set<Cell>()
      for (const { kind, left, right } of identitiesOf(form)) {
        if (kind !== 'total' && kind !== 'balance') continue
        for (const { cell } of [...left, ...right]) here.add(cell)
      }
      t.equal(
        here.size,
        countIn(form, 'applications') + countIn(form, 'disputes'),
        'all of tables 3 and 4',
      )
      const year = yearOf(form)
      fc.assert(
        fc.property(
          soundReports(form),
          fc.constantFrom(...here),
          fc.integer({ min: 1, max: 99 }),
          (report, cell, by) => {
            const errors = (cells: typeof report.cells) =>
              check({ report: { ...report, cells }, year }).filter(({ rule }) =>
                /^(total|balance)-mismatch$/.test(rule),
              )
            const wrong = [...report.cells]
            wrong[cell.index] = Number(wrong[cell.index]) + by
            const found = errors(wrong)
            return (
              errors(report.cells).length === 0 && found.some(({ at }) => at.includes(cell.address))
            )
          },
        ),
        { numRuns: 150 },
      )
    })

    t.test('measures what it names', async (t) => {
      for (const [name, addresses] of Object.entries(form.measures)) {
        for (const address of addresses) t.ok(cellAtAddress(form, address), `${name}: ${address}`)
      }
    })
  })
}

t.test('the format due', async (t) => {
  for (const [year, version] of [
    [2018, undefined],
    [2019, '2019'],
    [2020, '2019'],
    [2021, '2021'],
    [2025, '2021'],
    [2999, '2021'],
  ] as const) {
    t.equal(formatDueFor(year)?.version, version, `${year}`)
  }
})

t.test('how the forms of 2019 and 2021 compare', async (t) => {
  const crossings = crosswalkOf(format2019, format2021)
  const addresses = (of: Format) => [...cellsOf(of), ...groupsOf(of)].map(({ address }) => address)
  const graded = (side: 'from' | 'to', address: string) =>
    crossings.filter((one) => one[side] === address)

  t.test('is said of every address of both, once', async (t) => {
    for (const address of addresses(format2019)) t.equal(graded('from', address).length, 1, address)
    for (const address of addresses(format2021)) t.equal(graded('to', address).length, 1, address)
  })

  t.test('by the grades that the law and practice give', async (t) => {
    const grade = (address: string) => {
      const [one] = graded('to', address)
      return `${one?.grade} ${one?.from}`
    }
    for (const { address, table, row } of cellsOf(format2021)) {
      const parts = row.startsWith('other.')
      const expected = table === 'proactive' ? undefined : parts ? 'break null' : `exact ${address}`
      if (expected !== undefined) t.equal(grade(address), expected)
    }
    t.equal(
      grade('applications.other.total'),
      'exact applications.other.total',
      'one row became a group',
    )
    t.equal(grade('applications.refused.total'), 'exact applications.refused.total')
    for (const row of ['regulations', 'normativeDocuments']) {
      t.equal(grade(`proactive.${row}.issued`), `approximate proactive.${row}.newlyMade`)
      t.equal(grade(`proactive.${row}.repealed`), 'break null')
      t.equal(grade(`proactive.${row}.inForce`), `break proactive.${row}.totalPublic`)
    }
    for (const row of ['licensing', 'penalties', 'coercion']) {
      t.equal(grade(`proactive.${row}.decisions`), `approximate proactive.${row}.decisions`)
    }
    t.match(grade('proactive.fees.amount'), /^break/)
    for (const address of [
      'proactive.procurement.amount',
      'proactive.otherServices.decisions',
      'proactive.fees.itemsChange',
    ]) {
      t.match(graded('from', address), [{ grade: 'break', to: null }], address)
    }
  })

  t.test(
    'and since 2024 suits without reconsideration do not compare with those before',
    async (t) => {
      t.match(format2021.breaks, [{ year: 2024, at: 'disputes' }])
    },
  )
})

t.test('a mistyped name does not compile', async (t) => {
  const columns = [entry('upheld', '结果维持'), total('total', '总计')] as const
  const rows = [entry('received', '收到'), entry('handled', '办理')] as const
  const balance = block({
    columns,
    rows,
    // @ts-expect-error: there is no row "recieved"
    rowBalances: [{ left: ['recieved'], right: ['handled'] }],
  })
  const carry = block({
    columns,
    rows,
    // @ts-expect-error: nor one of last year
    rowBalances: [{ left: [lastYear('carriedOut')], right: ['received'] }],
  })
  const sections = [
    table({ id: 'one', heading: '一', layout: 'down', blocks: [block({ columns, rows })] }),
  ] as const
  const none = empty(format2021.measures)
  const of = { version: 'x', order: 'x', from: 2030, sections }
  const measured = format({
    ...of,
    measures: {
      ...none,
      // @ts-expect-error: nor a cell at that address
      received: ['one.received.sum'],
    },
  })
  const right = format({ ...of, measures: { ...none, received: ['one.received.total'] } })
  t.ok(balance && carry && measured && right)
})

const empty = (measures: Format['measures']): Record<keyof Format['measures'], readonly never[]> =>
  Object.fromEntries(Object.keys(measures).map((name) => [name, []])) as never
