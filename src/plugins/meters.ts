import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry, register } from 'prom-client'
import type { Store } from '../store/store.ts'
import type { EventLoopDelay } from './event-loop-delay.ts'

export type Meters = ReturnType<typeof meters>

const SECONDS = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const WRITES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2000]

/** A kind of finding, and how often it was found where that is not once. */
interface FoundKind {
  readonly rule: string
  readonly severity: string
  readonly times?: number
}

/** What is counted and measured, for Prometheus. No label ever holds an id, a name or an address. */
export function meters(store: Store, delay: EventLoopDelay) {
  processMetrics()
  const registry = new Registry()
  const registers = [registry]

  const requests = new Histogram({
    name: 'nianbao_request_seconds',
    help: 'How long requests took, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: SECONDS,
    registers,
  })
  const shed = new Counter({
    name: 'nianbao_shed_total',
    help: 'Requests refused because the event loop was late',
    registers,
  })
  const checks = new Counter({
    name: 'nianbao_checks_total',
    help: 'Reports that were checked when they were sent',
    registers,
  })
  const findings = new Counter({
    name: 'nianbao_findings_total',
    help: 'What the rules found in them, by rule and severity',
    labelNames: ['rule', 'severity'],
    registers,
  })
  const commitWrites = new Histogram({
    name: 'nianbao_commit_writes',
    help: 'Writes that shared a commit',
    buckets: WRITES,
    registers,
  })
  const commitSeconds = new Histogram({
    name: 'nianbao_commit_seconds',
    help: 'How long a commit took, from its first write until it was on disk',
    buckets: SECONDS,
    registers,
  })
  store.onCommit((writes, seconds) => {
    commitWrites.observe(writes)
    commitSeconds.observe(seconds)
  })

  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `nianbao_${name}`, help, labelNames, registers })
  const writesWaiting = gauge('writes_waiting', 'Writes that wait for the next commit')
  const longReads = gauge('long_reads', 'Long reads under way on their thread')
  const bytes = gauge('database_bytes', 'Bytes on disk; free is a part of database', ['part'])
  const jobs = gauge('jobs', 'Batches in the background, by state', ['state'])
  const unsearched = gauge('search_changes_waiting', 'Changes the search index has not followed')
  const searchLag = gauge('search_lag_seconds', 'How long ago the first of them was made')
  const late = gauge('event_loop_delay_seconds', 'How late the event loop is, on average')

  function look(): void {
    const vitals = store.vitals()
    writesWaiting.set(vitals.writesWaiting)
    longReads.set(vitals.longReadsWaiting)
    const { changes, since } = store.search.lag()
    unsearched.set(changes)
    searchLag.set(since === null ? 0 : Math.max(0, Date.now() - Date.parse(since)) / 1000)
    late.set(delay.milliseconds() / 1000)
    for (const [part, size] of Object.entries(vitals.bytes)) bytes.set({ part }, size)
    jobs.reset()
    for (const [state, count] of Object.entries(vitals.jobs)) jobs.set({ state }, count)
  }

  return {
    answered: (operation: string, status: number, seconds: number): void =>
      requests.observe({ operation, status }, seconds),

    shed: (): void => shed.inc(),

    checked(found: readonly FoundKind[]): void {
      checks.inc()
      for (const { rule, severity, times = 1 } of found) findings.inc({ rule, severity }, times)
    },

    /** The exposition format, and its media type. */
    async text(): Promise<string> {
      look()
      return `${await register.metrics()}${await registry.metrics()}`
    },
    mediaType: registry.contentType,
  }
}

/** Memory, processor, handles and collections of garbage are the process's, however many apps. */
function processMetrics(): void {
  if (register.getSingleMetric('process_start_time_seconds') === undefined) collectDefaultMetrics()
}
