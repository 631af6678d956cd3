/** Stands between the provider and the API, so that an answer can be lost after it was given. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface WebhookRelay {
  url: string
  /** The next event that the API answers 200 is kept from the provider; resolves when that is so, and `lose` cuts the line. */
  keepNextAnswer(): Promise<{ lose(): void }>
  close(): void
}

/** @param target where events are passed on to */
export async function openWebhookRelay(target: string): Promise<WebhookRelay> {
  let keep: ((kept: { lose(): void }) => void) | null = null
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      void pass(target, Buffer.concat(chunks), String(request.headers['stripe-signature'] ?? '')).then((status) => {
        if (status === 200 && keep) {
          const kept = keep
          keep = null
          kept({ lose: () => response.destroy() })
        } else if (status === null) response.destroy()
        else response.writeHead(status).end()
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    keepNextAnswer: () => new Promise((resolve) => (keep = resolve)),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Null when nobody answered. */
async function pass(target: string, body: Buffer<ArrayBuffer>, signature: string): Promise<number | null> {
  try {
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body,
      signal: AbortSignal.timeout(8000),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    return null
  }
}
