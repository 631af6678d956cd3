import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mostApplicationPhotos, type SellerProfile } from '../../../contracts/partners.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { todayAt } from '../../lib/dates.ts'
import { craftsQuery } from '../../lib/product-queries.ts'
import { ownProfileQuery, useSaveProfile } from '../../lib/profile-queries.ts'
import { pictureWrite } from '../../lib/upload/picture-drafts.rules.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { BothLanguages } from '../../ui/both-languages.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { EditorForm, type EditorPart, useEditor } from '../../ui/editor-room.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { PartnerGate } from '../../ui/partner-gate.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { ProfileStateCard } from '../../ui/profile-state-card.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { useToast } from '../../ui/toast.tsx'
import { PicturesField } from '../../ui/upload/pictures-field.tsx'
import { Loaded } from './loaded.tsx'
import { type ProfileDraft, profileDraft, profilePatch, profileProblems } from './profile-draft.rules.ts'

/** `/vender/taller`: the workshop's page as buyers read it, and whether they see it. */
export function ShopProfilePage() {
  const { t } = useTranslation('shop')
  return (
    <PartnerGate kind="SELLER" action="profile" path="/vender/taller" title={t('page.title')}>
      <Profile />
    </PartnerGate>
  )
}

function Profile() {
  const { t } = useTranslation('shop')
  const profile = useQuery(ownProfileQuery('seller'))
  const isShown = profile.data?.state === 'OPEN' || profile.data?.state === 'PAUSED'
  return (
    <Page title={t('page.title')} width="text">
      <ShopNav />
      <PageHeader
        title={t('page.title')}
        lead={t('page.lead')}
        actions={
          profile.data &&
          isShown && (
            <LinkButton to="/tienda/talleres/$slug" params={{ slug: profile.data.slug }}>
              <ExternalLink aria-hidden className="size-5" />
              {t('page.see')}
            </LinkButton>
          )
        }
      />
      <Loaded query={profile} failed={t('page.failed')}>
        {(found) => (
          <>
            <ProfileForm profile={found} />
            <ProfileStateCard side="seller" state={found.state} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

const noAlt = { es: '', en: '' }

function ProfileForm({ profile }: { profile: SellerProfile }) {
  const { t } = useTranslation('shop')
  const { t: words } = useTranslation('editor')
  const toast = useToast()
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
  const submit = () => {
    if (save.isPending) return
    editor.attempt(() =>
      save.mutate(
        { ...profilePatch(editor.draft), imageIds: pictureWrite(pictures.drafts).imageIds },
        {
          onSuccess: (saved) => {
            editor.settle(profileDraft(saved))
            toast({ tone: 'success', message: t('page.saved') })
          },
          onError: editor.refused,
        },
      ),
    )
  }
  return (
    <EditorForm
      editor={editor}
      error={save.error}
      onSubmit={submit}
      bar={
        <Button type="submit" variant="primary" isPending={save.isPending}>
          {t('save')}
        </Button>
      }
    >
      <Card as="section" edge>
        <PicturesField
          label={<span className="font-display text-lg">{t('page.photos')}</span>}
          description={t('page.photosHelp')}
          pictures={pictures}
          hasAlts={false}
          errorMessage={editor.problemAt('/imageIds') ?? (editor.isWaiting ? words('photosPending') : undefined)}
        />
      </Card>
      <Who {...editor} />
      <Where {...editor} />
      <Card as="section">
        <div className="flex flex-col gap-5">
          <h2 className="text-lg">{t('page.returns')}</h2>
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
        </div>
      </Card>
    </EditorForm>
  )
}

function Who({ draft, change, problemAt }: EditorPart<ProfileDraft>) {
  const { t } = useTranslation('shop')
  const { data: crafts = [] } = useQuery(craftsQuery)
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <h2 className="text-lg">{t('page.who')}</h2>
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
        <BothLanguages
          label={t('page.story')}
          description={t('page.storyHelp')}
          maxLength={4000}
          rows={8}
          value={draft.story}
          onChange={(story) => change({ story })}
          errorMessage={{ es: problemAt('/story'), en: problemAt('/translations/en/story') }}
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
                    crafts: event.target.checked ? [...draft.crafts, slug] : draft.crafts.filter((one) => one !== slug),
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
      </div>
    </Card>
  )
}

function Where({ draft, change, problemAt }: EditorPart<ProfileDraft>) {
  const { t } = useTranslation('shop')
  const { data: regions = [] } = useQuery(regionsQuery)
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <h2 className="text-lg">{t('page.where')}</h2>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            label={t('page.town')}
            maxLength={80}
            value={draft.town}
            onChange={(event) => change({ town: event.target.value })}
            errorMessage={problemAt('/town')}
          />
          <SelectField
            label={t('page.region')}
            value={draft.region}
            onChange={(event) => {
              const region = regions.find(({ slug }) => slug === event.target.value)
              if (region) change({ region: region.slug })
            }}
          >
            {regions.length === 0 && <option value={draft.region}>{draft.region}</option>}
            {regions.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </SelectField>
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
      </div>
    </Card>
  )
}
