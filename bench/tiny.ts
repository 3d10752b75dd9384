/**
 * A route that answers `{"ok":true}` to whoever has a key: within the service, with everything that
 * every request passes, or on bare Fastify. `tiny.js ours|bare DATABASE KEY`
 */
import { fastify } from 'fastify'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openStore } from '../src/store/store.ts'

const [kind, database = '', key = ''] = process.argv.slice(2)

async function ours() {
  const config = { ...readConfig(), DATABASE: database, LOG_LEVEL: 'silent' } as const
  const store = openStore(config.DATABASE)
  await firstAdmin(store, key)
  const app = await buildApp(config, store)
  const schema = { operationId: 'tiny', response: {} }
  app.get('/tiny', { config: { access: ['admin'] }, schema }, async () => ({ ok: true }))
  return app
}

const app = kind === 'ours' ? await ours() : fastify()
if (kind === 'bare') app.get('/tiny', async () => ({ ok: true }))
process.stdout.write(`${await app.listen({ port: 0 })}\n`)
