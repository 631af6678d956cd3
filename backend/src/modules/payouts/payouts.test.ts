/** Shares on their way to the payee, and back: over the provider's wire protocol, with the ledger looking on. */
import { describe, expect, test } from 'vitest'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { bookingHouse } from '../../../test-support/booking-house.ts'
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Share } from '../ledger/index.ts'

const house = await bookingHouse()
await house.listenToWebhooks()
const app = await testApp({ databaseUrl: house.db.url, database: house.database, modules: [house.payouts] })
/** 16 % of 500.00 */
const commission = 8_000
const earned = 42_000

interface PayeeOf {
  kind: 'HOST'
  id: string
  userId: string
}

/** A host of the test's own, with or without an account that transfers arrive at. */
async function newHost({ open = true } = {}): Promise<PayeeOf & { accountId: string | null }> {
  const userId = await house.guest('Eufemia')
  const id = newId()
  await house.slot()
  await house.db.query(
    `INSERT INTO host_profiles (id, user_id, slug, name, kind, bio, translations, region) VALUES ($1, $2, $3, 'Taller', 'taller', '', '{}', 'valles-centrales')`,
    [id, userId, id],
  )
  const payee = { kind: 'HOST' as const, id, userId }
  if (!open) return { ...payee, accountId: null }
  await house.payouts.beginOnboarding(payee)
  const account = await house.payouts.readAccount(payee)
  house.sandbox.control.setOnboarded(account?.providerAccountId ?? '', true)
  await house.db.query(`UPDATE connected_accounts SET checked_at = NULL WHERE payee_id = $1`, [id])
  await house.payouts.readAccount(payee)
  return { ...payee, accountId: account?.providerAccountId ?? null }
}

/** A booking that was paid, visited, and whose window is over. */
async function visited(host: { id: string }, { visitedHoursAgo = 50 } = {}) {
  const slot = await house.slot()
  await house.db.query(`UPDATE experiences SET host_id = $1 WHERE id = $2`, [host.id, slot.experienceId])
  const userId = await house.guest()
  const { bookingId, payment } = await house.bookings.hold({
    slotId: slot.slotId,
    userId,
    party: [{ type: 'adult', quantity: 1 }],
  })
  await house.pay(payment?.intentId ?? '')
  await house.payments.settle(payment?.id ?? '')
  await house.payments.readFee(payment?.id ?? '')
  await house.db.query(
    `UPDATE bookings SET status = 'COMPLETED', completed_at = now() - make_interval(hours => $2) WHERE id = $1`,
    [bookingId, visitedHoursAgo],
  )
  return { bookingId, paymentId: payment?.id ?? '', hostId: host.id }
}
type Visited = Awaited<ReturnType<typeof visited>>

const shareOf = ({ bookingId, hostId }: Visited, cents: number): Share => ({
  payeeId: hostId,
  subjectType: 'booking',
  subjectId: bookingId,
  priceCents: cents,
  platformDiscountCents: 0,
  payeeDiscountCents: 0,
  shippingCents: 0,
  commissionCents: (cents * commission) / 50_000,
})
let refunds = 0
/** Staff give money back after the visit. */
function giveBack(tx: Tx, one: Visited, cents: number) {
  refunds += 1
  return house.payments.fileRefund(tx, {
    paymentId: one.paymentId,
    reasonKey: `goodwill-${refunds}`,
    amountCents: cents,
    requestedBy: null,
    shares: [shareOf(one, cents)],
  })
}

/** What the workers do: everything that is filed is sent. */
async function drain() {
  for (const { id } of await house.db.query<{ id: string }>(
    `SELECT id FROM transfers WHERE status IN ('SUBMITTING', 'UNKNOWN')`,
  ))
    await house.payouts.submitTransfer(id)
  for (const subject of await house.db.query<{ subjectType: string; subjectId: string }>(
    `SELECT DISTINCT data -> 'data' ->> 'subjectType' AS "subjectType", data -> 'data' ->> 'subjectId' AS "subjectId" FROM pgboss.job WHERE name = 'payouts.take-back'`,
  ))
    await house.payouts.takeBack(subject)
  for (const { id } of await house.db.query<{ id: string }>(
    `SELECT id FROM transfer_reversals WHERE status NOT IN ('SUCCEEDED', 'FAILED')`,
  ))
    await house.payouts.submitReversal(id)
  await house.submitRefunds()
}
const transferOf = async (bookingId: string) =>
  (
    await house.db.query<{
      id: string
      status: string
      amountCents: number
      reversedCents: number
      attempt: number
      tr: string | null
      ch: string | null
      failureReason: string | null
    }>(
      `SELECT id, status::text, amount_cents AS "amountCents", reversed_cents AS "reversedCents", attempt, provider_transfer_id AS tr, source_charge_id AS ch, failure_reason AS "failureReason"
       FROM transfers WHERE subject_id = $1`,
      [bookingId],
    )
  )[0]
const balance = (host: { id: string }) => house.ledger.balanceOf(house.database.read, host.id)
/** In the account there, as the provider has it. */
const heldThere = (accountId: string | null) =>
  house.sandbox.control.objects('account_balances').find(({ id }) => id === accountId)?.amounts.mxn ?? 0

describe('accounts', () => {
  test('the link leads to a page; finishing it opens the account, and the event is only a hint to look', async () => {
    const host = await newHost({ open: false })
    const { url, expiresAt } = await house.payouts.beginOnboarding(host)
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now())
    const before = await house.payouts.readAccount(host)
    expect(before).toMatchObject({ transfersEnabled: false, detailsSubmitted: false })
    expect(before?.requirementsDue).toContain('external_account')
    expect((await fetch(url)).status).toBe(200)
    house.sandbox.control.setOnboarded(before?.providerAccountId ?? '', true)
    await house.sandbox.control.webhooksIdle()
    await expect
      .poll(
        async () =>
          (
            await house.db.query(`SELECT 1 FROM connected_accounts WHERE payee_id = $1 AND transfers_enabled`, [
              host.id,
            ])
          ).length,
      )
      .toBe(1)
    const after = await house.payouts.readAccount(host)
    expect(after).toMatchObject({ transfersEnabled: true, payoutsEnabled: true, requirementsDue: [] })
  })

  test('asked for twice at once, or after a lost answer: one account', async () => {
    const host = await newHost({ open: false })
    house.sandbox.control.failNext({ method: 'POST', path: '/v1/accounts', kind: 'error_after', times: 1 })
    await Promise.allSettled([house.payouts.beginOnboarding(host), house.payouts.beginOnboarding(host)])
    await house.payouts.beginOnboarding(host)
    const there = house.sandbox.control.objects('accounts').filter(({ metadata }) => metadata?.payee_id === host.id)
    expect(there).toHaveLength(1)
  })
})

describe('transfers', () => {
  test('a visited booking whose window is over: the share less the commission goes out, tied to its charge, once', async () => {
    const host = await newHost()
    const one = await visited(host)
    const waiting = await visited(host, { visitedHoursAgo: 40 })
    await Promise.all([house.payouts.payOut(), house.payouts.payOut(), house.payouts.payOut()])
    await drain()
    await house.payouts.payOut()
    expect(await transferOf(one.bookingId)).toMatchObject({ status: 'SUCCEEDED', amountCents: earned, attempt: 1 })
    expect(await transferOf(waiting.bookingId)).toBeUndefined()
    const there = house.sandbox.control.objects('transfers').filter(({ destination }) => destination === host.accountId)
    expect(there).toHaveLength(1)
    expect(there[0]).toMatchObject({ amount: earned, transfer_group: `booking:${one.bookingId}` })
    expect(there[0]?.source_transaction).toMatch(/^ch_/)
    expect(await balance(host)).toBe(earned)
    expect(await house.violations()).toEqual([])
  })

  test('sent twice at once: the provider makes one transfer', async () => {
    const host = await newHost()
    const one = await visited(host)
    await house.payouts.payOut()
    const { id = '' } = (await transferOf(one.bookingId)) ?? {}
    await Promise.all([1, 2, 3].map(() => house.payouts.submitTransfer(id)))
    expect(heldThere(host.accountId)).toBe(earned)
    expect(await house.violations()).toEqual([])
  })

  test('an account that is not open: the share stays due, and goes out when it opens', async () => {
    const host = await newHost({ open: false })
    const one = await visited(host)
    await house.payouts.payOut()
    expect(await transferOf(one.bookingId)).toBeUndefined()
    expect(await balance(host)).toBe(earned)
    await house.payouts.beginOnboarding(host)
    const account = await house.payouts.readAccount(host)
    house.sandbox.control.setOnboarded(account?.providerAccountId ?? '', true)
    await house.sandbox.control.webhooksIdle()
    await house.db.query(`UPDATE connected_accounts SET checked_at = NULL WHERE payee_id = $1`, [host.id])
    await house.payouts.readAccount(host)
    await house.payouts.payOut()
    await drain()
    expect(await transferOf(one.bookingId)).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('the answer was lost: in doubt, then found there, never sent twice', async () => {
    const host = await newHost()
    const one = await visited(host)
    await house.payouts.payOut()
    const { id = '' } = (await transferOf(one.bookingId)) ?? {}
    house.sandbox.control.failNext({ method: 'POST', path: '/v1/transfers', kind: 'disconnect_after', times: 1 })
    house.sandbox.control.failNext({ method: 'POST', path: '/v1/transfers', kind: 'disconnect_before', times: 1 })
    await expect(house.payouts.submitTransfer(id)).rejects.toThrow()
    expect(await transferOf(one.bookingId)).toMatchObject({ status: 'UNKNOWN' })
    expect(await house.violations()).toEqual([])
    house.sandbox.control.clearFaults()
    await house.db.query(`UPDATE transfers SET checked_at = now() - interval '5 minutes' WHERE id = $1`, [id])
    await house.payouts.payOut()
    expect(await transferOf(one.bookingId)).toMatchObject({ status: 'SUCCEEDED' })
    expect(heldThere(host.accountId)).toBe(earned)
    expect(await house.violations()).toEqual([])
  })

  test('a definite no: the share is owed again, and the next attempt has a key of its own', async () => {
    const host = await newHost()
    const one = await visited(host)
    await house.payouts.payOut()
    house.sandbox.control.setOnboarded(host.accountId ?? '', false)
    await drain()
    expect(await transferOf(one.bookingId)).toMatchObject({
      status: 'DUE',
      attempt: 2,
      failureReason: 'insufficient_capabilities_for_transfer',
    })
    expect(await balance(host)).toBe(earned)
    expect(await house.violations()).toEqual([])
    house.sandbox.control.setOnboarded(host.accountId ?? '', true)
    await house.sandbox.control.webhooksIdle()
    await house.db.query(
      `UPDATE connected_accounts SET transfers_enabled = true WHERE payee_id = '${host.id}'; UPDATE transfers SET updated_at = now() - interval '2 hours' WHERE subject_id = '${one.bookingId}'`,
    )
    await house.payouts.payOut()
    await drain()
    expect(await transferOf(one.bookingId)).toMatchObject({ status: 'SUCCEEDED', attempt: 2 })
    expect(heldThere(host.accountId)).toBe(earned)
    expect(await house.violations()).toEqual([])
  })

  test('refunded in part before: what is left of the share goes out', async () => {
    const host = await newHost()
    const one = await visited(host)
    await house.database.transaction((tx) => giveBack(tx, one, 10_000))
    await house.payouts.payOut()
    await drain()
    expect(await transferOf(one.bookingId)).toMatchObject({ amountCents: earned - 8_400, status: 'SUCCEEDED' })
    expect(await house.violations()).toEqual([])
  })
})

describe('money that comes back', () => {
  test('a refund after the transfer is reversed, once, however often and by whomever it is asked', async () => {
    const host = await newHost()
    const one = await visited(host)
    await house.payouts.payOut()
    await drain()
    await house.database.transaction((tx) => giveBack(tx, one, 20_000))
    expect(await balance(host)).toBe(-16_800)
    const subject = { subjectType: 'booking', subjectId: one.bookingId }
    await Promise.all([1, 2, 3].map(() => house.payouts.takeBack(subject)))
    const reversals = await house.db.query<{ id: string }>(
      `SELECT r.id FROM transfer_reversals r JOIN transfers t ON t.id = r.transfer_id WHERE t.subject_id = $1`,
      [one.bookingId],
    )
    expect(reversals).toHaveLength(1)
    await Promise.all([1, 2].map(() => house.payouts.submitReversal(reversals[0]?.id ?? '')))
    expect(await transferOf(one.bookingId)).toMatchObject({ reversedCents: 16_800 })
    expect(heldThere(host.accountId)).toBe(earned - 16_800)
    expect(await balance(host)).toBe(0)
    await house.database.transaction((tx) => giveBack(tx, one, 5_000))
    await drain()
    expect(await transferOf(one.bookingId)).toMatchObject({ reversedCents: 21_000 })
    expect(await house.violations()).toEqual([])
  })

  test('the account is empty: the reversal fails, staff hear of it, and the debt is kept from the next transfer', async () => {
    const host = await newHost()
    const first = await visited(host)
    await house.payouts.payOut()
    await drain()
    house.sandbox.control.drainAccount(host.accountId ?? '', earned)
    await house.database.transaction((tx) => giveBack(tx, first, 50_000))
    await drain()
    const failed = await transferOf(first.bookingId)
    expect(failed).toMatchObject({ reversedCents: 0 })
    expect(await house.db.query(`SELECT kind FROM findings WHERE subject = $1`, [failed?.id])).toEqual([
      { kind: 'REVERSAL_FAILED' },
    ])
    expect(await balance(host)).toBe(-earned)
    // One share is just the debt: nothing is sent for it. The next is sent whole.
    const second = await visited(host)
    await house.payouts.payOut()
    expect(await transferOf(second.bookingId)).toBeUndefined()
    expect(await balance(host)).toBe(0)
    const third = await visited(host)
    await house.payouts.payOut()
    await drain()
    expect(await transferOf(third.bookingId)).toMatchObject({ amountCents: earned, status: 'SUCCEEDED' })
    expect(await house.violations()).toEqual([])
  })

  test('a debt smaller than the next share is kept from it', async () => {
    const host = await newHost()
    const first = await visited(host)
    await house.payouts.payOut()
    await drain()
    house.sandbox.control.drainAccount(host.accountId ?? '', earned)
    await house.database.transaction((tx) => giveBack(tx, first, 10_000))
    await drain()
    const second = await visited(host)
    await house.payouts.payOut()
    await drain()
    expect(await transferOf(second.bookingId)).toMatchObject({ amountCents: earned - 8_400, status: 'SUCCEEDED' })
    expect(await balance(host)).toBe(0)
    expect(await house.violations()).toEqual([])
  })
})

describe('transfer against refund', () => {
  /** A refund that stands in its transaction for a while, as behind a slow connection. */
  async function slowRefund(one: Visited, whileOpen: () => Promise<unknown>) {
    let begun: () => void = () => {}
    const filed = new Promise<void>((resolve) => {
      begun = resolve
    })
    const refund = house.database.transaction(async (tx) => {
      await giveBack(tx, one, 50_000)
      begun()
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    await filed
    await Promise.all([refund, whileOpen()])
  }

  test('whichever comes first: what is sent and does not come back is never more than what is earned', async () => {
    const host = await newHost()
    for (let round = 0; round < 6; round += 1) {
      const one = await visited(host)
      await Promise.all([
        house.payouts.payOut(),
        house.database.transaction((tx) => giveBack(tx, one, 50_000)),
        house.payouts.payOut(),
      ])
      await drain()
      await drain()
      const transfer = await transferOf(one.bookingId)
      expect((transfer?.amountCents ?? 0) - (transfer?.reversedCents ?? 0)).toBe(0)
    }
    expect(await balance(host)).toBe(0)
    expect(heldThere(host.accountId)).toBe(0)
    expect(await house.violations()).toEqual([])
  })

  test('a refund that is still being filed is waited for', async () => {
    const host = await newHost()
    const one = await visited(host)
    await slowRefund(one, () => house.payouts.payOut())
    expect(await transferOf(one.bookingId)).toBeUndefined()
    expect(await balance(host)).toBe(0)
  })

  test('negative control: without the locks the same moment sends money that is on its way back to the buyer', async () => {
    const host = await newHost()
    const one = await visited(host)
    let sent = 0
    await slowRefund(one, () =>
      house.database.transaction(async (tx) => {
        const [own] = await house.ledger.openSubjects(tx, host.id)
        sent = own?.owedCents ?? 0
      }),
    )
    expect(sent).toBe(earned)
    expect(await balance(host)).toBe(0)
  })
})

describe('over HTTP', () => {
  async function call(method: 'GET' | 'POST', path: string, userId: string) {
    const answer = await app.inject({ method, url: `/api/v1${path}`, headers: signedInAs({ userId }) })
    return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
  }

  test('a host sees their own account from NONE to ACTIVE, what is due, and their own transfers', async () => {
    const host = await newHost({ open: false })
    const one = await visited(host)
    await visited(host, { visitedHoursAgo: 1 })
    const account = () => call('GET', '/host/payouts/account', host.userId)
    expect((await account()).body).toMatchObject({
      state: 'NONE',
      balance: { amount: 2 * earned },
      due: { amount: earned },
      checkedAt: null,
    })
    const link = await call('POST', '/host/payouts/onboarding', host.userId)
    expect(link).toMatchObject({ status: 201, body: { url: expect.stringContaining(house.sandbox.url) } })
    const begun = await account()
    expect(begun.body).toMatchObject({ state: 'INCOMPLETE', transfersEnabled: false })
    expect(begun.body.requirementsDue).not.toEqual([])
    const [row] = await house.db.query<{ acct: string }>(
      `UPDATE connected_accounts SET checked_at = NULL WHERE payee_id = $1 RETURNING provider_account_id AS acct`,
      [host.id],
    )
    house.sandbox.control.setOnboarded(row?.acct ?? '', true)
    expect((await account()).body).toMatchObject({ state: 'ACTIVE', requirementsDue: [] })
    await house.payouts.payOut()
    await drain()
    expect((await account()).body).toMatchObject({ balance: { amount: earned }, due: { amount: 0 } })
    const list = await call('GET', '/host/payouts/transfers', host.userId)
    expect(list.body).toMatchObject({
      items: [
        {
          subjectType: 'booking',
          subjectId: one.bookingId,
          status: 'SUCCEEDED',
          amount: { amount: earned, currency: 'MXN' },
          reversed: { amount: 0 },
          code: expect.any(String),
        },
      ],
      nextCursor: null,
    })
    expect((await call('GET', '/host/payouts/transfers?state=SENT&sort=largest', host.userId)).body.items).toHaveLength(
      1,
    )
    expect((await call('GET', '/host/payouts/transfers?state=FAILED', host.userId)).body.items).toEqual([])
    const table = await app.inject({
      url: '/api/v1/host/payouts/transfers?state=SENT',
      headers: { ...signedInAs({ userId: host.userId }), accept: 'text/csv', 'accept-language': 'en' },
    })
    expect(table.headers['content-disposition']).toBe('attachment; filename="transfers.csv"')
    const [heads, only, ...others] = table.body.replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(heads).toBe('sale,status,amount MXN,taken back MXN,made,arrived')
    expect(only).toContain(`,sent,${(earned / 100).toFixed(2)},0.00,`)
    expect(others).toEqual([])
    await house.db.query(`UPDATE connected_accounts SET transfers_enabled = false WHERE payee_id = $1`, [host.id])
    house.sandbox.control.setOnboarded(row?.acct ?? '', false)
    expect((await account()).body).toMatchObject({ state: 'RESTRICTED' })
  })

  test('nobody else’s: without a profile there is nothing, as a seller a host has nothing', async () => {
    const host = await newHost({ open: false })
    const stranger = await house.guest()
    for (const [method, path] of [
      ['GET', '/payouts/account'],
      ['POST', '/payouts/onboarding'],
      ['GET', '/payouts/transfers'],
    ] as const) {
      expect((await call(method, `/host${path}`, stranger)).status).toBe(404)
      expect((await call(method, `/seller${path}`, host.userId)).status).toBe(404)
      expect((await app.inject({ method, url: `/api/v1/host${path}` })).statusCode).toBe(401)
    }
    expect((await call('GET', '/host/payouts/transfers?cursor=nonsense', host.userId)).status).toBe(400)
  })

  test('the provider is away: 503, and asking again finds the same account', async () => {
    const host = await newHost({ open: false })
    house.sandbox.control.failNext({ method: 'POST', path: '/v1/account_links', kind: 'error_before', times: 2 })
    expect((await call('POST', '/host/payouts/onboarding', host.userId)).status).toBe(503)
    house.sandbox.control.clearFaults()
    expect((await call('POST', '/host/payouts/onboarding', host.userId)).status).toBe(201)
    const there = house.sandbox.control.objects('accounts').filter(({ metadata }) => metadata?.payee_id === host.id)
    expect(there).toHaveLength(1)
  })
})

describe('the provider’s list against ours', () => {
  const since = () => new Date(Date.now() - 3_600_000)
  const findings = async () =>
    (await house.db.query<{ kind: string }>(`SELECT kind FROM findings ORDER BY created_at DESC`)).map(
      ({ kind }) => kind,
    )

  test('it agrees, to the centavo of the balance there', async () => {
    await drain()
    const { findings: found } = await house.payouts.compareWithProvider(since())
    expect(found).toBe(0)
    const there = house.sandbox.control.objects('balance_transactions').reduce((sum, { net }) => sum + net, 0)
    const [here] = await house.db.query<{ cents: number }>(
      `SELECT sum(e.amount_cents)::int AS cents FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.kind = 'PROVIDER_CLEARING'`,
    )
    expect(here?.cents).toBe(there)
  })

  test('a transfer nobody here knows, a reversal made there by hand, and one of ours that is not there', async () => {
    const host = await newHost()
    const one = await visited(host)
    await house.payouts.payOut()
    await drain()
    const { id = '', tr } = (await transferOf(one.bookingId)) ?? {}
    await house.provider.createReversal({ key: newId(), transferId: tr ?? '', amountCents: 100, metadata: {} })
    await house.payouts.compareWithProvider(since())
    expect(await findings()).toContain('REVERSAL_MISMATCH')

    const other = await visited(host)
    await house.provider.createTransfer({
      key: newId(),
      amountCents: 100,
      currency: 'MXN',
      destination: host.accountId ?? '',
      sourceChargeId: (
        await house.db.query<{ ch: string }>(`SELECT charge_id AS ch FROM payments WHERE id = $1`, [other.paymentId])
      )[0]?.ch as string,
      group: 'by hand',
      metadata: {},
    })
    await house.payouts.compareWithProvider(since())
    expect(await findings()).toContain('UNKNOWN_TRANSFER')

    await house.db.query(`UPDATE transfers SET provider_transfer_id = 'tr_gone' WHERE id = $1`, [id])
    await house.payouts.compareWithProvider(since())
    expect(await findings()).toContain('TRANSFER_MISSING')
  })
})
