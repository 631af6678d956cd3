/** Links that let whoever has them do one thing for a while, without an account: what they say is signed, nothing is kept. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { addSeconds } from './pure/time.ts'

/** Of the link by which a suspended person reads the decision and appeals. */
export const appealPurpose = 'appeal'

/** Longer than people take to read a mail that nobody likes. */
const appealDays = 30

/** Where a suspended person reads the decision and appeals, for a mail that is being written. */
export function appealUrl(tokens: SignedTokens, publicUrl: string, userId: string): string {
  return `${publicUrl}/apelar?enlace=${tokens.sign(userId, addSeconds(new Date(), appealDays * 86_400))}`
}

export interface SignedTokens {
  sign(subject: string, expiresAt: Date): string
  /** The subject, or null for what is not ours or is over. */
  read(token: string, now: Date): string | null
}

/** `purpose` keeps the tokens of one kind of link from opening another. */
export function createSignedTokens(secret: string, purpose: string): SignedTokens {
  const mark = (payload: string) => createHmac('sha256', secret).update(`${purpose}\n${payload}`).digest()
  return {
    sign(subject, expiresAt) {
      const payload = `${subject}~${expiresAt.getTime()}`
      return `${Buffer.from(payload).toString('base64url')}.${mark(payload).toString('base64url')}`
    },
    read(token, now) {
      const [said = '', given = ''] = token.split('.')
      const payload = Buffer.from(said, 'base64url').toString()
      const [expected, got] = [mark(payload), Buffer.from(given, 'base64url')]
      if (got.length !== expected.length || !timingSafeEqual(got, expected)) return null
      const [subject = '', end = ''] = payload.split('~')
      return Number(end) > now.getTime() ? subject : null
    },
  }
}
