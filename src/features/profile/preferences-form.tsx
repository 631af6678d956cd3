import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../../contracts/common.ts'
import { regionSlugs } from '../../../contracts/common.ts'
import type { Me } from '../../../contracts/identity.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { changeLanguage, useLanguage } from '../../lib/i18n.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { setTheme, themes, useTheme } from '../../lib/theme.ts'
import { SelectField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useChangeProfile } from './profile-queries.ts'

/** A select knows only texts. */
const noRegion = 'none'

/** Saved as soon as chosen: there is nothing to forget to save. */
export function PreferencesForm({ me }: { me: Me }) {
  const { t } = useTranslation('profile')
  const client = useQueryClient()
  const change = useChangeProfile()
  const language = useLanguage()
  const regions = useQuery(regionsQuery)

  const chooseLanguage = async (next: Language) => {
    await changeLanguage(next)
    change.mutate({ language: next })
    // What the server translates is asked for again; who one is does not change with the language.
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== queryKeys.me[0] })
  }
  const names = regions.data ?? regionSlugs.map((slug) => ({ slug, name: slug }))
  return (
    <div className="space-y-5">
      {change.error && (
        <Notice tone="danger" isLive>
          {t('saveFailed')}
        </Notice>
      )}
      <SelectField
        label={t('language')}
        description={t('languageHelp')}
        value={language}
        onChange={(event) => void chooseLanguage(event.target.value as Language)}
        options={(['es', 'en'] as const).map((value) => ({ value, label: t(`languages.${value}`) }))}
      />
      <SelectField
        label={t('region')}
        description={t('regionHelp')}
        value={me.homeRegion ?? noRegion}
        onChange={(event) =>
          change.mutate({
            homeRegion: (event.target.value === noRegion ? null : event.target.value) as Me['homeRegion'],
          })
        }
      >
        <option value={noRegion}>{t('regionNone')}</option>
        {names.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </SelectField>
    </div>
  )
}

/** Belongs to the device, so it needs no account. */
export function ThemeField() {
  const { t } = useTranslation('profile')
  const theme = useTheme()
  return (
    <Segmented
      label={t('theme')}
      items={themes.map((id) => ({ id, label: t(`themes.${id}`) }))}
      value={theme}
      onChange={setTheme}
    />
  )
}
