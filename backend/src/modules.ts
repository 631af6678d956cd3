/** THE list: every module, constructed in dependency order. The compiler checks that each gets what it needs. */
import type { RealtimeMessage } from '../../contracts/notifications.ts'
import { type Bookings, createBookings } from './modules/bookings/index.ts'
import { type Checkout, createCheckout } from './modules/checkout/index.ts'
import { createExperiences, type Experiences } from './modules/experiences/index.ts'
import { createIdentity, type Identity } from './modules/identity/index.ts'
import { createCommissionBps, createLedger, type Ledger } from './modules/ledger/index.ts'
import { createNotifications, notificationText } from './modules/notifications/index.ts'
import { createOperations, type Operations } from './modules/operations/index.ts'
import { createOrders, type Orders } from './modules/orders/index.ts'
import { createPayments, type Payments } from './modules/payments/index.ts'
import { createPayouts, type Payouts } from './modules/payouts/index.ts'
import { createPlaces, type Places } from './modules/places/index.ts'
import { createProducts, type Products } from './modules/products/index.ts'
import { createMedia, type Media, portraitOf } from './modules/media/index.ts'
import { createReviews } from './modules/reviews/index.ts'
import { createMessages } from './modules/messages/index.ts'
import { createModeration } from './modules/moderation/index.ts'
import { createPartners, createTeamAccess, type Partners } from './modules/partners/index.ts'
import { createSettings } from './modules/settings/index.ts'
import { createPrivacy } from './modules/privacy/index.ts'
import { createSchedules } from './modules/schedules/index.ts'
import { createInsights } from './modules/insights/index.ts'
import { createStaff, type Staff } from './modules/staff/index.ts'
import { createCacheModule } from './platform/cache/cache.routes.ts'
import { createHttpModule } from './platform/http/idempotency.ts'
import type { HttpModule } from './platform/http/route.ts'
import { createStripeProvider } from './platform/outside/stripe/index.ts'
import type { Platform } from './platform/platform.ts'
import { appealPurpose, createSignedTokens } from './platform/signed-tokens.ts'

export interface Modules {
  all: HttpModule[]
  identity: Identity
  places: Places
  experiences: Experiences
  payments: Payments
  bookings: Bookings
  products: Products
  ledger: Ledger
  orders: Orders
  checkout: Checkout
  payouts: Payouts
  operations: Operations
  media: Media
  partners: Partners
  staff: Staff
}

export function createModules(platform: Platform): Modules {
  const {
    config,
    logger,
    database,
    jobs,
    events,
    cache,
    realtime,
    fanOut,
    mailer,
    storage,
    metrics,
    secrets,
    errorReports,
  } = platform

  const settings = createSettings({
    database,
    fanOut,
    audit: (tx, facts) => identity.audit(tx, facts),
    assertProved: (who) => identity.assertProved(who),
    turned: async (tx, feature, open) => {
      if (feature === 'BOOKINGS' && open) await schedules.offerSoon(tx)
    },
  })
  const { assertOpen } = settings
  const commissionBps = createCommissionBps(database)
  const team = createTeamAccess(database)
  /** Of what is committed: who cannot be told now asks again later. */
  async function tellScreens(own: string[], others: Promise<string[]>, message: RealtimeMessage): Promise<void> {
    const found = await others.catch((error: unknown) => {
      logger.warn({ err: error }, 'the screens of a team were not told')
      return []
    })
    const everybody = [...new Set([...own, ...found])]
    await Promise.all(everybody.map((userId) => realtime.publish(`user:${userId}`, message)))
  }
  const appealTokens = createSignedTokens(secrets.auth, appealPurpose)
  const media = createMedia({
    database,
    jobs,
    storage,
    limits: config.uploads,
    logger,
    documentOpened: (tx, { mediaId, ownerId, byUserId, ipAddress }) =>
      identity.audit(tx, {
        actorId: byUserId,
        action: 'document.opened',
        subject: `user:${ownerId}`,
        details: { mediaId },
        ipAddress,
      }),
  })
  const experiences = createExperiences({
    database,
    viewed: (listingId) => insights.viewed(listingId),
    cache,
    media,
    hostOf: team.hostFor,
    editsFor: (userId) => team.allFor(userId, 'HOST', 'listings'),
    bookingCommissionBps: () => commissionBps('BOOKING'),
  })
  const places = createPlaces({ database, cache, countExperiences: experiences.countByRegion })
  const identity = createIdentity({
    config,
    database,
    jobs,
    mailer,
    fanOut,
    realtime,
    secret: secrets.auth,
    portraitOf,
    findHostByUser: experiences.findHostByUser,
    findSellerByUser: (userId) => products.sellerOf(userId),
    banListener: {
      changed: (tx, ban) => staff.bans.changed(tx, ban),
      committed: (userId) => staff.bans.committed(userId),
    },
    consentAtSignUp: (userId, consents) => privacy.consentAtSignUp(userId, consents),
  })
  const ledger = createLedger({
    database,
    commissionBps,
    hostOf: (userId) => team.hostFor(userId, 'statement'),
    sellerOf: (userId) => team.sellerFor(userId, 'statement'),
  })
  const provider = createStripeProvider({
    config: config.payments,
    onCall: (call, outcome, seconds) => metrics.observe('provider_call_seconds', seconds, { call, outcome }),
  })
  const payments = createPayments({
    ledger,
    config: config.payments,
    database,
    jobs,
    provider,
    metrics,
    logger,
    paymentChanged: (userId, paymentId, status) =>
      realtime.publish(`user:${userId}`, { type: 'payment', paymentId, status }),
  })
  const bookings = createBookings({
    config,
    assertOpen,
    database,
    events,
    jobs,
    payments,
    ledger,
    commissionBps,
    metrics,
    logger,
    async slotChanged(experienceId, slotId) {
      // Together, so that they leave in one message between processes. Both act in this one before they do.
      await Promise.all([
        experiences.invalidateSlots(experienceId),
        realtime.publish(`slots:${experienceId}`, { type: 'slot', experienceId, slotId }),
      ])
    },
    bookingChanged: ({ id, userId, hostId }, status) =>
      tellScreens([userId], team.everybody(hostId, 'HOST', 'bookings'), { type: 'booking', bookingId: id, status }),
    hostOf: team.hostFor,
    contactOf: identity.contactOf,
    assertProved: identity.assertProved,
    audit: identity.audit,
    ticketKeyPem: secrets.ticketKeyPem,
    publicUrl: config.http.publicUrl,
  })
  const products = createProducts({
    database,
    viewed: (listingId) => insights.viewed(listingId),
    events,
    cache,
    media,
    sellerFor: team.sellerFor,
    editsFor: (userId) => team.allFor(userId, 'SELLER', 'listings'),
    tellScreens: (productId) => realtime.publish(`products:${productId}`, { type: 'product', productId }),
  })
  const orders = createOrders({
    database,
    events,
    payments,
    ledger,
    stock: products,
    metrics,
    logger,
    sellerOf: team.sellerFor,
    orderChanged: ({ id, userId, sellerId }, status) =>
      tellScreens([userId], team.everybody(sellerId, 'SELLER', 'orders'), { type: 'order', orderId: id, status }),
    assertProved: identity.assertProved,
    audit: identity.audit,
  })
  const checkout = createCheckout({
    config,
    assertOpen,
    database,
    events,
    payments,
    products: { ...products, sellerOf: (userId) => team.sellerFor(userId, 'terms') },
    orders,
    bookings,
    ledger,
    metrics,
    logger,
    checkoutChanged: (userId, checkoutId, status) =>
      realtime.publish(`user:${userId}`, { type: 'checkout', checkoutId, status }),
    assertProved: identity.assertProved,
    audit: identity.audit,
  })
  const payouts = createPayouts({
    config: { payouts: config.payouts, publicUrl: config.http.publicUrl },
    database,
    jobs,
    provider,
    ledger,
    payments,
    logger,
    hostOf: (userId) => team.hostFor(userId, 'payouts'),
    sellerOf: (userId) => team.sellerFor(userId, 'payouts'),
    contactOf: identity.contactOf,
    assertProved: identity.assertProved,
  })
  const notifications = createNotifications({
    appealTokens,
    config,
    database,
    jobs,
    mailer,
    realtime,
    mailFacts: bookings.mailFacts,
    contactOf: identity.contactOf,
    colleaguesOf: team.colleagues,
    waitingMessages: (input) => messages.waiting(input),
    orderFacts: orders.mailFacts,
    async purchaseFacts(checkoutId, language) {
      const [ordered, booked] = await Promise.all([
        orders.ordersOf(database.read, checkoutId, language),
        bookings.forCheckout.of(database.read, checkoutId, language),
      ])
      const withTickets = await Promise.all(booked.map(({ id }) => bookings.mailFacts(id)))
      return { orders: ordered, bookings: withTickets.filter((facts) => facts !== null) }
    },
  })

  const reviews = createReviews({
    database,
    assertOpen,
    events,
    media,
    listings: { EXPERIENCE: experiences, PRODUCT: products },
    async payeesOf(userId) {
      const [hosts, sellers] = await Promise.all([
        team.allFor(userId, 'HOST', 'reviews'),
        team.allFor(userId, 'SELLER', 'reviews'),
      ])
      return { EXPERIENCE: hosts, PRODUCT: sellers }
    },
  })
  const messages = createMessages({
    database,
    assertOpen,
    events,
    jobs,
    media,
    realtime,
    async payeesOf(userId) {
      const acting = await Promise.all([
        team.allFor(userId, 'HOST', 'messages'),
        team.allFor(userId, 'SELLER', 'messages'),
      ])
      return acting.flat()
    },
    readersOf: (db, payeeId) => team.colleagues({ partnerId: payeeId }, 'messages', db),
    limits: config.limits,
  })
  const moderation = createModeration({
    appealTokens,
    database,
    events,
    identity,
    experiences,
    products,
    reviews,
    messages,
  })
  const partners = createPartners({
    config,
    assertOpen,
    database,
    jobs,
    events,
    mailer,
    media,
    experiences,
    products,
    payouts,
    team,
    closed: (tx, business) => staff.closed(tx, business),
    audit: identity.audit,
    contactOf: identity.contactOf,
    assertProved: identity.assertProved,
  })
  const schedules = createSchedules({
    database,
    events,
    jobs,
    bookings,
    logger,
    publicUrl: config.http.publicUrl,
    hostOf: team.hostFor,
  })
  const insights = createInsights({
    database,
    hostOf: (userId) => team.hostFor(userId, 'insights'),
    sellerOf: (userId) => team.sellerFor(userId, 'insights'),
    moneyOf: payouts.moneyOf,
    unreadThreads: messages.unreadThreads,
    logger,
  })
  const staff = createStaff({
    config,
    database,
    events,
    jobs,
    experiences,
    products,
    payments,
    ledger,
    bookings,
    identity,
    noticeText: notificationText,
  })

  const others = [
    createHttpModule(database),
    createCacheModule(cache),
    settings,
    identity,
    places,
    experiences,
    payments,
    bookings,
    products,
    ledger,
    orders,
    checkout,
    payouts,
    media,
    reviews,
    messages,
    moderation,
    partners,
    schedules,
    insights,
    staff,
    notifications,
  ]
  const privacy = createPrivacy({
    config,
    database,
    jobs,
    mailer,
    logger,
    identity,
    parts: others.flatMap((module) => (module.personalData && module !== identity ? [module.personalData] : [])),
    listingsChanged: (userId) => staff.bans.committed(userId),
  })
  const operations = createOperations({
    database,
    jobs,
    metrics,
    logger,
    report: (error) => errorReports.report(error),
    guarantees: [...others, privacy].flatMap((module) => module.guarantees ?? []),
    audit: identity.audit,
  })

  return {
    all: [...others, privacy, operations],
    identity,
    places,
    experiences,
    payments,
    bookings,
    products,
    ledger,
    orders,
    checkout,
    payouts,
    operations,
    media,
    partners,
    staff,
  }
}
