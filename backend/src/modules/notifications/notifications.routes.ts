import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import {
  type Notification,
  NotificationListQuery,
  NotificationPage,
  NotificationsRead,
  type NotificationType,
  UnreadCount,
} from '../../../../contracts/notifications.ts'
import type { Database } from '../../platform/database/index.ts'
import { idPage, readIdCursor } from '../../platform/http/id-page.ts'
import { route } from '../../platform/http/route.ts'
import { readNotifications } from './read-notifications.ts'
import { type NotificationData, notificationText } from './notification-texts.rules.ts'
import { countUnread, listNotifications } from './notifications.queries.ts'

const tags = ['Notifications'] as const

export function notificationRoutes(app: FastifyInstance, { database }: { database: Database }): void {
  route(app, {
    method: 'GET',
    url: '/notifications',
    access: 'signed-in',
    summary: 'My notifications, newest first',
    description:
      '`after` answers only what is newer than that notification: what a client asks after a lost connection.',
    tags,
    schema: { querystring: NotificationListQuery, response: { 200: NotificationPage } },
    handler: async (request) => {
      const { userId } = request.viewer
      const { cursor, after, limit } = request.query
      const [rows, unreadCount] = await Promise.all([
        listNotifications(database.read, userId, { before: readIdCursor(cursor), after, limit }),
        countUnread(database.read, userId),
      ])
      const page = idPage(rows, limit, (row): z.infer<typeof Notification> => {
        const data = row.data as NotificationData
        const type = row.type as NotificationType
        return {
          id: row.id,
          type,
          ...notificationText(type, data, request.language),
          data,
          readAt: row.readAt?.toISOString() ?? null,
          createdAt: row.createdAt.toISOString(),
        }
      })
      return { ...page, unreadCount }
    },
  })

  route(app, {
    method: 'GET',
    url: '/notifications/unread-count',
    access: 'signed-in',
    summary: 'How many notifications I have not read',
    tags,
    schema: { response: { 200: UnreadCount } },
    handler: async (request) => ({ unreadCount: await countUnread(database.read, request.viewer.userId) }),
  })

  route(app, {
    method: 'POST',
    url: '/notifications/read',
    access: 'signed-in',
    summary: 'Mark notifications read',
    tags,
    schema: { body: NotificationsRead, response: { 200: UnreadCount } },
    handler: async (request) => ({
      unreadCount: await readNotifications({ database }, request.viewer.userId, request.body.ids, new Date()),
    }),
  })
}
