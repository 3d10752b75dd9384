import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { createClient } from '@hey-api/openapi-ts'
import t from 'tap'
import ts from 'typescript'
import { mainJob } from '../docs/clients/openapi-fetch.ts'
import { ADMIN_KEY, build } from './build.ts'
import { applications, contentFor } from './fixtures/filed.ts'

const FOLDER = 'build/clients'
/** The runtime that the generator lays beside every client: the same whatever the document says. */
const GENERATORS_OWN = /\/client\/(client|core)\//

/** A report of an agency of 寿光市 with nine applications, in which one figure is wrong. */
const wrong = (name: string) => ({
  ...contentFor(name, 2024, {
    ...applications(9),
    'applications.granted.naturalPerson': 8,
  }),
  title: `${name}2024年政府信息公开工作年度报告`,
})

const done = (count: number) => ({
  state: 'published',
  coverage: { expected: count, counted: count, missing: 0, late: count },
  cells: { applications: { received: { total: 9 * count } } },
})

t.test('clients generated from the document do the main job', async (t) => {
  const { app } = await build(t)
  const address = await app.listen({ port: 0 })

  t.test('openapi-typescript and openapi-fetch', async (t) => {
    t.same(await mainJob(address, ADMIN_KEY, wrong('寿光市水利局') as never), done(1))
  })

  t.test('@hey-api/openapi-ts, compiled under our own flags', async (t) => {
    rmSync(FOLDER, { recursive: true, force: true })
    mkdirSync(FOLDER, { recursive: true })
    await createClient({
      input: './openapi/openapi.json',
      output: `${FOLDER}/client`,
      plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
      logs: { level: 'silent', file: false },
    })
    copyFileSync('docs/clients/hey-api.ts', `${FOLDER}/main-job.ts`)
    t.same(compiled(`${FOLDER}/main-job.ts`), [])
    const { mainJob } = await import(new URL('../clients/main-job.js', import.meta.url).href)
    t.same(await mainJob(address, ADMIN_KEY, wrong('寿光市民政局')), done(2))
  })
})

/** What the compiler says of a file and all it imports, under the flags of the project. */
function compiled(file: string): string[] {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.')
  const { incremental: _, tsBuildInfoFile: __, ...own } = options
  const lib = ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts']
  const program = ts.createProgram([file], { ...own, lib, rootDir: FOLDER, outDir: FOLDER })
  const { diagnostics } = program.emit()
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics]
    .filter(({ file }) => !GENERATORS_OWN.test(file?.fileName ?? ''))
    .map(
      ({ file, messageText }) =>
        `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
}
