import { describe, expect, test } from 'vitest'
import { openReceiver, openSandbox, paidIntent } from './test-kit.ts'

async function open() {
  const receiver = await openReceiver()
  const opened = await openSandbox({ webhookUrl: receiver.url, webhookRetryDelaysMs: [20, 40, 80] })
  return { receiver, ...opened }
}

const paidTypes = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded']

describe('delivery', () => {
  test('signed, in the order in which it happened, and marked as delivered', async () => {
    const { receiver, sandbox, stripe } = await open()
    const paid = await paidIntent(stripe)
    await sandbox.control.webhooksIdle()
    expect(receiver.types()).toEqual(paidTypes)
    const last = receiver.events.at(-1)
    expect(last).toMatchObject({ livemode: false, data: { object: { id: paid.id, status: 'succeeded' } } })
    expect(last?.request?.id).toBe(paid.lastResponse.requestId)
    expect(await stripe.events.retrieve(last?.id ?? '')).toMatchObject({ pending_webhooks: 0, type: last?.type })
    expect((await stripe.events.list({ type: 'charge.*' })).data.map((event) => event.type)).toEqual([
      'charge.succeeded',
    ])
  })

  test('tried again until it is accepted', async () => {
    const { receiver, sandbox, stripe } = await open()
    receiver.answerWith(500, 302, 404)
    await stripe.paymentIntents.create({ amount: 10_000, currency: 'mxn' })
    await receiver.accepted(1)
    await sandbox.control.webhooksIdle()
    const [delivery] = sandbox.control.deliveries()
    expect(delivery?.attempts.map((attempt) => attempt.status)).toEqual([500, 302, 404, 200])
    expect(delivery?.state).toBe('delivered')
  })

  test('given up after three days of failures', async () => {
    const { receiver, sandbox, stripe } = await open()
    receiver.answerWith(500, 500, 500, 500, 500, 500, 500, 500)
    sandbox.control.disturbWebhooks({ kind: 'delay', ms: 4 * 86_400_000 })
    await stripe.paymentIntents.create({ amount: 10_000, currency: 'mxn' })
    sandbox.control.advanceClock(4 * 86_400_000)
    await sandbox.control.webhooksIdle()
    expect(sandbox.control.deliveries()[0]).toMatchObject({ state: 'given_up', attempts: [{ status: 500 }] })
  })

  test('without a receiver nothing waits; a receiver that is set later gets what comes later', async () => {
    const receiver = await openReceiver()
    const { sandbox, stripe } = await openSandbox()
    await stripe.paymentIntents.create({ amount: 10_000, currency: 'mxn' })
    sandbox.setWebhookUrl(receiver.url)
    await paidIntent(stripe)
    await sandbox.control.webhooksIdle()
    expect(receiver.types()).toEqual(paidTypes)
  })
})

describe('disturbances', () => {
  test('dropped events are still listed', async () => {
    const { receiver, sandbox, stripe } = await open()
    sandbox.control.disturbWebhooks({ kind: 'drop', types: ['payment_intent.succeeded'] })
    await paidIntent(stripe)
    await sandbox.control.webhooksIdle()
    expect(receiver.types()).toEqual(paidTypes.slice(0, 2))
    const [dropped] = (await stripe.events.list({ type: 'payment_intent.succeeded' })).data
    sandbox.control.resendEvent(dropped?.id ?? '')
    await receiver.accepted(3)
    expect(receiver.events[2]?.id).toBe(dropped?.id)
  })

  test('a duplicated event arrives as often as asked, with the same id', async () => {
    const { receiver, sandbox, stripe } = await open()
    sandbox.control.disturbWebhooks({ kind: 'duplicate', copies: 3, types: ['payment_intent.succeeded'] })
    await paidIntent(stripe)
    await sandbox.control.webhooksIdle()
    const copies = receiver.events.filter((event) => event.type === 'payment_intent.succeeded')
    expect(copies).toHaveLength(3)
    expect(new Set(copies.map((event) => event.id)).size).toBe(1)
  })

  test('held events wait to be released, in the order that is asked for', async () => {
    const { receiver, sandbox, stripe } = await open()
    sandbox.control.disturbWebhooks({ kind: 'hold' })
    await paidIntent(stripe)
    await sandbox.control.webhooksIdle()
    expect(receiver.events).toEqual([])
    sandbox.control.clearWebhookFaults()
    expect(sandbox.control.releaseWebhooks({ order: 'reverse' })).toBe(3)
    await sandbox.control.webhooksIdle()
    expect(receiver.types()).toEqual(paidTypes.toReversed())
    expect(sandbox.control.releaseWebhooks()).toBe(0)
  })

  test('reordering sends the newest of the caught first', async () => {
    const { receiver, sandbox, stripe } = await open()
    sandbox.control.disturbWebhooks({ kind: 'reorder', times: 3 })
    await paidIntent(stripe)
    await receiver.accepted(3)
    expect(receiver.types()).toEqual(paidTypes.toReversed())
  })

  test('a delayed event waits for the clock, others do not wait for it', async () => {
    const { receiver, sandbox, stripe } = await open()
    sandbox.control.disturbWebhooks({ kind: 'delay', ms: 60_000, times: 1, types: ['payment_intent.created'] })
    await paidIntent(stripe)
    await receiver.accepted(2)
    expect(receiver.types()).toEqual(paidTypes.slice(1))
    sandbox.control.advanceClock(60_000)
    await receiver.accepted(3)
    expect(receiver.types().at(-1)).toBe('payment_intent.created')
  })
})
