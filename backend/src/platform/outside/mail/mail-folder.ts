/** Captured mail: one JSON file per mail under DATA_DIR/mail, written whole or not at all. */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../ids.ts'
import type { MailOutlet } from './index.ts'

export interface CapturedMail {
  /** Sorts by time. */
  id: string
  key: string
  from: string
  to: string
  subject: string
  html: string
  text: string
  sentAt: string
  attachments: { filename: string; contentType: string; contentBase64: string; cid?: string }[]
}

/** How many mails the newest page shows; older ones stay on disk. */
const shown = 200

export function createMailFolder(dataDir: string, from: string): MailOutlet {
  const folder = join(dataDir, 'mail')
  return {
    async deliver(key, to, { subject, html, text, attachments = [] }) {
      await mkdir(folder, { recursive: true })
      const mail: CapturedMail = {
        id: newId(),
        key,
        from,
        to,
        subject,
        html,
        text,
        sentAt: new Date().toISOString(),
        attachments: attachments.map(({ filename, content, contentType, cid }) => ({
          filename,
          contentType,
          contentBase64: Buffer.from(content).toString('base64'),
          ...(cid ? { cid } : {}),
        })),
      }
      // Readers see the file under its final name only when it is complete.
      const partial = join(folder, `${mail.id}.part`)
      await writeFile(partial, JSON.stringify(mail), { mode: 0o600 })
      await rename(partial, join(folder, `${mail.id}.json`))
    },
    close: () => {},
  }
}

async function readMail(folder: string, id: string): Promise<CapturedMail | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  try {
    return JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8')) as CapturedMail
  } catch {
    return null
  }
}

/** Newest first; to `to` only when given. */
export async function listCapturedMail(dataDir: string, to?: string): Promise<CapturedMail[]> {
  const folder = join(dataDir, 'mail')
  const names = await readdir(folder).catch(() => [])
  const ids = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .toSorted()
    .toReversed()
  const found: CapturedMail[] = []
  for (const id of ids) {
    const mail = await readMail(folder, id)
    if (mail && (to === undefined || mail.to === to)) found.push(mail)
    if (found.length === shown) break
  }
  return found
}

export function readCapturedMail(dataDir: string, id: string): Promise<CapturedMail | null> {
  return readMail(join(dataDir, 'mail'), id)
}
