import type { CalendarStore, Extension, Window } from './calendar-store.ts'
import type { Held, Ledger } from './ledger.ts'

/** Who changes something, and what must still hold when it is changed. */
interface Change {
  readonly client: string
  readonly held?: Held
}

/** Changes to the calendar, each a unit of work with its event. */
export function calendarWrites(
  calendar: CalendarStore,
  { write, clock, events }: Pick<Ledger, 'write' | 'clock' | 'events'>,
) {
  return {
    setWindow: (
      region: string,
      year: number,
      window: Window,
      { client, held }: Change,
    ): Promise<void> =>
      write(() => {
        held?.()
        calendar.putWindow(region, year, window)
        const detail = { ...window }
        const subject = `window:${region}:${year}`
        events.append({ at: clock.tick(), client, action: 'set-window', subject, year, detail })
      }),

    /** False when there is none to remove. */
    removeWindow: (region: string, year: number, { client, held }: Change): Promise<boolean> =>
      write(() => {
        held?.()
        const removed = calendar.removeWindow(region, year)
        const subject = `window:${region}:${year}`
        if (removed) {
          events.append({ at: clock.tick(), client, action: 'remove-window', subject, year })
        }
        return removed
      }),

    extendFiling: (
      agency: string,
      year: number,
      extension: Extension,
      { client, held }: Change,
    ): Promise<void> =>
      write(() => {
        held?.()
        calendar.putExtension(agency, year, extension)
        const detail = { ...extension }
        const subject = `extension:${agency}:${year}`
        const action = 'extend-filing'
        events.append({ at: clock.tick(), client, action, subject, agency, year, detail })
      }),

    /** False when there is none to end. */
    endExtension: (agency: string, year: number, { client, held }: Change): Promise<boolean> =>
      write(() => {
        held?.()
        const ended = calendar.removeExtension(agency, year)
        const subject = `extension:${agency}:${year}`
        const action = 'end-extension'
        if (ended) {
          events.append({ at: clock.tick(), client, action, subject, agency, year })
        }
        return ended
      }),
  }
}
