/** `GET /api/v1/realtime`: one WebSocket per screen, with limits on everything a client can make grow. */
import type { Duplex } from 'node:stream'
import websocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { RealtimeCommand, type RealtimeMessage } from '../../../../contracts/notifications.ts'
import { platformErrors } from '../errors.ts'
import { isAllowedOrigin, type ResolveViewer } from '../http/access.ts'
import { httpErrors } from '../http/http.errors.ts'
import { writeProblem } from '../http/problems.ts'
import { addressKey } from '../http/rate-limits.ts'
import type { Listener, RealtimeHub, Topic } from './realtime.ts'

/** The one address of WebSockets. */
export const realtimePath = '/api/v1/realtime'

export interface SocketLimits {
  /** Open sockets of one client address, and of this process. */
  perAddress: number
  total: number
  subscriptions: number
  /** Bytes of one message of a client. */
  messageBytes: number
  /** Commands of one client in ten seconds. */
  commandsPerTenSeconds: number
  /** Unsent bytes above which messages are dropped; at four times as much the socket is closed. */
  backlogBytes: number
  /** Ping interval; a socket that misses one answer is closed. The session is looked at again at each ping. */
  heartbeatMs: number
}

export const defaultSocketLimits: SocketLimits = {
  perAddress: 40,
  total: 5000,
  subscriptions: 40,
  messageBytes: 2048,
  commandsPerTenSeconds: 60,
  backlogBytes: 64 * 1024,
  heartbeatMs: 30_000,
}

/** Close codes: the standard ones, and 4401 for a session that ended. */
const closeCodes = { policy: 1008, tryAgain: 1013, signedOut: 4401 } as const

export interface SocketParts {
  hub: RealtimeHub
  resolveViewer: ResolveViewer
  allowedOrigins: ReadonlySet<string>
  /** Where the words about a refused handshake can be looked up. */
  publicUrl: string
  limits?: Partial<SocketLimits>
}

/** The topics that anyone may follow; a person's own topic is joined without asking. */
function publicTopic(text: string): Topic | null {
  return /^(?:slots|products):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? (text as Topic) : null
}

function parseCommand(data: unknown) {
  try {
    return RealtimeCommand.parse(JSON.parse(String(data)))
  } catch {
    return null
  }
}

export async function serveRealtime(app: FastifyInstance, parts: SocketParts): Promise<void> {
  const { hub, resolveViewer, allowedOrigins } = parts
  const limits = { ...defaultSocketLimits, ...parts.limits }
  const openByAddress = new Map<string, number>()

  await app.register(websocket, { options: { maxPayload: limits.messageBytes, perMessageDeflate: false } })

  app.websocketServer.on('wsClientError', (_error: Error, socket: Duplex) =>
    writeProblem(socket, httpErrors.UPGRADE_REQUIRED(), parts.publicUrl),
  )

  function serve(socket: WebSocket, request: FastifyRequest): void {
    const { viewer } = request
    const address = addressKey(request.ip)
    const subscriptions = new Set<Topic>()
    let answeredPing = true
    let commands = 0
    openByAddress.set(address, (openByAddress.get(address) ?? 0) + 1)

    const send = (message: RealtimeMessage): boolean => {
      if (socket.readyState !== socket.OPEN) return false
      if (socket.bufferedAmount > limits.backlogBytes * 4) socket.close(closeCodes.tryAgain, 'too slow')
      if (socket.bufferedAmount > limits.backlogBytes) return false
      socket.send(JSON.stringify(message))
      return true
    }
    const listener: Listener = {
      userId: viewer?.userId ?? null,
      sessionId: viewer?.sessionId ?? null,
      send,
      endSession(reason) {
        send({ type: 'signed-out', reason })
        socket.close(closeCodes.signedOut, 'signed out')
      },
    }

    function obey(data: unknown): void {
      commands += 1
      if (commands > limits.commandsPerTenSeconds) return socket.close(closeCodes.policy, 'too many messages')
      const command = parseCommand(data)
      if (!command) return socket.close(closeCodes.policy, 'not a command')
      if (command.type === 'ping') return void send({ type: 'hello', userId: listener.userId })
      const topic = publicTopic(command.topic)
      if (!topic) return socket.close(closeCodes.policy, 'no such topic')
      if (command.type === 'unsubscribe') {
        subscriptions.delete(topic)
        hub.leave(listener, topic)
      } else if (subscriptions.size < limits.subscriptions) {
        subscriptions.add(topic)
        hub.join(listener, topic)
      } else socket.close(closeCodes.policy, 'too many subscriptions')
    }

    /** An announcement of the session's end may be lost; looking again now and then cannot be. */
    async function checkSession(): Promise<void> {
      if (!viewer) return
      const now = await Promise.resolve(resolveViewer(request.headers, request.ip)).catch(() => null)
      if (now === null || (now.kind === 'viewer' && now.viewer.sessionId === viewer.sessionId)) return
      listener.endSession(now.kind === 'banned' ? 'banned' : 'session-ended')
    }

    const refill = setInterval(() => {
      commands = 0
    }, 10_000)
    const heartbeat = setInterval(() => {
      if (!answeredPing) return socket.terminate()
      answeredPing = false
      socket.ping()
      void checkSession()
    }, limits.heartbeatMs)
    refill.unref()
    heartbeat.unref()

    socket.on('pong', () => {
      answeredPing = true
    })
    socket.on('message', obey)
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearInterval(heartbeat)
      clearInterval(refill)
      hub.remove(listener)
      const left = (openByAddress.get(address) ?? 1) - 1
      if (left > 0) openByAddress.set(address, left)
      else openByAddress.delete(address)
    })

    hub.add(listener)
    if (viewer) hub.join(listener, `user:${viewer.userId}`)
    send({ type: 'hello', userId: listener.userId })
  }

  app.route({
    method: 'GET',
    url: realtimePath,
    config: { access: 'public', problems: [426] },
    schema: {
      summary: 'Live messages over a WebSocket',
      description:
        'The person’s own messages arrive without asking; `{ "type": "subscribe", "topic": "slots:<experienceId>" }` follows the places of an experience.',
      tags: ['Realtime'],
    },
    // Cookies are sent with a WebSocket from any page, so the page's origin decides.
    onRequest: async (request) => {
      const { origin, host } = request.headers
      if (origin !== undefined && !isAllowedOrigin(origin, host, allowedOrigins)) throw httpErrors.ORIGIN_NOT_ALLOWED()
      if (hub.size() >= limits.total) throw platformErrors.OVERLOADED({ retryAfterSeconds: 10 })
      if ((openByAddress.get(addressKey(request.ip)) ?? 0) >= limits.perAddress) {
        throw platformErrors.RATE_LIMITED({ params: { seconds: 30 }, retryAfterSeconds: 30 })
      }
    },
    handler: async (_request, reply) => {
      reply.header('upgrade', 'websocket').header('connection', 'upgrade')
      throw httpErrors.UPGRADE_REQUIRED()
    },
    wsHandler: serve,
  })
}
