import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  Message,
  MessageListQuery,
  MessagePage,
  MessageWrite,
  Thread,
  ThreadListQuery,
  ThreadPage,
  ThreadParams,
  ThreadRead,
  ThreadStarted,
  ThreadWrite,
  UnreadThreads,
} from '../../../../contracts/messages.ts'
import { route } from '../../platform/http/route.ts'
import { blockPerson } from './block-person.ts'
import { browseMessages, browseThreads, countUnread, showThread } from './browse-threads.ts'
import type { MessageDeps } from './deps.ts'
import { readThread } from './read-thread.ts'
import { sendMessage, startThread } from './send-message.ts'

const tags = ['Messages']

export function messageRoutes(deps: MessageDeps) {
  return (app: FastifyInstance) => {
    route(app, {
      method: 'GET',
      url: '/threads',
      access: 'signed-in',
      summary: 'Your conversations, those with something unread first, then the latest.',
      tags,
      schema: { querystring: ThreadListQuery, response: { 200: ThreadPage } },
      handler: ({ viewer, language, query }) => browseThreads(deps, { userId: viewer.userId, language, query }),
    })
    route(app, {
      method: 'GET',
      url: '/threads/unread',
      access: 'signed-in',
      summary: 'In how many conversations something waits for you.',
      tags,
      schema: { response: { 200: UnreadThreads } },
      handler: async ({ viewer, language }) => ({ unreadCount: await countUnread(deps, viewer.userId, language) }),
    })
    route(app, {
      method: 'POST',
      url: '/threads',
      access: 'signed-in',
      idempotent: true,
      problems: [403, 404, 409],
      summary: 'Write about a listing, or about a booking or order of yours.',
      description:
        'One conversation per subject and buyer: when it exists, this is its next message. Hosts and workshops may write first about what they were paid for.',
      tags,
      schema: { body: ThreadWrite, response: { 201: ThreadStarted } },
      async handler({ viewer, language, body }) {
        const person = { userId: viewer.userId, language }
        const { threadId, message } = await startThread(deps, { ...person, ...body })
        return { thread: await showThread(deps, { ...person, threadId }), message }
      },
    })
    route(app, {
      method: 'GET',
      url: '/threads/:id',
      access: 'signed-in',
      summary: 'One conversation of yours.',
      tags,
      schema: { params: ThreadParams, response: { 200: Thread } },
      handler: ({ viewer, language, params }) =>
        showThread(deps, { userId: viewer.userId, language, threadId: params.id }),
    })
    route(app, {
      method: 'GET',
      url: '/threads/:id/messages',
      access: 'signed-in',
      summary: 'What was written, newest first; with `after`, what is newer than that number, oldest first.',
      tags,
      schema: { params: ThreadParams, querystring: MessageListQuery, response: { 200: MessagePage } },
      handler: ({ viewer, language, params, query }) =>
        browseMessages(deps, { userId: viewer.userId, language, threadId: params.id, query }),
    })
    route(app, {
      method: 'POST',
      url: '/threads/:id/messages',
      access: 'signed-in',
      idempotent: true,
      problems: [403, 409],
      summary: 'Write in a conversation of yours.',
      tags,
      schema: { params: ThreadParams, body: MessageWrite, response: { 201: Message } },
      handler: ({ viewer, language, params, body }) =>
        sendMessage(deps, { userId: viewer.userId, language, threadId: params.id, ...body }),
    })
    route(app, {
      method: 'POST',
      url: '/threads/:id/read',
      access: 'signed-in',
      summary: 'Everything up to a message (without one, everything) is read.',
      tags,
      schema: { params: ThreadParams, body: ThreadRead.nullish(), response: { 200: Thread } },
      async handler({ viewer, language, params, body }) {
        const person = { userId: viewer.userId, language, threadId: params.id }
        await readThread(deps, { ...person, number: body?.number })
        return showThread(deps, person)
      },
    })
    for (const [verb, blocked, summary] of [
      ['block', true, 'No more messages between you and the other side of this conversation, in any of them.'],
      ['unblock', false, 'Takes a block of yours back.'],
    ] as const) {
      route(app, {
        method: 'POST',
        url: `/threads/:id/${verb}`,
        access: 'signed-in',
        summary,
        tags,
        schema: { params: ThreadParams, body: z.object({}).strict().nullish(), response: { 200: Thread } },
        async handler({ viewer, language, params }) {
          const person = { userId: viewer.userId, language, threadId: params.id }
          await blockPerson(deps, { ...person, blocked })
          return showThread(deps, person)
        },
      })
    }
  }
}
