import { useTranslation } from 'react-i18next'
import { cancellationPolicyKeys } from '../../../contracts/experiences.ts'
import { type EditorPart, EditorSection } from '../../ui/editor-room.tsx'
import { TextField } from '../../ui/field.tsx'
import type { ListingDraft } from './listing-draft.rules.ts'

/** How many come together, until when they may book, from which age, and what they get back. */
export function ListingGroup({ draft, change, problemAt }: EditorPart<ListingDraft>) {
  const { t } = useTranslation('hosting')
  return (
    <EditorSection title={t('rules')}>
      <div className="grid grid-cols-2 items-start gap-4">
        <TextField
          label={t('minParty')}
          inputMode="numeric"
          className="tabular"
          maxLength={2}
          value={draft.minParty}
          onChange={(event) => change({ minParty: event.target.value })}
        />
        <TextField
          label={t('maxParty')}
          inputMode="numeric"
          className="tabular"
          maxLength={2}
          value={draft.maxParty}
          onChange={(event) => change({ maxParty: event.target.value })}
          errorMessage={problemAt('/maxParty')}
        />
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label={t('cutoff')}
          description={t('cutoffHelp')}
          inputMode="decimal"
          className="tabular"
          maxLength={5}
          value={draft.cutoffHours}
          onChange={(event) => change({ cutoffHours: event.target.value })}
          errorMessage={problemAt('/cutoffMinutes')}
        />
        <TextField
          label={t('minAge')}
          description={t('minAgeHelp')}
          inputMode="numeric"
          className="tabular"
          isOptional
          maxLength={3}
          value={draft.minAge}
          onChange={(event) => change({ minAge: event.target.value })}
          errorMessage={problemAt('/minAge')}
        />
      </div>
      <fieldset>
        <legend className="font-semibold">{t('policy')}</legend>
        <p className="text-sm text-ink-soft">{t('policyHelp')}</p>
        <div className="mt-2 flex flex-col gap-2">
          {cancellationPolicyKeys.map((key) => (
            <label
              key={key}
              className="flex cursor-pointer items-start gap-3 rounded-lg border border-line px-4 py-3 has-checked:border-grana has-checked:bg-grana-soft"
            >
              <input
                type="radio"
                name="policy"
                value={key}
                checked={draft.policy === key}
                onChange={() => change({ policy: key })}
                className="mt-1 size-5 shrink-0 accent-grana"
              />
              <span className="font-semibold">
                {t(`policies.${key}.name`)}
                <span className="block text-sm font-normal text-ink-soft">{t(`policies.${key}.body`)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </EditorSection>
  )
}
