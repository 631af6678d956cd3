import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormatMoney } from '../../lib/money.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { affectedQuery } from './schedule-queries.ts'

/** Who a change touches, and what they are told, before it is made. */
export function AffectedDialog({
  title,
  body,
  children,
  confirmLabel,
  path,
  query,
  isPending,
  isReady = true,
  error,
  onConfirm,
  onClose,
}: {
  title: string
  body: string
  children?: ReactNode
  confirmLabel: string
  path: string
  query?: Record<string, string>
  isPending: boolean
  isReady?: boolean
  error: unknown
  onConfirm: (message: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation('hosting')
  const money = useFormatMoney()
  const [message, setMessage] = useState('')
  const affected = useQuery(affectedQuery(path, query))
  const { data } = affected
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={title}
      confirmLabel={confirmLabel}
      isPending={isPending}
      isConfirmDisabled={!data || !isReady}
      onConfirm={() => onConfirm(message.trim())}
    >
      <div className="flex flex-col gap-4">
        <p>{body}</p>
        {children}
        {!data ? (
          affected.error ? (
            <ErrorState error={affected.error} onRetry={() => void affected.refetch()} />
          ) : (
            <Skeleton className="h-20" />
          )
        ) : data.bookings === 0 ? (
          <p className="rounded-md bg-sunken px-4 py-3">{t('affectedNone')}</p>
        ) : (
          <>
            <div className="tabular rounded-md bg-barro-soft px-4 py-3">
              <p className="font-semibold text-barro">{t('affected', { count: data.bookings, seats: data.seats })}</p>
              <p>{t('refundAtMost', { amount: money(data.refundAtMost) })}</p>
              <ul className="mt-2 text-sm">
                {data.slots.flatMap(({ bookings }) =>
                  bookings.map(({ id, code, guest, seats }) => (
                    <li key={id}>
                      {guest.name} · {seats} · {code}
                    </li>
                  )),
                )}
              </ul>
            </div>
            <TextAreaField
              label={t('messageToGuests')}
              isOptional
              maxLength={500}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
            />
          </>
        )}
        <SaveProblem error={error} />
      </div>
    </ConfirmDialog>
  )
}
