import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OwnProduct, type ProductPatch, productCategories } from '../../../contracts/products.ts'
import { focusFirstProblem, serverProblems } from '../../lib/form-problems.ts'
import { craftsQuery } from '../../lib/product-queries.ts'
import { isSettled, pictureWrite } from '../../lib/upload/picture-drafts.rules.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { BothLanguages } from '../../ui/both-languages.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SaveBar } from '../../ui/save-bar.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { PicturesField } from '../../ui/upload/pictures-field.tsx'
import {
  emptyPiece,
  newVariant,
  pieceDraft,
  type PieceDraft,
  piecePatch,
  type PieceProblem,
  pieceProblems,
  pieceWrite,
  type VariantDraft,
} from './piece-draft.rules.ts'
import { useCreatePiece, useEditPiece } from './piece-queries.ts'

type Status = NonNullable<ProductPatch['status']>
type ProblemAt = (pointer: string) => string | undefined

/** Everything about one piece; `piece` is null for a new one. */
export function PieceForm({
  piece,
  onCreated,
  onLatest,
}: {
  piece: OwnProduct | null
  onCreated?: (piece: OwnProduct) => void
  /** Somebody else saved meanwhile: start again from theirs. */
  onLatest: () => void
}) {
  const { t } = useTranslation('pieces')
  const { t: words } = useTranslation('editor')
  const toast = useToast()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState<PieceDraft>(() => (piece ? pieceDraft(piece) : emptyPiece()))
  const [pressed, setPressed] = useState(false)
  const [isArchiving, setArchiving] = useState(false)
  const pictures = usePictureDrafts({ saved: piece?.pictures ?? [] })
  const create = useCreatePiece()
  const edit = useEditPiece(piece?.id ?? '')
  const error = create.error ?? edit.error
  const isPending = create.isPending || edit.isPending

  const problems = pieceProblems(draft)
  const said = serverProblems(error)
  const problemAt: ProblemAt = (pointer) => {
    const own: PieceProblem | undefined = pressed ? problems[pointer] : undefined
    return own ? t(`problem.${own}`) : said(pointer)
  }
  const change = (facts: Partial<PieceDraft>) => setDraft((before) => ({ ...before, ...facts }))
  const isWaiting = !isSettled(pictures.drafts)

  const done = (saved: OwnProduct, status: Status | undefined) => {
    setDraft(pieceDraft(saved))
    setPressed(false)
    setArchiving(false)
    const message =
      status === 'ACTIVE'
        ? t(saved.stock > 0 || saved.madeToOrder ? 'published' : 'publishedNoStock')
        : status === 'ARCHIVED'
          ? t('archived')
          : t(saved.status === 'DRAFT' ? 'savedDraft' : 'saved')
    toast({ tone: 'success', message })
  }
  const save = (status?: Status) => {
    setPressed(true)
    if (isPending) return
    if (Object.keys(problems).length > 0 || isWaiting) {
      setArchiving(false)
      focusFirstProblem(form.current)
      return
    }
    const photos = pictureWrite(pictures.drafts)
    const onError = () => {
      setArchiving(false)
      focusFirstProblem(form.current)
    }
    if (piece)
      edit.mutate(
        { version: piece.version, body: { ...piecePatch(draft, status), ...photos } },
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
  }
  const isDraft = !piece || piece.status === 'DRAFT'
  const isArchived = piece?.status === 'ARCHIVED'
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Card as="section" edge>
        <PicturesField
          label={<span className="font-display text-lg">{t('photos')}</span>}
          description={t('photosHelp')}
          pictures={pictures}
          errorMessage={said('/imageIds') ?? (pressed && isWaiting ? words('photosPending') : undefined)}
        />
      </Card>
      <Texts draft={draft} change={change} problemAt={problemAt} />
      <Money piece={piece} draft={draft} change={change} problemAt={problemAt} />
      <Sending draft={draft} change={change} problemAt={problemAt} />
      {pressed && Object.keys(problems).length > 0 && (
        <Notice tone="danger" isLive>
          {words('checkFields')}
        </Notice>
      )}
      <SaveProblem error={error} onLatest={onLatest} />
      <SaveBar>
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
      </SaveBar>
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
    </form>
  )
}

type Part = { draft: PieceDraft; change: (facts: Partial<PieceDraft>) => void; problemAt: ProblemAt }

function Texts({ draft, change, problemAt }: Part) {
  const { t } = useTranslation('pieces')
  const { data: crafts = [] } = useQuery(craftsQuery)
  const isMezcal = draft.category === 'MEZCAL'
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <h2 className="text-lg">{t('what')}</h2>
        <BothLanguages
          label={t('name')}
          description={t('nameHelp')}
          maxLength={120}
          value={draft.name}
          onChange={(name) => change({ name })}
          errorMessage={{ es: problemAt('/name'), en: problemAt('/translations/en/name') }}
        />
        <BothLanguages
          label={t('description')}
          description={t('descriptionHelp')}
          maxLength={5000}
          rows={5}
          value={draft.description}
          onChange={(description) => change({ description })}
          errorMessage={{ es: problemAt('/description'), en: problemAt('/translations/en/description') }}
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
        <BothLanguages
          label={t('materials')}
          description={t('materialsHelp')}
          maxLength={1600}
          isOptional
          value={draft.materials}
          onChange={(materials) => change({ materials })}
          errorMessage={{ es: problemAt('/materials'), en: problemAt('/translations/en/materials') }}
        />
        <BothLanguages
          label={t('technique')}
          maxLength={500}
          isOptional
          value={draft.technique}
          onChange={(technique) => change({ technique })}
        />
        <BothLanguages
          label={t('care')}
          description={t('careHelp')}
          maxLength={500}
          isOptional
          value={draft.care}
          onChange={(care) => change({ care })}
        />
        <CheckField
          label={t('adults')}
          description={isMezcal ? t('adultsAlways') : undefined}
          checked={draft.ageRestricted || isMezcal}
          disabled={isMezcal}
          onChange={(event) => change({ ageRestricted: event.target.checked })}
        />
      </div>
    </Card>
  )
}

function Money({ piece, draft, change, problemAt }: Part & { piece: OwnProduct | null }) {
  const { t } = useTranslation('pieces')
  const { variants, hasVariants } = draft
  const shown = hasVariants ? variants : variants.slice(0, 1)
  const changeVariant = (key: string, facts: Partial<VariantDraft>) =>
    change({ variants: variants.map((variant) => (variant.key === key ? { ...variant, ...facts } : variant)) })
  const nobody = problemAt('/variants')
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <h2 className="text-lg">{t('money')}</h2>
        <ol className="flex flex-col gap-4">
          {shown.map((variant, index) => (
            <li key={variant.key} className={hasVariants ? 'rounded-lg border border-line p-4' : undefined}>
              <VariantFields
                piece={piece}
                variant={variant}
                index={index}
                isNamed={hasVariants}
                change={(facts) => changeVariant(variant.key, facts)}
                onRemove={
                  variant.id === null && variants.length > 1
                    ? () => change({ variants: variants.filter(({ key }) => key !== variant.key) })
                    : undefined
                }
                problemAt={problemAt}
              />
            </li>
          ))}
        </ol>
        {/* Once there are several there is no way back: orders name them. */}
        {variants.length === 1 && (
          <CheckField
            label={t('hasVariants')}
            description={t('hasVariantsHelp')}
            checked={hasVariants}
            onChange={(event) => change({ hasVariants: event.target.checked })}
          />
        )}
        {hasVariants && variants.length < 50 && (
          <Button
            className="self-start"
            onPress={() => change({ variants: [...variants, newVariant(crypto.randomUUID())] })}
          >
            <Plus aria-hidden className="size-5" />
            {t('addVariant')}
          </Button>
        )}
        <TextField
          label={t('lowStock')}
          isOptional
          description={t('lowStockHelp')}
          inputMode="numeric"
          className="tabular"
          fieldClassName="sm:max-w-xs"
          maxLength={4}
          value={draft.lowStockAt}
          onChange={(event) => change({ lowStockAt: event.target.value })}
          errorMessage={problemAt('/lowStockAt')}
        />
        {nobody && hasVariants && (
          <p data-problem tabIndex={-1} className="text-sm font-medium text-chapulin">
            {nobody}
          </p>
        )}
      </div>
    </Card>
  )
}

function VariantFields({
  piece,
  variant,
  index,
  isNamed,
  change,
  onRemove,
  problemAt,
}: {
  piece: OwnProduct | null
  variant: VariantDraft
  index: number
  isNamed: boolean
  change: (facts: Partial<VariantDraft>) => void
  onRemove: (() => void) | undefined
  problemAt: ProblemAt
}) {
  const { t } = useTranslation('pieces')
  const known = piece?.variants.find(({ id }) => id === variant.id)
  const at = `/variants/${index}`
  return (
    <div className="flex flex-col gap-4">
      {isNamed && (
        <>
          <div className="flex items-center justify-between gap-3">
            <h3 className="font-sans font-semibold">{t('variant', { n: index + 1 })}</h3>
            {onRemove && (
              <Button variant="quiet" onPress={onRemove} aria-label={`${t('removeVariant')} ${index + 1}`}>
                <Trash2 aria-hidden className="size-5" />
                {t('removeVariant')}
              </Button>
            )}
          </div>
          <BothLanguages
            label={t('label')}
            maxLength={60}
            value={variant.label}
            onChange={(label) => change({ label })}
            errorMessage={{ es: problemAt(`${at}/label`), en: problemAt(`${at}/translations`) }}
          />
        </>
      )}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label={t('price')}
          inputMode="decimal"
          placeholder="650"
          className="tabular"
          maxLength={12}
          value={variant.price}
          onChange={(event) => change({ price: event.target.value })}
          errorMessage={problemAt(`${at}/price`) ?? (isNamed ? undefined : problemAt('/price'))}
        />
        {known ? (
          <div className="flex flex-col gap-1.5">
            <p className="font-semibold">{t('stock')}</p>
            <p className="tabular flex min-h-12 flex-col justify-center">
              {t('shelf', { count: known.onHand })}
              <span className="text-sm text-ink-soft">
                {t('left', { count: known.stock })}
                {known.reserved > 0 && ` · ${t('reserved', { count: known.reserved })}`}
              </span>
            </p>
          </div>
        ) : (
          <TextField
            label={t('stock')}
            inputMode="numeric"
            className="tabular"
            maxLength={6}
            value={variant.stock}
            onChange={(event) => change({ stock: event.target.value })}
            errorMessage={problemAt(`${at}/stock`) ?? (isNamed ? undefined : problemAt('/stock'))}
          />
        )}
        {isNamed && (
          <>
            <TextField
              label={t('sku')}
              isOptional
              maxLength={60}
              value={variant.sku}
              onChange={(event) => change({ sku: event.target.value })}
              errorMessage={problemAt(`${at}/sku`)}
            />
            <div className="self-end">
              <CheckField
                label={t('onSale')}
                checked={variant.active}
                onChange={(event) => change({ active: event.target.checked })}
              />
            </div>
          </>
        )}
      </div>
    </div>
  )
}

function Sending({ draft, change, problemAt }: Part) {
  const { t } = useTranslation('pieces')
  const sides = ['lengthCm', 'widthCm', 'heightCm'] as const
  const wrong = problemAt('/dimensions')
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <h2 className="text-lg">{t('sending')}</h2>
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
      </div>
    </Card>
  )
}
