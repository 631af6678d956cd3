import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OwnProduct } from '../../../contracts/products.ts'
import { BothLanguages } from '../../ui/both-languages.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { type EditorPart, EditorSection, type ProblemAt } from '../../ui/editor-room.tsx'
import { TextField } from '../../ui/field.tsx'
import { newVariant, type PieceDraft, type VariantDraft } from './piece-draft.rules.ts'

/** What it costs, in each variant, and how many there are. */
export function PiecePrices({
  piece,
  draft,
  change,
  problemAt,
}: EditorPart<PieceDraft> & { piece: OwnProduct | null }) {
  const { t } = useTranslation('pieces')
  const { variants, hasVariants } = draft
  const shown = hasVariants ? variants : variants.slice(0, 1)
  const changeVariant = (key: string, facts: Partial<VariantDraft>) =>
    change({ variants: variants.map((variant) => (variant.key === key ? { ...variant, ...facts } : variant)) })
  const nobody = problemAt('/variants')
  return (
    <EditorSection title={t('money')}>
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
    </EditorSection>
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
