/** What our mails look like: one column on paper, the product's colours inline, and a plain twin that says the same. */
import type { Language } from '../../../../../contracts/common.ts'

export interface MailAttachment {
  filename: string
  content: Buffer | string
  /** `text/calendar; charset=utf-8` */
  contentType: string
  /** Shown inside the message as `cid:<cid>`. */
  cid?: string
}

/** A mail without its recipient. */
export interface Mail {
  subject: string
  html: string
  text: string
  attachments?: MailAttachment[]
}

export interface MailContent {
  subject: string
  /** What inboxes show after the subject. */
  preview: string
  title: string
  paragraphs: readonly string[]
  /** Label and value, one per line: when, where, how much. */
  facts?: readonly (readonly [label: string, value: string])[]
  /** Attachments shown inside the message, such as QR codes. */
  images?: readonly { cid: string; alt: string; caption: string }[]
  /** The one thing to do. */
  action?: { label: string; url: string }
  /** Smaller, softer: what to know if something is not as expected. */
  note?: string
}

const colours = {
  paper: '#FBF7F0',
  surface: '#FFFFFF',
  ink: '#221A14',
  soft: '#6A5B4E',
  line: '#E6DCCB',
  grana: '#B3123B',
  cempasuchil: '#F29F05',
  nopal: '#2F7D4F',
  anil: '#1F3A8A',
}
const serif = "Fraunces,Georgia,'Times New Roman',serif"
const sans = "'Source Sans 3','Segoe UI',Helvetica,Arial,sans-serif"

const footers = {
  es: 'Recibes este correo por tu cuenta o tu reserva en Guelaguetza Connect.',
  en: 'You receive this mail because of your account or booking at Guelaguetza Connect.',
} satisfies Record<Language, string>

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Only web addresses become links. */
function safeUrl(url: string): string {
  if (!URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol))
    throw new Error('a mail links to web addresses only')
  return url
}

const lines = (text: string) => escapeHtml(text).replaceAll('\n', '<br>')
const paragraph = (html: string, style = '') =>
  `<p style="margin:0 0 16px;font:16px/1.55 ${sans};color:${colours.ink};${style}">${html}</p>`

function factsHtml(facts: NonNullable<MailContent['facts']>): string {
  const cell = `padding:8px 0;border-top:1px solid ${colours.line};vertical-align:top`
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="${cell};padding-right:16px;font:14px/1.6 ${sans};color:${colours.soft}">${escapeHtml(label)}</td><td style="${cell};font:600 16px/1.4 ${sans};color:${colours.ink}">${lines(value)}</td></tr>`,
  )
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;margin:0 0 16px;border-collapse:collapse">${rows.join('')}</table>`
}

function imageHtml({ cid, alt, caption }: NonNullable<MailContent['images']>[number]): string {
  return `<div style="display:inline-block;margin:0 12px 16px 0;text-align:center"><img src="cid:${escapeHtml(cid)}" alt="${escapeHtml(alt)}" width="180" height="180" style="display:block;border:1px solid ${colours.line};border-radius:12px"><span style="font:600 14px/2 ${sans};color:${colours.ink}">${escapeHtml(caption)}</span></div>`
}

function actionHtml({ label, url }: NonNullable<MailContent['action']>): string {
  const href = escapeHtml(safeUrl(url))
  const link = paragraph(
    `<a href="${href}" style="color:${colours.anil};word-break:break-all">${href}</a>`,
    `font-size:13px;color:${colours.soft};`,
  )
  return `<p style="margin:8px 0 24px"><a href="${href}" style="display:inline-block;padding:12px 24px;background:${colours.grana};color:#FFFFFF;border-radius:12px;font:600 16px/1.3 ${sans};text-decoration:none">${escapeHtml(label)}</a></p>${link}`
}

function bodyHtml({ paragraphs, facts, images, action, note }: MailContent): string {
  return [
    ...paragraphs.map((text) => paragraph(lines(text))),
    facts ? factsHtml(facts) : '',
    ...(images ?? []).map(imageHtml),
    action ? actionHtml(action) : '',
    note ? paragraph(lines(note), `font-size:14px;color:${colours.soft};`) : '',
  ].join('\n')
}

function plainText({ title, paragraphs, facts, images, action, note }: MailContent, footer: string): string {
  const parts = [
    title,
    ...paragraphs,
    (facts ?? []).map(([label, value]) => `${label}: ${value}`).join('\n'),
    (images ?? []).map(({ caption }) => `- ${caption}`).join('\n'),
    action ? `${action.label}:\n${safeUrl(action.url)}` : '',
    note ?? '',
    `--\n${footer}`,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

/** The two bodies of a mail. Everything is escaped; texts may have line breaks. */
export function renderMail(language: Language, content: MailContent): Mail {
  const { subject, preview, title } = content
  const bands = [colours.grana, colours.cempasuchil, colours.nopal, colours.anil]
    .map((colour) => `<td style="height:6px;background:${colour};line-height:0;font-size:0">&nbsp;</td>`)
    .join('')
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:0;background:${colours.paper}">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preview)}</div>
<table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;background:${colours.paper}"><tr><td style="padding:24px 12px">
<table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;max-width:560px;margin:0 auto;background:${colours.surface};border:1px solid ${colours.line};border-radius:12px;overflow:hidden">
<tr><td style="padding:0"><table role="presentation" cellpadding="0" cellspacing="0" style="width:100%"><tr>${bands}</tr></table></td></tr>
<tr><td style="padding:24px 28px 12px">
<p style="margin:0 0 20px;font:600 15px/1.3 ${serif};color:${colours.grana}">Guelaguetza Connect</p>
<h1 style="margin:0 0 16px;font:600 25px/1.2 ${serif};color:${colours.ink}">${escapeHtml(title)}</h1>
${bodyHtml(content)}
</td></tr></table>
<p style="max-width:560px;margin:16px auto 0;font:13px/1.5 ${sans};color:${colours.soft};text-align:center">${escapeHtml(footers[language])}</p>
</td></tr></table></body></html>`
  return { subject, html, text: plainText(content, footers[language]) }
}
