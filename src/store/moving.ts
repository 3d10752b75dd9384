import type { Place } from '../reports/place.ts'
import { keepFindings } from './filing.ts'
import type { Head, State } from './head.ts'
import type { Ledger } from './ledger.ts'
import { markOf } from './mark.ts'
import type { Database } from './open.ts'
import { refreshing } from './refreshing.ts'
import { type Checked, Stale } from './revision.ts'
import { type Basis, bases } from './standing.ts'

/** A step in a report's life. */
export interface Move {
  readonly head: Head
  readonly action: string
  readonly client: string
  readonly state: State | 'discarded'
  /** The revision the report goes on with. */
  readonly revision: number
  /** What stands from now on; null ends a standing, a basis left out stays as it is. */
  readonly stands: Partial<Readonly<Record<Basis, number | null>>>
  readonly late: boolean
  readonly submitted: { readonly at: string; readonly by: string } | 'now' | null
  readonly returned: number | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly remarks?: readonly Said[]
  /** Where it was published; what was known stays where it is left out. */
  readonly publicUrl?: string
  readonly checked?: Checked
}

/** What is said at a step, of the whole report (null) or a place in it. */
export interface Said {
  readonly at: Place | null
  readonly text: string
}

interface Cells {
  readonly format: string
  readonly digest: Buffer
  readonly cells: Buffer
}

/** Moves reports on in their life, and carries what stands into the roll-ups. */
export function moving(
  database: Database,
  { clock, events, receipts, register, rollUps, rechecks }: Omit<Ledger, 'write'>,
) {
  const version = database.prepare<[number], { version: number }>(
    'select version from report where id = ?',
  )
  const advance = database.prepare(
    `update report set state = ?, revision = ?, version = version + 1, late = ?, submitted_at = ?,
       submitted_by = ?, returned = ?, updated_at = ?, public_url = coalesce(?, public_url)
     where id = ?`,
  )
  const remark = database.prepare(
    `insert into remark (report, revision, action, place, text, client, at)
     values (?, ?, ?, ?, ?, ?, ?)`,
  )
  const cells = database.prepare<[number, number], Cells>(
    'select format, digest, cells from revision where report = ? and number = ?',
  )
  const end = database.prepare(
    'update standing set until = ? where report = ? and basis = ? and until is null',
  )
  const begin = database.prepare(
    'insert into standing (report, basis, revision, late, since) values (?, ?, ?, ?, ?)',
  )
  const keep = keepFindings(database)
  const refresh = refreshing(database)

  /** Ends what stood and begins what stands. */
  function stand({ head, late, stands }: Move, at: string): void {
    const filer = register.findAgency(head.agency)
    if (filer === undefined) throw new Error(`Agency ${head.agency} is not there`)
    const chain = register.chainOf(filer.region)
    const revisionOf = onceEach((number) => read(head, number))
    function count(basis: Basis, number: number, lateThen: boolean, times: 1 | -1): void {
      if (filer?.counts !== true) return
      const { format, vector, mark } = revisionOf(number)
      const place = { basis, kind: filer.kind, year: head.year, format }
      rollUps.change(chain, place, { vector, late: lateThen, mark }, times)
    }
    for (const basis of bases) {
      const before = head.basis[basis]
      const next = stands[basis]
      if (next === undefined || before === next) continue
      if (before !== null) {
        end.run(at, head.id, basis)
        count(basis, before, head.late, -1)
      }
      if (next !== null) {
        begin.run(head.id, basis, next, late ? 1 : 0, at)
        count(basis, next, late, 1)
      }
    }
  }

  function read({ id, agency, year }: Head, number: number) {
    const revision = cells.get(id, number)
    if (revision === undefined) throw new Error(`Revision ${number} of ${agency} ${year} is gone`)
    const { format, digest, cells: vector } = revision
    return { format, vector, mark: markOf(agency, year, number, digest) }
  }

  /** Within the caller's transaction. Throws Stale when the report moved on meanwhile. */
  return (move: Move): void => {
    const { head, client, action, state, revision, late, returned, detail } = move
    if (version.get(head.id)?.version !== head.version) throw new Stale()
    const keyId = move.submitted === 'now' ? receipts.keyInUse() : undefined
    const at = clock.tick()
    stand(move, at)
    const submitted = move.submitted === 'now' ? { at, by: client } : move.submitted
    advance.run(
      state,
      revision,
      late ? 1 : 0,
      submitted?.at ?? null,
      submitted?.by ?? null,
      returned,
      at,
      move.publicUrl ?? null,
      head.id,
    )
    for (const { at: place, text } of move.remarks ?? []) {
      const kept = place === null ? null : JSON.stringify(place)
      remark.run(head.id, head.revision, action, kept, text, client, at)
    }
    const { checked } = move
    const findings = checked === undefined ? {} : { findings: keep(head.id, revision, checked, at) }
    refresh(head.id)
    const { agency, year } = head
    if (RESTED_ON.some((basis) => hasChanged(move, basis))) {
      rechecks.note({ agency, year, client, at })
    }
    const event = events.append({
      at,
      client,
      action,
      agency,
      year,
      detail: { ...detail, ...findings },
    })
    if (keyId !== undefined && checked !== undefined) {
      receipts.issue(head.id, {
        agencyId: agency,
        year,
        revision,
        digest: head.digest,
        findings: { ...checked.summary, fingerprints: checked.fingerprints },
        ruleset: checked.ruleset,
        submittedAt: at,
        event: { id: event.id, hash: event.hash.toString('hex') },
        keyId,
      })
    }
  }
}

/** A function that asks once for each number. */
function onceEach<T>(ask: (number: number) => T): (number: number) => T {
  const known = new Map<number, T>()
  return (number) => {
    const answer = known.get(number) ?? ask(number)
    known.set(number, answer)
    return answer
  }
}

/** What next year's report rests on. */
const RESTED_ON: readonly Basis[] = ['submitted', 'accepted']

const hasChanged = ({ head, stands }: Move, basis: Basis): boolean =>
  stands[basis] !== undefined && stands[basis] !== head.basis[basis]
