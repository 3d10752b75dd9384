import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import type { Question } from './questions.ts'
import { BENCH_KEY, type Served, serve, serveOurs, spentBy } from './serve.ts'
import { load } from './timing.ts'

const headers = { authorization: `Bearer ${BENCH_KEY}` }
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 2)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)

const pathOf = ({ query: { region, from, to, groupBy = [] } }: Pick<Question, 'query'>): string =>
  `/v1/aggregates?region=${region}&from=${from}&to=${to}&basis=published${groupBy.map((by) => `&groupBy=${by}`).join('')}`

/** Aggregates over HTTP beside bare Fastify with the same answers. */
export async function overHttp(
  database: string,
  questions: readonly Question[],
  say: (line: string) => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const ours = await serveOurs(database)
  const files: string[] = []
  for (const [i, question] of questions.entries()) {
    const answer = await fetch(ours.url + pathOf(question), { headers })
    if (!answer.ok) throw new Error(await answer.text())
    const file = join(folder, `${i}.json`)
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
    files.push(file)
  }
  const bare = await serve('bare-sums.js', files)
  say(`\nover HTTP, 32 connections, median of ${ROUNDS} × ${SECONDS} s, ${load()}`)
  for (const [i, question] of questions.entries()) {
    const askings = [
      { name: 'ours', server: ours, url: ours.url + pathOf(question) },
      { name: 'bare object', server: bare, url: `${bare.url}/object/${i}` },
      { name: 'bare bytes', server: bare, url: `${bare.url}/bytes/${i}` },
    ]
    const costs = askings.map((): Cost[] => [])
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [n, { server, url }] of askings.entries()) {
        const cost = await costOf(server, url)
        if (round > 0) costs[n]?.push(cost)
      }
    }
    const [own, ...others] = costs.map(medianOf)
    say(`${question.name}: ours ${told(own)}`)
    others.forEach((other, n) => {
      const ratio = (what: keyof Cost) => ((own?.[what] ?? 0) / (other?.[what] ?? 1)).toFixed(2)
      say(
        `  ${askings[n + 1]?.name} ${told(other)}: ours ${ratio('rate')} × the rate, ${ratio('cpu')} × the processor time`,
      )
    })
  }
  await bare.stop()
  await ours.stop()
  rmSync(folder, { recursive: true })
}

/** Requests a second, and microseconds of the server's processor time for each. */
interface Cost {
  readonly rate: number
  readonly cpu: number
}

const told = (cost: Cost | undefined): string =>
  `${Math.round(cost?.rate ?? 0)}/s, ${Math.round(cost?.cpu ?? 0)} µs of processor`

async function costOf(server: Served, url: string): Promise<Cost> {
  const before = spentBy(server)
  const { requests, non2xx } = await autocannon({
    url,
    headers,
    connections: 32,
    duration: SECONDS,
  })
  if (non2xx > 0) throw new Error(`${non2xx} of ${url} failed`)
  return { rate: requests.average, cpu: (spentBy(server) - before) / requests.total }
}

const medianOf = (all: readonly Cost[]): Cost | undefined =>
  [...all].sort((a, b) => a.cpu - b.cpu)[Math.floor(all.length / 2)]
