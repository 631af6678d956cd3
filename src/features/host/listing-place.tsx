import { useTranslation } from 'react-i18next'
import { BothLanguages } from '../../ui/both-languages.tsx'
import { type EditorPart, EditorSection } from '../../ui/editor-room.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { RegionField } from '../../ui/region-field.tsx'
import type { ListingDraft } from './listing-draft.rules.ts'

/** Where people meet. */
export function ListingPlace({ draft, change, problemAt }: EditorPart<ListingDraft>) {
  const { t } = useTranslation('hosting')
  return (
    <EditorSection title={t('where')}>
      <RegionField label={t('region')} value={draft.region} onChange={(region) => change({ region })} />
      <BothLanguages
        label={t('address')}
        description={t('addressHelp')}
        maxLength={200}
        value={draft.address}
        onChange={(address) => change({ address })}
        errorMessage={{ es: problemAt('/meetingPoint/address'), en: problemAt('/translations/en/meetingAddress') }}
      />
      <PlaceField
        label={t('place')}
        name={draft.address.es}
        value={draft.place}
        onChange={(place) => change({ place })}
        errorMessage={problemAt('/meetingPoint/lat')}
      />
    </EditorSection>
  )
}
