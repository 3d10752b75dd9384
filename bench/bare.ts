/**
 * B, what we are measured against: bare Fastify with its default validator and one insert with
 * synchronous=FULL of the same body; and a constant report sent through a response schema.
 */
import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { fastify } from 'fastify'
import { ContentInput, ContentOutput } from '../src/schemas/content.ts'
import { plainSchema } from './plain-schema.ts'

const [database = ':memory:', sample = ''] = process.argv.slice(2)
const db = new Sqlite(database)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec('create table report (agency text, year integer, body text, primary key (agency, year))')
const insert = db.prepare('insert or replace into report values (?, ?, ?)')
const constant: unknown = JSON.parse(readFileSync(sample, 'utf8'))

const app = fastify()
app.put<{ Params: { agency: string; year: number } }>(
  '/v1/reports/:agency/:year',
  { schema: { body: plainSchema(ContentInput) } },
  async (request, reply) => {
    insert.run(request.params.agency, request.params.year, JSON.stringify(request.body))
    return reply.code(201).send({ ok: true })
  },
)
app.get(
  '/v1/reports/:agency/:year',
  { schema: { response: { 200: plainSchema(ContentOutput) } } },
  async () => constant,
)
process.stdout.write(`${await app.listen({ port: 0 })}\n`)
