/** `/dev/mail`: captured mail as pages for people and as JSON for tests. Never registered in production. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { platformErrors } from '../../errors.ts'
import { escapeHtml } from './layout.ts'
import { type CapturedMail, listCapturedMail, readCapturedMail } from './mail-folder.ts'

const config = { access: 'public', ignoreViewer: true, limit: 'none' } as const
const style = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;background:#FBF7F0;color:#221A14}
h1{font:600 1.5rem Georgia,serif}a{color:#1F3A8A}table{width:100%;border-collapse:collapse}td,th{text-align:left;padding:.5rem;border-top:1px solid #E6DCCB;vertical-align:top}
iframe{width:100%;height:38rem;border:1px solid #E6DCCB;border-radius:12px;background:#fff}pre{white-space:pre-wrap;background:#fff;border:1px solid #E6DCCB;border-radius:12px;padding:1rem}
@media (prefers-color-scheme: dark){body{background:#17130F;color:#F4EBDD}a{color:#8FA8FF}td,th,pre{border-color:#3A3026}pre{background:#211B15}}`

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head><body>${body}</body></html>`

/** Our own page around the mail: no script at all, the mail in a frame without rights. */
const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"

function sendPage(reply: FastifyReply, html: string, policy = pagePolicy): FastifyReply {
  return reply.header('content-security-policy', policy).header('content-type', 'text/html; charset=utf-8').send(html)
}
const wantsJson = (request: FastifyRequest) => !(request.headers.accept ?? '').includes('text/html')
const links = (mail: CapturedMail) => [...new Set(mail.text.match(/https?:\/\/\S+/g) ?? [])]

/** Pictures inside a mail are named by content id; a browser knows only data addresses. */
function withImages(mail: CapturedMail): string {
  return mail.attachments.reduce(
    (html, { cid, contentType, contentBase64 }) =>
      cid ? html.replaceAll(`cid:${cid}`, `data:${contentType};base64,${contentBase64}`) : html,
    mail.html,
  )
}

function mailPage(mail: CapturedMail): string {
  const attachments = mail.attachments
    .map(
      ({ filename, contentType }, index) =>
        `<li><a href="/dev/mail/${mail.id}/attachments/${index}">${escapeHtml(filename)}</a> (${escapeHtml(contentType)})</li>`,
    )
    .join('')
  const found = links(mail)
    .map((link) => `<li><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></li>`)
    .join('')
  return page(
    mail.subject,
    `<p><a href="/dev/mail">All mail</a></p><h1>${escapeHtml(mail.subject)}</h1>
<p>To ${escapeHtml(mail.to)}, from ${escapeHtml(mail.from)}, ${escapeHtml(mail.sentAt)}</p>
${attachments ? `<h2>Attachments</h2><ul>${attachments}</ul>` : ''}${found ? `<h2>Links</h2><ul>${found}</ul>` : ''}
<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/dev/mail/${mail.id}/html"></iframe>
<h2>Plain text</h2><pre>${escapeHtml(mail.text)}</pre>`,
  )
}

function listPage(mails: CapturedMail[]): string {
  const rows = mails
    .map(
      (mail) =>
        `<tr><td>${escapeHtml(mail.sentAt.slice(0, 19).replace('T', ' '))}</td><td>${escapeHtml(mail.to)}</td><td><a href="/dev/mail/${mail.id}">${escapeHtml(mail.subject)}</a></td></tr>`,
    )
    .join('')
  return page(
    'Captured mail',
    `<h1>Captured mail</h1><p>Nothing leaves this computer while SMTP_URL is unset.</p>${rows ? `<table><thead><tr><th>Sent (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows}</tbody></table>` : '<p>No mail yet. Sign up, or book something.</p>'}`,
  )
}

export function devMailRoutes(app: FastifyInstance, dataDir: string): void {
  const Params = z.object({ id: z.string().max(60) })
  const find = async (request: FastifyRequest): Promise<CapturedMail> => {
    const mail = await readCapturedMail(dataDir, (request.params as z.infer<typeof Params>).id)
    if (!mail) throw platformErrors.NOT_FOUND()
    return mail
  }
  const hidden = { hide: true }

  app.get(
    '/dev/mail',
    { config, schema: { ...hidden, querystring: z.object({ to: z.string().max(320).optional() }) } },
    async (request, reply) => {
      const mails = await listCapturedMail(dataDir, (request.query as { to?: string }).to)
      return wantsJson(request) ? { items: mails } : sendPage(reply, listPage(mails))
    },
  )
  app.get('/dev/mail/:id', { config, schema: { ...hidden, params: Params } }, async (request, reply) => {
    const mail = await find(request)
    return wantsJson(request) ? mail : sendPage(reply, mailPage(mail))
  })
  app.get('/dev/mail/:id/html', { config, schema: { ...hidden, params: Params } }, async (request, reply) => {
    const mail = await find(request)
    // Links of the mail open beside the frame, which itself may go nowhere.
    return sendPage(
      reply.removeHeader('x-frame-options'),
      withImages(mail).replace('<head>', '<head><base target="_blank">'),
      mailPolicy,
    )
  })
  app.get(
    '/dev/mail/:id/attachments/:index',
    { config, schema: { ...hidden, params: Params.extend({ index: z.coerce.number().int().min(0) }) } },
    async (request, reply) => {
      const mail = await find(request)
      const attachment = mail.attachments[(request.params as { index: number }).index]
      if (!attachment) throw platformErrors.NOT_FOUND()
      return reply
        .header('content-type', attachment.contentType)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`)
        .send(Buffer.from(attachment.contentBase64, 'base64'))
    },
  )
}
