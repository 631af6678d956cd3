import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { sellerOrderViews } from '../../../contracts/orders.ts'
import { useActing } from '../../lib/acting.ts'
import { useWide } from '../../lib/use-wide.ts'
import { DownloadButton } from '../../ui/download-button.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { SellerGate } from './seller-gate.tsx'
import { SoldFilters } from './sold-filters.tsx'
import { SoldBoard, SoldCount, SoldList } from './sold-list.tsx'
import { soldFilters, type SoldSearch } from './sold-search.rules.ts'

/** `/vender/pedidos`: the workshop's orders, by what there is to do. */
export function SoldOrdersPage() {
  return (
    <SellerGate path="/vender/pedidos" action="orders">
      <Orders />
    </SellerGate>
  )
}

const board = 'board'

function Orders() {
  const { t } = useTranslation('selling')
  const search: SoldSearch = useSearch({ from: '/vender/pedidos' })
  const navigate = useNavigate()
  const shop = useActing('SELLER')
  const isWide = useWide()
  const first = isWide ? board : 'new'
  const shown = search.ver ?? first
  const show = (next: SoldSearch) =>
    void navigate({ to: '/vender/pedidos', search: next, replace: true, resetScroll: false })
  const views = [...(isWide ? ([board] as const) : []), ...sellerOrderViews]
  return (
    <Page title={t('title')}>
      <ShopNav />
      <PageHeader
        title={shop?.name ?? t('title')}
        lead={t('lead')}
        actions={
          <DownloadButton
            path="/seller/orders.csv"
            name={t('csvName')}
            label={t('export')}
            query={{ ...soldFilters(search), view: search.ver }}
          />
        }
      />
      <SoldFilters search={search} onChange={show} />
      <Tabs
        label={t('viewsLabel')}
        items={views.map((id) => ({
          id,
          label:
            id === board ? (
              t('views.board')
            ) : (
              <>
                {t(`views.${id}`)}
                <SoldCount search={search} view={id} />
              </>
            ),
          content:
            id !== shown ? null : id === board ? <SoldBoard search={search} /> : <SoldList search={search} view={id} />,
        }))}
        selected={shown}
        onSelect={(id) => {
          const { ver: _, ...others } = search
          show(id === first || id === board ? others : { ...others, ver: id })
        }}
      />
    </Page>
  )
}
