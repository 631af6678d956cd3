import { Clock, MapPin, Truck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Order, PickupPoint, ShippingAddress } from '../../contracts/orders.ts'
import { countryName } from '../lib/countries.ts'
import { useLanguage } from '../lib/i18n.ts'
import { mapLink } from '../lib/map-link.ts'
import { stateName } from '../lib/mexican-states.ts'

/** An address as it stands on a parcel. */
export function AddressLines({ address, hasPhone = true }: { address: ShippingAddress; hasPhone?: boolean }) {
  const { t } = useTranslation('orders')
  const language = useLanguage()
  return (
    <address className="not-italic">
      <span className="block font-semibold">{address.recipient}</span>
      <span className="block">{address.line1}</span>
      {address.line2 && <span className="block">{address.line2}</span>}
      <span className="block">
        {address.postalCode} {address.city}, {stateName(address.country, address.state)}
      </span>
      <span className="block">{countryName(address.country, language)}</span>
      {hasPhone && address.phone && <span className="block text-ink-soft">{t('phone', { phone: address.phone })}</span>}
    </address>
  )
}

/** Where one fetches it, and when somebody is there. */
export function PickupLines({ point }: { point: PickupPoint }) {
  const { t } = useTranslation('orders')
  return (
    <div>
      <p className="font-semibold">{point.name}</p>
      <p>{point.address}</p>
      <p className="mt-1 flex items-start gap-2 text-sm text-ink-soft">
        <Clock aria-hidden className="mt-0.5 size-4 shrink-0" />
        {point.openingHours}
      </p>
      <a
        className="text-link text-sm print:hidden"
        href={mapLink(point.location, point.address)}
        rel="noreferrer"
        target="_blank"
      >
        {t('openMap')}
      </a>
    </div>
  )
}

/** How it reaches the buyer. */
export function DeliveryFacts({
  order,
}: {
  order: Pick<Order, 'delivery' | 'shippingAddress' | 'pickupPoint' | 'shippingOffer'>
}) {
  const { t } = useTranslation('orders')
  const isPickup = order.delivery === 'PICKUP'
  const Icon = isPickup ? MapPin : Truck
  return (
    <div className="relative pl-8">
      <p className="text-sm text-ink-soft">
        <Icon aria-hidden className="absolute top-0.5 left-0 size-5 text-grana" />
        {isPickup
          ? t('deliveryPickup')
          : order.shippingOffer
            ? t('deliveryShipping', { offer: order.shippingOffer.label })
            : t('deliveryAddress')}
      </p>
      {order.pickupPoint && <PickupLines point={order.pickupPoint} />}
      {order.shippingAddress && <AddressLines address={order.shippingAddress} />}
    </div>
  )
}
