import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { runInContext } from '../context.ts'
import { loadConfig } from '../config.ts'
import { newId } from '../ids.ts'
import { createLoggers } from './logger.ts'

const { url: databaseUrl } = await testDatabase()

function captured() {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(...String(chunk).trim().split('\n'))
      done()
    },
  })
  const loggers = createLoggers(loadConfig({ NODE_ENV: 'test' }), stream)
  return {
    ...loggers,
    text: () => lines.join('\n'),
    parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}

test('secrets and personal data are taken out, at every depth we log and inside error texts', () => {
  const { logger, text } = captured()
  logger.info(
    {
      password: 'p-1',
      user: { email: 'ana@guelaguetza.test', phone: '951-1' },
      req: { headers: { authorization: 'Bearer t-1', cookie: 'c-1' } },
    },
    'x',
  )
  logger.info(
    { intent: { client_secret: 'cs-1', clientSecret: 'cs-2' }, token: 't-2', a: { b: { c: { secret: 's-1' } } } },
    'x',
  )
  logger.error(
    {
      err: Object.assign(new Error('no user luis@guelaguetza.test with Bearer abc.def or sk_test_51secret'), {
        code: 'X1',
      }),
    },
    'x',
  )
  for (const secret of [
    'p-1',
    'ana@',
    '951-1',
    't-1',
    'c-1',
    'cs-1',
    'cs-2',
    't-2',
    's-1',
    'luis@',
    'abc.def',
    '51secret',
  ])
    expect(text()).not.toContain(secret)
  expect(text()).toContain('"code":"X1"')
})

test('every line of a request carries its id once, those of the handler and of the edge', async () => {
  const { logger, httpLogger, parsed, text } = captured()
  const userId = newId()
  const app = await testApp({
    databaseUrl,
    httpLogger,
    modules: [
      {
        name: 'talkative',
        routes: (scope) => {
          scope.get('/talk', { config: { access: 'public' }, schema: { hide: true } }, async (request) => {
            logger.info({}, 'from the work')
            request.log.info({}, 'from the handler')
            throw new Error('broken')
          })
        },
      },
    ],
  })
  await app.inject({ url: '/api/v1/talk?token=t-9', headers: { 'x-request-id': 'abc-7', ...signedInAs({ userId }) } })
  expect(parsed().map(({ msg, requestId }) => [msg, requestId])).toEqual([
    ['from the work', 'abc-7'],
    ['from the handler', 'abc-7'],
    ['request failed', 'abc-7'],
    ['request', 'abc-7'],
  ])
  expect(parsed().at(-1)).toMatchObject({
    method: 'GET',
    path: '/api/v1/talk',
    route: '/api/v1/talk',
    status: 500,
    userId,
  })
  expect(text()).not.toContain('t-9')
  for (const line of text().split('\n')) expect(line.match(/"requestId"/g)).toHaveLength(1)
})

test('a job’s lines carry the correlation id', () => {
  const { logger, parsed } = captured()
  runInContext({ correlationId: 'c-1' }, () => logger.info({}, 'x'))
  expect(parsed()[0]).toMatchObject({ correlationId: 'c-1', level: 'info', role: 'both' })
})
