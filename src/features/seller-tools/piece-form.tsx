import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OwnProduct, type ProductPatch, productCategories } from '../../../contracts/products.ts'
import { craftsQuery } from '../../lib/product-queries.ts'
import { pictureWrite } from '../../lib/upload/picture-drafts.rules.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { EditorPhotos } from '../../ui/editor-photos.tsx'
import { EditorForm, type EditorPart, EditorSection, useEditor, useLatest } from '../../ui/editor-room.tsx'
import { EditorText } from '../../ui/editor-text.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { emptyPiece, pieceDraft, type PieceDraft, piecePatch, pieceProblems, pieceWrite } from './piece-draft.rules.ts'
import { PiecePrices } from './piece-prices.tsx'
import { ownPieceQuery, useCreatePiece, useEditPiece } from './piece-queries.ts'

type Status = NonNullable<ProductPatch['status']>
type Part = EditorPart<PieceDraft>

/** Everything about one piece; `piece` is null for a new one. */
export function PieceForm({ piece, onCreated }: { piece: OwnProduct | null; onCreated?: (piece: OwnProduct) => void }) {
  const { t } = useTranslation('pieces')
  const toast = useToast()
  const [isArchiving, setArchiving] = useState(false)
  // What is being written began with this one, whatever is loaded meanwhile: a later one must not be written over unseen.
  const [version, setVersion] = useState(piece?.version ?? 0)
  const pictures = usePictureDrafts({ saved: piece?.pictures ?? [] })
  const create = useCreatePiece()
  const edit = useEditPiece(piece?.id ?? '')
  const error = create.error ?? edit.error
  const isPending = create.isPending || edit.isPending
  const editor = useEditor({
    start: () => (piece ? pieceDraft(piece) : emptyPiece()),
    problemsOf: pieceProblems,
    say: (problem) => t(`problem.${problem}`),
    error,
    pictures,
  })
  const { draft } = editor

  const done = (saved: OwnProduct, status: Status | undefined) => {
    editor.settle(pieceDraft(saved))
    setVersion(saved.version)
    setArchiving(false)
    const message =
      status === 'ACTIVE'
        ? t(saved.stock > 0 || saved.madeToOrder ? 'published' : 'publishedNoStock')
        : status === 'ARCHIVED'
          ? t('archived')
          : t(saved.status === 'DRAFT' ? 'savedDraft' : 'saved')
    toast({ tone: 'success', message })
  }
  const onError = () => {
    setArchiving(false)
    editor.refused()
  }
  const save = (status?: Status) => {
    if (isPending) return
    // What is missing is behind the question.
    if (Object.keys(pieceProblems(draft)).length > 0) setArchiving(false)
    editor.attempt(() => {
      const photos = pictureWrite(pictures.drafts)
      if (piece)
        edit.mutate(
          { version, body: { ...piecePatch(draft, status), ...photos } },
          { onSuccess: (saved) => done(saved, status), onError },
        )
      else
        create.mutate(
          { ...pieceWrite(draft, status ?? 'DRAFT'), ...photos },
          {
            onSuccess: (made) => {
              done(made, status)
              onCreated?.(made)
            },
            onError,
          },
        )
    })
  }
  const openLatest = useLatest(ownPieceQuery(piece?.id ?? ''), (latest) => {
    setVersion(latest.version)
    editor.takeLatest(pieceDraft(latest), latest.pictures)
    edit.reset()
  })
  const isDraft = !piece || piece.status === 'DRAFT'
  const isArchived = piece?.status === 'ARCHIVED'
  return (
    <EditorForm
      editor={editor}
      error={error}
      onSubmit={() => save()}
      onLatest={openLatest}
      bar={
        <>
          {piece && !isArchived && (
            <Button variant="quiet" className="mr-auto" isDisabled={isPending} onPress={() => setArchiving(true)}>
              {t('archive')}
            </Button>
          )}
          <Button
            type="submit"
            variant={isDraft || isArchived ? 'secondary' : 'primary'}
            isPending={isPending && !isArchiving}
          >
            {t(isDraft ? 'saveDraft' : 'save')}
          </Button>
          {(isDraft || isArchived) && (
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
      <PiecePrices piece={piece} {...editor} />
      <Sending {...editor} />
      <ConfirmDialog
        isOpen={isArchiving}
        onOpenChange={setArchiving}
        title={t('archiveTitle')}
        confirmLabel={t('archive')}
        isPending={isPending}
        onConfirm={() => save('ARCHIVED')}
      >
        <p>{t('archiveBody')}</p>
      </ConfirmDialog>
    </EditorForm>
  )
}

function Texts(part: Part) {
  const { draft, change, problemAt } = part
  const { t } = useTranslation('pieces')
  const { data: crafts = [] } = useQuery(craftsQuery)
  const isMezcal = draft.category === 'MEZCAL'
  return (
    <EditorSection title={t('what')}>
      <EditorText part={part} field="name" label={t('name')} description={t('nameHelp')} maxLength={120} />
      <EditorText
        part={part}
        field="description"
        label={t('description')}
        description={t('descriptionHelp')}
        maxLength={5000}
        rows={5}
      />
      <div className="grid items-start gap-4 md:grid-cols-2">
        <SelectField
          label={t('category')}
          value={draft.category}
          onChange={(event) => {
            const category = productCategories.find((one) => one === event.target.value)
            if (category) change({ category })
          }}
          options={productCategories.map((value) => ({ value, label: t(`categories.${value}`) }))}
        />
        <SelectField
          label={t('craft')}
          value={draft.craft}
          onChange={(event) => change({ craft: event.target.value })}
          errorMessage={problemAt('/craft')}
        >
          <option value="">{t('noCraft')}</option>
          {crafts.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <EditorText
        part={part}
        field="materials"
        label={t('materials')}
        description={t('materialsHelp')}
        maxLength={1600}
        isOptional
      />
      <EditorText part={part} field="technique" label={t('technique')} maxLength={500} isOptional />
      <EditorText part={part} field="care" label={t('care')} description={t('careHelp')} maxLength={500} isOptional />
      <CheckField
        label={t('adults')}
        description={isMezcal ? t('adultsAlways') : undefined}
        checked={draft.ageRestricted || isMezcal}
        disabled={isMezcal}
        onChange={(event) => change({ ageRestricted: event.target.checked })}
      />
    </EditorSection>
  )
}

function Sending({ draft, change, problemAt }: Part) {
  const { t } = useTranslation('pieces')
  const sides = ['lengthCm', 'widthCm', 'heightCm'] as const
  const wrong = problemAt('/dimensions')
  return (
    <EditorSection title={t('sending')}>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label={t('weight')}
          inputMode="numeric"
          className="tabular"
          maxLength={6}
          value={draft.weightGrams}
          onChange={(event) => change({ weightGrams: event.target.value })}
          errorMessage={problemAt('/weightGrams')}
        />
        <TextField
          label={t('leadTime')}
          description={t('leadTimeHelp')}
          inputMode="numeric"
          className="tabular"
          maxLength={3}
          value={draft.leadTimeDays}
          onChange={(event) => change({ leadTimeDays: event.target.value })}
          errorMessage={problemAt('/leadTimeDays')}
        />
      </div>
      <fieldset>
        <legend className="font-semibold">{t('sides')}</legend>
        <div className="mt-2 grid grid-cols-3 gap-3">
          {sides.map((side) => (
            <TextField
              key={side}
              label={<span className="font-normal">{t(side)}</span>}
              inputMode="decimal"
              className="tabular"
              maxLength={6}
              value={draft[side]}
              onChange={(event) => change({ [side]: event.target.value })}
              {...(wrong && { 'aria-invalid': true })}
            />
          ))}
        </div>
        {wrong && (
          <p data-problem tabIndex={-1} className="mt-2 text-sm font-medium text-chapulin">
            {wrong}
          </p>
        )}
      </fieldset>
      <CheckField
        label={t('madeToOrder')}
        checked={draft.madeToOrder}
        onChange={(event) => change({ madeToOrder: event.target.checked })}
      />
    </EditorSection>
  )
}
