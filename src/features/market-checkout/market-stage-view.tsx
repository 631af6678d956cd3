import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/button.tsx'
import { type Waiting, WaitingStage } from '../../ui/payment/waiting-stage.tsx'

/** Every stage of a purchase in which there is nothing to fill in. */
export function MarketStageView({
  checkoutId,
  ...facts
}: {
  stage: Waiting<'BY_BUYER' | 'BY_ADMIN'>
  checkoutId: string
  checkAgain: () => Promise<unknown>
  headingRef: RefObject<HTMLHeadingElement | null>
}) {
  const { t } = useTranslation('market')
  const basket = (
    <LinkButton variant="primary" to="/canasta">
      {t('pay.basket')}
    </LinkButton>
  )
  return (
    <WaitingStage
      {...facts}
      words={{
        confirmed: {
          title: t('pay.paidTitle'),
          action: (
            <LinkButton variant="primary" to="/compras/$id" params={{ id: checkoutId }}>
              {t('pay.seePurchase')}
            </LinkButton>
          ),
        },
        preparing: t('pay.preparing'),
        all: <LinkButton to="/pedidos">{t('pay.orders')}</LinkButton>,
        again: basket,
        holdOver: { title: t('pay.holdOverTitle'), body: t('pay.holdOver') },
        late: { refunded: (amount) => t('pay.lateRefund', { amount }), checking: t('pay.lateChecking') },
        cancelled: {
          title: (reason) => t(`pay.cancelledTitle.${reason}`),
          nothing: t('pay.cancelledNothing'),
          action: basket,
        },
      }}
    />
  )
}
