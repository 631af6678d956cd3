import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type CheckoutFailure, isAboutBasket } from './checkout-failure.rules.ts'

const titles = {
  changed: 'failure.changedTitle',
  stock: 'failure.stockTitle',
  gone: 'failure.goneTitle',
  'sold-out': 'failure.soldOutTitle',
  closed: 'failure.closedTitle',
  discount: 'failure.discountTitle',
  'not-deliverable': 'failure.notDeliverableTitle',
  pickup: 'failure.pickupTitle',
  age: 'failure.ageTitle',
  address: 'failure.addressTitle',
  'in-progress': 'failure.inProgressTitle',
} as const

/** Why nothing was held, that no money moved, and the next thing to do. */
export function CheckoutFailed({
  failure,
  onRetry,
  canUseNew,
}: {
  failure: CheckoutFailure
  onRetry: () => void
  /** The new total is on the screen already. */
  canUseNew: boolean
}) {
  const { t } = useTranslation('market')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus()
    box.current?.scrollIntoView({ block: 'center' })
  }, [failure.kind])
  if (failure.kind === 'signed-out' || failure.kind === 'empty') return null
  const basket = (
    <LinkButton variant="secondary" to="/canasta">
      {t('failure.seeBasket')}
    </LinkButton>
  )
  const retry = <Button onPress={onRetry}>{t('failure.retry')}</Button>
  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      {failure.kind === 'provider-down' ? (
        <Notice tone="warning" title={t('failure.providerDownTitle')} action={retry} isLive>
          {t('failure.providerDown')}
        </Notice>
      ) : failure.kind === 'lost' ? (
        <Notice tone="warning" title={t('failure.lostTitle')} action={retry} isLive>
          {t('failure.lost')}
        </Notice>
      ) : failure.kind === 'wait' ? (
        <Notice tone="warning" isLive>
          {t('failure.wait', { count: failure.seconds })}
        </Notice>
      ) : failure.kind === 'banned' ? (
        <Notice tone="danger">
          <Link className="text-link" to="/suspendida">
            {t('pay.signIn')}
          </Link>
        </Notice>
      ) : failure.kind === 'other' ? (
        <Notice tone="danger" isLive>
          {failure.text}
        </Notice>
      ) : (
        <Notice
          tone="warning"
          isLive
          title={t(titles[failure.kind])}
          action={
            failure.kind === 'in-progress' ? (
              <LinkButton to="/pedidos">{t('failure.seeOrders')}</LinkButton>
            ) : failure.kind === 'changed' ? (
              <>
                {canUseNew && <Button onPress={onRetry}>{t('failure.useNew')}</Button>}
                {basket}
              </>
            ) : (
              (isAboutBasket(failure) || failure.kind === 'not-deliverable') && basket
            )
          }
        >
          <p>{failure.text}</p>
          <p className="mt-1">{t('failure.nothing')}</p>
        </Notice>
      )}
    </div>
  )
}
