import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { firstAdmin } from './services/first-admin.ts'
import { holdAlone } from './store/hold-alone.ts'
import { openStore } from './store/store.ts'

/** Opens the store, serves until told to stop, and finishes what was accepted. */
async function serve(config: Config): Promise<void> {
  const letGo = holdAlone(config.DATABASE)
  const store = openStore(config.DATABASE)
  const made = await firstAdmin(store, config.ADMIN_KEY)
  // At once: what comes next may fail, and the key is made only once.
  if (made !== undefined) say(`The first admin key, shown once: ${made}`)
  await store.receipts.prepare()
  const app = await buildApp(config, store)

  closeWithGrace({ delay: 10_000 }, async ({ err }) => {
    if (err !== undefined) app.log.error(err)
    await app.close()
    store.close()
    letGo()
  })

  const { HOST: host, PORT: port } = config
  const address = await app.listen({ host, port }).catch(({ message }: Error) => {
    throw new Error(`HOST ${host} and PORT ${port} cannot be listened on: ${message}`)
  })
  if (made !== undefined) say(`Documentation: ${address}/docs`)
  say(`Nianbao serves at ${address}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

try {
  await serve(readConfig())
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`Nianbao cannot start: ${message.replaceAll(/\s+/g, ' ')}\n`)
  process.exit(2)
}
