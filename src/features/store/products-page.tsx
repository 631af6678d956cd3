import { useQuery } from '@tanstack/react-query'
import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { productCategories } from '../../../contracts/products.ts'
import { craftsQuery } from '../../lib/product-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { CraftEmblem } from '../../ui/craft-emblem.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { BackLink, Page } from '../../ui/page.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { activeNarrowings, cleared, withCategory, without } from './filters.rules.ts'
import { ProductFilterForm } from './product-filter-form.tsx'
import { ProductResults } from './product-results.tsx'
import { useNarrowingNames, useStoreList } from './use-store-list.ts'

/** `/tienda/productos`: every piece, narrowed by what the address says. */
export function ProductsPage() {
  const { t } = useTranslation('store')
  const { search, set, change } = useStoreList()
  const [isSheetOpen, setSheetOpen] = useState(false)
  const craft = useQuery(craftsQuery).data?.find(({ slug }) => slug === search.craft)
  const narrowed = activeNarrowings(search)
  const inSheet = narrowed.filter((one) => one !== 'q' && one !== 'category').length
  // A craft says its category without the address saying it too.
  const category = search.category ?? craft?.category
  const title = craft?.name ?? (search.category ? t(`categories.${search.category}`) : t('list.title'))
  return (
    <Page title={title}>
      <header className="flex flex-col gap-4">
        <BackLink to="/tienda" label={t('list.back')} />
        <div className="flex flex-col justify-between gap-4 lg:flex-row lg:items-end">
          <div className="flex min-w-0 items-center gap-4">
            {craft && (
              <CraftEmblem craft={craft.slug} className="size-20 shrink-0 rounded-[4px] shadow-low sm:size-28" />
            )}
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
          <div className="flex gap-2 lg:w-[28rem] lg:shrink-0">
            <SearchBox
              scope="products"
              label={t('search.label')}
              placeholder={t('search.placeholder')}
              value={search.q ?? ''}
              onSearch={(text) => change({ q: text || undefined })}
            />
            <Button onPress={() => setSheetOpen(true)} className="rounded-full lg:hidden" aria-haspopup="dialog">
              <SlidersHorizontal aria-hidden className="size-5" />
              {inSheet > 0 ? t('filters.openActive', { count: inSheet }) : t('filters.open')}
            </Button>
          </div>
        </div>
        <fieldset className="min-w-0">
          <legend className="sr-only">{t('filters.category')}</legend>
          <div className="scroll-row -mx-4 gap-2 px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0">
            <Chip isSelected={category === undefined} onPress={() => set(withCategory(search, undefined))}>
              {t('filters.allCategories')}
            </Chip>
            {productCategories.map((one) => (
              <Chip
                key={one}
                isSelected={category === one}
                onPress={() => set(withCategory(search, category === one ? undefined : one))}
              >
                {t(`categories.${one}`)}
              </Chip>
            ))}
          </div>
        </fieldset>
      </header>
      <div className="grid gap-8 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <aside aria-label={t('filters.title')} className="hidden lg:block">
          <div className="sticky top-24 rounded-lg border border-line bg-surface p-5">
            <ProductFilterForm />
          </div>
        </aside>
        <div className="flex min-w-0 flex-col gap-4">
          <ActiveFilters />
          <ProductResults />
        </div>
      </div>
      <Sheet
        title={t('filters.title')}
        isOpen={isSheetOpen}
        onOpenChange={setSheetOpen}
        footer={
          <>
            {narrowed.length > 0 && (
              <Button variant="quiet" onPress={() => set(cleared(search))}>
                {t('filters.clear')}
              </Button>
            )}
            <Button variant="primary" onPress={() => setSheetOpen(false)}>
              {t('filters.show')}
            </Button>
          </>
        }
      >
        <ProductFilterForm />
      </Sheet>
    </Page>
  )
}

/** What narrows the list, each to be taken away on its own. */
function ActiveFilters() {
  const { t } = useTranslation('store')
  const { search, set } = useStoreList()
  const nameOf = useNarrowingNames(search)
  // The category is told by its own row.
  const narrowed = activeNarrowings(search).filter((one) => one !== 'category')
  if (narrowed.length === 0) return null
  return (
    <ul aria-label={t('filters.active')} className="flex min-w-0 flex-wrap items-center gap-2">
      {narrowed.map((narrowing) => {
        const filter = nameOf(narrowing)
        return (
          <li key={narrowing} className="max-w-full">
            <Chip
              removeLabel={t('filters.remove', { filter })}
              onRemove={() => set(without(search, narrowing))}
              className="max-w-full"
            >
              <span className="truncate">{filter}</span>
            </Chip>
          </li>
        )
      })}
      {narrowed.length > 1 && (
        // On a phone it would take a line of its own; there the sheet has it.
        <li className="max-sm:hidden">
          <Button variant="quiet" className="px-2" onPress={() => set(cleared(search))}>
            {t('filters.clear')}
          </Button>
        </li>
      )}
    </ul>
  )
}
