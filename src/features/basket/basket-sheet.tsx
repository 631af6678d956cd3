import { useTranslation } from 'react-i18next'
import { isEmpty, withFirst } from '../../lib/cart.rules.ts'
import { lastAdded, setBasketSheet } from '../../lib/basket-sheet.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { Price } from '../../ui/price.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { BasketLines } from './basket-lines.tsx'
import { ChangedNotice } from './basket-totals.tsx'
import { useBasket } from './use-basket.ts'

/** The basket beside the page one is on: what was just put in, and the two ways on. */
export function BasketSheet({ isOpen }: { isOpen: boolean }) {
  const { t } = useTranslation('basket')
  const { query, cart, isReadOnly } = useBasket()
  const isSlotFirst = cart?.slots.some(({ slotId }) => slotId === lastAdded()) ?? false
  const hasLines = cart !== undefined && !isEmpty(cart)
  return (
    <Sheet
      title={cart && cart.count > 0 ? t('titleCount', { count: cart.count }) : t('title')}
      isOpen={isOpen}
      onOpenChange={setBasketSheet}
      footer={
        hasLines && (
          <div className="flex w-full flex-col gap-3">
            <p className="flex items-baseline justify-between gap-4">
              <span className="font-semibold">{t('subtotal')}</span>
              <Price money={cart.subtotal} />
            </p>
            <LinkButton to="/canasta" variant="primary" size="lg" isWide>
              {t('see')}
            </LinkButton>
            <p className="text-center text-sm text-ink-soft">{t('seeHelp')}</p>
          </div>
        )
      }
    >
      {cart === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} title={t('loadFailed')} onRetry={() => void query.refetch()} />
        ) : (
          <div aria-busy className="space-y-3">
            <Skeleton className="h-28" />
            <Skeleton className="h-28" />
          </div>
        )
      ) : hasLines ? (
        <div className="flex flex-col gap-4">
          <ChangedNotice cart={cart} />
          <BasketLines cart={withFirst(cart, lastAdded())} isReadOnly={isReadOnly} isSlotFirst={isSlotFirst} />
        </div>
      ) : (
        <EmptyState textileId="canasta" title={t('emptyTitle')} body={t('empty')} />
      )}
    </Sheet>
  )
}
