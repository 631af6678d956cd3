/**
 * Who may call what, as data: every route of the program, by its declared access and by the relation that it asks for.
 * `authorisation.test.ts` holds it equal to the registered routes both ways and drives every route.
 */
import type { PartnerAction } from '../../contracts/partners.ts'

export type Declared = 'public' | 'signed-in' | 'moderator' | 'admin'
export interface Rule {
  access: Declared
  /** For whoever may do this for a host or a seller: the owner and, by the table of rights, their team. */
  acts?: { kind: 'HOST' | 'SELLER'; action: PartnerAction }
}

/** Actions of host and seller routes, by the beginning of their path; the longest that fits counts. */
export const partnerRoutes: [prefix: string, rule: NonNullable<Rule['acts']>][] = [
  ['GET /api/v1/host/bookings', { kind: 'HOST', action: 'bookings' }],
  ['POST /api/v1/host/bookings', { kind: 'HOST', action: 'bookings-change' }],
  ['POST /api/v1/host/bookings/{id}/no-show', { kind: 'HOST', action: 'check-in' }],
  ['POST /api/v1/host/check-ins', { kind: 'HOST', action: 'check-in' }],
  ['GET /api/v1/host/experiences', { kind: 'HOST', action: 'listings' }],
  ['POST /api/v1/host/experiences', { kind: 'HOST', action: 'listings' }],
  ['PATCH /api/v1/host/experiences', { kind: 'HOST', action: 'listings' }],
  ['POST /api/v1/host/experiences/{id}/slots', { kind: 'HOST', action: 'schedule' }],
  ['PATCH /api/v1/host/slots', { kind: 'HOST', action: 'schedule' }],
  ['GET /api/v1/host/statement', { kind: 'HOST', action: 'statement' }],
  ['GET /api/v1/host/payouts', { kind: 'HOST', action: 'payouts' }],
  ['POST /api/v1/host/payouts', { kind: 'HOST', action: 'payouts' }],
  ['GET /api/v1/host/profile', { kind: 'HOST', action: 'profile' }],
  ['PATCH /api/v1/host/profile', { kind: 'HOST', action: 'profile' }],
  ['POST /api/v1/host/profile', { kind: 'HOST', action: 'profile' }],
  ['POST /api/v1/host/profile/close', { kind: 'HOST', action: 'close' }],
  ['GET /api/v1/host/team', { kind: 'HOST', action: 'team' }],
  ['POST /api/v1/host/team', { kind: 'HOST', action: 'team' }],
  ['PATCH /api/v1/host/team', { kind: 'HOST', action: 'team' }],
  ['DELETE /api/v1/host/team', { kind: 'HOST', action: 'team' }],
  ['GET /api/v1/host/experiences/{id}/schedule-rules', { kind: 'HOST', action: 'schedule' }],
  ['POST /api/v1/host/experiences/{id}/schedule-rules', { kind: 'HOST', action: 'schedule' }],
  ['PATCH /api/v1/host/schedule-rules', { kind: 'HOST', action: 'schedule' }],
  ['DELETE /api/v1/host/schedule-rules', { kind: 'HOST', action: 'schedule' }],
  ['GET /api/v1/host/calendar', { kind: 'HOST', action: 'check-in' }],
  ['GET /api/v1/host/calendar/affected', { kind: 'HOST', action: 'schedule' }],
  ['GET /api/v1/host/calendar-feed', { kind: 'HOST', action: 'schedule' }],
  ['POST /api/v1/host/calendar', { kind: 'HOST', action: 'schedule' }],
  ['DELETE /api/v1/host/calendar-feed', { kind: 'HOST', action: 'schedule' }],
  ['GET /api/v1/host/slots', { kind: 'HOST', action: 'schedule' }],
  ['DELETE /api/v1/host/slots', { kind: 'HOST', action: 'schedule' }],
  ['POST /api/v1/host/slots', { kind: 'HOST', action: 'schedule' }],
  ['GET /api/v1/host/slots/{id}/manifest', { kind: 'HOST', action: 'check-in' }],
  ['GET /api/v1/host/reviews', { kind: 'HOST', action: 'reviews' }],
  ['GET /api/v1/host/questions', { kind: 'HOST', action: 'reviews' }],
  ['GET /api/v1/host/dashboard', { kind: 'HOST', action: 'insights' }],
  ['GET /api/v1/seller/reviews', { kind: 'SELLER', action: 'reviews' }],
  ['GET /api/v1/seller/questions', { kind: 'SELLER', action: 'reviews' }],
  ['GET /api/v1/seller/dashboard', { kind: 'SELLER', action: 'insights' }],
  ['GET /api/v1/seller/orders', { kind: 'SELLER', action: 'orders' }],
  ['POST /api/v1/seller/orders', { kind: 'SELLER', action: 'orders-change' }],
  ['POST /api/v1/seller/orders/{id}/process', { kind: 'SELLER', action: 'fulfil' }],
  ['POST /api/v1/seller/orders/{id}/ship', { kind: 'SELLER', action: 'fulfil' }],
  ['POST /api/v1/seller/orders/{id}/deliver', { kind: 'SELLER', action: 'fulfil' }],
  ['GET /api/v1/seller/products', { kind: 'SELLER', action: 'listings' }],
  ['POST /api/v1/seller/products', { kind: 'SELLER', action: 'listings' }],
  ['PATCH /api/v1/seller/products', { kind: 'SELLER', action: 'listings' }],
  ['POST /api/v1/seller/products/{id}/stock', { kind: 'SELLER', action: 'stock' }],
  ['POST /api/v1/seller/stock-corrections', { kind: 'SELLER', action: 'stock' }],
  ['GET /api/v1/seller/products/{id}/movements', { kind: 'SELLER', action: 'stock' }],
  ['GET /api/v1/seller/shipping-rates', { kind: 'SELLER', action: 'terms' }],
  ['PUT /api/v1/seller/shipping-rates', { kind: 'SELLER', action: 'terms' }],
  ['GET /api/v1/seller/pickup-points', { kind: 'SELLER', action: 'terms' }],
  ['PUT /api/v1/seller/pickup-points', { kind: 'SELLER', action: 'terms' }],
  ['GET /api/v1/seller/discount-codes', { kind: 'SELLER', action: 'terms' }],
  ['POST /api/v1/seller/discount-codes', { kind: 'SELLER', action: 'terms' }],
  ['PATCH /api/v1/seller/discount-codes', { kind: 'SELLER', action: 'terms' }],
  ['GET /api/v1/seller/statement', { kind: 'SELLER', action: 'statement' }],
  ['GET /api/v1/seller/payouts', { kind: 'SELLER', action: 'payouts' }],
  ['POST /api/v1/seller/payouts', { kind: 'SELLER', action: 'payouts' }],
  ['GET /api/v1/seller/profile', { kind: 'SELLER', action: 'profile' }],
  ['PATCH /api/v1/seller/profile', { kind: 'SELLER', action: 'profile' }],
  ['POST /api/v1/seller/profile', { kind: 'SELLER', action: 'profile' }],
  ['POST /api/v1/seller/profile/close', { kind: 'SELLER', action: 'close' }],
  ['GET /api/v1/seller/team', { kind: 'SELLER', action: 'team' }],
  ['POST /api/v1/seller/team', { kind: 'SELLER', action: 'team' }],
  ['PATCH /api/v1/seller/team', { kind: 'SELLER', action: 'team' }],
  ['DELETE /api/v1/seller/team', { kind: 'SELLER', action: 'team' }],
]

export function actsOf(route: string): Rule['acts'] {
  return partnerRoutes
    .filter(([prefix]) => route.startsWith(prefix))
    .toSorted((a, b) => b[0].length - a[0].length)[0]?.[1]
}

/**
 * As whom every route is driven. `ana` is the user whose things they are, `luis` another; helper and manager are in the teams of
 * `host` and `seller`, beside whom stand another host and another seller; `unproved` is an administrator who said their password
 * a while ago. Those who may are asked last: what they change is undone.
 */
export const principals = [
  'visitor',
  'expired',
  'banned',
  'unverified',
  'luis',
  'host2',
  'seller2',
  'ana',
  'helper',
  'manager',
  'host',
  'seller',
  'moderator',
  'unproved',
  'admin',
] as const
export type Principal = (typeof principals)[number]

/** Public routes that never look for a session: they answer everyone alike, also the banned. */
const sessionless =
  /^\w+ (\/health\/|\/metrics$|\/api\/v1\/client-config$|\/api\/v1\/(webhooks|calendar|appeals)\/?|\/api\/auth\/(?!get-session|change-password))/
export const asksNobody = (route: string): boolean => sessionless.test(route)
