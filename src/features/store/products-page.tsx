import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Craft, productCategories } from '../../../contracts/products.ts'
import { craftsQuery } from '../../lib/product-queries.ts'
import { CataloguePage } from '../../ui/catalogue/catalogue-page.tsx'
import { CraftEmblem } from '../../ui/craft-emblem.tsx'
import { BackLink } from '../../ui/page.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { narrowings, withCategory } from './filters.rules.ts'
import { ProductFilterForm } from './product-filter-form.tsx'
import { ProductResults } from './product-results.tsx'
import { useNarrowingNames, useStoreList } from './use-store-list.ts'

/** `/tienda/productos`: every piece, narrowed by what the address says. */
export function ProductsPage() {
  const { t } = useTranslation('store')
  const { search, set, change } = useStoreList()
  const nameOf = useNarrowingNames(search)
  const craft = useQuery(craftsQuery).data?.find(({ slug }) => slug === search.craft)
  // The category is told by its own row.
  const narrowed = narrowings.active(search).filter((one) => one !== 'category')
  // A craft says its category without the address saying it too.
  const category = search.category ?? craft?.category
  const title = craft?.name ?? (search.category ? t(`categories.${search.category}`) : t('list.title'))
  return (
    <CataloguePage
      title={title}
      back={<BackLink to="/tienda" label={t('list.back')} />}
      heading={<Heading title={title} craft={craft} />}
      search={{
        scope: 'products',
        label: t('search.label'),
        placeholder: t('search.placeholder'),
        value: search.q ?? '',
        onSearch: (text) => change({ q: text || undefined }),
      }}
      kinds={{
        label: t('filters.category'),
        isAny: category === undefined,
        onAny: () => set(withCategory(search, undefined)),
        items: productCategories.map((one) => ({
          id: one,
          name: t(`categories.${one}`),
          isSelected: category === one,
          onPress: () => set(withCategory(search, category === one ? undefined : one)),
        })),
      }}
      active={narrowed.map((id) => ({
        id,
        name: nameOf(id),
        onRemove: () => set(narrowings.without(search, id)),
      }))}
      onClear={() => set(narrowings.cleared(search))}
      filters={<ProductFilterForm />}
    >
      <ProductResults />
    </CataloguePage>
  )
}

function Heading({ title, craft }: { title: string; craft: Craft | undefined }) {
  const { t } = useTranslation('store')
  return (
    <div className="flex min-w-0 items-center gap-4">
      {craft && <CraftEmblem craft={craft.slug} className="size-20 shrink-0 rounded-[4px] shadow-low sm:size-28" />}
      <div className="min-w-0">
        <h1 tabIndex={-1} className="text-2xl sm:text-3xl">
          {title}
        </h1>
        {craft ? (
          <p className="mt-1 max-w-xl text-ink-soft">
            <span className="max-sm:hidden">{craft.description} </span>
            {craft.towns.length > 0 && (
              <span className="text-sm">{t('list.townsOf', { towns: craft.towns.join(', ') })}</span>
            )}
          </p>
        ) : (
          <WovenBand className="mt-3 hidden max-w-36 sm:block" />
        )}
      </div>
    </div>
  )
}
