import { IdCard, Truck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cart } from '../../../contracts/checkout.ts'
import { blockedLines, totalAfterDiscount } from '../../lib/cart.rules.ts'
import { useAcknowledgeCart } from '../../lib/cart-queries.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Notice } from '../../ui/notice.tsx'
import { Price } from '../../ui/price.tsx'
import { useSayFailure } from './use-basket-changes.ts'

/** What it comes to before shipping, line by line. */
export function BasketSums({ cart }: { cart: Cart }) {
  const { t } = useTranslation('basket')
  const money = useFormatMoney()
  const { discount } = cart
  const hasPieces = cart.groups.length > 0
  return (
    <dl className="tabular flex flex-col gap-1.5">
      <Row name={t('subtotal')}>{money(cart.subtotal)}</Row>
      {discount?.valid && (
        <Row name={t('discount', { code: discount.code })} className="font-semibold text-nopal">
          −{money(discount.amount)}
        </Row>
      )}
      {hasPieces && (
        <Row name={t('shipping')} className="text-ink-soft">
          {t('shippingLater')}
        </Row>
      )}
      <Row
        name={<span className="font-semibold">{hasPieces ? t('totalBefore') : t('total')}</span>}
        className="mt-1.5 border-t border-line pt-3"
      >
        <span aria-live="polite">
          <Price money={totalAfterDiscount(cart)} size="lg" />
        </span>
      </Row>
    </dl>
  )
}

function Row({ name, className, children }: { name: ReactNode; className?: string; children: ReactNode }) {
  return (
    <div className={cx('flex items-baseline justify-between gap-x-4', className)}>
      <dt className="min-w-0">{name}</dt>
      <dd className="text-right whitespace-nowrap">{children}</dd>
    </div>
  )
}

/** What must be looked at before one may go on. */
export function ChangedNotice({ cart }: { cart: Cart }) {
  const { t } = useTranslation('basket')
  const acknowledge = useAcknowledgeCart()
  const onError = useSayFailure()
  if (!cart.changed) return null
  const isBlocked = blockedLines(cart) > 0
  return (
    <Notice
      tone="warning"
      isLive
      title={t('changed.title')}
      {...(!isBlocked && {
        action: (
          <Button isPending={acknowledge.isPending} onPress={() => acknowledge.mutate(undefined, { onError })}>
            {t('changed.accept')}
          </Button>
        ),
      })}
    >
      {isBlocked ? t('changed.blocked') : t('changed.prices')}
    </Notice>
  )
}

export function AgeNote() {
  const { t } = useTranslation('basket')
  return (
    <p className="flex gap-2.5 text-sm text-ink-soft">
      <IdCard aria-hidden className="mt-0.5 size-5 shrink-0 text-barro" />
      <span>{t('age')}</span>
    </p>
  )
}

export function ParcelsNote({ parcels }: { parcels: number }) {
  const { t } = useTranslation('basket')
  return (
    <p className="flex gap-2.5 text-sm text-ink-soft">
      <Truck aria-hidden className="mt-0.5 size-5 shrink-0 text-grana" />
      <span>{t('parcels', { count: parcels })}</span>
    </p>
  )
}

/** To the checkout; while something is to be looked at it says so instead. */
export function ContinueButton({ cart, isReadOnly }: { cart: Cart; isReadOnly: boolean }) {
  const { t } = useTranslation('basket')
  if (isReadOnly || cart.changed) {
    return (
      <Button variant="primary" size="lg" isWide isDisabled>
        {t('continue')}
      </Button>
    )
  }
  return (
    <LinkButton to="/canasta/pagar" variant="primary" size="lg" isWide>
      {t('continue')}
    </LinkButton>
  )
}
