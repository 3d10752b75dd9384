import { Problem } from '../errors.ts'
import { rulesetVersion } from '../rules/index.ts'
import { mustBeRuleset, type Ruleset, rulesetOf, rulesets } from '../rules/rulesets.ts'
import type { Activation } from '../store/activation-store.ts'
import type { Asking, Service } from './service.ts'

/** The edition that reports are checked with: the one put in force last, else the newest of old. */
export const inForce = ({ store }: Pick<Service, 'store'>): string =>
  store.rulesets.current()?.ruleset ?? rulesetVersion

/** Throws where the database has an edition in force that this program does not have. */
export const mustHaveRuleset = (service: Pick<Service, 'store'>): Ruleset =>
  mustBeRuleset(inForce(service))

/** An edition, and since when it is in force; null where another is, or where it always was. */
export interface Edition extends Ruleset {
  readonly inForce: boolean
  readonly since: string | null
}

export function listRulesets({ store }: Service): Edition[] {
  const current = store.rulesets.current()
  const version = inForce({ store })
  return rulesets.map((ruleset) => ({
    ...ruleset,
    inForce: ruleset.version === version,
    since: ruleset.version === current?.ruleset ? current.since : null,
  }))
}

/** The edition of that name. Throws a Problem where there is none. */
export function findRuleset(version: string): Ruleset {
  const ruleset = rulesetOf(version)
  if (ruleset !== undefined) return ruleset
  const known = rulesets.map((one) => one.version).join(', ')
  throw new Problem('ruleset-not-found', { ruleset: version, known })
}

/** Puts an edition in force: what is sent or moved from now on is checked with it. */
export async function activateRuleset(
  service: Service,
  { caller }: Asking,
  { ruleset, reason }: { ruleset: string; reason: string },
): Promise<Activation> {
  const { version } = findRuleset(ruleset)
  if (version === inForce(service)) throw new Problem('ruleset-in-force', { ruleset })
  return service.store.rulesets.activate(version, reason, caller.id)
}
