import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { testApp } from '../../../../test-support/app.ts'
import { testDatabase } from '../../../../test-support/postgres.ts'
import { loadConfig } from '../../config.ts'
import { createDatabase } from '../../database/index.ts'
import { createMetrics } from '../../observability/metrics.ts'
import { devMailRoutes } from './dev-mail.routes.ts'
import { createMailer, type Mail, renderMail } from './index.ts'

const testDb = await testDatabase()
const dataDir = await mkdtemp(join(tmpdir(), 'mail-'))
afterAll(() => rm(dataDir, { recursive: true, force: true }))
const metrics = createMetrics({ defaults: false })
const database = createDatabase(loadConfig({ NODE_ENV: 'test', DATABASE_URL: testDb.url }))
afterAll(() => database.close())
const mailerFor = (env: Record<string, string>) =>
  createMailer({
    config: loadConfig({ NODE_ENV: 'test', DATA_DIR: dataDir, PUBLIC_URL: 'https://guelaguetza.example', ...env }),
    database,
    metrics,
  })

const rendered = renderMail('es', {
  subject: 'Tu reserva está confirmada',
  preview: 'Nos vemos en Teotitlán',
  title: 'Nos vemos, Ana <3 & compañía',
  paragraphs: ['Telar de pedal\ny grana cochinilla'],
  facts: [['Cuándo', 'lun 19 jul, 10:00']],
  images: [{ cid: 'ticket@guelaguetza', alt: 'Código QR', caption: 'Adulto GX7K2M9Q' }],
  action: { label: 'Ver mis boletos', url: 'https://guelaguetza.example/mis-planes?a=1&b=2' },
  note: 'Si no fuiste tú, escríbenos.',
})
const mail: Mail = {
  ...rendered,
  attachments: [
    { filename: 'boleto.png', content: Buffer.from('picture'), contentType: 'image/png', cid: 'ticket@guelaguetza' },
    {
      filename: 'reserva – ñandú.ics',
      content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
      contentType: 'text/calendar; charset=utf-8',
    },
  ],
}
const ana = 'ana@guelaguetza.test'
let written = 0
const write = async () => {
  written += 1
  return mail
}

test('both bodies say the same, escaped; only web addresses become links', () => {
  for (const said of ['Telar de pedal', 'lun 19 jul, 10:00', 'GX7K2M9Q', 'Ver mis boletos', 'Si no fuiste tú']) {
    expect(rendered.html).toContain(said)
    expect(rendered.text).toContain(said)
  }
  expect(rendered.html).toContain('Ana &lt;3 &amp; compañía')
  expect(rendered.html).toContain('href="https://guelaguetza.example/mis-planes?a=1&amp;b=2"')
  expect(rendered.text).toContain('https://guelaguetza.example/mis-planes?a=1&b=2')
  expect(rendered.html).not.toMatch(/<script|src="http/)
  const evil = {
    subject: 's',
    preview: 'p',
    title: 't',
    paragraphs: [],
    action: { label: 'l', url: 'javascript:alert(1)' },
  }
  expect(() => renderMail('es', evil)).toThrow('web addresses only')
})

test('captured mail is listed, read as JSON and shown without rights', async () => {
  const mailer = mailerFor({})
  await mailer.sendOnce('booking:1', 'booking-confirmed', ana, write)
  await mailer.sendOnce('booking:2', 'booking-confirmed', 'luis@guelaguetza.test', write)
  await mailer.sendOnce('booking:1', 'booking-confirmed', ana, write)
  expect(written).toBe(2)
  // A half-written file of a process that died is no mail.
  await writeFile(join(dataDir, 'mail', 'half.part'), '{"id"')
  const app = await testApp({ databaseUrl: testDb.url, platformRoutes: (scope) => devMailRoutes(scope, dataDir) })
  const list = (await app.inject('/dev/mail')).json().items
  expect(list.map((one: { to: string }) => one.to)).toEqual(['luis@guelaguetza.test', 'ana@guelaguetza.test'])
  const [own] = (await app.inject('/dev/mail?to=ana@guelaguetza.test')).json().items
  expect(own).toMatchObject({ key: 'booking:1', subject: mail.subject, text: mail.text, html: mail.html })
  const pageOf = (url: string) => app.inject({ url, headers: { accept: 'text/html' } })
  expect((await pageOf('/dev/mail')).body).toContain(`/dev/mail/${own.id}`)
  const shown = await pageOf(`/dev/mail/${own.id}`)
  expect(shown.body).toContain('sandbox=')
  expect(shown.headers['content-security-policy']).toContain("default-src 'none'")
  const frame = await pageOf(`/dev/mail/${own.id}/html`)
  expect(frame.headers['content-security-policy']).toMatch(/^sandbox .*frame-ancestors 'self'/)
  expect(frame.headers['x-frame-options']).toBeUndefined()
  expect(frame.body).toContain(`src="data:image/png;base64,${Buffer.from('picture').toString('base64')}"`)
  const attachment = await app.inject(`/dev/mail/${own.id}/attachments/1`)
  expect(attachment.body).toBe(mail.attachments?.[1]?.content)
  expect(attachment.headers['content-type']).toContain('text/calendar')
  for (const unknown of [
    `/dev/mail/${own.id}/attachments/2`,
    '/dev/mail/01a200cd-ddd9-7211-8467-58fb6374bc3f',
    '/dev/mail/..%2f..%2fpackage',
  ]) {
    expect((await app.inject(unknown)).statusCode).toBe(404)
  }
  expect((await readdir(join(dataDir, 'mail'))).filter((name) => name.endsWith('.json'))).toHaveLength(2)
})

test('SMTP: the same mail arrives whole, with one Message-ID however often it is sent', async () => {
  const received: { raw: Buffer; recipients: string[] }[] = []
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) =>
      auth.password === 'p@ss word' ? done(null, { user: auth.username }) : done(new Error('no')),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push({
          raw: Buffer.concat(chunks),
          recipients: session.envelope.rcptTo.map(({ address }) => address),
        })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const mailer = mailerFor({
    SMTP_URL: `smtp://hola:p%40ss%20word@127.0.0.1:${(server.server.address() as AddressInfo).port}`,
  })
  await mailer.sendOnce('smtp:1', 'x', ana, write)
  // As after a crash between sending and noting it.
  await testDb.query("DELETE FROM sent_mails WHERE key = 'smtp:1'")
  await mailer.sendOnce('smtp:1', 'x', ana, write)
  const emails = await Promise.all(received.map(({ raw }) => PostalMime.parse(raw)))
  const [first, second] = emails
  expect(received[0]?.recipients).toEqual(['ana@guelaguetza.test'])
  expect(first).toMatchObject({
    subject: mail.subject,
    html: expect.stringContaining('Teotitlán'),
    from: { address: 'hola@guelaguetza.test' },
  })
  expect(first?.text).toContain('grana cochinilla')
  expect(first?.attachments).toMatchObject([
    { contentId: '<ticket@guelaguetza>' },
    { filename: 'reserva – ñandú.ics', mimeType: 'text/calendar' },
  ])
  expect(first?.messageId).toMatch(/^<[0-9a-f]{40}@guelaguetza\.example>$/)
  expect(second?.messageId).toBe(first?.messageId)
  const wrong = mailerFor({ SMTP_URL: `smtp://hola:wrong@127.0.0.1:${(server.server.address() as AddressInfo).port}` })
  await expect(wrong.sendOnce('smtp:2', 'x', ana, write)).rejects.toThrow()
  expect(await testDb.query("SELECT key FROM sent_mails WHERE key = 'smtp:2'")).toEqual([])
  expect(await metrics.counted('mails_total', { outcome: 'failed' })).toBe(1)
  mailer.close()
  wrong.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

test('a mail server that is not there makes the sender fail, so that its job tries again', async () => {
  const listener = createServer()
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  await new Promise((resolve) => listener.close(resolve))
  await expect(mailerFor({ SMTP_URL: `smtp://127.0.0.1:${port}` }).sendOnce('gone', 'x', ana, write)).rejects.toThrow(
    'ECONNREFUSED',
  )
})

test('no mail leaves inside a transaction', async () => {
  await expect(database.transaction(() => mailerFor({}).sendOnce('inside', 'x', ana, write))).rejects.toThrow(
    'mail must not be called inside',
  )
})
