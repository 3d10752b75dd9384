import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { type Answer, build } from './build.ts'
import { contentFor } from './fixtures/filed.ts'

const PASSAGES = ['overview.intro', 'overview.proactive', 'overview.onRequest', 'overview.platform']

/** Two megabytes, with much of what a reader of claims has most to do with. */
const heavy = (agency: string) => {
  const text = '收到申请3件，其中1件，'.repeat(300) + '认真做好各项公开工作。'.repeat(15_000)
  const told = PASSAGES.map((at) => [`narrative.${at}`, text])
  return contentFor(agency, 2024, Object.fromEntries(told))
}

t.test('a narrative of two megabytes holds nobody up', async (t) => {
  const { admin, region, agency } = await build(t, { BODY_LIMIT: 4 * 2 ** 20 })
  await region('370781')
  await agency('a', '370781')
  t.ok(Buffer.byteLength(JSON.stringify(heavy('a'))) > 2_000_000)

  /** How many other requests are answered meanwhile, and what the request itself is. */
  async function meanwhile(asked: Promise<Answer>): Promise<[number, Answer]> {
    let pending = true
    const done = asked.finally(() => {
      pending = false
    })
    let others = 0
    while (pending) {
      const { status } = await admin.get('/v1/reports?year=2024')
      if (status === 200 && pending) others++
      await nextTurn()
    }
    return [others, await done]
  }

  const bySending: Readonly<Record<string, () => Promise<Answer>>> = {
    'POST /v1/validations': () => admin.post('/v1/validations?year=2024', heavy('a')),
    'PUT of a report': () => admin.put('/v1/reports/a/2024', heavy('a')),
  }
  for (const [what, send] of Object.entries(bySending)) {
    const [others, answer] = await meanwhile(send())
    t.ok(answer.status < 300, `${what} is answered ${answer.status}`)
    t.ok(others > 5, `${what}: ${others} others are answered meanwhile`)
  }
})
