import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StateFileError, openJournal } from './persistence.ts'
import { createStore } from './store.ts'
import { startSandbox } from './index.ts'
import { openReceiver, openSandbox, paidIntent, stripeFor, temporaryFolder, webhookSecret } from './test-kit.ts'

const order = { amount: 50_000, currency: 'mxn' }

test('objects, remembered keys, the clock and unsent webhooks outlive a restart', async () => {
  const stateFile = join(temporaryFolder(), 'deep', 'state.jsonl')
  const receiver = await openReceiver()
  const first = await startSandbox({ port: 0, stateFile, webhookUrl: receiver.url, webhookSecret })
  const stripe = stripeFor(first)
  first.control.advanceClock(5_000_000)
  first.control.disturbWebhooks({ kind: 'delay', ms: 3_600_000 })
  const paid = await paidIntent(stripe)
  const made = await stripe.paymentIntents.create(order, { idempotencyKey: 'k' })
  await first.close()
  appendFileSync(stateFile, '[["payment_intents","pi_half",{"id":"pi_ha')

  const { sandbox, stripe: again } = await openSandbox({ stateFile, webhookUrl: receiver.url })
  expect((await again.paymentIntents.retrieve(paid.id)).status).toBe('succeeded')
  expect((await again.paymentIntents.create(order, { idempotencyKey: 'k' })).id).toBe(made.id)
  expect((await again.paymentIntents.list()).data).toHaveLength(2)
  expect(receiver.events).toEqual([])
  sandbox.control.advanceClock(3_600_000)
  await receiver.accepted(4)
  expect(readFileSync(stateFile, 'utf8').endsWith('\n')).toBe(true)
})

test('a damaged file stops the start with one sentence', async () => {
  const stateFile = join(temporaryFolder(), 'state.jsonl')
  writeFileSync(stateFile, '[]\nnonsense\n[]\n')
  await expect(startSandbox({ port: 0, stateFile, webhookUrl: null, webhookSecret })).rejects.toThrow(StateFileError)
})

test('a commit that fails leaves no trace, in memory or on disk', () => {
  const file = join(temporaryFolder(), 'state.jsonl')
  const store = createStore(openJournal(file))
  store.commit(() => store.put('settings', { id: 'a', value: 1 }))
  expect(() =>
    store.commit(() => {
      store.put('settings', { id: 'a', value: 2 })
      store.put('settings', { id: 'b', value: 1 })
      throw new Error('refused')
    }),
  ).toThrow('refused')
  expect([...store.all('settings')]).toEqual([{ id: 'a', value: 1 }])
  expect(() => store.put('settings', { id: 'c', value: 1 })).toThrow('outside a commit')
  store.close()
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1)
})

test('the file is rewritten once it has outgrown what it holds', () => {
  const file = join(temporaryFolder(), 'state.jsonl')
  const store = createStore(openJournal(file))
  const padding = 'x'.repeat(1_000_000)
  for (let value = 0; value < 20; value += 1) {
    store.commit(() => store.put('settings', { id: 'a', value, padding } as never))
  }
  store.commit(() => store.put('settings', { id: 'b', value: 7 }))
  store.close()
  expect(readFileSync(file).length).toBeLessThan(6_000_000)
  const reopened = createStore(openJournal(file))
  expect(reopened.get('settings', 'a')?.value).toBe(19)
  expect(reopened.get('settings', 'b')?.value).toBe(7)
  reopened.close()
})
