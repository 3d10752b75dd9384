import { catalogue } from '../src/errors.ts'
import { generatedFrom } from './markdown.ts'

/** docs/errors.md: every problem code, under a heading of its own. */
export const errorPage = (): string => `${generatedFrom('src/errors.ts')}

# Problem codes

Every failure is \`application/problem+json\` (RFC 9457) with one of these in \`code\`. A code is never
renamed and never given to another problem. Texts come in Chinese, or in English with
\`Accept-Language: en\`. \`{names}\` are filled in where the problem is raised. The \`type\` of a problem
is the address of its entry on the running service: \`/problems/{code}\`.

${Object.entries(catalogue)
  .map(
    ([code, { status, title, detail }]) => `## ${code}

${status} · ${title.zh} · ${title.en}

- ${detail.zh}
- ${detail.en}
`,
  )
  .join('\n')}`
