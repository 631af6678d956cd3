import { useTranslation } from 'react-i18next'
import { experienceCategories } from '../../../contracts/experiences.ts'
import { useLanguageNames } from '../../lib/language-names.ts'
import { withOrWithout } from '../../lib/with-or-without.ts'
import { CheckField } from '../../ui/check-field.tsx'
import { type EditorPart, EditorSection } from '../../ui/editor-room.tsx'
import { EditorText } from '../../ui/editor-text.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import type { ListingDraft } from './listing-draft.rules.ts'

const spoken = ['es', 'en', 'zap', 'mix', 'mau', 'mxp', 'chz', 'ctp', 'fr', 'de', 'it', 'pt'] as const

/** What it is, what happens, for how long and in which languages. */
export function ListingTexts(part: EditorPart<ListingDraft>) {
  const { draft, change, problemAt } = part
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('experiences')
  const nameOf = useLanguageNames()
  const wrong = problemAt('/languages')
  return (
    <EditorSection title={t('what')}>
      <EditorText part={part} field="title" label={t('name')} description={t('nameHelp')} maxLength={120} />
      <EditorText
        part={part}
        field="description"
        label={t('description')}
        description={t('descriptionHelp')}
        maxLength={5000}
        rows={6}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label={t('category')}
          value={draft.category}
          onChange={(event) => {
            const category = experienceCategories.find((one) => one === event.target.value)
            if (category) change({ category })
          }}
          options={experienceCategories.map((value) => ({ value, label: words(`categories.${value}`) }))}
        />
        <TextField
          label={t('duration')}
          inputMode="numeric"
          className="tabular"
          maxLength={5}
          value={draft.duration}
          onChange={(event) => change({ duration: event.target.value })}
          errorMessage={problemAt('/durationMinutes')}
        />
      </div>
      <fieldset>
        <legend className="font-semibold">{t('languages')}</legend>
        <div className="mt-1 grid grid-cols-2 gap-x-4 sm:grid-cols-3">
          {[...new Set([...spoken, ...draft.languages])].map((code) => (
            <CheckField
              key={code}
              label={<span className="inline-block first-letter:uppercase">{nameOf(code)}</span>}
              checked={draft.languages.includes(code)}
              onChange={(event) =>
                change({
                  languages: withOrWithout(draft.languages, code, event.target.checked),
                })
              }
            />
          ))}
        </div>
        {wrong && (
          <p data-problem tabIndex={-1} className="text-sm font-medium text-chapulin">
            {wrong}
          </p>
        )}
      </fieldset>
    </EditorSection>
  )
}

/** What is in it, what to bring, and for whom it is possible. */
export function ListingDetails(part: EditorPart<ListingDraft>) {
  const { t } = useTranslation('hosting')
  return (
    <EditorSection title={t('details')}>
      <EditorText
        part={part}
        field="includes"
        label={t('includes')}
        description={t('linesHelp')}
        maxLength={4000}
        rows={3}
        isOptional
      />
      <EditorText
        part={part}
        field="bring"
        label={t('bring')}
        description={t('linesHelp')}
        maxLength={4000}
        rows={3}
        isOptional
      />
      <EditorText
        part={part}
        field="accessibility"
        label={t('accessibility')}
        description={t('accessibilityHelp')}
        maxLength={500}
        rows={2}
        isOptional
      />
    </EditorSection>
  )
}
