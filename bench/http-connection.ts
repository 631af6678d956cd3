/**
 * One keep-alive HTTP/1.1 connection, one request at a time, as cheap as Node allows: what the load costs, the server
 * does not get. Understands answers with a length and chunked ones, which is all that Fastify sends.
 */
import { connect, type Socket } from 'node:net'

export interface Answer {
  status: number
  /** The body's bytes as they came; chunk sizes included when it was chunked. */
  body: Buffer
}

export interface Connection {
  /** Sends the bytes of a whole request. Rejects when the connection ends first. */
  ask(request: Buffer): Promise<Answer>
  close(): void
}

const headerEnd = Buffer.from('\r\n\r\n')
const lastChunk = Buffer.from('0\r\n\r\n')

/** The answer at the beginning of `bytes`, or null while it is not all there. */
function read(bytes: Buffer): Answer | null {
  const end = bytes.indexOf(headerEnd)
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end).toLowerCase()
  const status = Number(head.slice(9, 12))
  const body = bytes.subarray(end + 4)
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1]
  if (length !== undefined) return body.length >= Number(length) ? { status, body } : null
  if (!head.includes('transfer-encoding: chunked')) return status === 204 || status === 304 ? { status, body } : null
  return body.subarray(-lastChunk.length).equals(lastChunk) ? { status, body } : null
}

export function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true })
    let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null
    let received: Buffer = Buffer.alloc(0)
    const fail = (error: Error) => {
      const told = waiting
      waiting = null
      told?.reject(error)
    }
    socket.once('error', (error) => {
      reject(error)
      fail(error)
    })
    socket.once('close', () => fail(new Error('the server closed the connection')))
    socket.on('data', (bytes: Buffer) => {
      received = received.length === 0 ? bytes : Buffer.concat([received, bytes])
      const answer = read(received)
      if (!answer) return
      received = Buffer.alloc(0)
      const told = waiting
      waiting = null
      told?.resolve(answer)
    })
    socket.once('connect', () =>
      resolve({
        ask: (request) =>
          new Promise((resolveAnswer, rejectAnswer) => {
            waiting = { resolve: resolveAnswer, reject: rejectAnswer }
            socket.write(request)
          }),
        close: () => socket.destroy(),
      }),
    )
  })
}

/** The bytes of a request; `json` becomes its body. */
export function requestBytes(
  url: string,
  path: string,
  { method = 'GET', headers = {}, json }: { method?: string; headers?: Record<string, string>; json?: unknown } = {},
): Buffer {
  const body = json === undefined ? '' : JSON.stringify(json)
  const all: Record<string, string> = {
    host: new URL(url).host,
    accept: 'application/json',
    ...(body ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } : {}),
    ...headers,
  }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${body}`)
}
