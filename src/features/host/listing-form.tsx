import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  cancellationPolicyKeys,
  type ExperienceCard as Card_,
  experienceCategories,
  type HostListing,
} from '../../../contracts/experiences.ts'
import { placeTimeZone } from '../../lib/dates.ts'
import { useLanguageNames } from '../../lib/language-names.ts'
import { useMe } from '../../lib/session.ts'
import { pictureWrite } from '../../lib/upload/picture-drafts.rules.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { withOrWithout } from '../../lib/with-or-without.ts'
import { BothLanguages } from '../../ui/both-languages.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EditorPhotos } from '../../ui/editor-photos.tsx'
import { EditorForm, type EditorPart, EditorSection, useEditor } from '../../ui/editor-room.tsx'
import { ExperienceCard } from '../../ui/experience-card.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { RegionField } from '../../ui/region-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useCreateListing, useEditListing } from './host-queries.ts'
import { emptyListing, listingDraft, type ListingDraft, listingProblems, listingWrite } from './listing-draft.rules.ts'
import { ListingTickets } from './listing-tickets.tsx'

const spoken = ['es', 'en', 'zap', 'mix', 'maz', 'fr', 'de', 'it', 'pt'] as const

type Status = HostListing['status']
type Part = EditorPart<ListingDraft>

/** Everything about one experience but its times; `listing` is null for a new one. */
export function ListingForm({
  listing,
  onCreated,
  onLatest,
}: {
  listing: HostListing | null
  onCreated?: (listing: HostListing) => void
  /** Somebody else saved meanwhile: start again from theirs. */
  onLatest: () => void
}) {
  const { t } = useTranslation('hosting')
  const toast = useToast()
  const [isPreviewed, setPreviewed] = useState(false)
  const pictures = usePictureDrafts({ saved: listing?.pictures ?? [] })
  const create = useCreateListing()
  const edit = useEditListing(listing?.id ?? '')
  const error = create.error ?? edit.error
  const isPending = create.isPending || edit.isPending
  const editor = useEditor({
    start: () => (listing ? listingDraft(listing) : emptyListing({ es: 'Adulto', en: 'Adult' })),
    problemsOf: listingProblems,
    say: (problem) => t(`problem.${problem}`),
    error,
    pictures,
  })
  const { draft } = editor
  const status = listing?.status ?? 'DRAFT'

  const done = (saved: HostListing) => {
    editor.settle(listingDraft(saved))
    const message =
      saved.status === status && status !== 'DRAFT'
        ? t('saved')
        : t(saved.status === 'ACTIVE' ? 'published' : saved.status === 'PAUSED' ? 'paused' : 'savedDraft')
    toast({ tone: 'success', message })
  }
  const save = (next: Status) => {
    if (isPending) return
    editor.attempt(() => {
      const body = { ...listingWrite(draft, next), ...pictureWrite(pictures.drafts) }
      const onError = editor.refused
      if (listing) edit.mutate({ version: listing.version, body }, { onSuccess: done, onError })
      else
        create.mutate(body, {
          onSuccess: (made) => {
            done(made)
            onCreated?.(made)
          },
          onError,
        })
    })
  }
  return (
    <EditorForm
      editor={editor}
      error={error}
      onSubmit={() => save(status)}
      onLatest={onLatest}
      bar={
        <>
          <Button variant="quiet" className="mr-auto" onPress={() => setPreviewed(true)}>
            {t('preview')}
          </Button>
          {status === 'ACTIVE' && (
            <Button isDisabled={isPending} onPress={() => save('PAUSED')}>
              {t('pause')}
            </Button>
          )}
          <Button type="submit" variant={status === 'ACTIVE' ? 'primary' : 'secondary'} isPending={isPending}>
            {t(status === 'DRAFT' ? 'saveDraft' : 'save')}
          </Button>
          {status !== 'ACTIVE' && (
            <Button variant="primary" isDisabled={isPending} onPress={() => save('ACTIVE')}>
              {t('publish')}
            </Button>
          )}
        </>
      }
    >
      <EditorPhotos
        editor={editor}
        pointer="/imageIds"
        label={t('photos')}
        description={t('photosHelp')}
        pictures={pictures}
      />
      <Texts {...editor} />
      <ListingTickets {...editor} />
      <Group {...editor} />
      <Where {...editor} />
      <Details {...editor} />
      {isPreviewed && (
        <Preview
          listing={listing}
          draft={draft}
          cover={pictures.drafts[0]?.preview}
          onClose={() => setPreviewed(false)}
        />
      )}
    </EditorForm>
  )
}

/** The card as others will meet it in the list, before anything is saved. */
function Preview({
  listing,
  draft,
  cover,
  onClose,
}: {
  listing: HostListing | null
  draft: ListingDraft
  cover: string | undefined
  onClose: () => void
}) {
  const { t } = useTranslation('hosting')
  const me = useMe()
  const written = listingWrite(draft, 'DRAFT')
  const cheapest = written.ticketTypes.toSorted((a, b) => a.price.amount - b.price.amount)[0]
  const card: Card_ = {
    id: listing?.id ?? 'nueva',
    slug: listing?.slug ?? '',
    title: written.title || t('untitled'),
    summary: written.description,
    category: written.category,
    region: written.region,
    durationMinutes: written.durationMinutes,
    languages: written.languages,
    meetingPoint: written.meetingPoint,
    images: cover ? [cover] : [],
    rating: null,
    reviewCount: 0,
    timeZone: placeTimeZone,
    priceFrom: cheapest?.price ?? { amount: 0, currency: 'MXN' },
    nextSlotAt: null,
    host: { id: me?.host?.id ?? '', name: me?.host?.name ?? '', slug: '' },
  }
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t('preview')}>
      <div inert>
        <ExperienceCard experience={card} />
      </div>
      <p className="mt-4 whitespace-pre-line">{written.description}</p>
      {written.includes.length > 0 && (
        <>
          <h3 className="mt-4 font-semibold">{t('includes')}</h3>
          <ul className="list-disc pl-5">
            {written.includes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

function Texts({ draft, change, problemAt }: Part) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('experiences')
  const nameOf = useLanguageNames()
  const wrong = problemAt('/languages')
  return (
    <EditorSection title={t('what')}>
      <BothLanguages
        label={t('name')}
        description={t('nameHelp')}
        maxLength={120}
        value={draft.title}
        onChange={(title) => change({ title })}
        errorMessage={{ es: problemAt('/title'), en: problemAt('/translations/en/title') }}
      />
      <BothLanguages
        label={t('description')}
        description={t('descriptionHelp')}
        maxLength={5000}
        rows={6}
        value={draft.description}
        onChange={(description) => change({ description })}
        errorMessage={{ es: problemAt('/description'), en: problemAt('/translations/en/description') }}
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
              label={<span className="capitalize">{nameOf(code)}</span>}
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

function Group({ draft, change, problemAt }: Part) {
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

function Where({ draft, change, problemAt }: Part) {
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

function Details({ draft, change, problemAt }: Part) {
  const { t } = useTranslation('hosting')
  return (
    <EditorSection title={t('details')}>
      <BothLanguages
        label={t('includes')}
        description={t('linesHelp')}
        maxLength={4000}
        rows={3}
        isOptional
        value={draft.includes}
        onChange={(includes) => change({ includes })}
        errorMessage={{ es: problemAt('/includes'), en: problemAt('/translations/en/includes') }}
      />
      <BothLanguages
        label={t('bring')}
        description={t('linesHelp')}
        maxLength={4000}
        rows={3}
        isOptional
        value={draft.bring}
        onChange={(bring) => change({ bring })}
        errorMessage={{ es: problemAt('/bring'), en: problemAt('/translations/en/bring') }}
      />
      <BothLanguages
        label={t('accessibility')}
        description={t('accessibilityHelp')}
        maxLength={500}
        rows={2}
        isOptional
        value={draft.accessibility}
        onChange={(accessibility) => change({ accessibility })}
      />
    </EditorSection>
  )
}
