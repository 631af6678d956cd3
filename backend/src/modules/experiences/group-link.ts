/** The secret of a group's link: 256 random bits, kept as a hash and looked up by it. */
import { createHash, randomBytes } from 'node:crypto'

export const newGroupToken = (): string => randomBytes(32).toString('base64url')
export const groupLinkHash = (token: string): string => createHash('sha256').update(token).digest('hex')
