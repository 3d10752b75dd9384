import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { readExcel, readWorkbook } from '../../src/documents/excel.ts'
import { figuresOf } from '../../src/documents/figures.ts'
import { formExcel, reportExcel, tablesExcel } from '../../src/documents/print/excel.ts'
import { type Workbook, workbookFrom, workbookParts } from '../../src/documents/workbook.ts'
import { partsOf } from '../../src/documents/zip.ts'
import { format2021 } from '../../src/formats/2021.ts'
import { cellsOf, identitiesOf } from '../../src/formats/cells.ts'
import { formats } from '../../src/formats/index.ts'
import { type CellValue, emptyReport, type Report } from '../../src/reports/report.ts'
import { anyReport } from './any-report.ts'
import { filledReport } from './filled-report.ts'

const about = { agency: '云溪县档案局', year: 2024 }
type Parts = ReadonlyMap<string, string>
const partsIn = (bytes: Buffer): Promise<Parts> => partsOf(bytes, workbookParts)
const workbookOf = async (bytes: Buffer): Promise<Workbook> => workbookFrom(await partsIn(bytes))

for (const format of formats) {
  t.test(`what is printed of ${format.version} is read back the same`, async () => {
    await fc.assert(
      fc.asyncProperty(anyReport(format), async (report) => {
        const reading = await readExcel(await reportExcel(report, about))
        deepStrictEqual(reading.refused, [])
        deepStrictEqual(reading.oddities, [])
        deepStrictEqual(reading.report, report)
        deepStrictEqual([reading.agency, reading.year], ['云溪县档案局', 2024])
      }),
      { numRuns: 15 },
    )
  })

  t.test(`every address of ${format.version} is a legal name, and no two are alike`, async (t) => {
    const { names } = await workbookOf(await reportExcel(filledReport(format), about))
    const all = [...names.keys()]
    for (const { address } of cellsOf(format)) t.ok(names.has(address), address)
    t.ok(all.every((name) => /^[A-Za-z_][\w.]{0,254}$/.test(name)))
    // R1C1, A1 and the like are places, not names.
    t.notOk(all.some((name) => /^([A-Z]{1,3}\d+|R|C|R\d*C\d*)$/i.test(name)))
    t.equal(new Set(all.map((name) => name.toLowerCase())).size, all.length)
  })

  t.test(`every total of ${format.version} is a live formula in the form`, async (t) => {
    const workbook = await workbookOf(await formExcel(emptyReport(format), about))
    const totals = new Set(
      identitiesOf(format).flatMap(({ kind, left }) =>
        kind === 'total' ? left.map(({ cell }) => cell.address) : [],
      ),
    )
    for (const { address } of cellsOf(format)) {
      t.equal(cellIn(workbook, address)?.formula !== undefined, totals.has(address), address)
    }
  })
}

t.test('a total adds up the cells the form says', async (t) => {
  const workbook = await workbookOf(await reportExcel(filledReport(format2021), about))
  const formula = (address: string) => cellIn(workbook, address)?.formula
  t.equal(formula('applications.received.total'), 'IF(COUNT(D5:I5)=0,"",SUM(D5:I5))')
  t.equal(formula('applications.handled.naturalPerson'), 'IF(COUNT(D7:D27)=0,"",SUM(D7:D27))')
  t.equal(
    formula('disputes.litigation.afterReconsideration.total'),
    'IF(COUNT(K5:N5)=0,"",SUM(K5:N5))',
  )
})

t.test('a reported total that differs stands as reported, marked, with a note', async (t) => {
  const report = filledReport(format2021, { 'applications.received.total': 99 })
  const bytes = await reportExcel(report, about)
  const cell = cellIn(await workbookOf(bytes), 'applications.received.total')
  t.strictSame(cell, { kind: 'number', text: '99' })
  const strings = (await partsIn(bytes)).get('xl/sharedStrings.xml') ?? ''
  t.match(
    strings,
    '注：J5（一、本年新收政府信息公开申请数量，总计）填报“99”，所列各项之和为6，按填报列示。',
  )
})

t.test('text is never a formula', async (t) => {
  const report: Report = { ...filledReport(format2021), title: '=HYPERLINK("http://x","y")' }
  const bytes = await reportExcel(report, { agency: '=cmd|calc', year: 2024 })
  const workbook = await workbookOf(bytes)
  t.strictSame(cellIn(workbook, 'title'), { kind: 'text', text: report.title })
  t.strictSame(cellIn(workbook, 'report.agency'), { kind: 'text', text: '=cmd|calc' })
})

t.test('a long text is kept whole over several cells', async (t) => {
  const long = '𠮷公开'.repeat(30_000)
  const report: Report = {
    ...filledReport(format2021),
    narrative: { ...emptyReport(format2021).narrative, 'narrative.problems': long },
  }
  const { report: read } = await readExcel(await reportExcel(report, about))
  t.ok(read.narrative['narrative.problems'] === long)
})

t.test("a county's sums stand on the same sheets", async (t) => {
  const workbook = await workbookOf(
    await tablesExcel(format2021, figuresOf(filledReport(format2021))),
  )
  t.equal(workbook.sheets.size, 3)
  t.equal(cellIn(workbook, 'applications.handled.total')?.text, '130')
  t.equal(cellIn(workbook, 'proactive.fees.amount')?.text, '9.63211')
})

t.test('the form comes with what is known filled in', async (t) => {
  const known: Report = {
    ...emptyReport(format2021),
    cells: cellsOf(format2021).map(({ address }): CellValue => {
      if (address === 'applications.carriedIn.naturalPerson') return 3
      return address.startsWith('proactive.regulations') ? 'n/a' : null
    }),
  }
  const workbook = await workbookOf(await formExcel(known, about))
  t.equal(cellIn(workbook, 'applications.carriedIn.naturalPerson')?.text, '3')
  t.strictSame(cellIn(workbook, 'applications.carriedIn.total'), {
    kind: 'number',
    text: '3',
    formula: 'IF(COUNT(D6:I6)=0,"",SUM(D6:I6))',
  })
  const { report } = await readExcel(await formExcel(known, about))
  t.equal(report.cells.filter((value) => value === 'n/a').length, 3)
  t.equal(report.cells.filter((value) => value === 3).length, 2)
  t.equal(report.cells.filter((value) => value === null).length, 195)
})

t.test('reading a form back', async (t) => {
  const parts = await partsIn(await reportExcel(filledReport(format2021), about))
  const applications = 'xl/worksheets/sheet3.xml'
  const address = 'applications.received.naturalPerson'

  /** The form with another content in cell D5, or with other changes to its parts. */
  const withD5 = (cell: string, style = ''): Parts =>
    changed(
      applications,
      /<c r="D5"( s="\d+")[^>]*><v>[^<]*<\/v><\/c>/,
      `<c r="D5"${style || '$1'}${cell}</c>`,
    )
  const changed = (path: string, from: RegExp | string, to: string): Parts => {
    const before = parts.get(path) ?? ''
    const after = before.replace(from, to)
    if (after === before) throw new Error(`nothing to change in ${path}`)
    return new Map([...parts, [path, after]])
  }
  const refusal = (parts: Parts) => {
    const { refused, report } = readWorkbook(parts)
    const at = cellsOf(format2021).findIndex((cell) => cell.address === address)
    t.equal(report.cells[at], null, 'what is refused is not stated')
    const [{ at: where, source, reason } = {}] = refused.filter(({ at }) => at === address)
    return { where, sheet: source?.sheet, ref: source?.ref, reason: reason?.en }
  }
  const place = { where: address, sheet: '三、收到和处理政府信息公开申请情况', ref: 'D5' }

  const defects: Record<string, [Parts, string]> = {
    'text in a number cell': [
      withD5(' t="inlineStr"><is><t>三件</t></is>'),
      'Text "三件" in a number cell; enter a number, "/" for not applicable, or leave it blank.',
    ],
    'a number stored as text': [
      withD5(' t="inlineStr"><is><t>3</t></is>'),
      'Text "3" in a number cell; enter a number, "/" for not applicable, or leave it blank.',
    ],
    'a fraction': [withD5('><v>1.5</v>'), '"1.5" is not a whole number.'],
    'less than nothing': [withD5('><v>-1</v>'), '"-1" is less than 0.'],
    'a logical value': [withD5(' t="b"><v>1</v>'), 'A logical value in a number cell.'],
    'an error': [withD5(' t="e"><v>#REF!</v>'), 'The cell holds the error "#REF!".'],
    'a formula never calculated': [
      withD5('><f>1+2</f>'),
      'The formula has not been calculated; open and save the workbook in a spreadsheet program.',
    ],
    'a deleted name': [
      changed('xl/workbook.xml', `name="${address}"`, 'name="gone"'),
      'The name of this item was deleted from the workbook, so its cell cannot be told.',
    ],
  }
  for (const [name, [parts, reason]] of Object.entries(defects)) {
    t.test(`refuses ${name}`, async (t) => {
      const nowhere = name === 'a deleted name' ? { sheet: undefined, ref: undefined } : {}
      t.strictSame(refusal(parts), { ...place, ...nowhere, reason })
    })
  }

  t.test('refuses a number that was turned into a date or a percentage', async (t) => {
    for (const [format, reason] of [
      ['numFmtId="14"', /turned into a date/],
      ['numFmtId="58"', /turned into a date/],
      ['numFmtId="10"', /percentage/],
      ['numFmtId="900"', /turned into a date/],
    ] as const) {
      const styles = `<styleSheet><numFmts><numFmt numFmtId="900" formatCode="m&quot;月&quot;d"/></numFmts>
        <cellXfs><xf ${format}/></cellXfs></styleSheet>`
      const dated = new Map(withD5('><v>45293</v>', ' s="0"')).set('xl/styles.xml', styles)
      t.match(refusal(dated).reason, reason)
    }
  })

  t.test('refuses a total that a program left behind its parts', async (t) => {
    const { refused } = readWorkbook(withD5('><v>41</v>'))
    t.strictSame(
      refused.map(({ at }) => at),
      ['applications.received.total'],
    )
  })

  t.test('takes "/" and "-" for not applicable and a space for a blank', async (t) => {
    const read = (text: string) =>
      readWorkbook(
        withD5(` t="inlineStr"><is><t xml:space="preserve">${text}</t></is>`),
      ).cells.find(({ at }) => at === address)?.value
    t.equal(read('/'), 'n/a')
    t.equal(read(' － '), 'n/a')
    t.equal(read(' '), null)
  })

  t.test('reports a figure typed beside the form', async (t) => {
    const stray = changed(applications, '</row>', '<c r="Z1"><v>7</v></c></row>')
    t.strictSame(readWorkbook(stray).oddities, [
      { kind: 'debris', quote: '三、收到和处理政府信息公开申请情况!Z1: 7' },
    ])
  })

  t.test('refuses half a period, and a date where text belongs', async (t) => {
    const half = changed('xl/workbook.xml', 'name="period.to"', 'name="elsewhere"')
    t.equal(readWorkbook(half).report.period, null)
    t.strictSame(
      readWorkbook(half).refused.map(({ at }) => at),
      ['period'],
    )
    const logical = changed(
      'xl/worksheets/sheet1.xml',
      /<c r="B15"([^>]*) t="s"><v>\d+<\/v>/,
      '<c r="B15"$1 t="b"><v>1</v>',
    )
    t.equal(readWorkbook(logical).refused.length, 1)
  })

  t.test('reads what is not the form any more by its labels', async (t) => {
    const other = readWorkbook(changed('xl/workbook.xml', 'name="format"', 'name="other"'))
    t.strictSame(other.report.cells, filledReport(format2021).cells)
    t.strictSame(other.refused, [])
    const d5 = other.cells.find(({ at }) => at === address)
    t.match(d5?.source, { sheet: place.sheet, ref: 'D5' })
  })

  t.test('refuses what is no sound workbook', async (t) => {
    const entity = changed(
      'xl/workbook.xml',
      '<workbook',
      '<!DOCTYPE x [<!ENTITY a "b">]><workbook',
    )
    t.throws(() => readWorkbook(entity), { code: 'damaged' })
    t.throws(() => readWorkbook(new Map()), { code: 'damaged' })
  })
})

t.test('a file that is no sound package is refused', async (t) => {
  const bytes = await reportExcel(filledReport(format2021), about)
  /** Another size than the true one, in every entry of the archive's directory. */
  const resized = (size: number) => {
    const copy = Buffer.from(bytes)
    const next = (from: number) => copy.indexOf('PK\x01\x02', from, 'latin1')
    for (let at = next(0); at >= 0; at = next(at + 4)) copy.writeUInt32LE(size, at + 24)
    return copy
  }
  const defects: Record<string, [Buffer, string]> = {
    nothing: [Buffer.alloc(0), 'damaged'],
    'half a file': [bytes.subarray(0, bytes.length / 2), 'damaged'],
    'a file with a password': [Buffer.concat([Buffer.from('d0cf11e0', 'hex'), bytes]), 'encrypted'],
    'a file that unpacks to gigabytes': [resized(0x0fffffff), 'too-large'],
    'a file that unpacks to more than it says': [resized(1), 'damaged'],
  }
  for (const [name, [file, code]] of Object.entries(defects)) {
    await t.rejects(readExcel(file), { code }, name)
  }
})

function cellIn({ names, sheets }: Workbook, name: string) {
  const [sheet = '', ref = ''] = (names.get(name) ?? '').split('!')
  return sheets.get(sheet.slice(1, -1))?.cells.get(ref.replaceAll('$', ''))
}
