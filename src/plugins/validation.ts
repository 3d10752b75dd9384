import type { FastifySchemaCompiler } from 'fastify'
import { Compile, Errors } from 'typebox/schema'
import Settings from 'typebox/system'
import type { Fault } from '../errors.ts'
import { faultsOf, type Place, type SchemaNode } from './faults.ts'

/** What Fastify hands on when a request does not fit its schema. */
export class Misfit extends Error {
  readonly faults: readonly Fault[]
  readonly part: string
  constructor(part: string, faults: readonly Fault[]) {
    super(`${part} does not fit`)
    this.part = part
    this.faults = faults
  }
}

const MOST_FAULTS = 100

/**
 * Requests are checked by TypeBox and changed by nobody: Fastify's default validator turns `null`
 * into 0 and drops unknown members, which falsifies a statutory form. Only parameters, which
 * arrive as text, are turned into what their schema says, and only if they are written so.
 */
export const validatorCompiler: FastifySchemaCompiler<SchemaNode> = ({ schema, httpPart }) => {
  if (schema.format === 'binary') return (value: unknown) => ({ value })
  if (schema.discriminator !== undefined)
    return branching(schema, schema.discriminator.propertyName)
  if (schema.anyOf !== undefined && httpPart === 'body') return oneOrMany(schema.anyOf)
  const { check, faults } = compile(schema)
  const part = httpPart ?? 'body'
  if (part === 'body') {
    return (value: unknown) =>
      check(value) ? { value } : { error: new Misfit(part, faults(value, 'pointer')) }
  }
  const isText = !Object.values(schema.properties ?? {}).some(({ type }) => isTyped(type))
  return (value: unknown) => {
    const given = value as Record<string, unknown>
    const typed = isText ? given : typedParameters(given, schema)
    if (check(typed)) return { value: typed }
    const at = part === 'headers' ? 'header' : 'parameter'
    return { error: new Misfit(part, faults(typed, at).map(onceOnly(typed, schema))) }
  }
}

/** What was given several times, and is one thing, is wrong for that, whatever it says. */
const onceOnly =
  (given: Record<string, unknown>, { properties }: SchemaNode) =>
  (fault: Fault): Fault => {
    const name = fault.parameter ?? ''
    const node = properties?.[name]
    if (!Array.isArray(given[name]) || node === undefined || node.type === 'array') return fault
    const message = { zh: '只能出现一次', en: 'may be given once only' }
    return { parameter: name, code: 'twice', message }
  }

/** Named at the start, so that Fastify does not load compilers of its own. */
export const compilersFactory = {
  buildValidator: () => validatorCompiler as never,
  buildSerializer: () => () => JSON.stringify,
}

/** A body that says itself which of several schemas it follows. */
function branching(schema: SchemaNode, name: string) {
  const branches = new Map(
    (schema.oneOf ?? []).map((branch) => [branch.properties?.[name]?.const, compile(branch)]),
  )
  const known = [...branches.keys()].map((value) => `"${String(value)}"`).join(', ')
  return (value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      const message = { zh: '应为对象', en: 'must be an object' }
      return { error: new Misfit('body', [{ pointer: '', code: 'type', message }]) }
    }
    const named = (value as Record<string, unknown>)[name]
    const branch = branches.get(named)
    if (branch === undefined) {
      const message = { zh: `应为 ${known} 之一`, en: `must be one of ${known}` }
      const code = named === undefined ? 'required' : 'enum'
      return { error: new Misfit('body', [{ pointer: `/${name}`, code, message }]) }
    }
    if (branch.check(value)) return { value }
    return { error: new Misfit('body', branch.faults(value, 'pointer')) }
  }
}

/**
 * A body that is one thing by itself, or several under a member that only such a body has. Of the
 * several only the outside is looked at here: each says itself what it follows, and is checked by
 * whoever takes it out.
 */
function oneOrMany([one, many]: readonly SchemaNode[]) {
  const alone = validatorCompiler({ schema: one ?? {}, httpPart: 'body', method: '', url: '' })
  const { check, faults } = compile(outside(many ?? {}) as SchemaNode)
  const [under = ''] = Object.keys(many?.properties ?? {})
  return (value: unknown) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, under)) {
      return alone(value)
    }
    return check(value) ? { value } : { error: new Misfit('body', faults(value, 'pointer')) }
  }
}

/** A schema without what is said of the items of its lists. */
function outside(schema: SchemaNode): unknown {
  const lists = Object.entries(schema.properties ?? {}).map(([name, list]) => [
    name,
    { ...list, items: { type: 'object' } },
  ])
  return { ...schema, properties: Object.fromEntries(lists) }
}

Settings.Settings.Set({ maxErrors: 1000 })

/** The checks that were made: several addresses take the same content. */
const checks = new WeakMap<SchemaNode, Check>()

/** A check is made when it is first asked for, so that the service starts without waiting for all. */
function compile(schema: SchemaNode) {
  let made: Check | undefined
  return {
    check(value: unknown): boolean {
      made ??= checkOnce(schema)
      return made(value)
    },
    faults: (value: unknown, at: Place): readonly Fault[] =>
      faultsOf(schema, Errors(schema, value)[1], at).slice(0, MOST_FAULTS),
  }
}

type Check = (value: unknown) => boolean

function checkOnce(schema: SchemaNode): Check {
  const check = checks.get(schema) ?? checkOf(schema)
  checks.set(schema, check)
  return check
}

/** Members, at every depth, that one function may check. */
const MOST_MEMBERS = 30

/**
 * A function over all the cells of a report is too large for the engine to optimise, and takes ten
 * times as long: what has many members is checked member by member.
 */
function checkOf(schema: SchemaNode): Check {
  if (membersOf(schema) <= MOST_MEMBERS) {
    const compiled = Compile(schema as object)
    return (value) => compiled.Check(value)
  }
  const members = Object.entries(schema.properties ?? {})
  const open = Object.fromEntries(members.map(([name]) => [name, {}]))
  const shell = Compile({ ...schema, properties: open } as object)
  const checks = members.map(([name, member]) => [name, checkOf(member)] as const)
  return (value) => {
    if (!shell.Check(value)) return false
    const held = value as Record<string, unknown>
    return checks.every(([name, check]) => !Object.hasOwn(held, name) || check(held[name]))
  }
}

const membersOf = ({ properties }: SchemaNode): number =>
  Object.values(properties ?? {}).reduce((sum, member) => sum + 1 + membersOf(member), 0)

/** What parameters can be besides text. */
const isTyped = (type: unknown): boolean =>
  type === 'integer' || type === 'boolean' || type === 'array'

const WHOLE = /^-?(0|[1-9]\d{0,15})$/

/** Text to the declared type where it is written exactly so; anything else stays text and fails. */
function typedParameters(
  given: Record<string, unknown>,
  schema: SchemaNode,
): Record<string, unknown> {
  // Without a prototype, so that a parameter called __proto__ is seen and refused like any other.
  const typed: Record<string, unknown> = Object.create(null)
  for (const [name, value] of Object.entries(given)) {
    const type = schema.properties?.[name]?.type
    if (type === 'integer' && typeof value === 'string' && WHOLE.test(value)) {
      typed[name] = Number(value)
    } else if (type === 'boolean' && (value === 'true' || value === 'false')) {
      typed[name] = value === 'true'
    } else if (type === 'array') {
      // No member of such a list holds a comma.
      typed[name] = [value].flat().flatMap((one) => String(one).split(','))
    } else {
      typed[name] = value
    }
  }
  return typed
}
