import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { CartNotice } from '../../../contracts/checkout.ts'
import type { Money } from '../../../contracts/common.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button } from '../../ui/button.tsx'

type Notice = z.infer<typeof CartNotice>
type Props = {
  notices: readonly Notice[]
  /** Today's price of one. */
  price: Money | null
  /** Takes as many as there are; without it the line can only be taken out. */
  onKeep?: (available: number) => void
  onRemove?: () => void
}

/** What changed about a line since it was put in, and the button that puts it right. */
export function NoticeWords({ notices, price, onKeep, onRemove }: Props) {
  const { t } = useTranslation('basket')
  const money = useFormatMoney()
  const say = ({ kind, was, available }: Notice): string => {
    switch (kind) {
      case 'PRICE_CHANGED':
        return was && price
          ? t('notices.price', { was: money(was, 'short'), now: money(price, 'short') })
          : t('notices.priceUnknown')
      case 'STOCK_SHORT':
        return available ? t('notices.stock', { count: available }) : t('notices.soldOut')
      case 'UNAVAILABLE':
        return t('notices.unavailable')
      case 'SLOT_SHORT':
        return available ? t('notices.places', { count: available }) : t('notices.full')
      case 'SLOT_CLOSED':
        return t('notices.closed')
    }
  }
  return (
    <ul className="mt-2 flex flex-col gap-2">
      {notices.map((notice) => {
        const isPrice = notice.kind === 'PRICE_CHANGED'
        const Icon = isPrice ? CircleAlert : TriangleAlert
        const left = notice.available ?? 0
        return (
          <li
            key={notice.kind}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-barro-soft px-3 py-1.5 text-sm text-barro"
          >
            <span className="flex min-h-8 min-w-0 flex-1 basis-40 items-center gap-2 font-semibold">
              <Icon aria-hidden className="size-4 shrink-0" />
              {say(notice)}
            </span>
            {notice.kind === 'STOCK_SHORT' && left > 0 && onKeep && (
              <Button variant="quiet" className="px-2" onPress={() => onKeep(left)}>
                {t('notices.keep', { count: left })}
              </Button>
            )}
            {!isPrice && left === 0 && onRemove && (
              <Button variant="quiet" className="px-2" onPress={onRemove}>
                {t('remove')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
