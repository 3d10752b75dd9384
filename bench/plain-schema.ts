interface Node {
  readonly [member: string]: unknown
}

/** The first branch of a content schema as ordinary JSON Schema, without our names in it. */
export function plainSchema(schema: unknown): Node {
  const { oneOf = [] } = schema as { oneOf?: readonly unknown[] }
  return strip(oneOf.at(-1)) as Node
}

function strip(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strip)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => name !== '$id')
      .map(([name, value]) => [name, strip(value)]),
  )
}
