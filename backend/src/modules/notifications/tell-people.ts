/** Writes what people are told, enqueues the mail in the same transaction, and wakes their open screens once it is there. */
import type { Database } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { Realtime } from '../../platform/realtime/realtime.ts'
import type { News } from './booking-news.rules.ts'
import { type BookingMail, mailGuest } from './notifications.jobs.ts'
import { insertNotifications } from './notifications.repository.ts'

export interface TellDeps {
  database: Database
  jobs: Pick<Jobs, 'send'>
  /** Live, to the person's open pages; what is missed is in the list. */
  realtime: Pick<Realtime, 'publish'>
}

/** Running twice with the same facts writes, mails and announces nothing more. */
export async function tellPeople(
  deps: TellDeps,
  news: News[],
  mail?: { bookingId: string; mail: BookingMail },
): Promise<void> {
  const written = await deps.database.transaction(async (tx) => {
    const rows = await insertNotifications(tx, news)
    const first = news[0]
    if (mail && first && rows.some((row) => row.userId === first.userId && row.type === first.type)) {
      await deps.jobs.send(tx, mailGuest, { key: first.dedupeKey, ...mail })
    }
    return rows
  })
  for (const { id, userId, type } of written) {
    await deps.realtime.publish(`user:${userId}`, { type: 'notification', notificationId: id, notificationType: type })
  }
}
