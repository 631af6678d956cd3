/** Writes what people are told, enqueues the mail in the same transaction, and wakes their open screens once it is there. */
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { Realtime } from '../../platform/realtime/realtime.ts'
import type { PartnerAction, PartnerKind } from '../../../../contracts/partners.ts'
import type { News } from './booking-news.rules.ts'
import {
  type BookingMail,
  mailAboutCheckout,
  mailAboutDecision,
  mailAboutMessages,
  mailAboutOrder,
  mailGuest,
} from './notifications.jobs.ts'
import type { CheckoutNews, OrderNews } from './order-news.rules.ts'
import type { DecisionNews } from './review-news.rules.ts'
import { teamFor, withColleagues } from './team-news.rules.ts'
import { insertNotifications } from './notifications.repository.ts'

export interface TellDeps {
  database: Database
  jobs: Pick<Jobs, 'send'>
  /** Live, to the person's open pages; what is missed is in the list. */
  realtime: Pick<Realtime, 'publish'>
  /** Who besides its owner may do this for a host or workshop; nobody when absent. */
  colleaguesOf?(of: { ownerUserId: string; kind: PartnerKind }, action: PartnerAction): Promise<string[]>
}

async function toTeams<N extends News>(deps: TellDeps, news: readonly N[]): Promise<N[]> {
  const found = new Map<N, string[]>()
  for (const one of news) {
    const team = teamFor(one)
    if (team)
      found.set(one, (await deps.colleaguesOf?.({ ownerUserId: one.userId, kind: team.kind }, team.action)) ?? [])
  }
  return withColleagues(news, found)
}

/** Running twice with the same facts writes, mails and announces nothing more. */
export async function tellPeople(
  deps: TellDeps,
  told: News[],
  mail?: { bookingId: string; mail: BookingMail },
): Promise<void> {
  const news = await toTeams(deps, told)
  await writeNews(deps, news, async (tx, written) => {
    const [first] = news
    if (mail && first && written.includes(first)) await deps.jobs.send(tx, mailGuest, { key: first.dedupeKey, ...mail })
  })
}

/** Each with its own mail, to the person who is told. */
export async function tellAboutOrder(deps: TellDeps, orderId: string, news: OrderNews[]): Promise<void> {
  await writeNews(deps, await toTeams(deps, news), async (tx, written) => {
    for (const { userId, dedupeKey: key, mail } of written)
      if (mail) await deps.jobs.send(tx, mailAboutOrder, { key, orderId, userId, mail })
  })
}

export async function tellAboutCheckout(
  deps: TellDeps,
  { checkoutId, code }: { checkoutId: string; code: string },
  news: CheckoutNews[],
): Promise<void> {
  await writeNews(deps, news, async (tx, written) => {
    for (const { userId, dedupeKey: key, mail } of written)
      if (mail) await deps.jobs.send(tx, mailAboutCheckout, { key, checkoutId, code, userId, mail })
  })
}

export async function tellAboutMessages(deps: TellDeps, threadId: string, news: News[]): Promise<void> {
  await writeNews(deps, news, async (tx, written) => {
    for (const { userId, dedupeKey: key } of written)
      await deps.jobs.send(tx, mailAboutMessages, { key, threadId, userId })
  })
}

/** Whoever is suspended can read only the mail. */
export async function tellAboutDecision(deps: TellDeps, news: DecisionNews[]): Promise<void> {
  await writeNews(deps, news, async (tx, written) => {
    for (const { userId, type, data, dedupeKey: key } of written)
      await deps.jobs.send(tx, mailAboutDecision, { key, userId, type, data })
  })
}

/** @param mails what else the same transaction enqueues, for the news that were not there yet */
async function writeNews<N extends News>(
  deps: TellDeps,
  news: N[],
  mails: (tx: Tx, written: N[]) => Promise<void>,
): Promise<void> {
  if (news.length === 0) return
  const rows = await deps.database.transaction(async (tx) => {
    const inserted = await insertNotifications(
      tx,
      news.map(({ userId, type, data, dedupeKey }) => ({ userId, type, data, dedupeKey })),
    )
    const isNew = (one: N) => inserted.some((row) => row.userId === one.userId && row.type === one.type)
    await mails(tx, news.filter(isNew))
    return inserted
  })
  for (const { id, userId, type } of rows) {
    await deps.realtime.publish(`user:${userId}`, { type: 'notification', notificationId: id, notificationType: type })
  }
}
