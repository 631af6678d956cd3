import { useParams } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { countryName } from '../../lib/countries.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { localeOf } from '../../lib/language.ts'
import { stateName } from '../../lib/mexican-states.ts'
import { Button } from '../../ui/button.tsx'
import { useToast } from '../../ui/toast.tsx'
import { PrintedOrder } from './printed-order.tsx'
import type { SoldOrder } from './sold-queries.ts'

/** `/vender/pedidos/$id/guia`: what the carrier asks for, to be copied, or printed and stuck on the parcel. */
export function LabelPage() {
  const { t } = useTranslation('selling')
  const { id } = useParams({ from: '/vender/pedidos/$id/guia' })
  return (
    <PrintedOrder id={id} path={`/vender/pedidos/${id}/guia`} title={t('label.title')}>
      {(order) => <Label order={order} />}
    </PrintedOrder>
  )
}

function Label({ order }: { order: SoldOrder }) {
  const { t } = useTranslation('selling')
  const toast = useToast()
  const facts = useFacts(order)
  const copy = () =>
    navigator.clipboard.writeText(facts.map(({ name, value }) => `${name}: ${value}`).join('\n')).then(
      () => toast({ tone: 'success', message: t('label.copied') }),
      () => toast({ tone: 'danger', message: t('label.notCopied') }),
    )
  return (
    <article className="rounded-lg border-2 border-ink bg-surface p-5 sm:p-8 print:rounded-none">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 border-b-2 border-ink pb-4">
        <h1 tabIndex={-1} className="text-2xl">
          {t('label.title')}
        </h1>
        <p className="tabular font-display text-xl font-semibold">{order.code}</p>
      </header>
      {order.shippingAddress ? (
        <dl className="grid gap-x-6 sm:grid-cols-[12rem_1fr] print:grid-cols-[12rem_1fr]">
          {facts.map(({ name, value, isLarge }) => (
            <div key={name} className="contents">
              <dt className="pt-3 text-sm text-ink-soft sm:border-b sm:border-line sm:py-3">{name}</dt>
              <dd
                className={
                  isLarge
                    ? 'border-b border-line pb-3 text-[1.25rem] leading-snug font-semibold wrap-anywhere sm:py-3'
                    : 'tabular border-b border-line pb-3 wrap-anywhere sm:py-3'
                }
              >
                {value}
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="py-6">{t('label.pickup')}</p>
      )}
      {order.shippingAddress && (
        <Button className="mt-5 print:hidden" onPress={() => void copy()}>
          <Copy aria-hidden className="size-5" />
          {t('label.copy')}
        </Button>
      )}
    </article>
  )
}

/** In the order in which carriers ask. */
function useFacts(order: SoldOrder): { name: string; value: string; isLarge?: boolean }[] {
  const { t } = useTranslation('selling')
  const language = useLanguage()
  const address = order.shippingAddress
  if (!address) return []
  const left = order.items.filter(({ quantity, refundedQuantity }) => quantity > refundedQuantity)
  const weight = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 2 }).format(
    order.parcelGrams / 1000,
  )
  const street = [address.line1, address.line2].filter(Boolean).join(', ')
  const town = `${address.postalCode} ${address.city}, ${stateName(address.country, address.state)}`
  return [
    { name: t('label.recipient'), value: address.recipient, isLarge: true },
    { name: t('label.street'), value: street, isLarge: true },
    { name: t('label.town'), value: `${town}, ${countryName(address.country, language)}`, isLarge: true },
    { name: t('label.phone'), value: address.phone ?? '' },
    { name: t('label.sender'), value: `${order.seller.name}, ${order.seller.town}, Oaxaca` },
    { name: t('label.weight'), value: t('label.kilos', { weight }) },
    {
      name: t('label.content'),
      value: left.map(({ name, quantity, refundedQuantity }) => `${quantity - refundedQuantity} × ${name}`).join(', '),
    },
    { name: t('label.service'), value: order.shippingOffer?.label ?? '' },
    { name: t('label.receiver'), value: left.some(({ ageRestricted }) => ageRestricted) ? t('label.adult') : '' },
  ].filter(({ value }) => value !== '')
}
