/** The mail that was captured instead of sent. */
import { type APIRequestContext, expect } from '@playwright/test'

export interface Mail {
  subject: string
  html: string
  text: string
  attachments: { filename: string; contentType: string; contentBase64: string }[]
}

/** Waits for the newest mail to this address whose subject matches. */
export async function mailTo(request: APIRequestContext, address: string, subject: RegExp): Promise<Mail> {
  let found: Mail | undefined
  await expect
    .poll(
      async () => {
        const answer = await request.get(`/dev/mail?to=${encodeURIComponent(address)}`)
        const { items } = (await answer.json()) as { items: Mail[] }
        found = items.find((mail) => subject.test(mail.subject))
        return items.map((mail) => mail.subject)
      },
      { message: `a mail to ${address} about ${subject}` },
    )
    .toContainEqual(expect.stringMatching(subject))
  return found as Mail
}

/** The path of the mail's link into the product, e.g. `/verificar?token=…`. */
export function linkOf(mail: Mail, path: string): string {
  const link = mail.text.match(/https?:\/\/\S+/g)?.find((one) => new URL(one).pathname === path)
  if (!link) throw new Error(`no link to ${path} in:\n${mail.text}`)
  const { pathname, search } = new URL(link)
  return pathname + search
}
