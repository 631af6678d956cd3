import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type HostProfile, hostTypes } from '../../../contracts/partners.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { ownProfileQuery, useSaveProfile } from '../../lib/profile-queries.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { BothLanguages } from '../../ui/both-languages.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EditorForm, type EditorPart, useEditor } from '../../ui/editor-room.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ProfileStateCard } from '../../ui/profile-state-card.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { PicturesField } from '../../ui/upload/pictures-field.tsx'
import { HostGate } from './host-gate.tsx'
import { type ProfileDraft, profileDraft, profilePatch, profileProblems } from './profile-draft.rules.ts'

/** `/anfitrion/perfil`: the host's page as guests read it, and whether they see it. */
export function HostProfilePage() {
  return (
    <HostGate path="/anfitrion/perfil" action="profile">
      <Profile />
    </HostGate>
  )
}

function Profile() {
  const { t } = useTranslation('hosting')
  const { data, error, refetch } = useQuery(ownProfileQuery('host'))
  const isShown = data?.state === 'OPEN' || data?.state === 'PAUSED'
  return (
    <Page title={t('profile.title')} width="text">
      <HostNav />
      <PageHeader
        title={t('profile.title')}
        lead={t('profile.lead')}
        actions={
          data &&
          isShown && (
            <LinkButton to="/anfitriones/$slug" params={{ slug: data.slug }}>
              <ExternalLink aria-hidden className="size-5" />
              {t('profile.see')}
            </LinkButton>
          )
        }
      />
      {data ? (
        <>
          <ProfileForm profile={data} />
          <ProfileStateCard side="host" state={data.state} bookingsAhead={data.bookingsAhead} />
        </>
      ) : error ? (
        <ErrorState title={t('profile.failed')} error={error} onRetry={() => void refetch()} />
      ) : (
        <div aria-busy="true" className="space-y-4">
          <Skeleton className="h-64 rounded-lg" />
          <Skeleton className="h-40 rounded-lg" />
        </div>
      )}
    </Page>
  )
}

const noAlt = { es: '', en: '' }

function ProfileForm({ profile }: { profile: HostProfile }) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('editor')
  const toast = useToast()
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
  const submit = () => {
    if (save.isPending) return
    editor.attempt(() =>
      save.mutate(
        { ...profilePatch(editor.draft), imageId: pictures.drafts[0]?.id ?? null },
        {
          onSuccess: (saved) => {
            editor.settle(profileDraft(saved))
            toast({ tone: 'success', message: t('profile.saved') })
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
          label={<span className="font-display text-lg">{t('profile.photo')}</span>}
          description={t('profile.photoHelp')}
          pictures={pictures}
          hasAlts={false}
          errorMessage={editor.problemAt('/imageId') ?? (editor.isWaiting ? words('photosPending') : undefined)}
        />
      </Card>
      <Who {...editor} />
    </EditorForm>
  )
}

function Who({ draft, change, problemAt }: EditorPart<ProfileDraft>) {
  const { t } = useTranslation('hosting')
  const { t: types } = useTranslation('apply')
  const { data: regions = [] } = useQuery(regionsQuery)
  const isKnown = hostTypes.some((type) => type === draft.hostType)
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <h2 className="text-lg">{t('profile.who')}</h2>
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
          <SelectField
            label={types('region')}
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
        <BothLanguages
          label={t('profile.bio')}
          description={t('profile.bioHelp')}
          maxLength={4000}
          rows={8}
          value={draft.bio}
          onChange={(bio) => change({ bio })}
          errorMessage={{ es: problemAt('/bio'), en: problemAt('/translations/en/bio') }}
        />
      </div>
    </Card>
  )
}
