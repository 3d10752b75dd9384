import { Compile } from 'typebox/compile'

/** An answer as far as the document speaks of it. */
export interface Documented {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export interface Node {
  readonly [member: string]: unknown
}

interface Media {
  readonly schema?: Node
}
interface Response {
  readonly headers?: Readonly<Record<string, unknown>>
  readonly content?: Readonly<Record<string, Media>>
}
export interface Operation {
  readonly operationId: string
  readonly responses: Readonly<Record<string, Response>>
}
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<'schemas' | 'headers', Readonly<Record<string, Node>>>>
}

/** Headers of the protocol, of caches and of browsers, which mean the same everywhere. */
const USUAL: ReadonlySet<string> = new Set([
  'cache-control',
  'connection',
  'content-length',
  'content-security-policy',
  'content-type',
  'cross-origin-resource-policy',
  'date',
  'keep-alive',
  'referrer-policy',
  'transfer-encoding',
  'x-content-type-options',
  'x-frame-options',
])

type Check = (value: unknown) => readonly string[]
/** Holds answers against the OpenAPI document, which is what an integrator goes by. */
export function documented(document: OpenApi) {
  const compiled = new Map<string, Check>()
  const paths = Object.entries(document.paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]*')}$`),
    operations,
  }))

  /** What is not as documented about an answer; nothing for an address that is not documented. */
  function misfitsIn(method: string, url: string, answer: Documented): string[] {
    const path = url.split('?')[0] ?? ''
    const operation = paths.find(({ pattern }) => pattern.test(path))?.operations[
      method.toLowerCase()
    ]
    const [type = ''] = (answer.headers['content-type'] ?? '').split(';')
    if (operation === undefined) return answer.status < 400 ? [] : fits(problem, 'Problem', answer)
    const { operationId, responses } = operation
    const response = responses[String(answer.status)]
    if (response === undefined) return [`${operationId} does not document ${answer.status}`]
    const named = new Set(Object.keys(response.headers ?? {}).map((name) => name.toLowerCase()))
    const extra = Object.keys(answer.headers).filter((name) => !named.has(name) && !USUAL.has(name))
    if (extra.length > 0) return [`${operationId} ${answer.status} does not document ${extra}`]
    if (response.content === undefined)
      return answer.text === '' ? [] : ['a body where none is due']
    const media = response.content[type]
    if (media === undefined) return [`${operationId} ${answer.status} does not document ${type}`]
    if (!type.endsWith('json')) return []
    return fits(media.schema ?? {}, `${operationId} ${answer.status} ${type}`, answer)
  }

  const problem = { $ref: '#/components/schemas/Problem' }

  function fits(schema: Node, name: string, { status, headers, text }: Documented): string[] {
    const misfits: string[] = []
    const bodies = linesIn(headers, text)
    misfits.push(...bodies.flatMap(checkOf(schema, name)))
    const [body] = bodies
    if (status >= 400) misfits.push(...oddProblem(body as Node, status, headers))
    if (headers['x-content-type-options'] !== 'nosniff') misfits.push('no security headers')
    return misfits
  }

  function checkOf(schema: Node, name: string): Check {
    const known = compiled.get(name)
    if (known !== undefined) return known
    const validator = Compile(resolved(schema, document) as never)
    const check: Check = (value) =>
      validator.Check(value)
        ? []
        : [...validator.Errors(value)].map((error) => `${error.instancePath} ${error.message}`)
    compiled.set(name, check)
    return check
  }

  return { misfitsIn }
}

/** The JSON of a body, or of each of its lines. */
export const linesIn = (headers: Documented['headers'], text: string): unknown[] => {
  const lined = headers['content-type']?.startsWith('application/x-ndjson') === true
  return lined
    ? text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [JSON.parse(text)]
}

/** What every problem has in common, whatever went wrong. */
function oddProblem(body: Node, status: number, headers: Documented['headers']): string[] {
  const odd: string[] = []
  const { code, title, detail, type } = body
  if (status === 500) odd.push('the service itself failed')
  if (body['status'] !== status) odd.push('another status in the body')
  if (type !== `https://nianbao.test/problems/${code}`) odd.push(`type is ${type}`)
  if (!headers['content-type']?.startsWith('application/problem+json')) odd.push('no problem+json')
  const chinese = /\p{Script=Han}/u.test(String(title))
  if (chinese !== (headers['content-language'] === 'zh-CN')) odd.push('another language')
  if (/[{}]|undefined|NaN|\[object/.test(String(detail))) odd.push(`detail is ${detail}`)
  if (/\bat .*\.(js|ts):\d|SQLITE|node_modules/.test(JSON.stringify(body))) odd.push('it leaks')
  return odd
}

/** A schema with every reference to the document's components written out. */
export function resolved(node: unknown, document: OpenApi): unknown {
  if (Array.isArray(node)) return node.map((one) => resolved(one, document))
  if (typeof node !== 'object' || node === null) return node
  const { $ref, discriminator: _, ...members } = node as Node
  if (typeof $ref === 'string') {
    const name = $ref.replace('#/components/schemas/', '')
    const target = document.components.schemas[name]
    if (target === undefined) throw new Error(`${$ref} leads nowhere`)
    return resolved(target, document)
  }
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, resolved(value, document)]),
  )
}
