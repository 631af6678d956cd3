/** Mail through one interface: SMTP when configured, else captured as files that `/dev/mail` shows. */
import type { Config } from '../../config.ts'
import { assertNoTransaction, type Database, Prisma } from '../../database/index.ts'
import type { Metrics } from '../../observability/metrics.ts'
import type { Mail } from './layout.ts'
import { createMailFolder } from './mail-folder.ts'
import { createSmtpOutlet } from './smtp.ts'

export { type Mail, type MailAttachment, renderMail } from './layout.ts'

/** Where mails leave. */
export interface MailOutlet {
  /** @throws when the mail could not be handed over. */
  deliver(key: string, to: string, mail: Mail): Promise<void>
  close(): void
}

export interface Mailer {
  /**
   * Writes and sends the mail of `key`, once however often it is asked; called by jobs, which try again when it throws.
   * The key also makes the Message-ID: should the process die between sending and noting it, most programs show one mail.
   */
  sendOnce(key: string, template: string, to: string, write: () => Promise<Mail>): Promise<void>
  close(): void
}

export interface MailerParts {
  config: Pick<Config, 'mail' | 'dataDir' | 'http'>
  database: Database
  metrics: Pick<Metrics, 'count'>
}

export function createMailer({ config, database, metrics }: MailerParts): Mailer {
  const { smtpUrl, from } = config.mail
  const outlet: MailOutlet = smtpUrl
    ? createSmtpOutlet({ smtpUrl, from, domain: new URL(config.http.publicUrl).hostname })
    : createMailFolder(config.dataDir, from)
  return {
    async sendOnce(key, template, to, write) {
      assertNoTransaction('mail')
      if (await database.read.sentMail.findUnique({ where: { key }, select: { key: true } })) return
      const mail = await write()
      try {
        await outlet.deliver(key, to, mail)
      } catch (error) {
        metrics.count('mails_total', { outcome: 'failed' })
        throw error
      }
      await database.statement(
        Prisma.sql`INSERT INTO sent_mails (key, template) VALUES (${key}, ${template}) ON CONFLICT (key) DO NOTHING`,
      )
      metrics.count('mails_total', { outcome: 'sent' })
    },
    close: () => outlet.close(),
  }
}
