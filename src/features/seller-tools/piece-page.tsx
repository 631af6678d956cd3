import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { movementKinds, movementSorts, type OwnProduct } from '../../../contracts/products.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { isProblem } from '../../lib/http.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { DownloadButton } from '../../ui/download-button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { PieceForm } from './piece-form.tsx'
import { movementsPath, movementsQuery, ownPieceQuery } from './piece-queries.ts'
import { movementsAsked, type MovementsSearch, readMovements } from './pieces-search.rules.ts'
import { ShopGate } from './shop-gate.tsx'
import { StockDialog } from './stock-dialog.tsx'

const back = '/vender/piezas'

/** `/vender/piezas/nueva` */
export function NewPiecePage() {
  const { t } = useTranslation('pieces')
  const navigate = useNavigate()
  return (
    <ShopGate path="/vender/piezas/nueva" action="listings">
      <Page title={t('newTitle')} width="text">
        <ShopNav />
        <PageHeader title={t('newTitle')} back={{ to: back, label: t('title') }} />
        <PieceForm
          piece={null}
          onCreated={({ id }) =>
            void navigate({ to: '/vender/piezas/$id', params: { id }, replace: true, ignoreBlocker: true })
          }
        />
      </Page>
    </ShopGate>
  )
}

/** `/vender/piezas/$id` */
export function PiecePage() {
  const { id } = useParams({ from: '/vender/piezas/$id' })
  return (
    <ShopGate path={`/vender/piezas/${id}`} action="listings">
      <Piece key={id} id={id} />
    </ShopGate>
  )
}

function Piece({ id }: { id: string }) {
  const { t } = useTranslation('pieces')
  const { data: piece, error, refetch } = useQuery(ownPieceQuery(id))
  const [isCorrecting, setCorrecting] = useState(false)
  if (!piece) {
    return (
      <Page title={t('editTitle')} width="text">
        <ShopNav />
        <h1 className="sr-only">{t('editTitle')}</h1>
        {isProblem(error, 'NOT_FOUND') ? (
          <EmptyState
            title={t('notFoundTitle')}
            body={t('notFound')}
            textileId={id}
            action={<LinkButton to="/vender/piezas">{t('title')}</LinkButton>}
          />
        ) : error ? (
          <ErrorState title={t('loadFailed')} error={error} onRetry={() => void refetch()} />
        ) : (
          <div aria-busy="true" className="space-y-4">
            <Skeleton className="h-10 w-2/3" />
            <Skeleton className="h-64 rounded-lg" />
            <Skeleton className="h-96 rounded-lg" />
          </div>
        )}
      </Page>
    )
  }
  const isShown = piece.status === 'ACTIVE' || piece.status === 'SOLD_OUT'
  return (
    <Page title={piece.name} width="text" className="gap-8">
      <ShopNav />
      <PageHeader
        title={piece.name}
        eyebrow={t(`status.${piece.status}`)}
        back={{ to: back, label: t('title') }}
        actions={
          isShown && (
            <LinkButton to="/tienda/productos/$slug" params={{ slug: piece.slug }}>
              <ExternalLink aria-hidden className="size-5" />
              {t('seeInStore')}
            </LinkButton>
          )
        }
      />
      <PieceForm piece={piece} />
      <Movements piece={piece} onCorrect={() => setCorrecting(true)} />
      {isCorrecting && <StockDialog piece={piece} onClose={() => setCorrecting(false)} />}
    </Page>
  )
}

/** Every piece that came or went. */
function Movements({ piece, onCorrect }: { piece: OwnProduct; onCorrect: () => void }) {
  const { t } = useTranslation('pieces')
  const dates = useDates()
  const search: MovementsSearch = useSearch({ from: '/vender/piezas/$id' })
  const navigate = useNavigate()
  const show = (next: Record<string, string>) =>
    void navigate({
      to: '/vender/piezas/$id',
      params: { id: piece.id },
      search: readMovements({ ...search, ...next }),
      replace: true,
      resetScroll: false,
    })
  const asked = movementsAsked(search)
  const list = useInfiniteQuery(movementsQuery(piece.id, asked))
  const movements = list.data?.pages.flatMap((page) => page.items)
  const nameOf = (variantId: string) => piece.variants.find(({ id }) => id === variantId)?.label ?? ''
  return (
    <Section title={t('story')} action={<Button onPress={onCorrect}>{t('correct')}</Button>}>
      <div className="grid grid-cols-2 items-end gap-x-4 gap-y-3 sm:grid-cols-3">
        <SelectField
          label={t('movementKind')}
          value={search.que ?? ''}
          onChange={(event) => show({ que: event.target.value })}
          options={[
            { value: '', label: t('movementAll') },
            ...movementKinds.map((value) => ({ value, label: t(`movement.${value}`) })),
          ]}
        />
        <SelectField
          label={t('sort')}
          value={search.orden ?? 'newest'}
          onChange={(event) => show({ orden: event.target.value })}
          options={movementSorts.map((value) => ({ value, label: t(`movementSorts.${value}`) }))}
        />
        <div className="col-span-2 sm:col-span-1 sm:justify-self-end">
          <DownloadButton path={movementsPath(piece.id)} name={t('movementsFile')} label={t('export')} query={asked} />
        </div>
      </div>
      {!movements ? (
        list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Skeleton className="h-32 rounded-lg" />
        )
      ) : movements.length === 0 ? (
        <p className="text-ink-soft">{t('movementNone')}</p>
      ) : (
        <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
          {movements.map((movement) => (
            <li key={movement.id} className="flex items-center gap-3 px-4 py-3">
              <span className="tabular w-12 shrink-0">
                <StatusChip tone={movement.quantity > 0 ? 'success' : 'neutral'} icon={<></>}>
                  {movement.quantity > 0 ? `+${movement.quantity}` : `−${-movement.quantity}`}
                </StatusChip>
              </span>
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">
                  {t(`movement.${movement.kind}`)}
                  {nameOf(movement.variantId) && (
                    <span className="font-normal text-ink-soft"> · {nameOf(movement.variantId)}</span>
                  )}
                </span>
                {movement.note && <span className="block text-sm wrap-anywhere">{movement.note}</span>}
              </span>
              <time dateTime={movement.createdAt} className="tabular shrink-0 text-sm text-ink-soft">
                {dates.day(movement.createdAt, placeTimeZone)}
              </time>
            </li>
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} isWide>
          {t('more')}
        </Button>
      )}
    </Section>
  )
}
