import { Readable } from 'node:stream'
import { accountOf } from '../documents/account.ts'
import type { Wire } from '../services/batch.ts'
import type { Asking } from '../services/service.ts'
import type { SetResult } from '../services/validate-set.ts'
import { refusedIn } from './refused-in.ts'

/**
 * The answer to a set, report by report. The findings come as JSON from the thread that found
 * them, and are put in as they are.
 */
export function setTexts(
  results: readonly SetResult[],
  { language }: Asking,
  { tell, requestId }: { tell: Wire['tell']; requestId: string },
) {
  const total = { total: results.length, checked: 0, refused: 0, errors: 0, warnings: 0, infos: 0 }

  function textOf(result: SetResult, index: number): string {
    if ('error' in result) {
      total.refused++
      const { agencyId, year = null } = result.item ?? {}
      const about = { instance: '/v1/validations', requestId }
      const problem = tell(result.error, language, about)
      return JSON.stringify({ index, status: problem.status, agencyId, year, problem })
    }
    const { agency, name, year, reading } = result.report
    const { findings, summary } = result.found
    total.checked++
    total.errors += summary.errors
    total.warnings += summary.warnings
    total.infos += summary.infos
    const about = {
      index,
      status: 200,
      ...(agency === undefined ? {} : { agencyId: agency.id }),
      name,
      year,
      ...(reading === undefined
        ? {}
        : {
            reading: {
              mediaType: reading.mediaType,
              account: accountOf(reading),
              refused: refusedIn(reading, language),
            },
          }),
      summary,
    }
    return `${JSON.stringify(about).slice(0, -1)},"findings":${findings}}`
  }

  function* lines(): Generator<string> {
    for (const [index, result] of results.entries()) yield `${textOf(result, index)}\n`
    yield `${JSON.stringify({ summary: total })}\n`
  }

  function* whole(): Generator<string> {
    for (const [index, result] of results.entries()) {
      yield `${index === 0 ? '{"items":[' : ','}${textOf(result, index)}`
    }
    yield `],"summary":${JSON.stringify(total)}}`
  }

  return { lines: () => Readable.from(lines()), whole: () => Readable.from(whole()) }
}
