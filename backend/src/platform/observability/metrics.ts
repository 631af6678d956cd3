/** Prometheus metrics of one process, behind a small typed interface. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Every counter of the system: its labels and what it says. */
const counters = {
  http_requests_refused_total: { labels: ['code'], help: 'Requests answered with a problem, by code' },
  rate_limited_total: { labels: ['bucket'], help: 'Requests refused by a rate limit' },
  rate_limit_store_failures_total: { labels: [], help: 'Times Redis had no word on a rate limit and memory decided' },
  idempotency_replays_total: { labels: [], help: 'Answers given again for a repeated Idempotency-Key' },
  cache_reads_total: { labels: ['cache', 'outcome'], help: 'Reads through the cache: hit, miss, bypass' },
  cache_invalidations_total: { labels: [], help: 'Tags invalidated' },
  realtime_messages_total: { labels: ['outcome'], help: 'Messages to sockets: sent, dropped' },
  jobs_finished_total: { labels: ['queue', 'outcome'], help: 'Jobs that ended' },
  database_conflicts_total: {
    labels: ['kind'],
    help: 'Transactions and statements run again after a lost race or connection',
  },
  bookings_created_total: { labels: [], help: 'Bookings whose seats were taken' },
  bookings_confirmed_total: { labels: [], help: 'Bookings paid for' },
  bookings_cancelled_total: { labels: ['reason'], help: 'Bookings cancelled' },
  bookings_expired_total: { labels: [], help: 'Holds released because nobody paid in time' },
  orders_paid_total: { labels: [], help: 'Orders paid for' },
  orders_cancelled_total: { labels: ['reason'], help: 'Orders cancelled' },
  checkouts_created_total: { labels: [], help: 'Checkouts whose pieces and seats were held' },
  checkouts_paid_total: { labels: [], help: 'Checkouts paid for' },
  checkouts_released_total: { labels: ['reason'], help: 'Checkouts given up or expired before they were paid' },
  checkout_refusals_total: { labels: ['code'], help: 'Baskets that could not be held, by what was missing' },
  booking_refusals_total: { labels: ['code'], help: 'Bookings refused, by code' },
  payment_outcomes_total: { labels: ['outcome'], help: 'What became of payments' },
  refund_outcomes_total: { labels: ['outcome'], help: 'What became of refunds' },
  late_payments_total: { labels: ['outcome'], help: 'Money that came after its hold: seats taken again or refunded' },
  webhook_events_total: {
    labels: ['outcome'],
    help: 'Events of the payment provider: stored, repeated, refused',
  },
  reconciliations_total: {
    labels: ['outcome'],
    help: 'Payments in doubt that were asked about, by the state they were in',
  },
  mails_total: { labels: ['outcome'], help: 'Mails sent or failed' },
} as const

const histograms = {
  http_request_duration_seconds: {
    labels: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    help: 'Time until the answer left, by route template',
  },
  job_duration_seconds: { labels: ['queue'], buckets: [0.01, 0.05, 0.25, 1, 5, 15, 60], help: 'Running time of jobs' },
  webhook_lag_seconds: {
    labels: [],
    buckets: [0.1, 0.5, 1, 2, 5, 15, 60, 300, 3600],
    help: 'From the provider’s event to its effect here',
  },
  provider_call_seconds: {
    labels: ['call', 'outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    help: 'Calls to the payment provider',
  },
} as const

export type CounterName = keyof typeof counters
export type HistogramName = keyof typeof histograms
type Labels<D extends { labels: readonly string[] }> = { [L in D['labels'][number]]: string | number }
type LabelArguments<D extends { labels: readonly string[] }> = D['labels'] extends readonly []
  ? []
  : [labels: Labels<D>]

export interface Metrics {
  /** Adds one: `metrics.count('bookings_cancelled_total', { reason: 'BY_GUEST' })`. */
  count<N extends CounterName>(name: N, ...labels: LabelArguments<(typeof counters)[N]>): void
  /** Adds `amount` to a counter. */
  add<N extends CounterName>(name: N, amount: number, ...labels: LabelArguments<(typeof counters)[N]>): void
  /** Records `value` (seconds). */
  observe<N extends HistogramName>(name: N, value: number, ...labels: LabelArguments<(typeof histograms)[N]>): void
  /** A gauge whose values are asked for at each scrape. */
  gauge(name: string, help: string, labelNames: string[], collect: () => GaugeValue[] | Promise<GaugeValue[]>): void
  /** The current value of a counter, for tests. */
  counted<N extends CounterName>(name: N, ...labels: LabelArguments<(typeof counters)[N]>): Promise<number>
  text(): Promise<string>
  contentType: string
}
export interface GaugeValue {
  value: number
  labels?: Record<string, string>
}

/** `defaults` (memory, CPU, event loop of the process) are left out by tests that make many. */
export function createMetrics({ defaults = true } = {}): Metrics {
  const registry = new Registry()
  if (defaults) collectDefaultMetrics({ register: registry })
  const madeCounters = new Map<string, Counter>()
  const madeHistograms = new Map<string, Histogram>()
  for (const [name, { labels, help }] of Object.entries(counters)) {
    const counter = new Counter({ name, help, labelNames: [...labels], registers: [registry] })
    if (labels.length === 0) counter.inc(0)
    madeCounters.set(name, counter)
  }
  for (const [name, { labels, help, buckets }] of Object.entries(histograms)) {
    madeHistograms.set(
      name,
      new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers: [registry] }),
    )
  }
  const add = (name: string, amount: number, labels: Record<string, string | number> = {}) =>
    madeCounters.get(name)?.inc(labels, amount)
  return {
    count: (name, ...[labels]) => add(name, 1, labels),
    add: (name, amount, ...[labels]) => add(name, amount, labels),
    observe: (name, value, ...[labels]) =>
      madeHistograms.get(name)?.observe((labels ?? {}) as Record<string, string | number>, value),
    gauge(name, help, labelNames, collect) {
      new Gauge({
        name,
        help,
        labelNames,
        registers: [registry],
        async collect() {
          this.reset()
          // A source that fails (the database, say) must not take the other metrics with it.
          const values = await Promise.resolve()
            .then(collect)
            .catch(() => [])
          for (const { value, labels } of values) this.set(labels ?? {}, value)
        },
      })
    },
    async counted(name, ...[labels]) {
      const wanted = Object.entries(labels ?? {})
      const { values } = (await madeCounters.get(name)?.get()) ?? { values: [] }
      return values
        .filter((value) => wanted.every(([label, expected]) => String(value.labels[label]) === String(expected)))
        .reduce((sum, { value }) => sum + value, 0)
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
