import { Config, readConfig } from '../src/config.ts'
import { code, generatedFrom, table } from './markdown.ts'

interface Setting {
  readonly description?: string
  readonly type?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly enum?: readonly string[]
}

const settings = Object.entries(Config.properties) as [keyof Config, Setting][]
const defaults = readConfig({})

/** docs/configuration.md: every environment variable that is read. */
export const configurationPage = (): string => `${generatedFrom('src/config.ts')}

# Configuration

The environment is read once, at the start. A value that does not fit stops the start with a
message that names the variable. No file is read; \`node --env-file=.env build/src/server.js\` takes the
variables from one, and \`.env.example\` lists them all.

${table(
  ['variable', 'default', 'takes', 'what it is'],
  settings.map(([name, setting]) => [
    code(name),
    defaults[name] === '' ? 'none' : code(String(defaults[name])),
    taken(setting),
    setting.description ?? '',
  ]),
)}
`

/** .env.example: every variable with its default, commented out. */
export const envExample = (): string =>
  `# Every variable the service reads, with its default. Written by npm run docs from src/config.ts.
# node --env-file=.env build/src/server.js reads a copy of this file named .env.

${settings
  .map(([name, { description }]) => `# ${description}\n#${name}=${defaults[name]}\n`)
  .join('\n')}`

function taken({ type, minimum, maximum, pattern, enum: values }: Setting): string {
  if (values !== undefined) return values.map(code).join(' ')
  if (type === 'boolean') return `${code('true')} ${code('false')}`
  if (pattern !== undefined) return code(pattern)
  if (type !== 'integer') return 'text'
  return maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`
}
