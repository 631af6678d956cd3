import { Link } from '@tanstack/react-router'
import { BadgeCheck, MapPin } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Seller } from '../../../contracts/products.ts'
import { CraftEmblem } from '../../ui/craft-emblem.tsx'
import { Picture } from '../../ui/picture.tsx'

/** One workshop in a list: its cloth, its crafts, where it is and its story. The whole card leads to its page. */
export function SellerCard({ seller, heading: Heading = 'h3' }: { seller: Seller; heading?: 'h2' | 'h3' }) {
  const { t } = useTranslation('store')
  const { id, slug, name, town, crafts, verified, story } = seller
  return (
    <article className="group relative flex w-full flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-low transition-transform duration-200 ease-soft hover:-translate-y-0.5 has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <div className="relative h-24 shrink-0 overflow-hidden bg-sunken">
        <Picture id={id} src={seller.images[0]} alt="" />
      </div>
      <div className="relative flex flex-1 flex-col gap-1.5 px-4 pb-4">
        <div className="-mt-8 mb-1 flex gap-2">
          {crafts.slice(0, 3).map((craft) => (
            <CraftEmblem
              key={craft.slug}
              craft={craft.slug}
              className="size-16 rounded-[4px] border-2 border-surface shadow-low"
            />
          ))}
        </div>
        <Heading className="flex items-center gap-2 font-display text-[1.1875rem] leading-snug font-semibold">
          <Link
            to="/tienda/talleres/$slug"
            params={{ slug }}
            className="no-underline outline-none after:absolute after:inset-0 group-hover:text-grana"
          >
            {name}
          </Link>
          {verified && (
            <>
              <BadgeCheck aria-hidden className="size-5 shrink-0 text-nopal" />
              <span className="sr-only">{t('seller.verified')}</span>
            </>
          )}
        </Heading>
        <p className="flex gap-2 text-sm text-ink-soft">
          <MapPin aria-hidden className="mt-0.5 size-4 shrink-0" />
          {town}
        </p>
        <p className="line-clamp-3 text-[0.9375rem]">{story}</p>
        <p className="mt-auto pt-2 text-sm font-semibold text-ink-soft">
          {crafts.map((craft) => craft.name).join(' · ')}
        </p>
      </div>
    </article>
  )
}
