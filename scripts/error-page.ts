import { readFileSync } from 'node:fs'
import { catalogue } from '../src/errors.ts'
import { remedies } from '../src/remedies.ts'
import { inPlural } from '../src/reports/counted.ts'
import { generatedFrom } from './markdown.ts'

interface Operation {
  readonly operationId: string
  readonly responses: Readonly<Record<string, { readonly description: string }>>
}

/** docs/errors.md: every problem code, under a heading of its own. */
export const errorPage = (): string => `${generatedFrom('src/errors.ts and src/remedies.ts')}

# Problem codes

Every failure is \`application/problem+json\` (RFC 9457) with one of these in \`code\`. A code is never
renamed and never given to another problem. Texts come in Chinese, or in English with
\`Accept-Language: en\`. \`{names}\` are filled in where the problem is raised. The \`type\` of a problem
is the address of its entry on the running service: \`/problems/{code}\`.

Each entry gives status and title, the \`detail\`, what to do (怎样改), and which operations answer it.

${entries()}`

function entries(): string {
  const { raising, all } = raised()
  return Object.entries(catalogue)
    .map(([code, { status, title, detail }]) => {
      const by = raising.get(code) ?? []
      const { zh, en } = remedies[code as keyof typeof catalogue]
      return `## ${code}

${status} · ${title.zh} · ${title.en}

- ${detail.zh}
- ${inPlural(detail.en)}

怎样改：${zh}
${en}

Answered by ${listed(code, by, all)}.
`
    })
    .join('\n')
}

const listed = (code: string, by: readonly string[], all: number): string => {
  const apart = whereElse[code]
  if (apart !== undefined) return apart
  if (by.length === 0) return 'batches and imports, of one item among the others'
  if (by.length === all) return 'every operation'
  return by.map((id) => `\`${id}\``).join(', ')
}

/** Codes that are answered before any operation is found. */
const whereElse: Readonly<Record<string, string>> = {
  'route-not-found': 'addresses without an operation',
  'method-not-allowed': 'addresses whose operations take other methods',
  'request-timeout': 'the connection, before a request is read',
  'expectation-failed': 'the connection, before a request is read',
}

/** Which operations the OpenAPI document has answer which code. */
function raised(): { raising: ReadonlyMap<string, string[]>; all: number } {
  const { paths } = JSON.parse(readFileSync('openapi/openapi.json', 'utf8')) as {
    paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  }
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  const raising = new Map<string, string[]>()
  for (const { operationId, responses } of operations) {
    for (const [status, { description }] of Object.entries(responses)) {
      if (status < '400') continue
      for (const [, code = ''] of description.matchAll(/`([a-z-]+)`:/g)) {
        raising.set(code, [...(raising.get(code) ?? []), operationId])
      }
    }
  }
  return { raising, all: operations.length }
}
