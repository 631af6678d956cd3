import { Link } from '@tanstack/react-router'
import { CalendarDays, MapPin, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Cart, CartItem, CartSlot } from '../../../contracts/checkout.ts'
import { mostOfLine } from '../../lib/cart.rules.ts'
import { civilDateAt, formatTime, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconButton, LinkButton } from '../../ui/button.tsx'
import { Picture } from '../../ui/picture.tsx'
import { Price } from '../../ui/price.tsx'
import { QuantityStepper } from '../../ui/quantity-stepper.tsx'
import { Textile } from '../../ui/textile.tsx'
import { NoticeWords } from './notice-words.tsx'
import { useBasketChanges } from './use-basket-changes.ts'

type Props = { cart: Cart; isReadOnly: boolean; isSlotFirst?: boolean }

/** Everything in the basket: a parcel per workshop, and the experiences. */
export function BasketLines({ cart, isReadOnly, isSlotFirst = false }: Props) {
  const { t } = useTranslation('basket')
  const parties = cart.slots.length > 0 && (
    <section aria-label={t('experiences')} className="flex flex-col gap-3">
      <h2 className="text-lg">{t('experiences')}</h2>
      {cart.slots.map((slot) => (
        <Party key={slot.slotId} slot={slot} isReadOnly={isReadOnly} />
      ))}
    </section>
  )
  return (
    <div className="flex flex-col gap-5">
      {isSlotFirst && parties}
      {cart.groups.map((group) => (
        <Parcel key={group.seller.id} group={group} isReadOnly={isReadOnly} />
      ))}
      {!isSlotFirst && parties}
    </div>
  )
}

/** What one workshop sends, tied with its own thread. */
function Parcel({ group, isReadOnly }: { group: Cart['groups'][number]; isReadOnly: boolean }) {
  const { t } = useTranslation('basket')
  const { seller, items, subtotal, pickupPoints, returnDays } = group
  const [place] = pickupPoints
  return (
    <section
      aria-label={t('parcel', { seller: seller.name })}
      className="overflow-hidden rounded-lg border border-line bg-surface shadow-low"
    >
      <div aria-hidden className="h-2 overflow-hidden">
        <Textile id={seller.id} />
      </div>
      <header className="flex items-center gap-3 border-b border-line px-3 py-2.5 sm:px-4">
        <Avatar id={seller.id} size="sm" />
        <div className="min-w-0 leading-tight">
          <h2 className="text-[1.0625rem]">
            <Link
              to="/tienda/talleres/$slug"
              params={{ slug: seller.slug }}
              className="no-underline hover:text-grana hover:underline"
            >
              {seller.name}
            </Link>
          </h2>
          <p className="text-sm text-ink-soft">{seller.town}</p>
        </div>
      </header>
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <ItemRow key={item.variantId} item={item} group={group} isReadOnly={isReadOnly} />
        ))}
      </ul>
      <footer className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1 border-t border-line bg-sunken px-3 py-2.5 text-sm sm:px-4">
        <div className="min-w-0 text-ink-soft">
          {place && <p>{t('parcelPickup', { place: place.name })}</p>}
          <p>{t('parcelReturns', { count: returnDays })}</p>
        </div>
        {items.length > 1 && (
          <span className="ml-auto whitespace-nowrap">
            {t('parcelSubtotal')} <Price money={subtotal} form="short" size="sm" className="ml-1" />
          </span>
        )}
      </footer>
    </section>
  )
}

type Group = Cart['groups'][number]

function ItemRow({ item, group, isReadOnly }: { item: CartItem; group: Group; isReadOnly: boolean }) {
  const { t } = useTranslation('basket')
  const money = useFormatMoney()
  const { change, removeItem } = useBasketChanges()
  const { slug, name, craft, variantLabel, quantity } = item
  const isGone = item.notices.some(({ kind }) => kind === 'UNAVAILABLE')
  const full = variantLabel === '' ? name : `${name}, ${variantLabel}`
  return (
    <li className="px-3 py-3 sm:px-4">
      <div className="flex gap-3">
        <span className="size-16 shrink-0 overflow-hidden rounded-[4px] sm:size-20">
          <Picture id={item.productId} src={item.image} alt="" />
        </span>
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <div className="flex items-start justify-between gap-3">
            <div className="min-w-0 leading-snug">
              <h3 className="font-sans text-base font-semibold">
                <Link to="/tienda/productos/$slug" params={{ slug }} className="no-underline hover:text-grana">
                  {name}
                </Link>
              </h3>
              {(craft || variantLabel !== '') && (
                <p className="text-sm text-ink-soft">
                  {[craft?.name, variantLabel].filter((part) => part !== undefined && part !== '').join(' · ')}
                </p>
              )}
              {quantity > 1 && (
                <p className="tabular text-sm text-ink-soft">{t('each', { price: money(item.unitPrice, 'short') })}</p>
              )}
            </div>
            <Price money={item.total} form="short" size="sm" />
          </div>
          {isReadOnly ? (
            <p className="text-sm text-ink-soft">{t('pieces', { count: quantity })}</p>
          ) : (
            <div className="flex items-center justify-between gap-2">
              {isGone ? (
                <p className="text-sm text-ink-soft">{t('pieces', { count: quantity })}</p>
              ) : (
                <QuantityStepper
                  label={t('quantityOf', { name: full })}
                  value={quantity}
                  max={Math.max(quantity, mostOfLine(item.stock))}
                  onChange={(next) => change(item, next)}
                />
              )}
              <IconButton
                label={t('removeName', { name: full })}
                onPress={() => removeItem(item, group)}
                className="-mr-2 text-ink-soft hover:text-chapulin"
              >
                <Trash2 aria-hidden className="size-5" />
              </IconButton>
            </div>
          )}
        </div>
      </div>
      {item.notices.length > 0 && (
        <NoticeWords
          notices={item.notices}
          price={item.unitPrice}
          {...(!isReadOnly && {
            onKeep: (available: number) => change(item, available),
            onRemove: () => removeItem(item, group),
          })}
        />
      )}
    </li>
  )
}

/** A party for one slot, like the ticket it will become. */
function Party({ slot, isReadOnly }: { slot: CartSlot; isReadOnly: boolean }) {
  const { t } = useTranslation('basket')
  const dates = useDates()
  const { removeParty } = useBasketChanges()
  const { experience, startsAt, timeZone, party } = slot
  const who = party.map(({ label, quantity }) => t('partyLine', { label, quantity })).join(' · ')
  return (
    <article className="overflow-hidden rounded-lg border border-line bg-surface shadow-low">
      <div className="flex gap-3 px-3 py-3 sm:px-4">
        <span className="w-16 shrink-0 self-stretch overflow-hidden rounded-[4px] sm:w-20">
          <Picture id={experience.id} src={experience.images[0]} alt="" />
        </span>
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <div className="flex items-start justify-between gap-3">
            <h3 className="min-w-0 font-sans text-base leading-snug font-semibold">
              <Link
                to="/experiencias/$slug"
                params={{ slug: experience.slug }}
                search={searchOf(slot)}
                className="no-underline hover:text-grana"
              >
                {experience.title}
              </Link>
            </h3>
            <Price money={slot.total} form="short" size="sm" />
          </div>
          <p className="tabular flex items-center gap-2 text-sm">
            <CalendarDays aria-hidden className="size-4 shrink-0 text-grana" />
            <time dateTime={startsAt} className="first-letter:uppercase">
              {dates.dateTime(startsAt, timeZone)}
            </time>
          </p>
          <p className="flex items-center gap-2 text-sm text-ink-soft">
            <MapPin aria-hidden className="size-4 shrink-0" />
            {t('with', { host: experience.host.name })}
          </p>
          <p className="tabular text-sm text-ink-soft">{who}</p>
          {!isReadOnly && (
            <div className="mt-1 flex items-center justify-between gap-2">
              <LinkButton
                to="/experiencias/$slug"
                params={{ slug: experience.slug }}
                search={searchOf(slot)}
                variant="quiet"
                className="-ml-4"
              >
                {t('changeParty')}
              </LinkButton>
              <IconButton
                label={t('removeName', { name: experience.title })}
                onPress={() => removeParty(slot)}
                className="-mr-2 text-ink-soft hover:text-chapulin"
              >
                <Trash2 aria-hidden className="size-5" />
              </IconButton>
            </div>
          )}
        </div>
      </div>
      {slot.notices.length > 0 && (
        <div className="px-3 pb-3 sm:px-4">
          <NoticeWords
            notices={slot.notices}
            price={slot.total}
            {...(!isReadOnly && { onRemove: () => removeParty(slot) })}
          />
        </div>
      )}
    </article>
  )
}

/** The experience's page with this day, time and party chosen. */
function searchOf({ startsAt, timeZone, party }: CartSlot): Record<string, string | number> {
  return {
    ...Object.fromEntries(party.map(({ type, quantity }) => [type, quantity])),
    dia: civilDateAt(startsAt, timeZone),
    hora: formatTime(startsAt, timeZone, 'es'),
  }
}
