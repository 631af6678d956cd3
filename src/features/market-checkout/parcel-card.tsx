import { MapPin, Truck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { Cart, CheckoutQuote } from '../../../contracts/checkout.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Picture } from '../../ui/picture.tsx'
import { Price } from '../../ui/price.tsx'
import { Textile } from '../../ui/textile.tsx'
import { useShippingDays } from './use-shipping-days.ts'

type Props = {
  group: Cart['groups'][number]
  /** Undefined until the first answer. */
  quote: CheckoutQuote['sellers'][number] | undefined
  isCounting: boolean
  /** The chosen pickup point; undefined is the address. */
  pickup: string | undefined
  onPickup: (pointId: string | undefined) => void
  hasDestination: boolean
}

/** What one workshop sends, and how: to the address or into one's own hands. */
export function ParcelCard({ group, quote, isCounting, pickup, onPickup, hasDestination }: Props) {
  const { t } = useTranslation('market')
  const money = useFormatMoney()
  const days = useShippingDays()
  const { seller, items, pickupPoints } = group
  const lead = Math.max(0, ...items.map(({ leadTimeDays }) => leadTimeDays))
  const isShipped = pickup === undefined
  const isNowhere = isShipped && hasDestination && !isCounting && quote !== undefined && quote.shipping === null
  const shipping =
    quote?.shipping && hasDestination
      ? quote.shipping.amount === 0
        ? t('free')
        : money(quote.shipping, 'short')
      : isCounting && hasDestination
        ? t('counting')
        : isNowhere
          ? '—'
          : t('withAddress')
  return (
    <section
      aria-label={t('parcel', { seller: seller.name })}
      className="overflow-hidden rounded-lg border border-line bg-surface shadow-low"
    >
      <div aria-hidden className="h-2 overflow-hidden">
        <Textile id={seller.id} />
      </div>
      <div className="space-y-4 p-4">
        <header className="flex items-baseline justify-between gap-4">
          <h3 className="text-[1.0625rem]">{seller.name}</h3>
          <p className="shrink-0 text-sm text-ink-soft">{seller.town}</p>
        </header>
        <ul className="space-y-2">
          {items.map((item) => (
            <li key={item.variantId} className="flex items-center gap-3">
              <span className="size-12 shrink-0 overflow-hidden rounded-[4px]">
                <Picture id={item.productId} src={item.image} alt="" />
              </span>
              <p className="min-w-0 flex-1 leading-snug">
                {t('line', { quantity: item.quantity, name: item.name })}
                {item.variantLabel !== '' && <span className="block text-sm text-ink-soft">{item.variantLabel}</span>}
              </p>
              <Price money={item.total} form="short" size="sm" />
            </li>
          ))}
        </ul>
        {pickupPoints.length > 0 ? (
          <RadioGroup
            value={pickup ?? 'ship'}
            onChange={(value) => onPickup(value === 'ship' ? undefined : value)}
            className="space-y-2"
          >
            <Label className="sr-only">{t('how', { seller: seller.name })}</Label>
            <Choice value="ship" icon="ship" title={t('ship')} price={shipping}>
              {isShipped && quote?.shippingOffer && days(quote.shippingOffer)}
            </Choice>
            {pickupPoints.map((point) => (
              <Choice
                key={point.id}
                value={point.id}
                icon="pickup"
                title={t('pickupAt', { place: point.name })}
                price={t('free')}
              >
                <span className="block">{point.address}</span>
                <span className="block">{point.openingHours}</span>
              </Choice>
            ))}
          </RadioGroup>
        ) : (
          <p className="flex items-start gap-2 border-t border-line pt-3 text-[0.9375rem]">
            <Truck aria-hidden className="mt-0.5 size-5 shrink-0 text-grana" />
            <span className="min-w-0 flex-1">
              <span className="flex justify-between gap-3">
                <span>{t('ship')}</span>
                <span className="tabular font-semibold">{shipping}</span>
              </span>
              {quote?.shippingOffer && <span className="block text-sm text-ink-soft">{days(quote.shippingOffer)}</span>}
            </span>
          </p>
        )}
        <p className="text-sm text-ink-soft">
          {lead > 0 ? t('lead', { count: lead }) : t('leadReady')} {t('returns', { count: group.returnDays })}
        </p>
        {isNowhere && (
          <p role="alert" className="rounded-md bg-barro-soft px-3 py-2 text-sm text-barro">
            <span className="font-semibold">{t('notThere', { seller: seller.name })}</span>{' '}
            {t(pickupPoints.length > 0 ? 'notTherePickup' : 'notThereRemove')}
          </p>
        )}
      </div>
    </section>
  )
}

function Choice({
  value,
  icon,
  title,
  price,
  children,
}: {
  value: string
  icon: 'ship' | 'pickup'
  title: string
  price: string
  children: ReactNode
}) {
  const Icon = icon === 'ship' ? Truck : MapPin
  return (
    <Radio
      value={value}
      className="group flex cursor-pointer items-start gap-3 rounded-md border border-line-strong px-3 py-3 transition-colors data-[selected]:border-grana data-[selected]:bg-grana-soft"
    >
      <span
        aria-hidden
        className="mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border-2 border-line-strong group-data-[selected]:border-grana"
      >
        <span className="size-2.5 rounded-full bg-grana opacity-0 group-data-[selected]:opacity-100" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-start justify-between gap-3">
          <span className="flex items-start gap-2 font-semibold">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-grana" />
            {title}
          </span>
          <span className="tabular shrink-0 font-semibold">{price}</span>
        </span>
        {children && <span className="mt-0.5 block text-sm text-ink-soft">{children}</span>}
      </span>
    </Radio>
  )
}
