import fc from 'fast-check'
import { type Node, type OpenApi, resolved } from '../documented.ts'
import { bodies, documents, headers as hostileHeaders, texts } from './hostile.ts'
import { fitting, spoilt } from './values.ts'

/** A request as it is sent; `as` is whose key it comes with. */
export interface Request {
  readonly operationId: string
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly as: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: string | Buffer
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Node
  readonly example?: unknown
}

interface Media {
  readonly schema?: Node
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> }
}

type Headers = Readonly<Record<string, string>>
type Body = { readonly type: string; readonly payload: string | Buffer }

/** Whose keys requests may come with, the usual one first, and what is there, by parameter. */
export interface Known {
  readonly keys: readonly string[]
  readonly known: Readonly<Record<string, readonly string[]>>
}

/** For each operation of the document, requests for it: sound ones, edges, and hostile ones. */
export function requestsFor(document: OpenApi, { keys, known }: Known) {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      operationId: operation.operationId,
      requests: requests(document, { keys, known }, { path, method, ...(operation as Operation) }),
    })),
  )
}

function requests(
  document: OpenApi,
  { keys: [first = '', ...others], known }: Known,
  operation: Operation & { readonly path: string; readonly method: string },
): fc.Arbitrary<Request> {
  const { operationId, path, parameters = [], requestBody } = operation
  const of = (place: Parameter['in']) => parameters.filter((one) => one.in === place)
  const text = (one: Parameter) => textFor(one, known[one.name], document)
  return fc
    .record({
      path: fc.record(Object.fromEntries(of('path').map((one) => [one.name, text(one)]))),
      query: optional(of('query'), text),
      headers: optional(of('header'), text),
      as: rarely(fc.constant(first), 6, fc.constantFrom(...others, '')),
      extra: rarely(fc.constant({}), 9, anyHeader),
      odd: rarely(fc.constant(''), 24, fc.constantFrom('x=1', 'limit=1&limit=2', '&&==', '%ff')),
      body: requestBody === undefined ? unwanted : bodyFor(requestBody, document),
    })
    .map(({ path: values, query, headers, as, extra, odd, body }) => {
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => addressPart(values[name]))
      const asked = Object.entries(query).map(([name, value]) => `${name}=${addressPart(value)}`)
      const search = [...asked, odd].filter((part) => part !== '').join('&')
      return {
        operationId,
        method: operation.method.toUpperCase() as Request['method'],
        url: search === '' ? filled : `${filled}?${search}`,
        as,
        headers: {
          ...(body === undefined ? {} : { 'content-type': body.type }),
          ...plain(headers),
          ...extra,
        },
        ...(body === undefined ? {} : { payload: body.payload }),
      }
    })
}

/** A body where none is due. */
const unwanted: fc.Arbitrary<Body | undefined> = fc.oneof(
  { weight: 19, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom('application/json', 'text/plain', 'application/x-ndjson'),
      payload: fc.constantFrom(...bodies),
    }),
  },
)

const rarely = <T, U>(usual: fc.Arbitrary<T>, times: number, odd: fc.Arbitrary<U>) =>
  fc.oneof({ weight: times, arbitrary: usual }, { weight: 1, arbitrary: odd })

/** Lone surrogates have no form in an address. */
const addressPart = (text: string | undefined): string =>
  text === undefined ? '' : encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '?'))

const anyHeader: fc.Arbitrary<Headers> = fc
  .constantFrom(...Object.entries(hostileHeaders))
  .chain(([name, values]) => fc.constantFrom(...values).map((value) => ({ [name]: value })))

/** The text of a parameter: its example more often than not, so that requests meet something. */
function textFor(
  { schema, example }: Parameter,
  known: readonly string[] | undefined,
  document: OpenApi,
): fc.Arbitrary<string> {
  const sound = fitting(resolved(schema, document) as Node).map(String)
  const shown = example ?? (schema['examples'] as readonly unknown[] | undefined)?.[0]
  const usual = known ?? (shown === undefined ? [] : [String(shown)])
  return fc.oneof(
    ...(usual.length === 0 ? [] : [{ weight: 6, arbitrary: fc.constantFrom(...usual) }]),
    { weight: 4, arbitrary: sound },
    { weight: 1, arbitrary: fc.constantFrom(...texts) },
  )
}

function optional(
  parameters: readonly Parameter[],
  text: (one: Parameter) => fc.Arbitrary<string>,
): fc.Arbitrary<Partial<Record<string, string>>> {
  const required = parameters.filter((one) => one.required)
  const texts = (some: readonly Parameter[]) =>
    Object.fromEntries(some.map((one) => [one.name, text(one)]))
  const all = fc.record(texts(parameters), { requiredKeys: required.map(({ name }) => name) })
  if (parameters.length === 0) return all
  const few = fc
    .constantFrom(...parameters)
    .chain((one) => fc.record(texts([...new Set([...required, one])])))
  return fc.oneof(few, all)
}

/** A header holds no line breaks and nothing beyond Latin-1: a client could not send it. */
const plain = (headers: Partial<Record<string, string>>): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value = '']) => [
      name,
      value.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '?'),
    ]),
  )

function bodyFor(
  { content }: { readonly content: Readonly<Record<string, Media>> },
  document: OpenApi,
): fc.Arbitrary<Body> {
  const [usual = '', ...rest] = Object.keys(content)
  const media = content[usual] ?? {}
  const schema = resolved(media.schema ?? {}, document) as Node
  const told = [media.example, ...Object.values(media.examples ?? {}).map(({ value }) => value)]
  const listed = (schema['examples'] as readonly unknown[] | undefined) ?? []
  const examples = [...told, ...listed].filter((one) => one !== undefined)
  const sound = fitting(schema)
  const shown = examples.length > 0 ? fc.constantFrom(...examples) : sound
  const json = fc
    .oneof(
      { weight: 4, arbitrary: shown },
      { weight: 3, arbitrary: sound },
      { weight: 3, arbitrary: spoilt(shown) },
      { weight: 2, arbitrary: spoilt(sound) },
    )
    .map((value) => JSON.stringify(value))
  const raw = rarely(json, 6, fc.constantFrom(...bodies))
  const first = raw.map((payload) => ({ type: usual, payload }))
  if (rest.length === 0) return first
  const other = fc.record({
    type: fc.constantFrom(...rest),
    payload: fc.constantFrom(...documents),
  })
  return rarely(first, 8, other)
}
