interface Node {
  readonly [member: string]: unknown
}

/** What a schema's name is called while the document is made. */
const MARK = 'x-name'

/**
 * A copy in which every named schema bears a mark in place of its `$id`: by an `$id` the document
 * maker would refer to a definition of its own making, which it then leaves out.
 */
export function marked(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(marked)
  if (typeof node !== 'object' || node === null) return node
  const { $id, ...members } = node as Node
  const copy = Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, marked(value)]),
  )
  return typeof $id === 'string' ? { ...copy, [MARK]: $id } : copy
}

/**
 * Moves every schema that bears a mark to `components.schemas` and leaves a reference:
 * routes hold their schemas whole, which the validator needs, while the document says each once.
 */
export function hoist(document: Node): Node {
  const schemas: Record<string, unknown> = {}

  function walk(node: unknown): unknown {
    if (Array.isArray(node)) return node.map(walk)
    if (typeof node !== 'object' || node === null) return node
    const { [MARK]: name, ...members } = node as Node
    if (typeof name !== 'string') return mapped(members)
    if (schemas[name] === undefined) {
      schemas[name] = true
      schemas[name] = withMapping(mapped(members))
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  const mapped = (members: Node): Record<string, unknown> =>
    Object.fromEntries(Object.entries(members).map(([name, value]) => [name, walk(value)]))

  const { components, ...rest } = document
  const hoisted = mapped(rest)
  const names = Object.keys(schemas).sort()
  return {
    ...hoisted,
    components: {
      ...(components as Node | undefined),
      schemas: Object.fromEntries(names.map((name) => [name, schemas[name]])),
    },
  }
}

/** Says which branch each value of a discriminator means, as client generators want it said. */
function withMapping(schema: Record<string, unknown>): Record<string, unknown> {
  const branches = schema['oneOf'] as readonly { $ref: string }[] | undefined
  if (schema['discriminator'] === undefined || branches === undefined) return schema
  const mapping = Object.fromEntries(
    branches.map(({ $ref }) => [/Content(\w+?)(Input)?$/.exec($ref)?.[1] ?? '', $ref]),
  )
  return { ...schema, discriminator: { ...(schema['discriminator'] as object), mapping } }
}
