import t from 'tap'
import { answerKey } from '../scripts/sandbox/answers.ts'
import { fillSandbox } from '../scripts/sandbox/fill.ts'
import { COUNTY } from '../scripts/sandbox/register.ts'
import { buildApp } from '../src/app.ts'
import { configWith } from '../src/config.ts'
import { valueAt } from '../src/reports/content.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openDatabase } from '../src/store/open.ts'
import { openStore } from '../src/store/store.ts'

interface Item {
  readonly agencyId: string
  readonly year: number
  readonly state: string
  readonly late: boolean
  readonly revision: number
  readonly summary: { readonly errors: number }
}
interface Finding {
  readonly rule: string
  readonly severity: string
  readonly at: readonly string[]
  readonly suspects?: readonly { readonly at: string }[]
}
interface Group {
  readonly coverage: { readonly expected: number; readonly counted: number; readonly late: number }
  readonly cells: object
}

let time = new Date('2019-12-01T01:00:00Z')
const store = openStore(':memory:', openDatabase(':memory:'), () => time.getTime())
const adminKey = (await firstAdmin(store, '')) ?? ''
const app = await buildApp(
  configWith({ LOG_LEVEL: 'silent', MAX_EVENT_LOOP_DELAY: 0, RATE_LIMIT: 0 }),
  store,
  () => time,
)
const keys = await fillSandbox({
  app,
  adminKey,
  setTime: (at) => {
    time = at
  },
  say: () => {},
})
t.teardown(async () => {
  await app.close()
  store.close()
})

async function get<Answer>(url: string): Promise<Answer> {
  const answer = await app.inject({ url, headers: { authorization: `Bearer ${keys.office}` } })
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
  return answer.json<Answer>()
}

// That it is what answers.json says, docs.test.ts sees to.
const key = answerKey()
const items: Item[] = []
for (let cursor = ''; ; ) {
  const url = `/v1/reports?region=${COUNTY}&limit=500${cursor}`
  const page = await get<{ items: Item[]; next: string | null }>(url)
  items.push(...page.items)
  if (page.next === null) break
  cursor = `&cursor=${encodeURIComponent(page.next)}`
}
const pairs = (its: readonly { readonly agencyId: string; readonly year: number }[]) =>
  its.map(({ agencyId, year }) => `${agencyId} ${year}`).sort()

t.test('every seeded error is found, as the key says, and no other', async (t) => {
  t.same(pairs(items.filter(({ summary }) => summary.errors > 0)), pairs(key.errors))
  for (const { agencyId, year, finds, cell } of key.errors) {
    const url = `/v1/reports/${agencyId}/${year}/findings`
    const { findings } = await get<{ findings: Finding[] }>(url)
    const errors = findings.filter(({ severity }) => severity === 'error')
    const found = errors.map(({ rule, at }) => `${rule} ${at[0]}`).sort()
    t.same(found, finds.map(({ rule, at }) => `${rule} ${at}`).sort(), `${agencyId} ${year}`)
    const suspected = errors.flatMap(({ suspects = [] }) => suspects.map(({ at }) => at))
    if (cell !== undefined) t.ok(suspected.includes(cell), `${cell} is suspected`)
  }
})

t.test('who is late, who waits and who was corrected is as the key says', async (t) => {
  t.same(pairs(items.filter(({ late }) => late)), pairs(key.late))
  t.same(pairs(items.filter(({ state }) => state === 'submitted')), pairs(key.waiting))
  const again = items.filter(({ revision }) => revision === 2)
  t.same(pairs(again), pairs([...key.corrected, ...key.returned]))
  for (const { agencyId, year } of key.missing) {
    t.notOk(items.some((item) => item.agencyId === agencyId && item.year === year))
  }
})

t.test('the county adds up to the sums of the key', async (t) => {
  for (const { year, expected, counted, late, cells } of key.sums) {
    const url = `/v1/aggregates?region=${COUNTY}&year=${year}&basis=published`
    const { groups } = await get<{ groups: Group[] }>(url)
    t.match(groups[0]?.coverage, { expected, counted, late }, `${year}`)
    for (const [address, sum] of Object.entries(cells)) {
      t.equal(valueAt(groups[0]?.cells as never, address), sum, `${year} ${address}`)
    }
  }
})

t.test('the store holds what it says', async (t) => {
  t.same([...store.verify()], [])
})
