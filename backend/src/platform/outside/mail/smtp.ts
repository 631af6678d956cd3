import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { MailOutlet } from './index.ts'

/** Bounded in every direction: a mail server that hangs costs a job ten seconds. */
const timeouts = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 }

export function createSmtpOutlet({
  smtpUrl,
  from,
  domain,
}: {
  smtpUrl: string
  from: string
  domain: string
}): MailOutlet {
  const url = new URL(smtpUrl)
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
    secure: url.protocol === 'smtps:',
    ...(url.username
      ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
    pool: true,
    maxConnections: 3,
    ...timeouts,
  })
  return {
    async deliver(key, to, { subject, html, text, attachments }) {
      await transport.sendMail({
        from,
        // As an address object: an address with a comma in it cannot become two recipients.
        to: { name: '', address: to },
        subject,
        html,
        text,
        messageId: `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...(attachments ? { attachments } : {}),
        // Content comes from us, never from a path or an address.
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
    close: () => transport.close(),
  }
}
