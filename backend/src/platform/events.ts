/** Events between modules: facts of that moment, written as one job per subscriber in the publisher's transaction. */
import { z } from 'zod'
import { currentContext } from './context.ts'
import type { Tx } from './database/index.ts'
import { newId } from './ids.ts'
import { defineJob, handleJob, type JobDefinition, type JobHandler, type Jobs } from './jobs.ts'

export interface EventDefinition<S extends z.ZodType = z.ZodType> {
  /** `booking.confirmed` */
  type: string
  schema: S
}
export function defineEvent<S extends z.ZodType>(type: string, schema: S): EventDefinition<S> {
  return { type, schema }
}

/** Names follow CloudEvents. */
export interface EventMeta {
  id: string
  type: string
  source: string
  time: string
  correlationId: string
}

export interface Subscription {
  event: EventDefinition
  /** `notifications.tell-guest`; with the event's type it names the queue. */
  name: string
  handle: (facts: never, meta: EventMeta) => Promise<void>
}
/** Delivery is at least once: the handler's effect must be keyed so that running twice changes nothing more. */
export function subscribe<S extends z.ZodType>(
  event: EventDefinition<S>,
  name: string,
  handle: (facts: z.infer<S>, meta: EventMeta) => Promise<void>,
): Subscription {
  return { event, name, handle: handle as Subscription['handle'] }
}

export interface Events {
  publish<S extends z.ZodType>(tx: Tx, event: EventDefinition<S>, facts: z.infer<S>): Promise<void>
  /** Called once at boot with every module's subscriptions; returns the jobs that deliver. */
  collect(subscriptions: Subscription[]): JobHandler[]
}

export function createEvents(jobs: Pick<Jobs, 'send'>): Events {
  const subscribers = new Map<string, JobDefinition[]>()
  return {
    async publish(tx, event, facts) {
      const data = event.schema.parse(facts) as unknown
      const context = currentContext()
      const id = newId()
      const envelope = {
        id,
        type: event.type,
        source: 'guelaguetza-connect',
        time: new Date().toISOString(),
        correlationId: context.correlationId ?? context.requestId ?? id,
        data,
      }
      for (const job of subscribers.get(event.type) ?? []) await jobs.send(tx, job, envelope)
    },
    collect(subscriptions) {
      return subscriptions.map((subscription) => {
        const job = defineJob({
          name: `${subscription.event.type}/${subscription.name}`,
          schema: z.object({
            id: z.string(),
            type: z.string(),
            source: z.string(),
            time: z.string(),
            correlationId: z.string(),
            data: subscription.event.schema,
          }),
        })
        const known = subscribers.get(subscription.event.type) ?? []
        if (known.some((other) => other.name === job.name)) throw new Error(`two subscriptions named ${job.name}`)
        subscribers.set(subscription.event.type, [...known, job])
        return handleJob(job, async ({ data, ...meta }) => subscription.handle(data as never, meta))
      })
    },
  }
}
