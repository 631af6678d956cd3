/** The door of insights: what a business sold, day by day, counted ahead so that nobody waits for it. */
import type { z } from 'zod'
import { type EventDefinition, subscribe } from '../../platform/events.ts'
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import { bookingCancelled, bookingConfirmed, bookingRefunded } from '../bookings/index.ts'
import { orderCancelled, orderPaid, orderRefunded, orderRefundFiled, orderReturnChanged } from '../orders/index.ts'
import { countSale, recountAll } from './count-sales.ts'
import { createViewCounter, type ViewCounter } from './count-views.ts'
import type { InsightDeps } from './deps.ts'
import { insightGuarantees } from './insights.guarantees.ts'
import { recountAllJob } from './insights.jobs.ts'
import { insightRoutes } from './insights.routes.ts'

export { countAllWithin } from './count-sales.ts'

export interface Insights extends Module, ViewCounter {
  /** Every business from its rows; answers how many. */
  recountAll(): Promise<number>
}

/** Whatever else they say, they name the sale whose day is counted again. */
const bookingEvents: EventDefinition<z.ZodType<{ bookingId: string }>>[] = [
  bookingConfirmed,
  bookingCancelled,
  bookingRefunded,
]
const orderEvents: EventDefinition<z.ZodType<{ orderId: string }>>[] = [
  orderPaid,
  orderCancelled,
  orderRefundFiled,
  orderRefunded,
  orderReturnChanged,
]
const recountEverySeconds = 86_400

export function createInsights(deps: InsightDeps): Insights {
  const views = createViewCounter(deps)
  const routes = insightRoutes(deps)
  const count = (sale: { bookingId: string } | { orderId: string }) => countSale(deps, sale)
  return {
    name: 'insights',
    routes(app) {
      app.addHook('onClose', views.flush)
      routes(app)
    },
    jobs: [
      handleJob(recountAllJob, async () => {
        await recountAll(deps)
      }),
    ],
    schedules: [{ job: recountAllJob, everySeconds: recountEverySeconds }],
    subscriptions: [
      ...bookingEvents.map((event) => subscribe(event, 'insights', ({ bookingId }) => count({ bookingId }))),
      ...orderEvents.map((event) => subscribe(event, 'insights', ({ orderId }) => count({ orderId }))),
    ],
    guarantees: insightGuarantees,
    viewed: views.viewed,
    flush: views.flush,
    recountAll: () => recountAll(deps),
  }
}
