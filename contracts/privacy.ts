/** Consents, the export of one's own data, and the end of an account. */
import { z } from 'zod'
import { Id, Instant } from './common.ts'

/** Raise a version with every change of meaning of its page: people are asked again. */
export const documentVersions = { TERMS: '2026-11', PRIVACY: '2026-11', MARKETING: '2026-11' } as const
export const ConsentDocument = z.enum(['TERMS', 'PRIVACY', 'MARKETING'])
export type ConsentDocument = z.infer<typeof ConsentDocument>

/** What was agreed to while signing up. */
export const ConsentGiven = z
  .object({
    /** The version that the page showed. */
    terms: z.string().max(20),
    privacy: z.string().max(20),
    marketing: z.boolean().default(false),
  })
  .strict()
export const Consent = z
  .object({
    id: Id,
    document: ConsentDocument,
    version: z.string(),
    askedAt: z.enum(['SIGN_UP', 'SETTINGS']),
    givenAt: Instant,
    withdrawnAt: Instant.nullable(),
  })
  .meta({ id: 'Consent' })
export type Consent = z.infer<typeof Consent>
export const Consents = z
  .object({
    /** Per document: the version of today, and whether it is agreed to. */
    current: z.array(z.object({ document: ConsentDocument, version: z.string(), given: z.boolean() })),
    history: z.array(Consent),
  })
  .meta({ id: 'Consents' })
export type Consents = z.infer<typeof Consents>
/** Terms and notice are agreed to by using the house: only news by mail can be taken back without leaving. */
export const ConsentWrite = z
  .object({ document: ConsentDocument, version: z.string().max(20), given: z.boolean() })
  .strict()
  .meta({ id: 'ConsentWrite' })

export const ExportQuery = z.object({ format: z.enum(['json', 'html']).default('json') })

export const accountObstacles = [
  'STAFF',
  'SUSPENDED',
  'OPEN_PAYMENTS',
  'PAID_BOOKINGS',
  'OPEN_ORDERS',
  'OPEN_RETURNS',
  'OPEN_REFUNDS',
  'GUESTS_EXPECTED',
  'ORDERS_TO_FULFIL',
  'BALANCE',
] as const
export const AccountObstacle = z.object({ kind: z.enum(accountObstacles), count: z.int() })
export type AccountObstacle = z.infer<typeof AccountObstacle>
/** `effectiveAt` is null while nobody asked. */
export const AccountClosure = z
  .object({
    requestedAt: Instant.nullable(),
    effectiveAt: Instant.nullable(),
    graceDays: z.int(),
    /** What has to be over first. */
    obstacles: z.array(AccountObstacle),
  })
  .meta({ id: 'AccountClosure' })
export type AccountClosure = z.infer<typeof AccountClosure>
