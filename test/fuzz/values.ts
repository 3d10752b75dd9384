import fc from 'fast-check'
import type { Node } from '../documented.ts'
import { values } from './hostile.ts'

interface Schema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly allOf?: readonly Node[]
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly items?: Node
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
  readonly multipleOf?: number
}

const LONGEST_LIST = 4

/** Values that fit a schema without references, and those at its edges, one step beyond included. */
export function fitting(node: Node): fc.Arbitrary<unknown> {
  const schema = node as Schema
  const branches = schema.anyOf ?? schema.oneOf
  if (branches !== undefined) return fc.oneof(...branches.map(fitting))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return objects(schema)
    case 'array':
      return fc.array(fitting(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? LONGEST_LIST, LONGEST_LIST),
      })
    case 'integer':
      return numbers(schema, true)
    case 'number':
      return numbers(schema, false)
    case 'string':
      return strings(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.constantFrom(...values)
  }
}

function objects({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, node]) => [name, fitting(node)] as const)
  return fc.record(Object.fromEntries(members), { requiredKeys: [...required] as never[] })
}

/** Small numbers, and every edge with its neighbours. */
function numbers({ minimum, maximum }: Schema, whole: boolean): fc.Arbitrary<number> {
  const low = minimum ?? -1000
  const edges = [minimum, maximum].flatMap((edge) =>
    edge === undefined ? [] : [edge, edge - 1, edge + 1],
  )
  const few = fc.integer({ min: Math.ceil(low), max: Math.min(maximum ?? 1000, low + 1000) })
  const parts = whole ? [] : [fc.integer({ min: 0, max: 10 ** 7 }).map((n) => n / 1e6)]
  return fc.oneof(
    { weight: 8, arbitrary: few },
    ...[...parts, ...(edges.length > 0 ? [fc.constantFrom(...edges)] : [])].map((arbitrary) => ({
      weight: 1,
      arbitrary,
    })),
  )
}

function strings({ pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  const usual = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) })
  const edges = [minLength, maxLength, maxLength + 1].map((length) => '年'.repeat(length))
  return fc.oneof(
    { weight: 9, arbitrary: usual },
    { weight: 1, arbitrary: fc.constantFrom(...edges) },
  )
}

/** A value with one place in it spoilt: replaced, left out, or given a member it must not have. */
export const spoilt = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(value, fc.array(fc.nat(), { maxLength: 5 }), fc.constantFrom(...values), fc.nat(2))
    .map(([whole, path, bad, how]) => {
      const copy: unknown = structuredClone(whole)
      return spoil(copy, path, bad, how)
    })

function spoil(node: unknown, path: readonly number[], bad: unknown, how: number): unknown {
  if (typeof node !== 'object' || node === null) return bad
  const members = node as Record<string, unknown>
  const names = Object.keys(members)
  const name = names[(path[0] ?? 0) % Math.max(1, names.length)]
  if (name === undefined || (how === 2 && path.length < 2)) members['unheardOf'] = bad
  else if (path.length > 1) members[name] = spoil(members[name], path.slice(1), bad, how)
  else if (how === 1 && !Array.isArray(node)) delete members[name]
  else members[name] = bad
  return node
}
