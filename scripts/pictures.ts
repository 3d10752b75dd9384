/**
 * Takes the pictures of the README, docs/pictures/*.png: a report printed on the statutory form,
 * and the sums of a district. Needs Chromium and a font that has Chinese (Debian: chromium,
 * fonts-noto-cjk), and does nothing without a browser.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildApp } from '../src/app.ts'
import { configWith } from '../src/config.ts'
import { style } from '../src/documents/print/html.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openStore } from '../src/store/store.ts'
import { tutorialCounty } from './tutorial-county.ts'

const browser = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})
if (browser === undefined) {
  process.stdout.write('There is no Chromium; the pictures stay as they are\n')
  process.exit()
}

const store = openStore(':memory:')
const key = await firstAdmin(store, '')
const settings = { LOG_LEVEL: 'silent', MAX_EVENT_LOOP_DELAY: 0 } as const
const app = await buildApp(configWith(settings), store)
const ask = async (
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  payload?: string,
  type = 'application/json',
) => {
  const headers = { authorization: `Bearer ${key}`, ...(payload && { 'content-type': type }) }
  const answer = await app.inject({ method, url, headers, ...(payload && { payload }) })
  if (answer.statusCode >= 300) throw new Error(answer.body)
  return answer.body
}

await ask('PUT', '/v1/regions/361002', '{ "name": "临川区" }')
const register = (id: string, name: string) =>
  ask('PUT', `/v1/agencies/${id}`, JSON.stringify({ name, kind: 'department', region: '361002' }))
await register('library', '临川市图书事业管理局')
const text = readFileSync('scripts/demo/report.txt', 'utf8')
const mended = text.replaceAll(/\[bookmark: [^\]]*\]/g, '').replace(/(（一）予以公开\n\s*)6/, '$14')
await ask('PUT', '/v1/reports/library/2024', mended, 'text/plain; charset=utf-8')
await submit('library')
for (const line of tutorialCounty().trim().split('\n')) {
  const { agencyId, content } = JSON.parse(line) as { agencyId: string; content: { title: string } }
  await register(agencyId, content.title.slice(0, content.title.indexOf('2024')))
  // The mistake that the tutorial mends.
  const sound = JSON.stringify(content).replace('"total":8}', '"total":3}')
  await ask('PUT', `/v1/reports/${agencyId}/2024`, sound)
  await submit(agencyId)
}

const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
shoot('form', await ask('GET', '/v1/reports/library/2024?as=html'), 1560)
const year = '/v1/aggregates?region=361002&year=2024&basis=submitted&as=html'
const sums = await ask('GET', year)
shoot('sums', `<meta charset="utf-8"><style>${style}</style>${sums}`, 1130)
await app.close()
store.close()
rmSync(folder, { recursive: true })

async function submit(id: string): Promise<void> {
  await ask('POST', `/v1/reports/${id}/2024/transitions`, '{ "action": "submit" }')
}

/** A page as the browser shows it, so many pixels of it. */
function shoot(name: string, html: string, height: number): void {
  const page = join(folder, `${name}.html`)
  writeFileSync(page, html)
  const target = `docs/pictures/${name}.png`
  execFileSync(
    browser ?? '',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${join(folder, 'profile')}`,
      `--window-size=820,${height}`,
      `--screenshot=${target}`,
      pathToFileURL(page).href,
    ],
    { stdio: 'ignore', timeout: 120_000 },
  )
  process.stdout.write(`${target}\n`)
}
