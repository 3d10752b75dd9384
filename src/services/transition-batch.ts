import type { Head } from '../store/head.ts'
import type { Action } from './life.ts'
import type { NewRemark } from './remarks.ts'
import type { Asking, Service } from './service.ts'
import { transition } from './transition.ts'

/** A step of one report among many. */
export interface BatchStep {
  readonly agencyId: string
  readonly year: number
  readonly action: Action
  readonly comment?: string | undefined
  readonly remarks?: readonly NewRemark[] | undefined
  readonly publicUrl?: string | undefined
  readonly ifMatch?: string | undefined
}

/** What became of a step: the report as it is then, or what stood in the way. */
export type Stepped = { readonly head: Head } | { readonly error: unknown }

/** So many are checked at a time; their commits are shared. */
const AT_ONCE = 16

/** Takes many reports a step on, each by itself: one that is refused leaves the others alone. */
export async function transitionAll(
  service: Service,
  asking: Asking,
  steps: readonly BatchStep[],
  dryRun: boolean,
): Promise<Stepped[]> {
  const done: Stepped[] = []
  for (let start = 0; start < steps.length; start += AT_ONCE) {
    const some = steps.slice(start, start + AT_ONCE)
    done.push(
      ...(await Promise.all(
        some.map(({ ifMatch, ...step }) =>
          transition(service, asking, { ...step, preconditions: { ifMatch }, dryRun }).then(
            (head) => ({ head }),
            (error: unknown) => ({ error }),
          ),
        ),
      )),
    )
  }
  return done
}
