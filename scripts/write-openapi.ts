import { mkdirSync, writeFileSync } from 'node:fs'
import { buildApp } from '../src/app.ts'
import { configWith } from '../src/config.ts'
import { openStore } from '../src/store/store.ts'

/** Writes the document the service serves, for integrators and for review: openapi/openapi.*. */
const store = openStore(':memory:')
const app = await buildApp(configWith({ LOG_LEVEL: 'silent' }), store)
await app.ready()
const folder = new URL('../openapi/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL('openapi.json', folder), `${JSON.stringify(app.swagger(), null, 2)}\n`)
writeFileSync(new URL('openapi.yaml', folder), app.swagger({ yaml: true }))
await app.close()
store.close()
