/**
 * A county to try the service on: eighty agencies, six years over both forms, with mistakes whose
 * answers are in scripts/sandbox/answers.json. Writes into DATABASE, which has to be empty.
 */
import { buildApp } from '../src/app.ts'
import { configWith, readConfig } from '../src/config.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openDatabase } from '../src/store/open.ts'
import { openStore } from '../src/store/store.ts'
import { fillSandbox } from './sandbox/fill.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const { DATABASE, ADMIN_KEY } = readConfig()
let time = new Date()
const store = openStore(DATABASE, openDatabase(DATABASE), () => time.getTime())
const [first] = await store.events.list(0, 1)
if (first !== undefined) {
  process.stderr.write(`DATABASE ${DATABASE} is not empty: the sandbox needs one of its own\n`)
  process.exit(2)
}

time = new Date('2019-12-01T01:00:00Z')
const adminKey = await firstAdmin(store, ADMIN_KEY)
const app = await buildApp(
  configWith({ LOG_LEVEL: 'silent', MAX_EVENT_LOOP_DELAY: 0, RATE_LIMIT: 0 }),
  store,
  () => time,
)
say(`The county of 青岚 goes into ${DATABASE}`)
const keys = await fillSandbox({
  app,
  adminKey: adminKey ?? ADMIN_KEY,
  setTime: (at) => {
    time = at
  },
  say,
})
await app.close()
store.close()

say(`
Keys, shown once:
  admin                              ${adminKey ?? ADMIN_KEY}
  reporter of every agency           ${keys.portal}
  reporter of the education office   ${keys.clerk}
  reviewer of the county             ${keys.office}
  reader                             ${keys.reader}
  auditor                            ${keys.auditor}

What is wrong in it: scripts/sandbox/answers.json
Serve it: DATABASE=${DATABASE} npm start`)
