import type { Notion } from '../formats/notions.ts'
import type { Claim } from './claim.ts'
import type { Setting } from './context.ts'
import { percentagesIn } from './percentages.ts'
import { proportionsIn } from './proportions.ts'
import type { Ratio } from './ratio.ts'
import type { Reading } from './reading.ts'
import { respectiveSharesIn } from './respective-shares.ts'
import type { Token } from './tokens.ts'

/** Whether a sentence gives any percentage. */
export const sharesSomething = ({ tokens }: Reading): boolean =>
  tokens.some(({ numeral }) => numeral?.kind === 'percent')

/** Every percentage of what the tables hold, in the order of print. */
export function ratiosIn(
  setting: Setting,
  reading: Reading,
  topic: readonly Notion[],
  spoken: readonly Claim[],
): readonly Ratio[] {
  if (!sharesSomething(reading)) return []
  const counted = [
    ...proportionsIn(setting, reading, spoken),
    ...respectiveSharesIn(setting, reading, spoken),
  ]
  const told = new Set(counted.map(({ at }) => at))
  const others = [...percentagesIn(setting, reading, topic, spoken)].filter(
    ({ at }) => !told.has(at),
  )
  return [...counted, ...others]
    .filter(({ at }) => !isLeftBehind(reading, at))
    .sort((a, b) => a.at.start - b.at.start)
}

/** 占比从71.4%降到17.8%: the first was the share of another time. */
const isLeftBehind = ({ tokens }: Reading, percent: Token): boolean =>
  REACHED.test(tokens[tokens.indexOf(percent) + 1]?.text ?? '')

const REACHED = /^.*[增升降减落].*[至到]$/
