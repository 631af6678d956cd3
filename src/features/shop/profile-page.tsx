import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { mostApplicationPhotos, type SellerProfile } from '../../../contracts/partners.ts'
import { todayAt } from '../../lib/dates.ts'
import { craftsQuery } from '../../lib/product-queries.ts'
import { ownProfileQuery, useSaveProfile } from '../../lib/profile-queries.ts'
import { pictureWrite } from '../../lib/upload/picture-drafts.rules.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { withOrWithout } from '../../lib/with-or-without.ts'
import { LinkButton } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
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
import { TextField } from '../../ui/field.tsx'
import { PartnerGate } from '../../ui/partner-gate.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { ProfileFrame } from '../../ui/profile-frame.tsx'
import { ProfileStateCard } from '../../ui/profile-state-card.tsx'
import { RegionField } from '../../ui/region-field.tsx'
import { type ProfileDraft, profileDraft, profilePatch, profileProblems } from './profile-draft.rules.ts'

/** `/vender/taller`: the workshop's page as buyers read it, and whether they see it. */
export function ShopProfilePage() {
  const { t } = useTranslation('shop')
  const words = { title: t('page.title'), lead: t('page.lead'), see: t('page.see'), failed: t('page.failed') }
  return (
    <PartnerGate kind="SELLER" action="profile" path="/vender/taller" title={words.title}>
      <ProfileFrame side="seller" words={words}>
        {(profile) => (
          <>
            <ProfileForm profile={profile} />
            <ProfileStateCard side="seller" state={profile.state} standing={profile.ordersOpen} />
          </>
        )}
      </ProfileFrame>
    </PartnerGate>
  )
}

const noAlt = { es: '', en: '' }

function ProfileForm({ profile }: { profile: SellerProfile }) {
  const { t } = useTranslation('shop')
  const save = useSaveProfile('seller')
  const pictures = usePictureDrafts({
    saved: profile.pictures.map((picture) => ({ ...picture, alt: noAlt })),
    purpose: 'PROFILE',
    most: mostApplicationPhotos,
  })
  const editor = useEditor({
    start: () => profileDraft(profile),
    problemsOf: (draft: ProfileDraft) => profileProblems(draft, Number(todayAt().slice(0, 4))),
    say: (problem) => t(`page.problem.${problem}`),
    error: save.error,
    pictures,
  })
  const forms = useSharedSubmit(editor, save, {
    saved: profile,
    query: ownProfileQuery('seller'),
    write: () => ({ ...profilePatch(editor.draft), imageIds: pictureWrite(pictures.drafts).imageIds }),
    draftOf: profileDraft,
    message: t('page.saved'),
  })
  return (
    <EditorForm editor={editor} error={save.error} {...forms} bar={<SaveButton isPending={save.isPending} />}>
      <EditorPhotos
        editor={editor}
        pointer="/imageIds"
        label={t('page.photos')}
        description={t('page.photosHelp')}
        pictures={pictures}
        hasAlts={false}
      />
      <Who {...editor} />
      <Where {...editor} />
      <EditorSection title={t('page.returns')}>
        <TextField
          label={t('page.returnDays')}
          description={t('page.returnDaysHelp')}
          inputMode="numeric"
          className="tabular"
          fieldClassName="sm:max-w-xs"
          maxLength={2}
          value={editor.draft.returnDays}
          onChange={(event) => editor.change({ returnDays: event.target.value })}
          errorMessage={editor.problemAt('/returnDays')}
        />
      </EditorSection>
    </EditorForm>
  )
}

function Who(part: EditorPart<ProfileDraft>) {
  const { draft, change, problemAt } = part
  const { t } = useTranslation('shop')
  const { data: crafts = [] } = useQuery(craftsQuery)
  return (
    <EditorSection title={t('page.who')}>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label={t('page.name')}
          maxLength={80}
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
          errorMessage={problemAt('/name')}
        />
        <TextField
          label={t('page.ownerName')}
          maxLength={80}
          value={draft.ownerName}
          onChange={(event) => change({ ownerName: event.target.value })}
          errorMessage={problemAt('/ownerName')}
        />
      </div>
      <EditorText
        part={part}
        field="story"
        label={t('page.story')}
        description={t('page.storyHelp')}
        maxLength={4000}
        rows={8}
      />
      <fieldset>
        <legend className="font-semibold">{t('page.crafts')}</legend>
        <div className="mt-1 grid gap-x-4 sm:grid-cols-2">
          {crafts.map(({ slug, name }) => (
            <CheckField
              key={slug}
              label={name}
              checked={draft.crafts.includes(slug)}
              onChange={(event) =>
                change({
                  crafts: withOrWithout(draft.crafts, slug, event.target.checked),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <TextField
        label={t('page.founded')}
        isOptional
        inputMode="numeric"
        className="tabular"
        fieldClassName="sm:max-w-xs"
        maxLength={4}
        value={draft.foundedYear}
        onChange={(event) => change({ foundedYear: event.target.value })}
        errorMessage={problemAt('/foundedYear')}
      />
    </EditorSection>
  )
}

function Where({ draft, change, problemAt }: EditorPart<ProfileDraft>) {
  const { t } = useTranslation('shop')
  return (
    <EditorSection title={t('page.where')}>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label={t('page.town')}
          maxLength={80}
          value={draft.town}
          onChange={(event) => change({ town: event.target.value })}
          errorMessage={problemAt('/town')}
        />
        <RegionField label={t('page.region')} value={draft.region} onChange={(region) => change({ region })} />
      </div>
      <PlaceField
        label={t('page.place')}
        name={draft.name}
        isOptional
        value={draft.place}
        onChange={(place) => change({ place })}
        errorMessage={problemAt('/location')}
      />
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
        <p className="max-w-md text-ink-soft">{t('page.pointsHelp')}</p>
        <LinkButton to="/vender/envios/recoger">{t('page.points')}</LinkButton>
      </div>
    </EditorSection>
  )
}
