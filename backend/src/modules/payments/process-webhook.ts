/** Works an event off. It only says where to look: what is true is re-read from the provider. */
import { fileFinding } from '../operations/index.ts'
import type { PaymentDeps, Within } from './deps.ts'
import { failEvent, findByIntent, findEvent, findPayment, finishEvent, type PaymentRow } from './payments.repository.ts'
import { settlePayment } from './settle-payment.ts'
import { settleRefundsOf } from './settle-refund.ts'

interface EventObject {
  id?: string
  object?: string
  payment_intent?: string | { id: string } | null
  metadata?: Record<string, string>
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export async function processWebhook(deps: PaymentDeps, eventId: string): Promise<void> {
  const event = await findEvent(deps.database.read, eventId)
  if (!event || event.status === 'DONE' || event.status === 'IGNORED') return
  const object = ((event.payload as { data?: { object?: EventObject } }).data?.object ?? {}) as EventObject
  const done: Within = async (tx) => {
    await finishEvent(tx, eventId, 'DONE')
  }
  try {
    const listener = deps.listeners.get(event.type)
    if (listener && object.id) {
      await listener(object.id)
      return await deps.database.transaction(done)
    }
    const payment = await paymentOf(deps, object)
    if (!payment) return await ignore(deps, eventId)
    if (event.type.startsWith('payment_intent.')) await settleFromEvent(deps, payment, object, done)
    else if (event.type.startsWith('refund.') || event.type.startsWith('charge.refund')) {
      // A refund may be told before the success it undoes.
      if (payment.status !== 'SUCCEEDED') await settlePayment(deps, payment.id)
      await settleRefundsOf(deps, payment, done)
    } else if (event.type.startsWith('charge.dispute.')) {
      await deps.database.transaction(async (tx) => {
        await fileFinding(tx, {
          key: `dispute:${object.id}`,
          kind: 'DISPUTE',
          subject: payment.id,
          details: { event: event.type, disputeId: object.id ?? null },
        })
        await done(tx)
      })
    } else await ignore(deps, eventId)
  } catch (error) {
    await failEvent(deps.database, eventId, error instanceof Error ? error.message : String(error))
    throw error
  }
}

async function settleFromEvent(deps: PaymentDeps, payment: PaymentRow, object: EventObject, done: Within) {
  const intentId = object.id as string
  // Our row may not know the intent yet; a second intent that names our payment is settled as foreign, never as ours.
  const observed = payment.intentId === intentId ? undefined : await deps.provider.retrieveIntent(intentId)
  await settlePayment(deps, payment.id, { known: payment, within: done, ...(observed ? { observed } : {}) })
}

async function paymentOf(deps: PaymentDeps, object: EventObject): Promise<PaymentRow | null> {
  const intentId =
    object.object === 'payment_intent'
      ? object.id
      : typeof object.payment_intent === 'string'
        ? object.payment_intent
        : object.payment_intent?.id
  if (!intentId) return null
  const byIntent = await findByIntent(deps.database.read, intentId)
  if (byIntent) return byIntent
  const named = object.metadata?.payment_id
  return named && uuid.test(named) ? findPayment(deps.database.read, named) : null
}

async function ignore(deps: PaymentDeps, eventId: string) {
  await deps.database.transaction((tx) => finishEvent(tx, eventId, 'IGNORED'))
}
