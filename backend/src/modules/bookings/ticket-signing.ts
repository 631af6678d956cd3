/** Tickets that a phone can check without network: Ed25519 over a small payload. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

export interface TicketPayload {
  /** Ticket code. */
  t: string
  /** Slot id. */
  s: string
  /** Not valid before and after, seconds since 1970. */
  n: number
  x: number
}

export interface TicketSigner {
  keyId: string
  publicKeyPem: string
  /** `GC1.<keyId>.<payload>.<signature>`, base64url without padding. */
  sign(payload: TicketPayload): string
  /** Null when the text is no ticket or the signature is wrong. */
  read(text: string): TicketPayload | null
}

const prefix = 'GC1'

export function createTicketSigner(privateKeyPem: string): TicketSigner {
  const privateKey: KeyObject = createPrivateKey(privateKeyPem)
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('TICKET_SIGNING_KEY must be an Ed25519 private key')
  const publicKey = createPublicKey(privateKey)
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const keyId = createHash('sha256').update(publicKeyPem).digest('base64url').slice(0, 8)
  return {
    keyId,
    publicKeyPem,
    sign(payload) {
      const body = `${prefix}.${keyId}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`
      return `${body}.${sign(null, Buffer.from(body), privateKey).toString('base64url')}`
    },
    read(text) {
      const parts = text.trim().split('.')
      if (parts.length !== 4 || parts[0] !== prefix || parts[1] !== keyId) return null
      const body = parts.slice(0, 3).join('.')
      if (!verify(null, Buffer.from(body), publicKey, Buffer.from(parts[3] as string, 'base64url'))) return null
      try {
        return JSON.parse(Buffer.from(parts[2] as string, 'base64url').toString()) as TicketPayload
      } catch {
        return null
      }
    },
  }
}
