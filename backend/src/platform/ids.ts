import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { codeFrom } from './pure/codes.ts'

/** UUIDv7: sorts by time, so that keyset cursors and indexes stay local. */
export const newId = (): string => v7()

/** 40 random bits, speakable; unique by constraint. */
export const newBookingCode = (): string => codeFrom(randomBytes(8), 8)

/** 60 random bits: cannot be guessed at a door. */
export const newTicketCode = (): string => codeFrom(randomBytes(12), 12)
