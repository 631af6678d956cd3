/** The door of checkout: baskets, and one payment for everything in one. */
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import type { Swept } from '../payments/index.ts'
import { cancelCheckout } from './cancel-checkout.ts'
import { cartRoutes, createCartOwners } from './cart.routes.ts'
import { checkoutGuarantees } from './checkout.guarantees.ts'
import { forgetCartsJob, sweepCheckoutsJob } from './checkout.jobs.ts'
import { checkoutRoutes } from './checkout.routes.ts'
import { type Created, type CreateInput, createCheckout as create } from './create-checkout.ts'
import type { CheckoutDeps } from './deps.ts'
import { expireCheckouts, forgetAbandonedCarts } from './expire-checkouts.ts'
import { checkoutPersonalData } from './personal-data.repository.ts'
import { checkoutPayable } from './settle-checkout.ts'
import { termsRoutes } from './terms.routes.ts'

export * from './checkout.events.ts'
export { priceBasket } from './basket-price.rules.ts'
export type { DiscountTerms } from './discount.rules.ts'
export type { Rate } from '../../../../contracts/checkout-shipping-offer.ts'

export interface Checkout extends Module {
  create(input: CreateInput): Promise<Created>
  cancel(input: { checkoutId: string; userId: string }): Promise<void>
  /** Every checkout whose time is over: paid at the last moment, or free again. */
  expire(): Promise<Swept>
  forgetAbandonedCarts(): Promise<number>
}

const forgetEverySeconds = 3600

export function createCheckout(deps: CheckoutDeps): Checkout {
  deps.payments.registerPayable(checkoutPayable(deps))
  const owners = createCartOwners(deps)
  return {
    name: 'checkout',
    routes(app) {
      cartRoutes(app, deps, owners)
      checkoutRoutes(app, deps, owners)
      termsRoutes(app, deps)
    },
    jobs: [
      handleJob(sweepCheckoutsJob, async () => {
        await expireCheckouts(deps)
      }),
      handleJob(forgetCartsJob, async () => {
        await forgetAbandonedCarts(deps)
      }),
    ],
    schedules: [
      { job: sweepCheckoutsJob, everySeconds: deps.config.holds.sweepSeconds },
      { job: forgetCartsJob, everySeconds: forgetEverySeconds },
    ],
    guarantees: checkoutGuarantees,
    personalData: checkoutPersonalData,
    create: (input) => create(deps, input),
    cancel: (input) => cancelCheckout(deps, input),
    expire: () => expireCheckouts(deps),
    forgetAbandonedCarts: () => forgetAbandonedCarts(deps),
  }
}
