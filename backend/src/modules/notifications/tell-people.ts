/** Writes what people are told, enqueues the mail in the same transaction, and wakes their open screens once it is there. */
import type { NotificationType } from '../../../../contracts/notifications.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { News } from './booking-news.rules.ts'
import { type BookingMail, mailGuest } from './notifications.jobs.ts'
import { insertNotifications } from './notifications.repository.ts'

export interface TellDeps {
  database: Database
  jobs: Pick<Jobs, 'send'>
  /** Live, to the person's open pages; what is missed is in the list. */
  announce: (userId: string, notification: { id: string; type: NotificationType }) => Promise<void>
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
  for (const row of written) await deps.announce(row.userId, { id: row.id, type: row.type })
}
