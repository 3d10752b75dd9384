import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { type Fault, Problem } from '../errors.ts'

/** A dry run of an operation that has none would be done in earnest: it is refused instead. */
export const dryRuns = fp(async (app: FastifyInstance) => {
  app.addHook('onRoute', (route) => {
    const { properties = {} } = (route.schema?.headers ?? {}) as { properties?: object }
    const isSafe = [route.method].flat().every((method) => SAFE.includes(method))
    if (isSafe || 'dry-run' in properties) return
    const before = [route.preValidation ?? []].flat()
    route.preValidation = [
      (request, _reply, done) => {
        if (request.headers['dry-run'] !== 'true') return done()
        done(new Problem('invalid-parameters', { count: 1 }, { faults: [NO_DRY_RUN] }))
      },
      ...before,
    ]
  })
})

const SAFE = ['GET', 'HEAD', 'OPTIONS']

const NO_DRY_RUN: Fault = {
  header: 'dry-run',
  code: 'unknown',
  message: { zh: '此操作没有试运行', en: 'is not known here: the operation has no dry run' },
}
