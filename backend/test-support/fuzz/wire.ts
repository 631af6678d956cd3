/** Requests over real sockets, as written: no client in between that would tidy them up. */
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { availableParallelism, loadavg } from 'node:os'

export interface Sent {
  method: string
  /** Path and query, already encoded. */
  target: string
  headers: Record<string, string | string[]>
  body: Buffer | null
  /** Without a Content-Length. */
  chunked?: boolean
}
export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
  milliseconds: number
}

/** A server that says nothing for this long hangs; on a machine that has twice as much to do as it can, nothing is quick. */
const patienceMs = () => ((loadavg()[0] as number) > availableParallelism() * 2 ? 30_000 : 5000)

export interface Wire {
  /** Null when the connection was cut without an answer. @throws Error when there is none in time. */
  send(sent: Sent): Promise<Answer | null>
  close(): void
}

export function openWire(port: number): Wire {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  return {
    send: ({ method, target, headers, body, chunked }) =>
      new Promise((resolve, reject) => {
        const begun = performance.now()
        const framing = !body
          ? {}
          : chunked
            ? { 'transfer-encoding': 'chunked' }
            : { 'content-length': String(body.length) }
        const outgoing = request(
          { agent, host: '127.0.0.1', port, method, path: target, headers: { ...framing, ...headers } },
          (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('error', () => done(null))
            response.on('end', () =>
              done({
                status: response.statusCode ?? 0,
                headers: response.headers,
                body: Buffer.concat(chunks),
                milliseconds: performance.now() - begun,
              }),
            )
          },
        )
        const patience = patienceMs()
        const timer = setTimeout(() => {
          outgoing.destroy()
          reject(new Error(`no answer in ${patience} ms`))
        }, patience)
        const done = (answer: Answer | null) => {
          clearTimeout(timer)
          resolve(answer)
        }
        // An answer may come before the body is read to its end; then writing on fails, and that is right.
        outgoing.on('error', () => setImmediate(() => done(null)))
        outgoing.end(body ?? undefined)
      }),
    close: () => agent.destroy(),
  }
}

export interface RawAnswer {
  text: string
  /** Whether the server ended the connection. */
  closed: boolean
  milliseconds: number
}

/**
 * Writes bytes on a fresh connection and listens until the server closes it or `listenMs` are over.
 * @param then what happens after the first bytes: further writes, or the client's end
 */
export function sendRaw(
  port: number,
  bytes: string | Buffer,
  options: { listenMs?: number; end?: boolean; afterwards?: (write: (more: string) => void) => void } = {},
): Promise<RawAnswer> {
  const { listenMs = patienceMs(), end = false, afterwards } = options
  return new Promise((resolve) => {
    const begun = performance.now()
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes)
      afterwards?.((more) => void (socket.writable && socket.write(more)))
      if (end) socket.end()
    })
    const done = (closed: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ text: Buffer.concat(chunks).toString('latin1'), closed, milliseconds: performance.now() - begun })
    }
    const timer = setTimeout(() => done(false), listenMs)
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', () => {})
    socket.on('close', () => done(true))
  })
}
