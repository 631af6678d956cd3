import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { BackLink, Page } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { SellerGate } from './seller-gate.tsx'
import { type SoldOrder, soldOrderQuery } from './sold-queries.ts'

interface Props {
  id: string
  path: string
  title: string
  children: (order: SoldOrder) => ReactNode
}

/** A sheet about one order, to be printed; nothing around it is. */
export function PrintedOrder(props: Props) {
  return (
    <SellerGate path={props.path} action="orders">
      <Found {...props} />
    </SellerGate>
  )
}

function Found({ id, title, children }: Props) {
  const { t } = useTranslation('selling')
  const { data, error, refetch } = useQuery(soldOrderQuery(id))
  return (
    <Page title={title} width="text">
      {data ? (
        <>
          <div className="flex flex-wrap items-center justify-between gap-3 print:hidden">
            <BackLink to={`/vender/pedidos/${data.id}`} label={t('orderTitle', { code: data.code })} />
            <Button onPress={() => window.print()}>
              <Printer aria-hidden className="size-5" />
              {t('slipPage.print')}
            </Button>
          </div>
          {children(data)}
        </>
      ) : error ? (
        <>
          <h1 className="sr-only">{title}</h1>
          <ErrorState title={t('orderFailed')} error={error} onRetry={() => void refetch()} />
        </>
      ) : (
        <div aria-busy="true">
          <h1 className="sr-only">{title}</h1>
          <Skeleton className="h-[34rem]" />
        </div>
      )}
    </Page>
  )
}
