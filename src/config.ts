import { envSchema } from 'env-schema'
import { type Static, Type } from 'typebox'

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
    description: 'The address clients see, for links; defaults to HOST and PORT',
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
})

export type Config = Readonly<Static<typeof Config>>

/** The configuration from the environment; throws a message that names what is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return Object.freeze(envSchema<Static<typeof Config>>({ schema: Config, data: env, env: false }))
}

/** The configuration with every default, and what is given instead. */
export const configWith = (given: Partial<Config>): Config =>
  Object.freeze({ ...readConfig({}), ...given })
