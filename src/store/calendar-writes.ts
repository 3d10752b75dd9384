import type { CalendarStore, Extension, Window } from './calendar-store.ts'
import type { Ledger } from './ledger.ts'

/** Changes to the calendar, each a unit of work with its event. */
export function calendarWrites(
  calendar: CalendarStore,
  { write, clock, events }: Pick<Ledger, 'write' | 'clock' | 'events'>,
) {
  return {
    setWindow: (region: string, year: number, window: Window, client: string): Promise<void> =>
      write(() => {
        calendar.putWindow(region, year, window)
        const detail = { region, ...window }
        events.append({ at: clock.tick(), client, action: 'set-window', year, detail })
      }),

    /** False when there is none to remove. */
    removeWindow: (region: string, year: number, client: string): Promise<boolean> =>
      write(() => {
        const removed = calendar.removeWindow(region, year)
        const detail = { region }
        if (removed) {
          events.append({ at: clock.tick(), client, action: 'remove-window', year, detail })
        }
        return removed
      }),

    extendFiling: (
      agency: string,
      year: number,
      extension: Extension,
      client: string,
    ): Promise<void> =>
      write(() => {
        calendar.putExtension(agency, year, extension)
        const detail = { ...extension }
        events.append({ at: clock.tick(), client, action: 'extend-filing', agency, year, detail })
      }),

    /** False when there is none to end. */
    endExtension: (agency: string, year: number, client: string): Promise<boolean> =>
      write(() => {
        const ended = calendar.removeExtension(agency, year)
        if (ended) {
          events.append({ at: clock.tick(), client, action: 'end-extension', agency, year })
        }
        return ended
      }),
  }
}
