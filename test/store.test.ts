import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { Problem } from '../src/errors.ts'
import { cellsOf } from '../src/formats/cells.ts'
import { formatDueFor } from '../src/formats/index.ts'
import { canonicalJson } from '../src/reports/canonical.ts'
import { contentOf } from '../src/reports/content.ts'
import type { CellValue, Report } from '../src/reports/report.ts'
import { emptyReport } from '../src/reports/report.ts'
import { decodeTally } from '../src/reports/tally.ts'
import { answerFinding, findFindings } from '../src/services/find-findings.ts'
import { putRegion } from '../src/services/put-region.ts'
import { putReport } from '../src/services/put-report.ts'
import type { Asking, Service } from '../src/services/service.ts'
import { transition } from '../src/services/transition.ts'
import type { Agency, Kind } from '../src/store/agency-store.ts'
import type { Caller } from '../src/store/client-store.ts'
import { cellCount } from '../src/store/known-format.ts'
import { bases } from '../src/store/standing.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { placeOf } from '../src/store/sums.ts'
import { notAddingUp } from './fixtures/adding-up.ts'

const person = (id: string): Caller => ({ id, role: 'admin', agencies: [], region: null })
const filer: Asking = { caller: person('filer'), language: 'en' }
const office: Asking = { caller: person('office'), language: 'en' }

const agencyIn = (id: string, region: string, more: Partial<Agency> = {}): Agency => ({
  id,
  name: `单位${id}`,
  kind: 'department',
  region,
  uscc: null,
  aliases: [],
  ruleMaking: false,
  counts: true,
  validFrom: null,
  validTo: null,
  predecessors: [],
  ...more,
})

const REGIONS = ['370000', '370700', '370781', '370800', '370801'] as const
const AGENCIES = ['a', 'b', 'c'] as const
// One year of each format, not next to one another: nothing is carried over.
const YEARS = [2020, 2023] as const
const KINDS: readonly Kind[] = ['department', 'township', 'government']
const ACTIONS = ['submit', 'withdraw', 'return', 'accept', 'publish', 'reopen'] as const
const BY_FILER: readonly string[] = ['submit', 'withdraw']
/** What each step needs and makes, told apart from the service's own table. */
const FROM: Record<string, readonly string[]> = {
  submit: ['draft', 'returned'],
  withdraw: ['submitted'],
  return: ['submitted'],
  accept: ['submitted'],
  publish: ['accepted'],
  reopen: ['accepted', 'published'],
}

/** One thing that somebody does. Whether it is allowed is the model's to say. */
type Deed =
  | {
      readonly do: 'file'
      readonly agency: string
      readonly year: number
      readonly cells: readonly CellValue[]
    }
  | {
      readonly do: 'step'
      readonly agency: string
      readonly year: number
      readonly action: (typeof ACTIONS)[number]
      readonly late: boolean
    }
  | { readonly do: 'register'; readonly agency: string; readonly entry: Partial<Agency> }
  | { readonly do: 'move'; readonly region: string; readonly under: string | null }

interface Known {
  state: string
  /** Revisions as filed; what stands is counted from 1. */
  bodies: Report[]
  readonly stands: Record<string, number | null>
  late: boolean
  everSubmitted: boolean
  sentBack: number | null
}

/** The whole county as anybody would keep it by hand. */
class Model {
  readonly above = new Map<string, string | null>(REGIONS.map((code) => [code, null]))
  readonly agencies = new Map<string, Agency>()
  readonly reports = new Map<string, Known>()

  /** The region and those above it. */
  chain(code: string): string[] {
    const next = this.above.get(code) ?? null
    return next === null ? [code] : [code, ...this.chain(next)]
  }

  /** The cells that count for a region, kind and basis in a year, each with whether it was late. */
  counted(region: string, kind: string, basis: string, year: number) {
    return [...this.agencies.values()].flatMap((agency) => {
      const known = this.reports.get(`${agency.id} ${year}`)
      const number = known?.stands[basis]
      const body = number == null ? undefined : known?.bodies[number - 1]
      const inside = agency.counts && this.chain(agency.region).includes(region)
      if (!inside || (kind !== '' && agency.kind !== kind) || body === undefined) return []
      return [{ agency: agency.id, number, body, late: known?.late === true }]
    })
  }
}

const small = fc.oneof(
  { weight: 5, arbitrary: fc.constant<CellValue>(0) },
  { weight: 1, arbitrary: fc.constantFrom<CellValue>(null, 'n/a') },
  { weight: 2, arbitrary: fc.nat(9) },
  { weight: 1, arbitrary: fc.nat(999_999_999) },
)
const agency = fc.constantFrom(...AGENCIES)
const year = fc.constantFrom(...YEARS)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('file' as const),
      agency,
      year,
      cells: fc.array(small, { minLength: 12, maxLength: 12 }),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('step' as const),
      agency,
      year,
      action: fc.constantFrom(...ACTIONS, 'submit', 'accept', 'publish'),
      late: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('register' as const),
      agency,
      entry: fc.record(
        {
          region: fc.constantFrom(...REGIONS),
          kind: fc.constantFrom(...KINDS),
          counts: fc.boolean(),
          validTo: fc.constantFrom(null, 2022, 2023),
        },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      region: fc.constantFrom(...REGIONS),
      under: fc.constantFrom(null, ...REGIONS),
    }),
  },
)

/** A report whose cells repeat the few given. */
function reportWith(year: number, few: readonly CellValue[]): Report {
  const format = formatDueFor(year)
  if (format === undefined) throw new Error(`No format for ${year}`)
  const cells = cellsOf(format).map(({ index }) => few[(index * 5) % few.length] ?? null)
  return { ...emptyReport(format), cells }
}

/** The store under test, the model beside it, and what is done to both. */
async function county(store: Store) {
  let now = new Date()
  const service: Service = { store, publicRead: false, now: () => now }
  const model = new Model()
  for (const code of REGIONS)
    await store.register.putRegion({ code, name: code, parent: null }, 'x')
  for (const id of AGENCIES) {
    const entry = agencyIn(id, REGIONS[2])
    model.agencies.set(id, entry)
    await store.register.putAgency(entry, 'x')
  }

  /** Does it to both; answers whether they agree on its being allowed. */
  async function run(deed: Deed): Promise<boolean> {
    const allowed = foresee(deed)
    try {
      await perform(deed)
      allowed?.()
      return allowed !== undefined
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return allowed === undefined
    }
  }

  /** What the deed does to the model; undefined where it is not allowed. */
  function foresee(deed: Deed): (() => void) | undefined {
    switch (deed.do) {
      case 'move': {
        const { region, under } = deed
        if (under !== null && model.chain(under).includes(region)) return undefined
        return () => model.above.set(region, under)
      }
      case 'register': {
        const entry = { ...(model.agencies.get(deed.agency) as Agency), ...deed.entry }
        return () => model.agencies.set(deed.agency, entry)
      }
      case 'file':
        return foreseeFiling(deed)
      case 'step':
        return foreseeStep(deed)
    }
  }

  function foreseeFiling({ agency, year, cells }: Deed & { do: 'file' }) {
    const { validTo } = model.agencies.get(agency) as Agency
    const known = model.reports.get(`${agency} ${year}`)
    const report = reportWith(year, cells)
    if (year > (validTo ?? year) || known?.state === 'submitted') return undefined
    const same =
      known !== undefined && canonicalJson(known.bodies.at(-1) as Report) === canonicalJson(report)
    if (same) return /accepted|published/.test(known.state) ? undefined : () => undefined
    return () => {
      const stands = { submitted: null, accepted: null, published: null }
      const fresh: Known = {
        state: 'draft',
        bodies: [],
        stands,
        late: false,
        everSubmitted: false,
        sentBack: null,
      }
      const next = known ?? fresh
      next.bodies.push(report)
      next.state = next.state === 'returned' ? 'returned' : 'draft'
      model.reports.set(`${agency} ${year}`, next)
    }
  }

  function foreseeStep({ agency, year, action, late }: Deed & { do: 'step' }) {
    const known = model.reports.get(`${agency} ${year}`)
    if (known === undefined || !FROM[action]?.includes(known.state)) return undefined
    const newest = known.bodies.length
    if (action === 'submit' && known.sentBack !== null) {
      const [was, is] = [known.bodies[known.sentBack - 1], known.bodies.at(-1)] as [Report, Report]
      if (canonicalJson(was) === canonicalJson(is)) return undefined
    }
    return () => {
      const { stands } = known
      switch (action) {
        case 'submit':
          if (!known.everSubmitted) known.late = late
          known.everSubmitted = true
          known.state = 'submitted'
          stands['submitted'] = newest
          return
        case 'withdraw':
          known.state = 'draft'
          stands['submitted'] = stands['accepted'] ?? null
          if (stands['accepted'] === null) {
            known.late = false
            known.everSubmitted = false
          }
          return
        case 'return':
          known.state = 'returned'
          known.sentBack = newest
          stands['submitted'] = stands['accepted'] ?? null
          return
        case 'accept':
          known.state = 'accepted'
          known.sentBack = null
          stands['accepted'] = newest
          return
        case 'publish':
          known.state = 'published'
          stands['published'] = newest
          return
        case 'reopen':
          known.state = 'returned'
          known.sentBack = newest
      }
    }
  }

  async function perform(deed: Deed): Promise<unknown> {
    switch (deed.do) {
      case 'move':
        return putRegion(
          service,
          filer.caller,
          { code: deed.region, name: deed.region, parent: deed.under },
          {},
        )
      case 'register':
        return store.register.putAgency(
          { ...(model.agencies.get(deed.agency) as Agency), ...deed.entry },
          'x',
        )
      case 'file': {
        const content = contentOf(reportWith(deed.year, deed.cells))
        const at = { agencyId: deed.agency, year: deed.year, reason: 'because' }
        const known = model.reports.has(`${deed.agency} ${deed.year}`)
        const preconditions = known ? { ifMatch: '*' } : {}
        return putReport(service, filer, { ...at, sent: { content }, preconditions })
      }
      case 'step': {
        const at = { agencyId: deed.agency, year: deed.year }
        now = new Date(deed.late ? '2030-01-01' : `${deed.year + 1}-01-01`)
        if (await store.reports.find(deed.agency, deed.year)) await waiveAll(at)
        const asking = BY_FILER.includes(deed.action) ? filer : office
        return transition(service, asking, { ...at, action: deed.action, preconditions: {} })
      }
    }
  }

  /** What the reports say is made up, and so are the reasons for it. */
  async function waiveAll(at: { agencyId: string; year: number }) {
    const { findings } = await findFindings(service, office, at)
    for (const { fingerprint, severity, waiver } of findings) {
      if (severity === 'info' || waiver !== undefined) continue
      const text = `made up for a test, and number ${fingerprint}`
      await answerFinding(service, office, {
        ...at,
        fingerprint,
        kind: 'waiver',
        text,
        preconditions: {},
      })
    }
  }

  return { model, run, service }
}

const filersIn = (store: Store, region: string, kind: string, year: number): number => {
  const { expected } = store.sums.now(region, 'submitted').held('whole', kind, year, year)
  return expected.get(placeOf(region, kind))?.[0] ?? 0
}

/** What the store's sums differ in from a recount by hand; empty where they agree. */
async function differences(store: Store, model: Model): Promise<string[]> {
  const found: string[] = []
  for (const region of REGIONS) {
    const all = { region, kind: '', from: YEARS[0], to: YEARS[1] }
    const byAgency = await store.sums.byAgency({ ...all, basis: 'submitted', limit: 1000 })
    found.push(...notAddingUp(store.sums.now(region, 'submitted'), byAgency, all))
  }
  return [...found, ...notRecounted(store, model)]
}

function* notRecounted(store: Store, model: Model): Generator<string> {
  const { now } = store.sums
  for (const fault of store.verify()) yield `${fault.where}: ${fault.what}`
  yield* notNeighbours(store, model)
  for (const region of REGIONS) {
    for (const kind of ['', ...KINDS]) {
      for (const year of YEARS) {
        const filers = [...model.agencies.values()].filter(
          (agency) =>
            agency.counts &&
            (kind === '' || agency.kind === kind) &&
            year <= (agency.validTo ?? year) &&
            model.chain(agency.region).includes(region),
        ).length
        if (filersIn(store, region, kind, year) !== filers) yield `filers ${region} ${kind} ${year}`
        for (const basis of bases) {
          const counted = model.counted(region, kind, basis, year)
          const held = now(region, basis).held('whole', kind, year, year)
          const [row, ...more] = held.rows.get(placeOf(region, kind)) ?? []
          const at = `${region} ${kind} ${basis} ${year}`
          if (more.length > 0) yield `${at}: more than one format`
          const tally = row && decodeTally(row.tally, cellCount(row.format))
          if ((tally?.reports ?? 0) !== counted.length) yield `${at}: reports`
          if (tally === undefined) continue
          if (tally.late !== counted.filter(({ late }) => late).length) yield `${at}: late`
          const marks = counted.map(({ agency, number, body }) =>
            mark(agency, year, number as number, body),
          )
          const sum = marks.reduce((sum, one) => (sum + one) % 2n ** 256n, 0n)
          if (whole(tally.digest) !== sum) yield `${at}: digest`
          tally.sums.forEach((value, index) => {
            const cells = counted.map(({ body }) => body.cells[index])
            const figures = cells.filter((cell) => typeof cell === 'number')
            if (value !== figures.reduce((sum, cell) => sum + cell, 0)) fail(`${at}: cell ${index}`)
            if (tally.notStated[index] !== cells.filter((cell) => cell === null).length)
              fail(`${at}: not stated ${index}`)
            if (tally.notApplicable[index] !== cells.filter((cell) => cell === 'n/a').length)
              fail(`${at}: n/a ${index}`)
          })
        }
      }
    }
  }
  function fail(what: string): never {
    throw new Error(what)
  }
}

/** What stands in a county, as it is held against one report after another while it is filed. */
function* notNeighbours(store: Store, model: Model): Generator<string> {
  const agencies = [...model.agencies.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const region of REGIONS) {
    for (const year of YEARS) {
      const standing = agencies.flatMap(({ id, kind, region: own }) => {
        const { stands } = model.reports.get(`${id} ${year}`) ?? {}
        const revision = stands?.['accepted'] ?? stands?.['submitted'] ?? null
        const depth = model.chain(own).indexOf(region)
        return revision === null || depth < 0 || id === 'a' ? [] : [{ id, revision, kind, depth }]
      })
      for (const limit of [1, 100]) {
        const asked = { region, year, not: 'a', limit }
        const found = store.reports.ofCounty(asked)
        const should = standing.slice(0, limit).map(({ id, revision }) => `${id} ${revision}`)
        if (`${found.map((one) => `${one.agency} ${one.revision}`)}` !== `${should}`)
          yield `sisters in ${region} ${year}`
        for (const [kind, depth] of KINDS.flatMap((kind) =>
          [0, 1].map((at) => [kind, at] as const),
        )) {
          const peers = standing.filter((one) => one.kind === kind && one.depth === depth)
          const stated = store.reports.peersOf({ ...asked, kind, depth })
          if (
            `${stated.map(({ agency }) => agency)}` !==
            `${peers.slice(0, limit).map(({ id }) => id)}`
          )
            yield `peers in ${region} ${year}`
        }
      }
    }
  }
}

const digestOf = (report: Report) =>
  createHash('sha256').update(canonicalJson(report)).digest('hex')
const mark = (agency: string, year: number, number: number, body: Report): bigint =>
  whole(
    createHash('sha256')
      .update(`${agency}/${year}/${number}/${digestOf(body)}`)
      .digest(),
  )
const whole = (bytes: Uint8Array): bigint =>
  BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)

t.test('after whatever is done, every sum is what a recount by hand gives', async (t) => {
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40 }), async (deeds) => {
      const store = openStore(':memory:')
      try {
        const { model, run } = await county(store)
        for (const deed of deeds) {
          const before = await store.events.list(0, 10_000)
          const agreed = await run(deed)
          if (!agreed) throw new Error(`Not as the model has it: ${JSON.stringify(deed)}`)
          if ((await store.events.list(0, 10_000)).length > before.length) {
            const name = deed.do === 'step' ? deed.action : deed.do
            done.set(name, (done.get(name) ?? 0) + 1)
          }
          const [difference] = await differences(store, model)
          if (difference !== undefined)
            throw new Error(`${difference} after ${JSON.stringify(deed)}`)
        }
        while (await store.search.catchUp());
        const faults = [...store.verify()].filter(({ where }) => /^(search|region)/.test(where))
        if (faults.length > 0) throw new Error(JSON.stringify(faults))
        const rows = await store.rebuild()
        const [difference] = await differences(store, model)
        if (difference !== undefined) throw new Error(`${difference} after rebuilding ${rows} rows`)
      } finally {
        store.close()
      }
    }),
    { numRuns: 20, seed: 20241 },
  )
  for (const name of ['file', 'register', 'move', ...ACTIONS]) {
    t.ok((done.get(name) ?? 0) > 0, `${name}: ${done.get(name) ?? 0} times`)
  }
})

t.test('writes that arrive together', async (t) => {
  const make = async (path = ':memory:') => {
    const store = openStore(path)
    t.teardown(() => store.close())
    return { store, ...(await county(store)) }
  }

  t.test('are kept each by itself: one that fails leaves the others alone', async (t) => {
    const { store, run, model } = await make()
    for (const agency of AGENCIES) {
      for (const year of YEARS) {
        await run({ do: 'file', agency, year, cells: [1, 0, null, 'n/a', 2] })
        await run({ do: 'step', agency, year, action: 'submit', late: false })
      }
    }
    const head = await store.reports.find('a', 2023)
    if (head === undefined) throw new Error('No report')
    const accept = (agency: string, year: number) =>
      run({ do: 'step', agency, year, action: 'accept', late: false })
    const failing = store.reports.move({
      head: { ...head, version: 99 },
      action: 'accept',
      client: 'x',
      state: 'accepted',
      revision: 1,
      stands: { accepted: 1 },
      late: false,
      submitted: null,
      returned: null,
      detail: {},
    })
    const outcomes = await Promise.allSettled([
      accept('a', 2020),
      failing,
      accept('b', 2020),
      store.register.putAgency(agencyIn('lost', '999999'), 'x'),
      accept('b', 2023),
      accept('c', 2020),
    ])
    t.same(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
    )
    t.same(await differences(store, model), [])
    t.equal(store.register.findAgency('lost'), undefined)
  })

  t.test(
    'cannot together do what neither may do alone: put two regions below each other',
    async (t) => {
      const { store, service, model } = await make()
      const under = (code: string, parent: string) =>
        putRegion(service, filer.caller, { code, name: code, parent }, {})
      const outcomes = await Promise.allSettled([
        under(REGIONS[0], REGIONS[1]),
        under(REGIONS[1], REGIONS[0]),
      ])
      t.same(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected'],
      )
      model.above.set(REGIONS[0], REGIONS[1])
      t.same(await differences(store, model), [])
    },
  )

  t.test('five hundred at once are all kept, in one chain of events', async (t) => {
    const { store } = await make(join(t.testdir(), 'many.sqlite'))
    await Promise.all(
      Array.from({ length: 500 }, (_, i) =>
        store.register.putAgency(agencyIn(`n${i}`, REGIONS[2]), 'x'),
      ),
    )
    t.equal(filersIn(store, REGIONS[2], '', 2024), 500 + AGENCIES.length)
    t.same([...store.verify()], [])
    const events = await store.events.list(0, 1000)
    const times = events.map(({ at }) => at)
    t.same(times, [...new Set(times)].sort(), 'each at a moment of its own')
  })

  t.test('are refused, not queued without end', async (t) => {
    const { store } = await make()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 2500 }, (_, i) =>
        store.register.putAgency(agencyIn(`n${i}`, REGIONS[2]), 'x'),
      ),
    )
    const refused = outcomes.filter(({ status }) => status === 'rejected').length
    t.equal(refused, 500)
    t.equal(filersIn(store, REGIONS[2], '', 2024), 2000 + AGENCIES.length)
  })
})

/** A store on disk with a few reports, and a second connection behind its back. */
async function onDisk(t: Test) {
  const path = join(t.testdir(), 'nianbao.sqlite')
  filled ??= fill(`${path}.first`)
  const { bytes, model } = await filled
  writeFileSync(path, bytes)
  const store = openStore(path)
  const behind = new Sqlite(path)
  behind.pragma('synchronous = OFF')
  t.teardown(() => {
    behind.close()
    store.close()
  })
  return { store, model, behind, path }
}

let filled: Promise<{ bytes: Buffer; model: Model }> | undefined

/** Made once: every commit waits for the disk. */
async function fill(path: string) {
  const store = openStore(path)
  const { run, model } = await county(store)
  for (const agency of AGENCIES) {
    await run({ do: 'file', agency, year: 2023, cells: [3, 0, 1, null] })
    await run({ do: 'step', agency, year: 2023, action: 'submit', late: false })
  }
  store.close()
  return { bytes: readFileSync(path), model }
}

const reportRow = (agency: string, year: number) =>
  `insert into report (agency, year, state, revision, version, late, updated_at, format, digest,
     filed_at, checked_at, errors, warnings, infos)
   values ('${agency}', ${year}, 'draft', 1, 1, 0, 'x', '2021', x'00', 'x', 'x', 0, 0, 0)`

t.test('what was filed, stood and done', async (t) => {
  const { store, behind } = await onDisk(t)
  for (const [sql, reason] of [
    ["update revision set body = x'7b7d'", /revision is never changed/],
    ['update revision set reason = null', /revision is never changed/],
    ['delete from revision', /revision is never deleted/],
    ["update event set client = 'somebody'", /event is never changed/],
    ['delete from event where id = 1', /event is never deleted/],
    ['delete from standing', /standing is never deleted/],
    ['update standing set revision = 2', /standing can only be ended/],
    ["update standing set since = '2000-01-01T00:00:00.000000Z'", /standing can only be ended/],
    [reportRow('nobody', 2023), /FOREIGN KEY/],
    [reportRow('a', 9999), /CHECK/],
    [reportRow('a', 2023), /UNIQUE/],
    ["update report set year = 'last'", /cannot store TEXT value/],
  ] as const) {
    t.throws(() => behind.exec(sql), reason, sql)
  }
  t.same([...store.verify()], [], 'is as it was')
})

t.test('verify finds', async (t) => {
  const cases: Record<string, readonly [sql: string, where: RegExp]> = {
    'an altered byte of a filed body': [
      "update revision set body = cast(replace(body, '1', '2') as blob) where report = 1",
      /^revision 1 of a 2023$/,
    ],
    'an altered vector': [
      "update revision set cells = x'0003' where report = 2",
      /^revision 1 of b 2023$/,
    ],
    'an altered digest': [
      'update revision set digest = zeroblob(32) where report = 3',
      /^revision 1 of c 2023$/,
    ],
    'an altered sum': [
      "update roll_up set tally = cast(x'04' || substr(tally, 2) as blob) where region = '370781' and kind = ''",
      /^roll-up 370781 submitted {2}2023 2021$/,
    ],
    'a sum that is gone': [
      "delete from roll_up where kind = 'department'",
      /^roll-up 370781 submitted department/,
    ],
    'a sum of nothing': [
      "insert into roll_up select region, basis, kind, 2022, format, tally from roll_up where kind = ''",
      /2022 2021$/,
    ],
    'a format that is not its newest revision’s': [
      "update report set format = '2019' where id = 1",
      /^report of a 2023$/,
    ],
    'a number of errors that were not found': [
      'update report set errors = errors + 1 where id = 2',
      /^report of b 2023$/,
    ],
    'a revision that does not stand': [
      'update report set accepted = 1 where id = 3',
      /^report of c 2023$/,
    ],
    'a standing that was ended by hand': [
      "update standing set until = '2030' where report = 1",
      /^roll-up/,
    ],
    'a standing marked late by hand': ['update standing set late = 1 where report = 1', /^roll-up/],
    'an agency moved by hand': [
      "update agency set region = '370800' where id = 'a'",
      /^(roll-up|filers)/,
    ],
    'a number of filers that is not the register’s': [
      'update filer_count set change = change + 1',
      /^filers/,
    ],
    'an altered event': ["update event set client = 'somebody' where id = 3", /^event 3$/],
    'an altered detail': ["update event set detail = '{}' where id = 2", /^event 2$/],
    'an event that is gone': ['delete from event where id = 4', /^event 5$/],
  }
  for (const [what, [sql, where]] of Object.entries(cases)) {
    t.test(what, async (t) => {
      const { store, behind } = await onDisk(t)
      t.same([...store.verify()], [])
      for (const name of [
        'revision_is_final',
        'event_is_final',
        'event_is_kept',
        'standing_only_ends',
      ]) {
        behind.exec(`drop trigger ${name}`)
      }
      t.ok(behind.prepare(sql).run().changes > 0, 'altered')
      const faults = [...store.verify()]
      t.ok(faults.length > 0)
      t.ok(
        faults.some((fault) => where.test(fault.where)),
        JSON.stringify(faults),
      )
    })
  }
})

t.test('rebuild repairs what is derived', async (t) => {
  const { store, model, behind } = await onDisk(t)
  behind.exec('delete from roll_up')
  behind.exec('update filer_count set change = 7')
  behind.exec("update report set warnings = 9, published = 1, digest = x'00' where id <> 2")
  t.ok([...store.verify()].length > 0)
  t.equal(await store.rebuild(), 2)
  t.equal(store.refreshHeads(), 2)
  t.same(await differences(store, model), [])
})

t.test('a store opened again holds what it held', async (t) => {
  const { store, model, path } = await onDisk(t)
  const again = openStore(path)
  t.teardown(() => again.close())
  t.same(await differences(again, model), [])
  t.same(await again.events.list(0, 1000), await store.events.list(0, 1000))
  t.same(again.secret('cursor'), store.secret('cursor'), 'and its cursors stay good')
})
