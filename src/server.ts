import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { firstAdmin } from './services/first-admin.ts'
import { openStore } from './store/store.ts'

/** Opens the store, serves until told to stop, and finishes what was accepted. */
const config = readConfig()
const store = openStore(config.DATABASE)
const made = await firstAdmin(store, config.ADMIN_KEY)
await store.receipts.prepare()
const app = await buildApp(config, store)

closeWithGrace({ delay: 10_000 }, async ({ err }) => {
  if (err !== undefined) app.log.error(err)
  await app.close()
  store.close()
})

const address = await app.listen({ host: config.HOST, port: config.PORT })
const say = (line: string) => process.stdout.write(`${line}\n`)
if (made !== undefined) {
  say(`The first admin key, shown once: ${made}`)
  say(`Documentation: ${address}/docs`)
}
say(`Nianbao serves at ${address}`)
