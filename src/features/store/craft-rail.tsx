import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Craft } from '../../../contracts/products.ts'
import { CraftEmblem } from '../../ui/craft-emblem.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Textile } from '../../ui/textile.tsx'

/** The crafts as a row of woven cloths on a phone, all in sight on a wide screen. Undefined is still on its way. */
export function CraftRail({ crafts }: { crafts: readonly Craft[] | undefined }) {
  const { t } = useTranslation('store')
  return (
    <ul className="scroll-row -mx-4 gap-3 px-4 pb-2 sm:mx-0 sm:grid sm:grid-cols-4 sm:gap-x-4 sm:gap-y-5 sm:overflow-visible sm:px-0 lg:grid-cols-6">
      {crafts === undefined
        ? Array.from({ length: 6 }, (_, i) => (
            <li key={i} aria-hidden className="w-32 shrink-0 sm:w-auto">
              <div className="aspect-square animate-breathe overflow-hidden rounded-[4px] opacity-25 saturate-50">
                <Textile id={`oficio-${i}`} />
              </div>
              <Skeleton className="mt-2 h-5 w-4/5" />
            </li>
          ))
        : crafts.map(({ slug, name, productCount }) => (
            <li key={slug} className="w-32 shrink-0 snap-start scroll-ml-4 sm:w-auto">
              <Tile craft={slug} name={name} count={t('home.count', { count: productCount })} />
            </li>
          ))}
      {crafts !== undefined && (
        <li className="w-32 shrink-0 snap-start scroll-ml-4 sm:w-auto">
          <Tile name={t('home.everything')} />
        </li>
      )}
    </ul>
  )
}

/** Without a craft: the whole market. */
function Tile({ craft, name, count }: { craft?: string; name: string; count?: string }) {
  return (
    <Link
      to="/tienda/productos"
      search={craft === undefined ? {} : { craft }}
      className="group block rounded-[4px] text-ink no-underline"
    >
      <span className="block overflow-hidden rounded-[4px] shadow-low transition-transform duration-200 ease-soft group-hover:-translate-y-1">
        {craft === undefined ? (
          <span className="block aspect-square">
            <Textile id="todo-el-mercado" />
          </span>
        ) : (
          <CraftEmblem craft={craft} className="w-full" />
        )}
      </span>
      <span className="mt-2 block font-display text-[1.0625rem] leading-tight font-semibold group-hover:text-grana">
        {name}
      </span>
      {count !== undefined && <span className="block text-sm text-ink-soft">{count}</span>}
    </Link>
  )
}
