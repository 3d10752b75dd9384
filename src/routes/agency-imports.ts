import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type TSchema, Type } from 'typebox'
import { csvType } from '../documents/media-types.ts'
import { Problem } from '../errors.ts'
import { languageOf } from '../plugins/language.ts'
import { DryRun, IdempotencyKey } from '../schemas/headers.ts'
import { closed, listOf, named, nullable, whole } from '../schemas/named.ts'
import { AgencyId } from '../schemas/parameters.ts'
import { bodyProblems, ProblemBody, problems, retryProblems } from '../schemas/problem.ts'
import { agencyMembers, exampleAgency } from '../schemas/register.ts'
import { agencyTable, type Row } from '../services/agency-table.ts'
import type { Wire } from '../services/batch.ts'
import { type Imported, importAgencies } from '../services/import-agencies.ts'
import type { Service } from '../services/service.ts'
import type { Agency } from '../store/agency-store.ts'
import { emptyAgency } from './agencies.ts'

/** Most rows of a table; of one that is taken wholly or not at all, in a single transaction. */
const MOST = 5000
const MOST_ATOMIC = 500

const outcomes = ['created', 'replaced', 'unchanged', 'refused', 'not-done'] as const

const ImportResult = named(
  'AgencyImport',
  closed({
    created: whole(),
    replaced: whole(),
    unchanged: whole(),
    refused: whole(),
    dryRun: Type.Optional(Type.Literal(true, { description: 'Nothing of this was kept' })),
    rows: listOf(
      closed({
        row: whole({ description: 'The line it begins on; of a JSON list its index' }),
        agencyId: nullable(Type.String()),
        outcome: Type.Unsafe<(typeof outcomes)[number]>({ type: 'string', enum: outcomes }),
        problem: Type.Optional(ProblemBody),
      }),
    ),
  }),
)

const AgencyList = named(
  'AgencyList',
  closed(
    {
      agencies: listOf(closed({ id: AgencyId, ...agencyMembers }), {
        minItems: 1,
        maxItems: MOST,
      }),
    },
    { examples: [{ agencies: [{ id: 'qz-archives', ...exampleAgency }] }] },
  ),
)

const table = Type.Unsafe<Buffer>({
  type: 'string',
  format: 'binary',
  examples: [
    '单位代码,单位名称,类别,区划代码,别名\nqz-archives,云溪市档案馆,部门,370781,云溪档案馆；云溪市地方志馆\n',
  ],
}) as TSchema

const body = {
  content: {
    'application/json': { schema: AgencyList as TSchema },
    [csvType]: { schema: table },
  },
}

/** A whole register at once. */
export const agencyImportRoutes: FastifyPluginAsyncTypebox<{
  service: Service
  tell: Wire['tell']
}> = async (app, { service, tell }) => {
  app.post(
    '/agency-imports',
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'importAgencies',
        summary: 'Register many agencies',
        description:
          'A table as CSV (UTF-8 or GB18030; headed in Chinese or English; several names or ids in a field are separated by semicolons) or a JSON list. Each row is taken by itself, or with atomic=true all of them or none.',
        tags: ['register'],
        querystring: closed({
          atomic: Type.Optional(Type.Boolean({ description: 'All rows or none; false usually' })),
        }),
        headers: Type.Object({
          'dry-run': Type.Optional(DryRun),
          'idempotency-key': Type.Optional(IdempotencyKey),
        }),
        body,
        response: {
          200: ImportResult,
          ...problems(
            ...bodyProblems,
            ...retryProblems,
            'unreadable-document',
            'unknown-columns',
            'too-many-rows',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request) => {
      const { atomic = false } = request.query
      const dryRun = request.headers['dry-run'] === 'true'
      const rows = rowsIn(request.body, charsetOf(request.headers['content-type']), atomic)
      const done = await importAgencies(service, request.caller, { rows, atomic, dryRun })
      const count = (outcome: Imported['outcome']) =>
        done.filter((one) => one.outcome === outcome).length
      const about = { instance: '/v1/agency-imports', requestId: request.id }
      return {
        created: count('created'),
        replaced: count('replaced'),
        unchanged: count('unchanged'),
        refused: count('refused'),
        ...(dryRun ? { dryRun } : {}),
        rows: done.map(({ problem, ...row }) => ({
          ...row,
          ...(problem && { problem: tell(problem, languageOf(request), about) as never }),
        })),
      }
    },
  )
}

function rowsIn(sent: unknown, charset: string | undefined, atomic: boolean): readonly Row[] {
  const most = atomic ? MOST_ATOMIC : MOST
  if (Buffer.isBuffer(sent)) return agencyTable(sent, charset, most)
  const { agencies } = sent as { agencies: readonly (Partial<Agency> & { id: string })[] }
  if (agencies.length > most) throw new Problem('too-many-rows', { most })
  return agencies.map((given, row) => {
    const agency = { ...emptyAgency, ...given } as Agency
    return { row, id: agency.id, agency, faults: [] }
  })
}

const charsetOf = (type = ''): string | undefined =>
  /charset="?([\w-]+)"?/i.exec(type)?.[1]?.toLowerCase()
