import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { OwnProduct } from '../../../contracts/products.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip, type Tone } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { PiecePicture } from '../../ui/piece-picture.tsx'
import { thumbnailSizes } from '../../ui/picture-sources.ts'
import { lowVariants } from './low-variants.rules.ts'

const tones: Record<OwnProduct['status'], Tone> = {
  ACTIVE: 'success',
  SOLD_OUT: 'danger',
  DRAFT: 'neutral',
  ARCHIVED: 'neutral',
}

/** A piece in its seller's list: what it is, what is left, what is missing; to be opened, corrected, or chosen with others. */
export function PieceCard({
  piece,
  isChosen,
  onChoose,
  onCorrect,
}: {
  piece: OwnProduct
  isChosen: boolean
  onChoose: (isChosen: boolean) => void
  onCorrect: () => void
}) {
  const { t } = useTranslation('pieces')
  const money = useFormatMoney()
  const onSale = piece.variants.filter(({ active }) => active)
  const reserved = piece.variants.reduce((sum, variant) => sum + variant.reserved, 0)
  const price = money(piece.price, 'short')
  const isLow = piece.isLow && piece.status === 'ACTIVE'
  const [cover] = piece.pictures
  return (
    <li
      className={cx(
        'relative flex flex-col gap-3 rounded-lg border bg-surface p-4 shadow-low transition-shadow hover:shadow-high',
        isChosen ? 'border-grana ring-1 ring-grana' : 'border-line',
      )}
    >
      <div className="flex gap-4">
        <span className="size-24 shrink-0 overflow-hidden rounded-md">
          <PiecePicture
            id={piece.id}
            craft={piece.craft?.slug}
            src={cover?.url}
            blur={cover?.blur}
            alt=""
            sizes={thumbnailSizes}
          />
        </span>
        <div className="flex min-w-0 flex-1 flex-col items-start gap-1.5">
          <StatusChip tone={isLow ? 'warning' : tones[piece.status]}>
            {isLow ? t('low') : t(`status.${piece.status}`)}
          </StatusChip>
          <label className="absolute top-1 right-1 z-10 grid size-11 cursor-pointer place-items-center">
            <input
              type="checkbox"
              className="size-5 accent-grana"
              checked={isChosen}
              onChange={(event) => onChoose(event.target.checked)}
            />
            <span className="sr-only">{t('choose', { name: piece.name })}</span>
          </label>
          <h2 className="font-sans text-base leading-snug font-semibold">
            <Link
              to="/vender/piezas/$id"
              params={{ id: piece.id }}
              className="no-underline after:absolute after:inset-0 after:rounded-lg hover:underline"
            >
              {piece.name}
            </Link>
          </h2>
          <p className="tabular text-sm text-ink-soft">
            {piece.priceVaries ? t('from', { price }) : price}
            {onSale.length > 1 && ` · ${t('variants', { count: onSale.length })}`}
          </p>
          {(piece.images.length === 0 || piece.translations['en'] === undefined) && (
            <p className="text-sm text-barro">
              {[piece.images.length === 0 && t('noPhotos'), piece.translations['en'] === undefined && t('noEnglish')]
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
        </div>
      </div>
      <div className="mt-auto flex items-center justify-between gap-3 border-t border-line pt-3">
        <p className="tabular">
          <span className="font-semibold">{t('left', { count: piece.stock })}</span>
          {lowVariants(piece).map(({ id, label, sku, stock }) => (
            <span key={id} className="block text-sm text-barro wrap-anywhere">
              {label || sku} · {t('left', { count: stock })}
            </span>
          ))}
          {reserved > 0 && <span className="block text-sm text-ink-soft">{t('reserved', { count: reserved })}</span>}
        </p>
        <Button className="relative z-10" onPress={onCorrect} aria-label={`${t('correct')}: ${piece.name}`}>
          {t('correct')}
        </Button>
      </div>
    </li>
  )
}
