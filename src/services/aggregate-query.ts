import { indicators } from '../reports/indicators.ts'
import { isAddress, selecting } from '../reports/select.ts'
import type { Basis } from '../store/standing.ts'
import { wrongParameter } from './wrong-parameter.ts'

export type Dimension = 'region' | 'kind' | 'agency' | 'year'

/** What is asked of a region's sums. */
export interface AggregateQuery {
  readonly region: string
  readonly year?: number | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly basis?: Basis | undefined
  readonly groupBy?: readonly Dimension[] | undefined
  readonly kind?: string | undefined
  readonly cells?: readonly string[] | undefined
  readonly compare?: 'previous' | undefined
  readonly rankBy?: string | undefined
  readonly asOf?: string | undefined
}

const LONGEST = 50

/** The years asked for: one, or a range of at most fifty. */
export function yearsOf({ year, from, to }: Pick<AggregateQuery, 'year' | 'from' | 'to'>) {
  if (year !== undefined) {
    if (from !== undefined || to !== undefined) {
      throw wrongParameter('year', '不能与 from、to 同时使用', 'cannot stand beside from and to')
    }
    return { from: year, to: year }
  }
  if (from === undefined || to === undefined) {
    throw wrongParameter(
      'year',
      '请用 year 指定年度，或用 from 与 to 指定范围',
      'is required, or from and to',
    )
  }
  if (to < from || to - from >= LONGEST) {
    throw wrongParameter(
      'to',
      `应不早于 from，且跨度不超过 ${LONGEST} 年`,
      `must not lie before from, nor ${LONGEST} years after it`,
    )
  }
  return { from, to }
}

/** The dimensions asked for, at most two; an agency has one region and one kind already. */
export function dimensionsOf(groupBy: readonly Dimension[] = []): readonly Dimension[] {
  const twice = new Set(groupBy).size < groupBy.length
  const idle = groupBy.includes('agency') && groupBy.some((by) => by === 'region' || by === 'kind')
  if (twice || idle || groupBy.length > 2) {
    throw wrongParameter(
      'groupBy',
      '最多两个不同的维度；agency 只能与 year 同用',
      'takes at most two different dimensions; agency goes with year only',
    )
  }
  return groupBy
}

/** Which cells and groups are wanted. */
export function wantedOf(cells: readonly string[] = []): (address: string) => boolean {
  const wanted = selecting(cells)
  if (wanted === undefined) {
    throw wrongParameter(
      'cells',
      '没有与之相符的单元格地址',
      'chooses no cell; see /v1/formats for addresses',
    )
  }
  return wanted
}

/** What members are ranked by: the address of a cell or group, or the name of an indicator. */
export function mustRank(by: string | undefined): void {
  if (by === undefined || isAddress(by) || indicators.some(({ id }) => id === by)) return
  throw wrongParameter(
    'rankBy',
    '应为单元格地址或指标名称',
    'must be the address of a cell or an indicator',
  )
}
