/** The second act: the visits are over. Shares go out while money goes back, the provider stumbles and the host empties the account. */
import { platformErrors } from '../../src/platform/errors.ts'
import { actions, attempt, type World } from './actions.ts'
import { webhooksRest } from './webhooks.ts'

const faults = ['rate_limit', 'error_before', 'error_after', 'disconnect_before', 'disconnect_after'] as const

/** @returns what is broken at its end */
export async function payday(world: World, rounds = 8): Promise<string[]> {
  const { house, chance } = world
  const host = await openAccount(world)
  if (!host) return []
  await forward(world, 5 * 86_400)
  await house.bookings.completeEnded()
  // The window for complaints is over.
  await forward(world, 49 * 3600)
  const menu: (() => Promise<unknown>)[] = [
    () => attempt(world, 'pay out', () => house.payouts.payOut()),
    () => attempt(world, 'pay out', () => house.payouts.payOut()),
    () => attempt(world, 'goodwill', () => goodwill(world)),
    () => attempt(world, 'workers', () => work(world)),
    () => attempt(world, 'workers', () => work(world)),
    () => attempt(world, 'refunds', () => house.submitRefunds()),
    async () => {
      house.sandbox.control.failNext({ kind: chance.pick(faults), times: chance.between(1, 2) })
    },
    async () => {
      house.sandbox.control.drainAccount(host.accountId, chance.between(1, 60_000))
    },
    () => forward(world, chance.pick([60, 1200, 7200])),
    ...actions
      .filter(({ name }) => name === 'connections are killed')
      .map(
        ({ act }) =>
          () =>
            act(world),
      ),
  ]
  for (let round = 0; round < rounds; round += 1)
    await Promise.all(Array.from({ length: chance.between(2, 5) }, () => chance.pick(menu)()))
  await settleShares(world)
  return [...(await house.violations()), ...(await brokenBooks(world))]
}

function forward({ house }: World, seconds: number) {
  return house.db.query(`UPDATE virtual_clock SET ahead = ahead + make_interval(secs => $1)`, [seconds])
}

async function openAccount({ house, slots }: World): Promise<{ accountId: string } | null> {
  const [slot] = slots
  if (!slot) return null
  const payee = { kind: 'HOST' as const, id: slot.hostId, userId: slot.hostUserId }
  await house.payouts.beginOnboarding(payee)
  const account = await house.payouts.readAccount(payee)
  const accountId = account?.providerAccountId ?? ''
  house.sandbox.control.setOnboarded(accountId, true)
  await house.db.query(`UPDATE connected_accounts SET checked_at = NULL`)
  await house.payouts.readAccount(payee)
  return { accountId }
}

/** Staff give a guest part of the money back after the visit. */
async function goodwill({ house, chance }: World) {
  const paid = await house.db.query<{
    paymentId: string
    bookingId: string
    hostId: string
    left: number
    total: number
    bps: number
  }>(`
    SELECT p.id AS "paymentId", b.id AS "bookingId", b.host_id AS "hostId", p.captured_cents - p.refunded_cents AS left, b.total_cents AS total, b.commission_bps AS bps
    FROM payments p JOIN bookings b ON b.id = p.payable_id WHERE p.status = 'SUCCEEDED' AND b.status = 'COMPLETED' AND p.refunded_cents < p.captured_cents ORDER BY b.id`)
  const part = chance.pick([0.25, 0.5, 1])
  const key = `goodwill-${chance.between(1, 6)}`
  const one = paid.length ? chance.pick(paid) : null
  if (!one) return
  const cents = Math.max(1, Math.floor(one.left * part))
  await house.database.transaction(async (tx) => {
    const filed = await house.payments.fileRefund(tx, {
      paymentId: one.paymentId,
      reasonKey: key,
      amountCents: cents,
      requestedBy: null,
      shares: [
        {
          payeeId: one.hostId,
          subjectType: 'booking',
          subjectId: one.bookingId,
          priceCents: cents,
          platformDiscountCents: 0,
          payeeDiscountCents: 0,
          shippingCents: 0,
          commissionCents: Math.floor((cents * one.bps) / 10_000),
        },
      ],
    })
    // As staff's own refunds do: somebody was first, and a share is taken back for no money that nobody gives.
    if (filed?.amountCents !== cents) throw platformErrors.INVALID_TRANSITION()
  })
}

/** What the job queue does: everything that is filed is sent, side by side. */
export async function work({ house }: World) {
  const { db, payouts } = house
  const transfers = await db.query<{ id: string }>(`SELECT id FROM transfers WHERE status IN ('SUBMITTING', 'UNKNOWN')`)
  const subjects = await db.query<{ subjectType: string; subjectId: string }>(
    `SELECT subject_type AS "subjectType", subject_id AS "subjectId" FROM transfers`,
  )
  const reversals = await db.query<{ id: string }>(
    `SELECT id FROM transfer_reversals WHERE status NOT IN ('SUCCEEDED', 'FAILED')`,
  )
  await Promise.allSettled([
    // A job whose lease was lost while it lived runs twice at once.
    ...transfers.flatMap(({ id }) => [payouts.submitTransfer(id), payouts.submitTransfer(id)]),
    ...subjects.map((subject) => payouts.takeBack(subject)),
    ...reversals.flatMap(({ id }) => [payouts.submitReversal(id), payouts.submitReversal(id)]),
  ])
}

/** The provider is well again, hours pass, and the house's own habits do the rest. */
export async function settleShares(world: World) {
  const { house } = world
  house.sandbox.control.clearFaults()
  for (let pass = 0; pass < 6; pass += 1) {
    await forward(world, 3 * 3600)
    await attempt(world, 'pay out', () => house.payouts.payOut())
    await work(world)
    await attempt(world, 'refunds', () => house.submitRefunds())
  }
  await webhooksRest(house)
  const events = await house.db.query<{ id: string }>(
    `SELECT id FROM webhook_events WHERE status IN ('RECEIVED', 'FAILED')`,
  )
  for (const { id } of events) await attempt(world, 'event', () => house.payments.processWebhook(id))
  for (const { id } of await house.db.query<{ id: string }>(`SELECT id FROM payments WHERE status = 'SUCCEEDED'`))
    await attempt(world, 'fee', () => house.payments.readFee(id))
  await attempt(world, 'compare', () => house.payouts.compareWithProvider(new Date(0)))
}

/** Our books against the provider's objects. */
export async function brokenBooks({ house }: World): Promise<string[]> {
  const broken: string[] = []
  const { control } = house.sandbox
  const ours = await house.db.query<{ tr: string; amount: number; reversed: number; status: string }>(
    `SELECT provider_transfer_id AS tr, amount_cents AS amount, reversed_cents AS reversed, status::text FROM transfers`,
  )
  const there = control.objects('transfers')
  for (const transfer of ours) {
    if (transfer.status === 'SUBMITTING' || transfer.status === 'UNKNOWN')
      broken.push(`a transfer left open: ${JSON.stringify(transfer)}`)
    if (transfer.status !== 'SUCCEEDED') continue
    const found = there.find(({ id }) => id === transfer.tr)
    if (found?.amount !== transfer.amount || found.amount_reversed !== transfer.reversed)
      broken.push(`a transfer is another there: ${JSON.stringify({ transfer, found })}`)
  }
  const sent = ours.filter(({ status }) => status === 'SUCCEEDED').length
  if (there.length !== sent) broken.push(`${there.length} transfers there, ${sent} here`)
  const [clearing] = await house.db.query<{ cents: number }>(
    `SELECT coalesce(sum(e.amount_cents), 0)::int AS cents FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.kind = 'PROVIDER_CLEARING'`,
  )
  const balance = control.objects('balance_transactions').reduce((cents, { net }) => cents + net, 0)
  if (clearing?.cents !== balance) broken.push(`clearing is ${clearing?.cents}, the balance there ${balance}`)
  const debts = await house.db.query<{ cents: number; refused: boolean }>(`
    SELECT sum(e.amount_cents)::int AS cents, EXISTS (SELECT 1 FROM transfer_reversals WHERE status = 'FAILED') AS refused
    FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.kind = 'SELLER_PAYABLE' GROUP BY a.id HAVING sum(e.amount_cents) > 0`)
  for (const debt of debts)
    if (!debt.refused) broken.push(`a payee owes ${debt.cents}, and nobody refused to give it back`)
  const findings = await house.db.query<{ kind: string; details: unknown }>(
    `SELECT kind, details FROM findings WHERE kind IN ('UNKNOWN_TRANSFER', 'TRANSFER_MISMATCH', 'TRANSFER_MISSING', 'REVERSAL_MISMATCH')`,
  )
  for (const finding of findings) broken.push(`found: ${JSON.stringify(finding)}`)
  return broken
}
