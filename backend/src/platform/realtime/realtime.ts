/** Live messages to people's open screens: topics, sockets of this process, and the fan-out to the others. Best effort by design. */
import type { RealtimeMessage } from '../../../../contracts/notifications.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { FanOut } from './fan-out.ts'

export type Topic = `user:${string}` | `slots:${string}` | `products:${string}`

/** Whose sockets close: all of a person's, or those of one session. */
export interface EndedSession {
  userId: string
  sessionId?: string
}

export interface Realtime {
  /** To be called after the commit. Messages say that something moved; clients then ask for it. Never throws. */
  publish(topic: Topic, message: RealtimeMessage): Promise<void>
  /** Closes sockets whose session ended, in every process, with a `signed-out` message. Never throws. */
  endSessions(ended: EndedSession, reason: string): Promise<void>
}

/** The side of an open socket that the hub needs. */
export interface Listener {
  userId: string | null
  sessionId: string | null
  /** Whether the message left; a socket that cannot keep up drops it. */
  send(message: RealtimeMessage): boolean
  endSession(reason: string): void
}

export interface RealtimeHub extends Realtime {
  add(listener: Listener): void
  remove(listener: Listener): void
  join(listener: Listener, topic: Topic): void
  leave(listener: Listener, topic: Topic): void
  size(): number
}

export interface HubParts {
  fanOut: FanOut
  metrics: Pick<Metrics, 'count'>
}

export function createRealtimeHub({ fanOut, metrics }: HubParts): RealtimeHub {
  const listeners = new Set<Listener>()
  const topics = new Map<Topic, Set<Listener>>()

  function deliver(topic: Topic, message: RealtimeMessage): void {
    for (const listener of topics.get(topic) ?? []) {
      metrics.count('realtime_messages_total', { outcome: listener.send(message) ? 'sent' : 'dropped' })
    }
  }
  function end({ userId, sessionId }: EndedSession, reason: string): void {
    for (const listener of [...listeners]) {
      if (listener.userId === userId && (sessionId === undefined || listener.sessionId === sessionId))
        listener.endSession(reason)
    }
  }
  function leave(listener: Listener, topic: Topic): void {
    const set = topics.get(topic)
    if (set?.delete(listener) && set.size === 0) topics.delete(topic)
  }

  fanOut.subscribe('realtime', (payload) => {
    const { topic, message } = payload as { topic: Topic; message: RealtimeMessage }
    deliver(topic, message)
  })
  fanOut.subscribe('session-control', (payload) => {
    const { ended, reason } = payload as { ended: EndedSession; reason: string }
    end(ended, reason)
  })

  return {
    async publish(topic, message) {
      deliver(topic, message)
      await fanOut.publish('realtime', { topic, message })
    },
    async endSessions(ended, reason) {
      end(ended, reason)
      await fanOut.publish('session-control', { ended, reason })
    },
    add: (listener) => void listeners.add(listener),
    remove(listener) {
      listeners.delete(listener)
      for (const topic of topics.keys()) leave(listener, topic)
    },
    join(listener, topic) {
      const set = topics.get(topic) ?? new Set()
      topics.set(topic, set.add(listener))
    },
    leave,
    size: () => listeners.size,
  }
}
