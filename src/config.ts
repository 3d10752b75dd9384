import { envSchema } from 'env-schema'
import { type Static, Type } from 'typebox'
import { isNetwork } from './plugins/is-network.ts'
import { roles } from './store/client-store.ts'

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Everything that can be set, with its default. The environment is read once, here. */
export const Config = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', description: 'Address to listen on' }),
  PORT: Type.Integer({
    default: 3000,
    minimum: 0,
    maximum: 65535,
    description: 'Port; 0 takes a free one',
  }),
  DATABASE: Type.String({
    default: 'nianbao.sqlite',
    minLength: 1,
    description: 'SQLite file, or :memory:',
  }),
  ADMIN_KEY: Type.String({
    default: '',
    pattern: '^(nb_[a-z0-9]{1,16}_[A-Za-z0-9]{32,})?$',
    description: 'The first admin key; made and printed at the first start when not given',
  }),
  PUBLIC_READ: Type.Boolean({
    default: false,
    description: 'Whether anybody may read what is published',
  }),
  PUBLIC_URL: Type.String({
    default: '',
    pattern: '^(https?://[^\\s/?#]+(/[^\\s/?#]+)*)?$',
    description:
      'The address clients see, for links, without a slash at its end; defaults to HOST and PORT',
  }),
  LOG_LEVEL: Type.Unsafe<(typeof levels)[number]>({
    type: 'string',
    enum: levels,
    default: 'info',
    description: 'What pino logs',
  }),
  BODY_LIMIT: Type.Integer({
    default: 1_048_576,
    minimum: 65_536,
    description: 'Most bytes of a JSON body',
  }),
  DOCUMENT_LIMIT: Type.Integer({
    default: 20_971_520,
    minimum: 65_536,
    description: 'Most bytes of a document',
  }),
  BATCH_LINE_LIMIT: Type.Integer({
    default: 2_097_152,
    minimum: 65_536,
    maximum: 33_554_432,
    description: 'Most bytes of one line of a batch',
  }),
  BATCH_LIMIT: Type.Integer({
    default: 268_435_456,
    minimum: 65_536,
    description: 'Most bytes of a batch',
  }),
  BATCH_JOB_FROM: Type.Integer({
    default: 4_194_304,
    minimum: 0,
    description: 'Batches of at least so many bytes become jobs',
  }),
  REQUEST_SECONDS: Type.Integer({
    default: 300,
    minimum: 1,
    maximum: 3600,
    description: 'Most seconds until a request has arrived whole; its headers have ten at most',
  }),
  JOB_DAYS: Type.Integer({
    default: 7,
    minimum: 1,
    maximum: 366,
    description: 'How long jobs and their results are kept after they end',
  }),
  IDEMPOTENCY_SECONDS: Type.Integer({
    default: 86_400,
    minimum: 1,
    maximum: 31_536_000,
    description: 'How long the answer to a request with an Idempotency-Key is kept for its retries',
  }),
  RATE_LIMIT: Type.Integer({
    default: 600_000,
    minimum: 0,
    maximum: 1_000_000_000,
    description: 'Most requests a minute of one client, or of one address without a key; 0 is none',
  }),
  LOCKOUT_FAILURES: Type.Integer({
    default: 10,
    minimum: 3,
    maximum: 1000,
    description:
      'So many refusals within a minute lock a key out at its address for five; ten times as many, every wrong key from there',
  }),
  TRUSTED_PROXIES: Type.String({
    default: '',
    pattern: '^[0-9A-Fa-f.:/]*(,[0-9A-Fa-f.:/]+)*$',
    description: 'Addresses or networks whose X-Forwarded-For is believed, separated by commas',
  }),
  METRICS_TOKEN: Type.String({
    default: '',
    pattern: '^([\\w.~+/-]{32,128})?$',
    description: 'What may read /metrics as a bearer token, beside the keys of admins and auditors',
  }),
  MAX_EVENT_LOOP_DELAY: Type.Integer({
    default: 1000,
    minimum: 0,
    maximum: 60_000,
    description: 'Milliseconds the event loop may be late before requests are refused; 0 is any',
  }),
  OIDC_ISSUER: Type.String({
    default: '',
    description: 'The `iss` of tokens that are taken beside keys; none are when it is not given',
  }),
  OIDC_AUDIENCE: Type.String({
    default: 'nianbao',
    minLength: 1,
    description: 'The `aud` a token must have',
  }),
  OIDC_JWKS_URL: Type.String({
    default: '',
    pattern: '^(https://.+|http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?/.*)?$',
    description: 'Where the issuer publishes its keys: https, or this machine',
  }),
  OIDC_JWKS_COOLDOWN: Type.Integer({
    default: 30,
    minimum: 1,
    maximum: 3600,
    description: 'Least seconds between two looks at the keys when a token names an unknown one',
  }),
  OIDC_ALGORITHMS: Type.String({
    default: 'RS256,ES256,EdDSA',
    pattern: '^(RS256|ES256|EdDSA)(,(RS256|ES256|EdDSA)){0,2}$',
    description: 'How a token may be signed',
  }),
  OIDC_CLOCK_SKEW: Type.Integer({
    default: 60,
    minimum: 0,
    maximum: 300,
    description: "Seconds that the issuer's clock may be off",
  }),
  OIDC_ROLES_CLAIM: Type.String({
    default: 'roles',
    minLength: 1,
    description: 'The claim that names roles; a dot leads into a member',
  }),
  OIDC_ROLES: Type.String({
    default: 'reporter,reviewer,reader',
    pattern: `^([^,=]+=)?(${roles.join('|')})(,([^,=]+=)?(${roles.join('|')}))*$`,
    description:
      "The issuer's names for roles, as `theirs=ours`; the first that a token has counts",
  }),
  OIDC_AGENCIES_CLAIM: Type.String({
    default: 'agencies',
    minLength: 1,
    description: "The claim that lists a reporter's agencies",
  }),
  OIDC_REGION_CLAIM: Type.String({
    default: 'region',
    minLength: 1,
    description: "The claim that names a reviewer's region",
  }),
})

export type Config = Readonly<Static<typeof Config>>

/** The configuration from the environment; throws a message that names what is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  try {
    return sound(envSchema<Static<typeof Config>>({ schema: Config, data: env, env: false }))
  } catch (error) {
    throw told(error)
  }
}

/** Names each variable and what it takes, and never repeats a value: some are secrets. */
function told(error: unknown): unknown {
  const { errors } = error as { errors?: readonly { instancePath: string; message?: string }[] }
  if (errors === undefined) return error
  const said = new Map(errors.map(({ instancePath, message }) => [instancePath.slice(1), message]))
  const lines = [...said].map(([name, message]) => {
    const { description } = Config.properties[name as keyof Config] as { description?: string }
    return `${name} ${message} (${description})`
  })
  return new Error(lines.join('; '))
}

/** The configuration with every default, and what is given instead. */
export const configWith = (given: Partial<Config>): Config => sound({ ...readConfig({}), ...given })

function sound(config: Static<typeof Config>): Config {
  if ((config.OIDC_ISSUER === '') !== (config.OIDC_JWKS_URL === '')) {
    throw new Error('OIDC_ISSUER and OIDC_JWKS_URL are given together or not at all')
  }
  const proxies = config.TRUSTED_PROXIES.split(',').filter((one) => one !== '')
  const wrong = proxies.find((one) => !isNetwork(one))
  if (wrong !== undefined) {
    throw new Error(`TRUSTED_PROXIES names ${wrong}, which is no address and no network`)
  }
  return Object.freeze(config)
}
