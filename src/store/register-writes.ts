import type { Agency } from './agency-store.ts'
import type { Held, Ledger } from './ledger.ts'
import type { Region } from './region-store.ts'
import type { RegisterStore } from './register-store.ts'

/** Changes to the register, each a unit of work with its event. */
export function registerWrites(
  register: RegisterStore,
  { write, clock, events }: Pick<Ledger, 'write' | 'clock' | 'events'>,
) {
  return {
    putRegion: (region: Region, client: string, held?: Held): Promise<void> =>
      write(() => {
        held?.()
        const at = clock.tick()
        const subject = `region:${region.code}`
        register.putRegion(region, at)
        events.append({ at, client, action: 'put-region', subject, detail: { ...region } })
      }),
    putAgency: (agency: Agency, client: string, held?: Held): Promise<void> =>
      write(() => {
        held?.()
        const at = clock.tick()
        register.putAgency(agency, at)
        const detail = { ...agency }
        events.append({ at, client, action: 'put-agency', agency: agency.id, detail })
      }),
    /** All of them or none, in one transaction. */
    putAgencies: (agencies: readonly Agency[], client: string): Promise<void> =>
      write(() => {
        for (const agency of agencies) {
          const at = clock.tick()
          register.putAgency(agency, at)
          const detail = { ...agency }
          events.append({ at, client, action: 'put-agency', agency: agency.id, detail })
        }
      }),
    exempt: (
      of: Agency,
      year: number,
      { reason, client, held }: { reason: string; client: string; held?: Held },
    ): Promise<void> =>
      write(() => {
        held?.()
        const at = clock.tick()
        register.exempt(of, year, { reason, client, at })
        const detail = { year, reason }
        events.append({ at, client, action: 'exempt', agency: of.id, detail })
      }),
    /** False when it was not exempt. */
    endExemption: (of: Agency, year: number, client: string, held?: Held): Promise<boolean> =>
      write(() => {
        held?.()
        const at = clock.tick()
        const ended = register.endExemption(of, year, at)
        const detail = { year }
        if (ended) events.append({ at, client, action: 'end-exemption', agency: of.id, detail })
        return ended
      }),
  }
}
