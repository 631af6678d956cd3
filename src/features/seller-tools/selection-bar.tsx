import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnProduct, ProductsChange } from '../../../contracts/products.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { SaveBar } from '../../ui/save-bar.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { CountDialog } from './count-dialog.tsx'
import { useChangePieces } from './piece-queries.ts'
import { PricesDialog } from './prices-dialog.tsx'

type Asked = 'prices' | 'count' | 'ACTIVE' | 'ARCHIVED'

/** What can be done with several pieces at once; not there while none is chosen. */
export function SelectionBar({
  pieces,
  total,
  onAll,
  onNone,
}: {
  pieces: OwnProduct[]
  /** How many are in sight. */
  total: number
  onAll: () => void
  onNone: () => void
}) {
  const { t } = useTranslation('pieces')
  const [asked, setAsked] = useState<Asked | null>(null)
  if (pieces.length === 0) return null
  const close = () => setAsked(null)
  const done = () => {
    close()
    onNone()
  }
  return (
    <>
      <SaveBar>
        <p className="mr-auto font-semibold" aria-live="polite">
          {t('chosen', { count: pieces.length })}
        </p>
        <div className="scroll-row max-w-full gap-2">
          <Button
            variant="quiet"
            className="shrink-0 whitespace-nowrap"
            onPress={pieces.length < total ? onAll : onNone}
          >
            {t(pieces.length < total ? 'chooseAll' : 'chooseNone')}
          </Button>
          <Button className="shrink-0 whitespace-nowrap" onPress={() => setAsked('prices')}>
            {t('bulk.prices')}
          </Button>
          <Button className="shrink-0 whitespace-nowrap" onPress={() => setAsked('count')}>
            {t('bulk.count')}
          </Button>
          <Button className="shrink-0 whitespace-nowrap" onPress={() => setAsked('ACTIVE')}>
            {t('bulk.ACTIVE')}
          </Button>
          <Button className="shrink-0 whitespace-nowrap" onPress={() => setAsked('ARCHIVED')}>
            {t('bulk.ARCHIVED')}
          </Button>
        </div>
      </SaveBar>
      {asked === 'prices' && <PricesDialog pieces={pieces} onClose={close} onDone={done} />}
      {asked === 'count' && <CountDialog pieces={pieces} onClose={close} onDone={done} />}
      {(asked === 'ACTIVE' || asked === 'ARCHIVED') && (
        <StatusDialog pieces={pieces} status={asked} onClose={close} onDone={done} />
      )}
    </>
  )
}

function StatusDialog({
  pieces,
  status,
  onClose,
  onDone,
}: {
  pieces: OwnProduct[]
  status: NonNullable<ProductsChange['change']['status']>
  onClose: () => void
  onDone: () => void
}) {
  const { t } = useTranslation('pieces')
  const toast = useToast()
  const change = useChangePieces()
  const isPublished = status === 'ACTIVE'
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(isPublished ? 'bulk.publishTitle' : 'bulk.archiveTitle', { count: pieces.length })}
      confirmLabel={t(isPublished ? 'publish' : 'archive')}
      tone={isPublished ? 'primary' : 'danger'}
      isPending={change.isPending}
      onConfirm={() =>
        change.mutate(
          { ids: pieces.map(({ id }) => id), change: { status } },
          {
            onSuccess: ({ changed }) => {
              toast({ tone: 'success', message: t('bulk.changed', { count: changed }) })
              onDone()
            },
          },
        )
      }
    >
      <div className="space-y-4">
        <p>{t(isPublished ? 'bulk.publishBody' : 'bulk.archiveBody')}</p>
        <ul className="list-disc pl-5">
          {pieces.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
        <SaveProblem error={change.error} />
      </div>
    </ConfirmDialog>
  )
}
