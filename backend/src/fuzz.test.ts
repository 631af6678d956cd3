/** Bad input against the whole program. A red seed again, or for longer: `npm run fuzz -- --seed N --minutes M`. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fuzz, fuzzTogether } from '../test-support/fuzz/fuzz.ts'
import { buildFuzzHouse, type FuzzHouse } from '../test-support/fuzz/house.ts'
import { readApi } from '../test-support/fuzz/operations.ts'
import { showFault } from '../test-support/fuzz/show.ts'
import { changedTables, createFingerprint } from '../test-support/fuzz/tables.ts'
import { problemFaults } from '../test-support/fuzz/verdict.ts'
import { sendRaw } from '../test-support/fuzz/wire.ts'
import { testDatabase } from '../test-support/postgres.ts'
import { withoutSuccess } from '../test-support/requests/index.ts'

const seed = 1
const db = await testDatabase()
let house: FuzzHouse
beforeAll(async () => {
  house = await buildFuzzHouse(db)
})
afterAll(() => house.close())

/** What is public, asks for nothing and looks for nobody has nothing to refuse. */
const neverRefuses = [
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /api/v1/client-config',
  'POST /api/auth/sign-out',
  'POST /api/auth/passkey/options',
]

test(`every operation keeps its promises, whatever it is sent (seed ${seed})`, { timeout: 400_000 }, async () => {
  const { operations } = readApi(house.document)
  const report = await fuzz(house, { seed, cases: operations.length * 5, milliseconds: 300_000 })
  expect(report.faults.map(showFault), `seed ${seed}`).toEqual([])
  // Each was brought to success and to refusal, so that nothing above was passed without having been tried.
  const names = operations.map(({ name }) => name)
  expect(
    names.filter((name) => !report.succeeded.has(name) && !withoutSuccess[name]),
    'never succeeded',
  ).toEqual([])
  expect(
    names.filter((name) => !report.refused.has(name) && !neverRefuses.includes(name)),
    'never refused',
  ).toEqual([])
})

test('and many at once', async () => {
  const faults = await fuzzTogether(house, { seed, bursts: 8, width: 16 })
  expect(faults.map(showFault)).toEqual([])
})

describe('on the bare socket', () => {
  const host = 'Host: localhost\r\n'
  const json = `${host}Content-Type: application/json\r\n`
  const signIn = 'POST /api/auth/sign-in/email HTTP/1.1\r\n'
  const long = 'x'.repeat(20_000)
  const upgrade = `${host}Connection: Upgrade\r\nUpgrade: websocket\r\n`
  const cases: [name: string, bytes: string | Buffer, status: number | null][] = [
    ['a length below zero', `${signIn}${json}Content-Length: -1\r\n\r\n{}`, 400],
    ['a length that is no number', `${signIn}${json}Content-Length: 1e3\r\n\r\n{}`, 400],
    ['a length beyond all numbers', `${signIn}${json}Content-Length: 99999999999999999999\r\n\r\n{}`, 400],
    ['two lengths', `${signIn}${json}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
    ['a length and chunks', `${signIn}${json}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['chunks of no size', `${signIn}${json}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`, 400],
    ['an unknown transfer coding', `${signIn}${json}Transfer-Encoding: gzip\r\n\r\n{}`, 400],
    ['no host', 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a header without a colon', `GET /health/live HTTP/1.1\r\n${host}nonsense\r\n\r\n`, 400],
    ['NUL in a header', `GET /health/live HTTP/1.1\r\n${host}X-A: a\0b\r\n\r\n`, 400],
    ['a space before the colon', `GET /health/live HTTP/1.1\r\n${host}X-A : b\r\n\r\n`, 400],
    ['a space in the address', `GET /health/live x HTTP/1.1\r\n${host}\r\n`, 400],
    ['headers too large', `GET /health/live HTTP/1.1\r\n${host}X-A: ${long}\r\n\r\n`, 431],
    ['an address too long', `GET /${long} HTTP/1.1\r\n${host}\r\n`, 431],
    ['an unknown method', `FROB /health/live HTTP/1.1\r\n${host}\r\n`, 400],
    ['another version', `GET /health/live HTTP/9.9\r\n${host}\r\n`, 400],
    ['HTTP/2 at once', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['TLS', Buffer.from('16030100a5010000a10303', 'hex'), 400],
    ['noise', Buffer.from(Array.from({ length: 400 }, (_, n) => (n * 97 + 13) % 256)), 400],
    ['a tunnel', `CONNECT example.com:443 HTTP/1.1\r\n${host}\r\n`, null],
    ['a handshake without a key', `GET /api/v1/realtime HTTP/1.1\r\n${upgrade}\r\n`, 426],
    [
      'a handshake of another version',
      `GET /api/v1/realtime HTTP/1.1\r\n${upgrade}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 1\r\n\r\n`,
      426,
    ],
    ['a handshake by POST', `POST /api/v1/realtime HTTP/1.1\r\n${upgrade}\r\n`, 405],
  ]
  test.each(cases)('%s is refused in words, at once, and nothing is written', async (_name, bytes, status) => {
    const fingerprint = await createFingerprint(house.db)
    const before = await fingerprint()
    const answer = await sendRaw(house.port, bytes)
    expect(answer.closed).toBe(true)
    if (status !== null) expectProblem(answer.text, status)
    expect(changedTables(before, await fingerprint())).toEqual([])
    expectAlive(await sendRaw(house.port, `GET /health/live HTTP/1.1\r\n${host}Connection: close\r\n\r\n`))
  })

  test('a body that breaks off is let go, and one that stays away is waited for only so long', async () => {
    const half = `${signIn}${json}Content-Length: 100\r\n\r\n{"email":`
    expect((await sendRaw(house.port, half, { end: true })).closed).toBe(true)
    const waited = await sendRaw(house.port, half)
    expect(waited.closed).toBe(true)
    expectProblem(waited.text, 408)
  })

  test('slow senders are cut off, and keep nobody waiting meanwhile', async () => {
    const slow = Array.from({ length: 60 }, () => {
      let timer: NodeJS.Timeout
      return sendRaw(house.port, `GET /health/live HTTP/1.1\r\n${host}`, {
        afterwards: (write) => {
          timer = setInterval(() => write('X-A: b\r\n'), 100)
        },
      }).finally(() => clearInterval(timer))
    })
    const other = await sendRaw(house.port, `GET /health/live HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)
    expectAlive(other)
    expect(other.milliseconds).toBeLessThan(2000)
    for (const { closed, text } of await Promise.all(slow)) {
      expect(closed).toBe(true)
      expectProblem(text, 408)
    }
  })

  test('requests that do not wait for answers get theirs in order', async () => {
    const one = (id: number, last = '') => `GET /health/live HTTP/1.1\r\n${host}X-Request-Id: r${id}\r\n${last}\r\n`
    const many = Array.from({ length: 100 }, (_, n) => one(n)).join('') + one(100, 'Connection: close\r\n')
    const { text } = await sendRaw(house.port, many)
    const ids = [...text.matchAll(/^x-request-id: (r\d+)\r$/gim)].map(([, id]) => id)
    expect(ids).toEqual(Array.from({ length: 101 }, (_, n) => `r${n}`))
  })

  test('frames that are none end their own socket only', async () => {
    const handshake = `GET /api/v1/realtime HTTP/1.1\r\n${upgrade}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`
    // Reserved bits, no mask, a length of 2^63, a continuation of nothing, text that is no UTF-8, a frame above the limit.
    for (const frame of ['f1ff', '8105', '81ff80000000000000', '8081', '8182000000000ff28', '82fe100000000000']) {
      const bytes = Buffer.concat([Buffer.from(handshake), Buffer.from(frame, 'hex'), Buffer.alloc(64, 0xff)])
      const { text, closed } = await sendRaw(house.port, bytes)
      expect(text).toMatch(/^HTTP\/1.1 101 /)
      expect(closed, frame).toBe(true)
    }
    expectAlive(await sendRaw(house.port, `GET /health/live HTTP/1.1\r\n${host}Connection: close\r\n\r\n`))
  })

  function expectAlive({ text }: { text: string }) {
    expect(text).toMatch(/^HTTP\/1\.1 200 /)
  }
  function expectProblem(text: string, status: number) {
    const [head = '', body = ''] = text.split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    const type = /^content-type: (.*)$/im.exec(head)?.[1]
    const answer = { status, headers: { 'content-type': type }, body: Buffer.from(body, 'latin1'), milliseconds: 0 }
    expect(problemFaults(answer, readApi(house.document).schemas)).toEqual([])
  }
})
