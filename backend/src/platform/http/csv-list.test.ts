/** How far ahead of its reader a file is made: what is made and not yet taken away lies in memory. */
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyReply } from 'fastify'
import { expect, test } from 'vitest'
import { type CsvList, moreCsv, writeCsv } from '../csv.ts'
import { csvPageRows, replyWithCsv } from './csv-list.ts'

const pages = 400
const wide = 'x'.repeat(1000)
/** What the sockets of both sides may hold, with room to spare; a tenth of this would be enough on most systems. */
const mostAheadBytes = 12_000_000

function longList() {
  const made = { bytes: 0 }
  const list: CsvList<number, number> = {
    name: 'largo',
    heads: ['n', 'ancho'],
    async page(after) {
      const first = after ?? 0
      return {
        items: Array.from({ length: csvPageRows }, (_, index) => first * csvPageRows + index),
        nextCursor: first + 1 < pages ? first + 1 : null,
      }
    },
    row(n) {
      made.bytes += wide.length
      return [n, wide]
    },
  }
  return { list, made }
}

/** As files left before: all of it is made, then it is sent. */
async function replyAtOnce(reply: FastifyReply, { heads, page, row }: CsvList<number, number>) {
  let text = writeCsv(heads, [])
  for (let after: number | null = null; ; ) {
    const { items, nextCursor } = await page(after)
    text += moreCsv(items.map(row))
    if (nextCursor === null) return reply.type('text/csv').send(text)
    after = nextCursor
  }
}

async function downloaded(answer: (reply: FastifyReply, list: CsvList<number, number>) => Promise<FastifyReply>) {
  const { list, made } = longList()
  const app = Fastify().get('/', async (_request, reply) => answer(reply, list))
  await app.listen({ host: '127.0.0.1', port: 0 })
  try {
    const { port } = app.server.address() as AddressInfo
    const got = { bytes: 0, lines: 0, aheadBytes: 0 }
    const response = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
      get({ host: '127.0.0.1', port, agent: false }, resolve).on('error', reject),
    )
    for await (const chunk of response) {
      got.bytes += chunk.length
      for (const byte of chunk as Buffer) if (byte === 10) got.lines += 1
      got.aheadBytes = Math.max(got.aheadBytes, made.bytes - got.bytes)
    }
    return got
  } finally {
    await app.close()
  }
}

test('a file of any length waits for its reader, piece by piece, and is whole', async () => {
  const { aheadBytes, lines } = await downloaded(replyWithCsv)
  expect(lines).toBe(1 + pages * csvPageRows)
  expect(aheadBytes).toBeLessThan(mostAheadBytes)
})

test('control: a file that is made before it leaves is seen to lie in memory whole', async () => {
  const { aheadBytes, lines } = await downloaded(replyAtOnce)
  expect(lines).toBe(1 + pages * csvPageRows)
  expect(aheadBytes).toBeGreaterThan(mostAheadBytes)
})
