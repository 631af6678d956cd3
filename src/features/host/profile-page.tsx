import { useTranslation } from 'react-i18next'
import { type HostProfile, hostTypes } from '../../../contracts/partners.ts'
import { ownProfileQuery, useSaveProfile } from '../../lib/profile-queries.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { EditorPhotos } from '../../ui/editor-photos.tsx'
import {
  EditorForm,
  type EditorPart,
  EditorSection,
  SaveButton,
  useEditor,
  useSharedSubmit,
} from '../../ui/editor-room.tsx'
import { EditorText } from '../../ui/editor-text.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ProfileFrame } from '../../ui/profile-frame.tsx'
import { ProfileStateCard } from '../../ui/profile-state-card.tsx'
import { RegionField } from '../../ui/region-field.tsx'
import { HostGate } from './host-gate.tsx'
import { type ProfileDraft, profileDraft, profilePatch, profileProblems } from './profile-draft.rules.ts'

/** `/anfitrion/perfil`: the host's page as guests read it, and whether they see it. */
export function HostProfilePage() {
  const { t } = useTranslation('hosting')
  const words = {
    title: t('profile.title'),
    lead: t('profile.lead'),
    see: t('profile.see'),
    failed: t('profile.failed'),
  }
  return (
    <HostGate path="/anfitrion/perfil" action="profile">
      <ProfileFrame side="host" words={words}>
        {(profile) => (
          <>
            <ProfileForm profile={profile} />
            <ProfileStateCard side="host" state={profile.state} standing={profile.bookingsAhead} />
          </>
        )}
      </ProfileFrame>
    </HostGate>
  )
}

const noAlt = { es: '', en: '' }

function ProfileForm({ profile }: { profile: HostProfile }) {
  const { t } = useTranslation('hosting')
  const save = useSaveProfile('host')
  const pictures = usePictureDrafts({
    saved: profile.pictures.map((picture) => ({ ...picture, alt: noAlt })),
    purpose: 'PROFILE',
    most: 1,
  })
  const editor = useEditor({
    start: () => profileDraft(profile),
    problemsOf: (draft: ProfileDraft) => profileProblems(draft),
    say: (problem) => t(`profile.problem.${problem}`),
    error: save.error,
    pictures,
  })
  const forms = useSharedSubmit(editor, save, {
    saved: profile,
    query: ownProfileQuery('host'),
    write: () => ({ ...profilePatch(editor.draft), imageId: pictures.drafts[0]?.id ?? null }),
    draftOf: profileDraft,
    message: t('profile.saved'),
  })
  return (
    <EditorForm editor={editor} error={save.error} {...forms} bar={<SaveButton isPending={save.isPending} />}>
      <EditorPhotos
        editor={editor}
        pointer="/imageId"
        label={t('profile.photo')}
        description={t('profile.photoHelp')}
        pictures={pictures}
        hasAlts={false}
      />
      <Who {...editor} />
    </EditorForm>
  )
}

function Who(part: EditorPart<ProfileDraft>) {
  const { draft, change, problemAt } = part
  const { t } = useTranslation('hosting')
  const { t: types } = useTranslation('apply')
  const isKnown = hostTypes.some((type) => type === draft.hostType)
  return (
    <EditorSection title={t('profile.who')}>
      <TextField
        label={t('profile.name')}
        description={t('profile.nameHelp')}
        maxLength={80}
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
        errorMessage={problemAt('/name')}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label={types('hostType')}
          value={isKnown ? draft.hostType : ''}
          onChange={(event) => event.target.value !== '' && change({ hostType: event.target.value })}
          options={[
            ...(isKnown ? [] : [{ value: '', label: t('profile.typeKept') }]),
            ...hostTypes.map((type) => ({ value: type, label: types(`hostTypes.${type}`) })),
          ]}
        />
        <RegionField label={types('region')} value={draft.region} onChange={(region) => change({ region })} />
      </div>
      <EditorText
        part={part}
        field="bio"
        label={t('profile.bio')}
        description={t('profile.bioHelp')}
        maxLength={4000}
        rows={8}
      />
    </EditorSection>
  )
}
