/** Which answers a guest has to take: all others are told as a loss. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { ask, newLedger } from './requests.ts'

let code = ''
const server = createServer((_request, response) => {
  response.writeHead(409, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ code }))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => new Promise((resolve) => server.close(resolve)))

const ana = { userId: 'ana', token: 't' }

/** What is told of an answer with this code. */
async function toldOf(answer: string, ledger = newLedger()): Promise<number> {
  code = answer
  const { port } = server.address() as AddressInfo
  await ask({ url: `http://127.0.0.1:${port}` }, ana, ledger, 'POST', '/bookings')
  return ledger.unexpected.length
}

test('a full time is an answer, and a refusal nobody expects is told', async () => {
  expect(await toldOf('SOLD_OUT')).toBe(0)
  expect(await toldOf('FORBIDDEN')).toBe(1)
})

test('seats in a purchase are in the way of its own buyer only, and only while it is unpaid', async () => {
  const ledger = newLedger()
  ledger.unpaid.set('a purchase', 'somebody else')
  expect(await toldOf('HELD_IN_CHECKOUT', ledger)).toBe(1)
  const own = newLedger()
  own.unpaid.set('a purchase', ana.userId)
  expect(await toldOf('HELD_IN_CHECKOUT', own)).toBe(0)
})
