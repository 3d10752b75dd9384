import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { backup } from '../src/commands/backup.ts'
import { restore } from '../src/commands/restore.ts'
import { build, sure } from './build.ts'

const FOLDER = 'test/fixtures/releases'
const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
t.teardown(() => rmSync(folder, { recursive: true }))

const released = readdirSync(FOLDER).filter((name) => name.endsWith('.sqlite.gz'))
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

t.test('every released version has left a database', async (t) => {
  t.ok(released.includes(`${version}.sqlite.gz`), 'npx tsx scripts/release-fixture.ts writes it')
})

for (const name of released) {
  t.test(`a database of ${name.replace('.sqlite.gz', '')}`, async (t) => {
    const DATABASE = join(folder, name.replace('.gz', ''))
    writeFileSync(DATABASE, gunzipSync(readFileSync(join(FOLDER, name))))
    const { admin, store } = await build(t, { DATABASE })

    t.same([...(await store.verify())], [], 'is brought up to date, and sound')

    const report = sure(await admin.get('/v1/reports/qz-science/2024'))
    t.match(report.body, {
      state: 'published',
      revision: 5,
      basis: { submitted: 5, accepted: 5, published: 5 },
    })
    t.equal(report.at('content.proactive.licensing.decisions'), 3)
    const sums = sure(await admin.get('/v1/aggregates?region=370781&year=2024'))
    t.equal(sums.at('groups.0.cells.proactive.licensing.decisions'), 3)
    const { items } = sure(await admin.get('/v1/reports/qz-science/2024/remarks')).body as {
      items: object[]
    }
    t.ok(items.length > 0, 'what was remarked is there')
    const receipt = sure(await admin.get('/v1/reports/qz-science/2024/receipt')).body
    const verified = await admin.post('/v1/receipt-verifications', { receipt })
    t.match(verified.body, { valid: true }, 'an old receipt is genuine')

    const corrected = { ...report.at<object>('content'), title: null }
    const url = '/v1/reports/qz-science/2024?reason=更正标题'
    sure(await admin.put(url, corrected, { 'if-match': report.headers['etag'] ?? '' }))
    t.same([...(await store.verify())], [], 'is written to, and sound')
  })
}

t.test('a copy is restored where it verifies, and nothing is overwritten', async (t) => {
  const path = (name: string) => join(folder, name)
  const bytes = gunzipSync(readFileSync(join(FOLDER, `${version}.sqlite.gz`)))
  writeFileSync(path('kept.sqlite'), bytes)
  t.equal(await backup(path('kept.sqlite'), path('copy.sqlite')), 0)
  await t.rejects(restore(path('copy.sqlite'), path('kept.sqlite')), /move it away first/)
  await t.rejects(restore(path('none.sqlite'), path('new.sqlite')), /does not exist/)
  writeFileSync(path('letter.txt'), 'This is a letter and no database.'.repeat(40))
  await t.rejects(restore(path('letter.txt'), path('new.sqlite')), /from .*letter.txt: /)
  t.notOk(existsSync(path('new.sqlite')))

  t.equal(await restore(path('copy.sqlite'), path('new.sqlite')), 0)
  const { admin } = await build(t, { DATABASE: path('new.sqlite') })
  t.match(sure(await admin.get('/v1/reports/qz-science/2024')).body, { revision: 5 })

  // The first may be a remnant in a page that was divided, which nobody reads.
  for (const { index } of bytes.toString('latin1').matchAll(/"applications"/g)) {
    bytes.write('9', index + 40)
  }
  writeFileSync(path('altered.sqlite'), bytes)
  t.equal(await restore(path('altered.sqlite'), path('other.sqlite')), 1)
  t.notOk(existsSync(path('other.sqlite')), 'what does not verify is not put there')
})
