import { List, Map as MapIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { experienceCategories } from '../../../contracts/experiences.ts'
import { CataloguePage } from '../../ui/catalogue/catalogue-page.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { ExploreResults } from './explore-results.tsx'
import { FilterForm } from './filter-form.tsx'
import { narrowings } from './filters.rules.ts'
import { useExplore, useNarrowingNames } from './use-explore.ts'

/** Every experience, narrowed by what the address says, as a list or on a map. */
export function ExplorePage() {
  const { t } = useTranslation('experiences')
  const { search, set, change } = useExplore()
  const nameOf = useNarrowingNames(search)
  // The category is told by its own row.
  const narrowed = narrowings.active(search).filter((one) => one !== 'category')
  return (
    <CataloguePage
      title={t('title')}
      heading={
        <div>
          <h1 tabIndex={-1} className="text-2xl sm:text-3xl">
            {t('title')}
          </h1>
          <p className="mt-1 text-ink-soft">{t('lead')}</p>
          <WovenBand className="mt-3 hidden max-w-36 sm:block" />
        </div>
      }
      search={{
        scope: 'experiences',
        label: t('filters.search'),
        placeholder: t('filters.searchPlaceholder'),
        value: search.q ?? '',
        onSearch: (text) => change({ q: text || undefined }),
      }}
      kinds={{
        label: t('filters.category'),
        isAny: search.category === undefined,
        onAny: () => change({ category: undefined }),
        items: experienceCategories.map((category) => {
          const isSelected = search.category === category
          return {
            id: category,
            name: t(`categoriesMany.${category}`),
            isSelected,
            onPress: () => change({ category: isSelected ? undefined : category }),
          }
        }),
      }}
      active={narrowed.map((id) => ({
        id,
        name: nameOf(id),
        onRemove: () => set(narrowings.without(search, id)),
      }))}
      onClear={() => set(narrowings.cleared(search))}
      filters={<FilterForm />}
    >
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
    </CataloguePage>
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
