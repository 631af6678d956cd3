import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus, Upload } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OwnProduct, ownProductSorts } from '../../../contracts/products.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { DownloadButton } from '../../ui/download-button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { WordsField } from '../../ui/words-field.tsx'
import { LowStockNotice } from './low-stock-notice.tsx'
import { PieceCard } from './piece-card.tsx'
import { ownPiecesQuery } from './piece-queries.ts'
import { pieceGroups, piecesAsked, type PiecesSearch } from './pieces-search.rules.ts'
import { SelectionBar } from './selection-bar.tsx'
import { ShopGate } from './shop-gate.tsx'
import { StockDialog } from './stock-dialog.tsx'

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
  const search: PiecesSearch = useSearch({ from: '/vender/piezas' })
  const navigate = useNavigate()
  const list = useInfiniteQuery(ownPiecesQuery(piecesAsked(search)))
  const [correcting, setCorrecting] = useState<OwnProduct | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const pieces = list.data?.pages.flatMap((page) => page.items)
  const isNarrowed = search.estado !== undefined || search.q !== undefined
  const show = (next: PiecesSearch) => {
    // What is not in sight is not changed.
    setChosen(new Set())
    void navigate({ to: '/vender/piezas', search: next, replace: true, resetScroll: false })
  }
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)))
  return (
    <Page title={t('title')}>
      <ShopNav />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <DownloadButton
              path="/seller/products.csv"
              name={t('csvName')}
              label={t('export')}
              query={piecesAsked(search)}
            />
            <LinkButton to="/vender/piezas/importar">
              <Upload aria-hidden className="size-5" />
              {t('import')}
            </LinkButton>
            <LinkButton variant="primary" to="/vender/piezas/nueva">
              <Plus aria-hidden className="size-5" />
              {t('add')}
            </LinkButton>
          </>
        }
      />
      {search.estado !== 'LOW' && <LowStockNotice />}
      <fieldset className="min-w-0">
        <legend className="sr-only">{t('show')}</legend>
        <div className="scroll-row -mx-4 gap-2 px-4 sm:mx-0 sm:px-0">
          <Chip isSelected={search.estado === undefined} onPress={() => show({ ...search, estado: undefined })}>
            {t('filter.all')}
          </Chip>
          {pieceGroups.map((estado) => (
            <Chip key={estado} isSelected={search.estado === estado} onPress={() => show({ ...search, estado })}>
              {t(`filter.${estado}`)}
            </Chip>
          ))}
        </div>
      </fieldset>
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_16rem]">
        <WordsField label={t('search')} words={search.q} onWords={(q) => show({ ...search, q })} />
        <SelectField
          label={t('sort')}
          value={search.orden ?? 'newest'}
          onChange={(event) => {
            const orden = ownProductSorts.find((one) => one === event.target.value)
            show({ ...search, orden: orden === 'newest' ? undefined : orden })
          }}
          options={ownProductSorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
        />
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
              <Button onPress={() => show({})}>{t('seeAll')}</Button>
            ) : (
              <LinkButton variant="primary" to="/vender/piezas/nueva">
                {t('add')}
              </LinkButton>
            )
          }
        />
      ) : (
        <>
          <ul
            aria-label={t('title')}
            className={cx('grid gap-4 md:grid-cols-2', list.isPlaceholderData && 'opacity-60')}
          >
            {pieces.map((piece) => (
              <PieceCard
                key={piece.id}
                piece={piece}
                isChosen={chosen.has(piece.id)}
                onChoose={(isChosen) => choose(piece.id, isChosen)}
                onCorrect={() => setCorrecting(piece)}
              />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} isWide>
              {t('more')}
            </Button>
          )}
          <SelectionBar
            pieces={pieces.filter(({ id }) => chosen.has(id))}
            total={pieces.length}
            onAll={() => setChosen(new Set(pieces.slice(0, mostChosen).map(({ id }) => id)))}
            onNone={() => setChosen(new Set())}
          />
        </>
      )}
      {correcting && <StockDialog piece={correcting} onClose={() => setCorrecting(null)} />}
    </Page>
  )
}

/** As many as one request may change. */
const mostChosen = 100
