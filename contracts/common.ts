import { z } from 'zod'

// The PWA's content policy forbids eval: there Zod's compiled parsers are off before the first schema is made, or its
// probe for them would be reported as a violation on every page.
if ('document' in globalThis) z.config({ jitless: true })

/** Identifiers are UUIDv7 strings, made by the server. */
export const Id = z.uuid().meta({ example: '01a200cd-ddd9-7211-8467-58fb6374bc3f' })

/** Integer centavos with their currency; never a float, never a string. */
export const Money = z
  .object({ amount: z.int().min(0).max(1_000_000_000_00), currency: z.literal('MXN') })
  .meta({ id: 'Money', example: { amount: 125000, currency: 'MXN' } })
export type Money = z.infer<typeof Money>

/** An instant, ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime().meta({ example: '2027-07-19T16:00:00.000Z' })

/** A civil date at the place, YYYY-MM-DD. */
export const CivilDate = z.iso.date().meta({ example: '2027-07-19' })

export const Language = z.enum(['es', 'en'])
export type Language = z.infer<typeof Language>

export const regionSlugs = [
  'valles-centrales',
  'sierra-norte',
  'sierra-sur',
  'mixteca',
  'costa',
  'istmo',
  'papaloapan',
  'canada',
] as const
export const RegionSlug = z.enum(regionSlugs)
export type RegionSlug = z.infer<typeof RegionSlug>

export const LatLng = z.object({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) })

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
})

/** Every list answers in this shape; `nextCursor` is null on the last page. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** A free text a person typed: trimmed, no NUL (PostgreSQL refuses it), bounded. */
export function plainText(max: number, min = 0) {
  return (
    z
      .string()
      .trim()
      .min(min)
      .max(max)
      // eslint-disable-next-line no-control-regex
      .refine((text) => !text.includes('\u0000'), 'must not contain NUL')
  )
}

/** RFC 9457. `code` is stable; `detail` is for people, in the language asked for. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
    /** With ACCOUNT_BANNED: what the person is told. Null `until`: without an end. */
    ban: z
      .object({
        reason: z.string().nullable(),
        until: Instant.nullable(),
        /** Opens the decision and the appeal (`POST /appeals/open`), and nothing else, for a day. */
        appealToken: z.string().optional(),
      })
      .optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
