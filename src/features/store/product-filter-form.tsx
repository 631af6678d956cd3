import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Checkbox } from 'react-aria-components'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { RegionSlug } from '../../../contracts/common.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { craftsQuery, sellersQuery } from '../../lib/product-queries.ts'
import { SelectField } from '../../ui/field.tsx'
import { PriceFields } from '../../ui/price-fields.tsx'
import { sorts } from './filters.rules.ts'
import { useStoreList } from './use-store-list.ts'

const collator = new Intl.Collator('es')

/** Everything that narrows or orders the list; each choice counts at once. */
export function ProductFilterForm() {
  const { t } = useTranslation('store')
  const { t: words } = useTranslation('browse')
  const { search, change } = useStoreList()
  const regions = useQuery(regionsQuery).data
  const crafts = useQuery(craftsQuery).data ?? []
  const sellers = useInfiniteQuery(sellersQuery({}, 100)).data?.pages.flatMap((page) => page.items) ?? []
  // Crafts of another kind would find nothing.
  const offered = crafts.filter(
    ({ slug, category, productCount }) =>
      slug === search.craft || (productCount > 0 && (search.category === undefined || category === search.category)),
  )
  const towns = [...new Set([...sellers.map(({ town }) => town), ...(search.town ? [search.town] : [])])].toSorted(
    collator.compare,
  )
  return (
    <div className="flex flex-col gap-5">
      <Checkbox
        isSelected={search.inStock === 'true'}
        onChange={(isOn) => change({ inStock: isOn ? 'true' : undefined })}
        className="group flex min-h-11 cursor-pointer items-center gap-3 font-semibold"
      >
        <span className="flex size-6 shrink-0 items-center justify-center rounded-md border border-line-strong bg-surface group-data-[focus-visible]:outline-3 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-focus group-data-[selected]:border-grana group-data-[selected]:bg-grana group-data-[selected]:text-on-grana">
          <Check aria-hidden className="size-4 opacity-0 group-data-[selected]:opacity-100" />
        </span>
        {t('filters.inStock')}
      </Checkbox>
      <SelectField
        label={t('filters.craft')}
        value={search.craft ?? ''}
        onChange={(event) => change({ craft: event.target.value || undefined })}
        options={[
          { label: t('filters.allCrafts'), value: '' },
          ...offered.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
      <PriceFields
        legend={t('filters.price')}
        priceMin={search.priceMin}
        priceMax={search.priceMax}
        onChange={change}
      />
      <SelectField
        label={words('region')}
        value={search.region ?? ''}
        onChange={(event) => {
          const chosen = RegionSlug.safeParse(event.target.value)
          // A town lies in one region.
          change({ region: chosen.success ? chosen.data : undefined, town: undefined })
        }}
        options={[
          { label: words('allRegions'), value: '' },
          ...(regions ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
      <SelectField
        label={t('filters.town')}
        value={search.town ?? ''}
        onChange={(event) => change({ town: event.target.value || undefined, region: undefined })}
        options={[{ label: t('filters.allTowns'), value: '' }, ...towns.map((town) => ({ value: town, label: town }))]}
      />
      <SelectField
        label={t('filters.seller')}
        value={sellers.find(({ id, slug }) => id === search.seller || slug === search.seller)?.slug ?? ''}
        onChange={(event) => change({ seller: event.target.value || undefined })}
        options={[
          { label: t('filters.allSellers'), value: '' },
          ...sellers.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
      <SelectField
        label={words('sort')}
        value={search.sort ?? 'recommended'}
        onChange={(event) => change({ sort: sorts.find((sort) => sort === event.target.value) })}
        options={sorts.map((value) => ({ value, label: t(`filters.sorts.${value}`) }))}
      />
    </div>
  )
}
