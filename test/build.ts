import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { type Config, configWith } from '../src/config.ts'
import { holdThreads } from '../src/documents/index.ts'
import { valueAt } from '../src/reports/content.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openStore } from '../src/store/store.ts'
import { documented, linesIn, type OpenApi } from './documented.ts'

export interface Options extends Partial<Config> {
  readonly now?: () => Date
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The bytes as sent, and what they say where they are JSON. */
  readonly text: string
  readonly bytes: Buffer
  readonly body: unknown
  /** The member of the body at a dotted address, such as `groups.0.coverage`. */
  at<T = unknown>(address: string): T
}

type Headers = Readonly<Record<string, string>>
type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'
type Call = (
  method: Method,
  url: string,
  headers?: Headers,
  payload?: string | Buffer,
) => Promise<Answer>

/** The holder of one key, or of none. */
export type Caller = ReturnType<typeof callerWith>

export const ADMIN_KEY = `nb_root_${'k'.repeat(40)}`

// The threads that read documents take as long to start as most tests to run: they go on from one
// service of a file to the next.
t.teardown(holdThreads())

/** Making the document takes longer than most tests; reading the one that is kept does not. */
const kept = documented(JSON.parse(readFileSync('openapi/openapi.json', 'utf8')) as OpenApi)

/**
 * The service on a database of its own, in memory unless told otherwise; closed after the test.
 * Whatever it answers is held against the OpenAPI document: an undocumented status, or a body
 * that is not as documented, fails the test, and so does a failure of the service itself.
 */
export async function build(t: Test, { now, ...config }: Options = {}) {
  const store = openStore(config.DATABASE ?? ':memory:')
  await firstAdmin(store, ADMIN_KEY)
  const settings = {
    LOG_LEVEL: 'silent',
    MAX_EVENT_LOOP_DELAY: 0,
    PUBLIC_URL: 'https://nianbao.test',
    ...config,
  } as const
  const app = await buildApp(configWith(settings), store, now)
  await app.ready()
  t.teardown(async () => {
    await app.close()
    store.close()
  })
  // Where the one that is kept says otherwise it may be an old one, until npm run openapi.
  let made: ReturnType<typeof documented> | undefined
  const misfitsIn = (...told: Parameters<typeof kept.misfitsIn>): string[] => {
    if (kept.misfitsIn(...told).length === 0) return []
    made ??= documented(app.swagger() as unknown as OpenApi)
    return made.misfitsIn(...told)
  }

  const callWith =
    (key: string | undefined): Call =>
    async (method, url, headers = {}, payload) => {
      const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` }
      const response = await app.inject({
        method,
        url,
        headers: { ...authorization, ...headers },
        ...(payload === undefined ? {} : { payload }),
      })
      const answer = {
        status: response.statusCode,
        headers: Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
        ),
        text: response.body,
        bytes: response.rawPayload,
      }
      const misfits = method === 'HEAD' ? [] : misfitsIn(method, url, answer)
      if (misfits.length > 0) {
        t.fail(`${method} ${url} answers ${answer.status} as documented`, { misfits, ...answer })
      }
      const json = /json/.test(answer.headers['content-type'] ?? '') && answer.text !== ''
      const bodies = json ? linesIn(answer.headers, answer.text) : []
      const body = /ndjson/.test(answer.headers['content-type'] ?? '') ? bodies : bodies[0]
      return { ...answer, body, at: <T>(address: string) => valueAt(body, address) as T }
    }

  const as = (key?: string) => callerWith(callWith(key))
  const admin = as(ADMIN_KEY)

  return {
    app,
    store,
    as,
    admin,
    anonymous: as(),

    /** A new client, by the key that is answered for it. */
    async client(of: Readonly<Record<string, unknown>>) {
      const made = sure(await admin.post('/v1/clients', { name: 'somebody', ...of }))
      const key = made.at<string>('key')
      return { ...as(key), key, id: made.at<string>('id') }
    },
    region: async (code: string, parent: string | null = null) =>
      sure(await admin.put(`/v1/regions/${code}`, { name: `区划${code}`, parent })),
    agency: async (id: string, region: string, more: Readonly<Record<string, unknown>> = {}) =>
      sure(
        await admin.put(`/v1/agencies/${id}`, {
          name: `单位${id}`,
          kind: 'department',
          region,
          ...more,
        }),
      ),
  }
}

export type Service = Awaited<ReturnType<typeof build>>

function callerWith(call: Call) {
  const send =
    (method: Method) =>
    (url: string, body?: unknown, headers: Headers = {}): Promise<Answer> =>
      body === undefined
        ? call(method, url, headers)
        : call(
            method,
            url,
            { 'content-type': 'application/json', ...headers },
            JSON.stringify(body),
          )
  return {
    call,
    get: (url: string, headers?: Headers) => call('GET', url, headers),
    put: send('PUT'),
    post: send('POST'),
    patch: send('PATCH'),
    delete: send('DELETE'),
  }
}

/** The answer, where it was sure to succeed. */
export function sure(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`)
  return answer
}
