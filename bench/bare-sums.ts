/** What HTTP itself costs: bare Fastify sending constant answers, as an object and as bytes. */
import { readFileSync } from 'node:fs'
import { fastify } from 'fastify'

const app = fastify()
for (const [i, file] of process.argv.slice(2).entries()) {
  const bytes = readFileSync(file)
  const object: unknown = JSON.parse(bytes.toString())
  app.get(`/object/${i}`, async () => object)
  app.get(`/bytes/${i}`, async (_, reply) => reply.type('application/json').send(bytes))
}
process.stdout.write(`${await app.listen({ port: 0 })}\n`)
