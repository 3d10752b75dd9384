import { answerExamples } from '../schemas/answer-examples.ts'
import { headersAt } from '../schemas/answer-headers.ts'

interface Answer {
  readonly content?: Readonly<Record<string, { example?: unknown }>>
  description?: string | undefined
  headers?: object
}
interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly parameters?: readonly { readonly name: string }[]
  readonly responses: Readonly<Record<string, Answer>>
}
interface Described {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** What each answer is, where it does not say so itself, the headers it may bear, an example. */
export function described<D extends object>(document: D): D {
  for (const operations of Object.values((document as Described).paths ?? {})) {
    for (const { operationId, summary, parameters = [], responses } of Object.values(operations)) {
      const takes = (name: string) => parameters.some((one) => one.name === name)
      for (const [status, response] of Object.entries(responses)) {
        if (response.description === 'Default Response') response.description = summary
        for (const [type, media] of Object.entries(response.content ?? {})) {
          const example = answerExamples[operationId]?.[status]?.[type]
          if (example !== undefined) media.example = example
        }
        const names = [...Object.keys(response.headers ?? {}), ...headersAt(status)]
        if (status < '300' && takes('idempotency-key')) names.push('Idempotency-Replayed')
        if (status < '300' && takes('cursor')) names.push('Link')
        response.headers = Object.fromEntries(
          names.map((name) => [name, { $ref: `#/components/headers/${name}` }]),
        )
      }
    }
  }
  return document
}

/** Whole numbers with the width that other languages need to know. */
export function widened(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(widened)
  if (typeof node !== 'object' || node === null) return node
  const members = Object.entries(node).map(([name, inner]) =>
    name === 'examples' || name === 'example' ? [name, inner] : [name, widened(inner)],
  )
  const { type, minimum = 0, maximum = Infinity } = node as Readonly<Record<string, number>>
  const narrow = minimum >= -(2 ** 31) && maximum < 2 ** 31
  const format = String(type) === 'integer' ? [['format', narrow ? 'int32' : 'int64']] : []
  return Object.fromEntries([...members, ...format])
}
