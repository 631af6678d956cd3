import { List, Map as MapIcon, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { experienceCategories } from '../../../contracts/experiences.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { Page } from '../../ui/page.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { ExploreResults } from './explore-results.tsx'
import { FilterForm } from './filter-form.tsx'
import { activeNarrowings, cleared, without } from './filters.rules.ts'
import { useExplore, useNarrowingNames } from './use-explore.ts'

/** Every experience, narrowed by what the address says, as a list or on a map. */
export function ExplorePage() {
  const { t } = useTranslation('experiences')
  const { search, set, change } = useExplore()
  const [isSheetOpen, setSheetOpen] = useState(false)
  const narrowed = activeNarrowings(search)
  const inSheet = narrowed.filter((one) => one !== 'q' && one !== 'category').length
  return (
    <Page title={t('title')}>
      <header className="flex flex-col gap-4">
        <div className="flex flex-col justify-between gap-4 lg:flex-row lg:items-end">
          <div>
            <h1 tabIndex={-1} className="text-2xl sm:text-3xl">
              {t('title')}
            </h1>
            <p className="mt-1 text-ink-soft">{t('lead')}</p>
            <WovenBand className="mt-3 hidden max-w-36 sm:block" />
          </div>
          <div className="flex gap-2 lg:w-[28rem]">
            <SearchBox
              scope="experiences"
              label={t('filters.search')}
              placeholder={t('filters.searchPlaceholder')}
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
            <Chip isSelected={search.category === undefined} onPress={() => change({ category: undefined })}>
              {t('filters.allCategories')}
            </Chip>
            {experienceCategories.map((category) => (
              <Chip
                key={category}
                isSelected={search.category === category}
                onPress={() => change({ category: search.category === category ? undefined : category })}
              >
                {t(`categoriesMany.${category}`)}
              </Chip>
            ))}
          </div>
        </fieldset>
      </header>
      <div className="grid gap-8 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <aside aria-label={t('filters.title')} className="hidden lg:block">
          <div className="sticky top-24 rounded-lg border border-line bg-surface p-5">
            <FilterForm />
          </div>
        </aside>
        <div className="flex min-w-0 flex-col gap-4">
          <ActiveFilters />
          <ExploreResults
            viewSwitch={
              <Segmented
                label={t('view.label')}
                isLabelHidden
                value={search.vista ?? 'lista'}
                onChange={(view) => change({ vista: view === 'mapa' ? 'mapa' : undefined })}
                items={[
                  { id: 'lista', label: <ViewLabel Icon={List} text={t('view.list')} /> },
                  { id: 'mapa', label: <ViewLabel Icon={MapIcon} text={t('view.map')} /> },
                ]}
              />
            }
          />
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
        <FilterForm />
      </Sheet>
    </Page>
  )
}

function ViewLabel({ Icon, text }: { Icon: typeof List; text: string }) {
  return (
    <>
      <Icon aria-hidden className="size-4" />
      {text}
    </>
  )
}

/** What narrows the list, each to be taken away on its own. */
function ActiveFilters() {
  const { t } = useTranslation('experiences')
  const { search, set } = useExplore()
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
