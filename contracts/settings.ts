import { z } from 'zod'
import { Id, Instant, plainText } from './common.ts'

/** What staff may close for a while. Everything is open unless they did. */
export const Feature = z.enum(['BOOKINGS', 'MARKET', 'APPLICATIONS', 'MESSAGE_PHOTOS', 'REVIEWS'])
export type Feature = z.infer<typeof Feature>

/** What is open now, for every screen. */
export const FeatureStates = z
  .object({
    /** New bookings, of one time or in a basket; what is held or booked goes on. */
    BOOKINGS: z.boolean(),
    /** Buying pieces; orders that exist go on. */
    MARKET: z.boolean(),
    /** New applications of hosts and workshops; what was sent is still answered. */
    APPLICATIONS: z.boolean(),
    /** Photos in messages; words go on. */
    MESSAGE_PHOTOS: z.boolean(),
    /** New reviews; what is written stays, and may be edited. */
    REVIEWS: z.boolean(),
  })
  .meta({ id: 'FeatureStates' })
export type FeatureStates = z.infer<typeof FeatureStates>

export const FeatureSwitch = z
  .object({
    feature: Feature,
    open: z.boolean(),
    /** Why it was last turned, by whom and when; null when nobody ever did. */
    reason: z.string().nullable(),
    updatedBy: z.object({ id: Id, name: z.string() }).nullable(),
    updatedAt: Instant.nullable(),
  })
  .meta({ id: 'FeatureSwitch' })
export type FeatureSwitch = z.infer<typeof FeatureSwitch>
export const FeatureSwitchList = z
  .object({ items: z.array(FeatureSwitch), nextCursor: z.null() })
  .meta({ id: 'FeatureSwitchList' })
export const FeatureParams = z.object({ feature: Feature })
export const FeatureTurn = z
  .object({ open: z.boolean(), reason: plainText(500, 3) })
  .strict()
  .meta({ id: 'FeatureTurn', example: { open: false, reason: 'Mantenimiento de pagos esta noche.' } })
