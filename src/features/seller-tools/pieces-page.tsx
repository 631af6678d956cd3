import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnProduct } from '../../../contracts/products.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Chip, StatusChip, type Tone } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { TextField } from '../../ui/field.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { PiecePicture } from '../../ui/piece-picture.tsx'
import { thumbnailSizes } from '../../ui/picture-sources.ts'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { ownPiecesQuery } from './piece-queries.ts'
import { ShopGate } from './shop-gate.tsx'
import { StockDialog } from './stock-dialog.tsx'

const shown = ['ACTIVE', 'SOLD_OUT', 'DRAFT', 'ARCHIVED'] as const

/** `/vender/piezas` */
export function PiecesPage() {
  return (
    <ShopGate path="/vender/piezas" action="listings">
      <Pieces />
    </ShopGate>
  )
}

function Pieces() {
  const { t } = useTranslation('pieces')
  const { estado } = useSearch({ from: '/vender/piezas' })
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const q = useDebounced(typed.trim(), 300)
  const list = useInfiniteQuery(ownPiecesQuery({ status: estado, q: q || undefined }))
  const [correcting, setCorrecting] = useState<OwnProduct | null>(null)
  const pieces = list.data?.pages.flatMap((page) => page.items)
  const isNarrowed = estado !== undefined || q !== ''
  const show = (next: typeof estado) =>
    void navigate({
      to: '/vender/piezas',
      search: next ? { estado: next } : {},
      replace: true,
      resetScroll: false,
    })
  return (
    <Page title={t('title')}>
      <ShopNav />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <LinkButton variant="primary" to="/vender/piezas/nueva">
            <Plus aria-hidden className="size-5" />
            {t('add')}
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-3 md:flex-row-reverse md:items-end md:justify-between">
        <TextField
          type="search"
          label={t('search')}
          fieldClassName="md:w-72"
          value={typed}
          maxLength={100}
          onChange={(event) => setTyped(event.target.value)}
        />
        <fieldset className="min-w-0">
          <legend className="sr-only">{t('show')}</legend>
          <div className="scroll-row -mx-4 gap-2 px-4 sm:mx-0 sm:px-0">
            <Chip isSelected={estado === undefined} onPress={() => show(undefined)}>
              {t('filter.all')}
            </Chip>
            {shown.map((status) => (
              <Chip key={status} isSelected={estado === status} onPress={() => show(status)}>
                {t(`filter.${status}`)}
              </Chip>
            ))}
          </div>
        </fieldset>
      </div>
      {!pieces ? (
        list.error ? (
          <ErrorState title={t('loadFailed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <div aria-busy="true" className="grid gap-4 md:grid-cols-2">
            <output className="sr-only">{t('loading')}</output>
            {[0, 1, 2, 3].map((i) => (
              <Skeleton key={i} className="h-36 rounded-lg" />
            ))}
          </div>
        )
      ) : pieces.length === 0 ? (
        <EmptyState
          title={t(isNarrowed ? 'noneTitle' : 'emptyTitle')}
          body={t(isNarrowed ? 'noneBody' : 'emptyBody')}
          textileId="mis-piezas"
          action={
            isNarrowed ? (
              <Button
                onPress={() => {
                  setTyped('')
                  show(undefined)
                }}
              >
                {t('seeAll')}
              </Button>
            ) : (
              <LinkButton variant="primary" to="/vender/piezas/nueva">
                {t('add')}
              </LinkButton>
            )
          }
        />
      ) : (
        <>
          <ul className={cx('grid gap-4 md:grid-cols-2', list.isPlaceholderData && 'opacity-60')}>
            {pieces.map((piece) => (
              <PieceCard key={piece.id} piece={piece} onCorrect={() => setCorrecting(piece)} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} isWide>
              {t('more')}
            </Button>
          )}
        </>
      )}
      {correcting && <StockDialog piece={correcting} onClose={() => setCorrecting(null)} />}
    </Page>
  )
}

const tones: Record<OwnProduct['status'], Tone> = {
  ACTIVE: 'success',
  SOLD_OUT: 'danger',
  DRAFT: 'neutral',
  ARCHIVED: 'neutral',
}

function PieceCard({ piece, onCorrect }: { piece: OwnProduct; onCorrect: () => void }) {
  const { t } = useTranslation('pieces')
  const money = useFormatMoney()
  const onSale = piece.variants.filter(({ active }) => active)
  const reserved = piece.variants.reduce((sum, variant) => sum + variant.reserved, 0)
  const price = money(piece.price, 'short')
  const isLow = piece.status === 'ACTIVE' && piece.stock <= (piece.lowStockAt ?? 0) && !piece.madeToOrder
  const [cover] = piece.pictures
  return (
    <li className="relative flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-low transition-shadow hover:shadow-high">
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
          {reserved > 0 && <span className="block text-sm text-ink-soft">{t('reserved', { count: reserved })}</span>}
        </p>
        <Button className="relative z-10" onPress={onCorrect} aria-label={`${t('correct')}: ${piece.name}`}>
          {t('correct')}
        </Button>
      </div>
    </li>
  )
}
