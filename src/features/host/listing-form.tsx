import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostListing } from '../../../contracts/experiences.ts'
import { pictureWrite } from '../../lib/upload/picture-drafts.rules.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { Button } from '../../ui/button.tsx'
import { EditorPhotos } from '../../ui/editor-photos.tsx'
import { EditorForm, useEditor, useLatest } from '../../ui/editor-room.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ownListingQuery, useCreateListing, useEditListing } from './host-queries.ts'
import { emptyListing, listingDraft, listingProblems, listingWrite } from './listing-draft.rules.ts'
import { ListingGroup } from './listing-group.tsx'
import { ListingPlace } from './listing-place.tsx'
import { ListingPreview } from './listing-preview.tsx'
import { ListingDetails, ListingTexts } from './listing-texts.tsx'
import { ListingTickets } from './listing-tickets.tsx'

type Status = HostListing['status']

/** Everything about one experience but its times; `listing` is null for a new one. */
export function ListingForm({
  listing,
  onCreated,
}: {
  listing: HostListing | null
  onCreated?: (listing: HostListing) => void
}) {
  const { t } = useTranslation('hosting')
  const toast = useToast()
  const [isPreviewed, setPreviewed] = useState(false)
  // What is being written began with this one, whatever is loaded meanwhile: a later one must not be written over unseen.
  const [version, setVersion] = useState(listing?.version ?? 0)
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
    setVersion(saved.version)
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
      if (listing) edit.mutate({ version, body }, { onSuccess: done, onError })
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
  const openLatest = useLatest(ownListingQuery(listing?.id ?? ''), (latest) => {
    setVersion(latest.version)
    editor.takeLatest(listingDraft(latest), latest.pictures)
    edit.reset()
  })
  return (
    <EditorForm
      editor={editor}
      error={error}
      onSubmit={() => save(status)}
      onLatest={openLatest}
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
      <ListingTexts {...editor} />
      <ListingTickets {...editor} />
      <ListingGroup {...editor} />
      <ListingPlace {...editor} />
      <ListingDetails {...editor} />
      {isPreviewed && (
        <ListingPreview
          listing={listing}
          draft={draft}
          cover={pictures.drafts[0]?.preview}
          onClose={() => setPreviewed(false)}
        />
      )}
    </EditorForm>
  )
}
