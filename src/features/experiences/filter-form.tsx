import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { RegionSlug } from '../../../contracts/common.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { SelectField } from '../../ui/field.tsx'
import { PriceFields } from '../../ui/price-fields.tsx'
import { NumberStepper } from '../../ui/stepper.tsx'
import { DateRangeField } from './date-range-field.tsx'
import { narrowings, sorts } from './filters.rules.ts'
import { useExplore, useNarrowingNames } from './use-explore.ts'

/** A boat's worth: larger groups write to the host. */
const mostGuests = 50

/** Everything that narrows or orders the list; each choice counts at once. */
export function FilterForm() {
  const { t } = useTranslation('experiences')
  const { t: words } = useTranslation('browse')
  const { search, change } = useExplore()
  const nameOf = useNarrowingNames(search)
  const regions = useQuery(regionsQuery).data
  const hasDates = narrowings.active(search).includes('dates')
  return (
    <div className="flex flex-col gap-5">
      <DateRangeField
        range={search}
        label={hasDates ? nameOf('dates') : t('filters.anyDate')}
        onChange={({ from, to }) => change({ from, to })}
      />
      <SelectField
        label={words('region')}
        value={search.region ?? ''}
        onChange={(event) => {
          const chosen = RegionSlug.safeParse(event.target.value)
          change({ region: chosen.success ? chosen.data : undefined })
        }}
        options={[
          { label: words('allRegions'), value: '' },
          ...(regions ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
      <NumberStepper
        label={t('filters.guests')}
        description={search.guests === undefined ? t('filters.anyGuests') : t('filters.guestsHelp')}
        value={search.guests ?? 0}
        min={0}
        max={mostGuests}
        onChange={(guests) => change({ guests: guests === 0 ? undefined : guests })}
      />
      <PriceFields
        legend={t('filters.price')}
        priceMin={search.priceMin}
        priceMax={search.priceMax}
        onChange={change}
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
