/** Writes on the notifications table. */
import type { NotificationType } from '../../../../contracts/notifications.ts'
import type { Prisma, Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { NotificationData } from './notification-texts.rules.ts'

export interface NewNotification {
  userId: string
  type: NotificationType
  data: NotificationData
  /** The fact: telling the same person the same fact again is one row. */
  dedupeKey: string
}
export interface WrittenNotification {
  id: string
  userId: string
  type: NotificationType
}

/** Answers only the rows that were not there yet. */
export async function insertNotifications(tx: Tx, notifications: NewNotification[]): Promise<WrittenNotification[]> {
  const rows = notifications.map((notification) => ({
    ...notification,
    id: newId(),
    data: notification.data as Prisma.InputJsonObject,
  }))
  const written = await tx.notification.createManyAndReturn({
    data: rows,
    skipDuplicates: true,
    select: { id: true, userId: true, type: true },
  })
  return written as WrittenNotification[]
}

/** Deletes what was written before `notificationsBefore`, and the notes of mails that no job can ask for again. */
export async function deleteOld(tx: Tx, limits: { notificationsBefore: Date; mailsBefore: Date }): Promise<void> {
  await tx.notification.deleteMany({ where: { createdAt: { lt: limits.notificationsBefore } } })
  await tx.sentMail.deleteMany({ where: { sentAt: { lt: limits.mailsBefore } } })
}

/** Marks the person's unread notifications read, all of them when `ids` is undefined; other people's ids are ignored. */
export async function markRead(tx: Tx, userId: string, ids: string[] | undefined, now: Date): Promise<void> {
  await tx.notification.updateMany({
    where: { userId, readAt: null, ...(ids ? { id: { in: ids } } : {}) },
    data: { readAt: now },
  })
}
