import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { WordsField } from '../../ui/words-field.tsx'
import { narrowings, readSold, type SoldSearch } from './sold-search.rules.ts'

/** Which of the orders, and in which order; on the screen and in the spreadsheet alike. */
export function SoldFilters({ search, onChange }: { search: SoldSearch; onChange: (search: SoldSearch) => void }) {
  const { t } = useTranslation('selling')
  const active = narrowings(search)
  const change = (facts: Record<keyof SoldSearch, string> | Partial<Record<keyof SoldSearch, string>>) =>
    onChange(readSold({ ...search, ...facts }))
  return (
    <div className="flex flex-col gap-3">
      <WordsField label={t('filters.search')} words={search.q} onWords={(q = '') => change({ q })} />
      <details className="rounded-lg border border-line bg-surface px-4" open={active > 0 || undefined}>
        <summary className="min-h-11 cursor-pointer py-2.5 font-semibold">
          {active > 0 ? t('filters.openActive', { count: active }) : t('filters.open')}
        </summary>
        <div className="grid items-end gap-4 pb-4 sm:grid-cols-2 lg:grid-cols-4">
          <SelectField
            label={t('filters.sort')}
            value={search.orden ?? ''}
            onChange={(event) => change({ orden: event.target.value })}
            options={[
              { value: '', label: t('filters.sorts.usual') },
              { value: 'oldest', label: t('filters.sorts.oldest') },
              { value: 'newest', label: t('filters.sorts.newest') },
            ]}
          />
          <SelectField
            label={t('filters.delivery')}
            value={search.entrega ?? ''}
            onChange={(event) => change({ entrega: event.target.value })}
            options={[
              { value: '', label: t('filters.deliveries.all') },
              { value: 'SHIPPING', label: t('filters.deliveries.SHIPPING') },
              { value: 'PICKUP', label: t('filters.deliveries.PICKUP') },
            ]}
          />
          <TextField
            type="date"
            label={t('filters.from')}
            className="tabular"
            value={search.desde ?? ''}
            onChange={(event) => change({ desde: event.target.value })}
          />
          <TextField
            type="date"
            label={t('filters.to')}
            className="tabular"
            min={search.desde}
            value={search.hasta ?? ''}
            onChange={(event) => change({ hasta: event.target.value })}
          />
          {active > 0 && (
            <Button
              variant="quiet"
              className="justify-self-start"
              onPress={() => change({ entrega: '', desde: '', hasta: '' })}
            >
              {t('filters.clear')}
            </Button>
          )}
        </div>
      </details>
    </div>
  )
}
