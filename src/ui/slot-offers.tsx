import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { SlotOffer, SlotOfferChoice, SlotOfferPage } from '../../contracts/schedules.ts'
import { retryUnlessDecided } from '../lib/booking-queries.ts'
import { addDays, todayAt, useDates } from '../lib/dates.ts'
import { http, newIdempotencyKey } from '../lib/http.ts'
import { useFormatMoney } from '../lib/money.ts'
import { queryKeys } from '../lib/query-keys.ts'
import { useMe } from '../lib/session.ts'
import { slotsBetweenQuery, slotsWithRoom } from '../lib/slot-queries.ts'
import { Button } from './button.tsx'
import { ConfirmDialog, Dialog } from './dialog.tsx'
import { Notice } from './notice.tsx'
import { SaveProblem } from './save-problem.tsx'
import { SlotChoices } from './slot-choices.tsx'
import { ErrorState, Skeleton } from './states.tsx'
import { useToast } from './toast.tsx'

const offersQuery = queryOptions({
  queryKey: [...queryKeys.bookings, 'offers'],
  queryFn: async ({ signal }) => (await http.get<z.infer<typeof SlotOfferPage>>('/me/slot-offers', { signal })).items,
  retry: retryUnlessDecided,
})

/** Times that their host moved or closed, until one has answered: above the trip all, above a booking its own. Nothing when there are none. */
export function SlotOffers({ bookingId }: { bookingId?: string }) {
  const me = useMe()
  const { data = [] } = useQuery({ ...offersQuery, enabled: Boolean(me) })
  return data
    .filter(({ status, booking }) => status === 'OPEN' && (bookingId === undefined || booking.id === bookingId))
    .map((offer) => <Offer key={offer.id} offer={offer} />)
}

function Offer({ offer }: { offer: SlotOffer }) {
  const { t } = useTranslation('offers')
  const dates = useDates()
  const money = useFormatMoney()
  const toast = useToast()
  const client = useQueryClient()
  const [asked, setAsked] = useState<'ANOTHER_TIME' | 'REFUND' | null>(null)
  const [key, setKey] = useState(newIdempotencyKey)
  const answer = useMutation({
    networkMode: 'always',
    mutationFn: (body: { choice: SlotOfferChoice; slotId?: string }) =>
      http.post<SlotOffer>(`/bookings/${offer.booking.id}/slot-offer`, { body, idempotencyKey: key }),
    onSuccess: (_, { choice }) => {
      toast({
        tone: 'success',
        message: t(
          choice === 'KEEP' ? (isReopened ? 'keptReopened' : 'kept') : choice === 'REFUND' ? 'refunded' : 'changed',
        ),
      })
      void client.invalidateQueries({ queryKey: queryKeys.bookings })
    },
    // What was refused is answered anew; a lost answer stays the same one.
    onError: (error) => 'status' in error && error.status !== 0 && setKey(newIdempotencyKey()),
  })
  // A closed day that was opened again: what its guests were asked has no cause any more.
  const isReopened = offer.newStartsAt === null && offer.choices.includes('KEEP')
  const at = (instant: string) => dates.dateTime(instant, offer.timeZone)
  const { title } = offer.experience
  return (
    <Notice
      tone="warning"
      title={t('title')}
      action={offer.choices.map((choice) => (
        <Button
          key={choice}
          variant={choice === 'KEEP' ? 'primary' : 'secondary'}
          isPending={answer.isPending && choice === 'KEEP'}
          onPress={() => (choice === 'KEEP' ? answer.mutate({ choice }) : setAsked(choice))}
        >
          {t(choice === 'KEEP' && isReopened ? 'keepReopened' : choice)}
        </Button>
      ))}
    >
      <p className="font-semibold">
        {offer.newStartsAt
          ? t('moved', { title, from: at(offer.oldStartsAt), to: at(offer.newStartsAt) })
          : t(isReopened ? 'reopened' : 'closed', { title, from: at(offer.oldStartsAt) })}
      </p>
      {offer.message && <p className="mt-1 border-l-2 border-line-strong pl-3 italic">{offer.message}</p>}
      <p className="mt-1">
        {t(offer.newStartsAt ? 'answerMoved' : isReopened ? 'answerReopened' : 'answerClosed', {
          when: at(offer.answerBy),
        })}
      </p>
      {asked === null && <SaveProblem error={answer.error} />}
      <ConfirmDialog
        isOpen={asked === 'REFUND'}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t('refundTitle', { amount: money(offer.booking.total) })}
        confirmLabel={t('refundDo')}
        isPending={answer.isPending}
        onConfirm={() => answer.mutate({ choice: 'REFUND' })}
      >
        <p>{t('refundBody', { code: offer.booking.code })}</p>
        <SaveProblem error={answer.error} />
      </ConfirmDialog>
      {asked === 'ANOTHER_TIME' && (
        <AnotherTime
          offer={offer}
          isPending={answer.isPending}
          error={answer.error}
          onClose={() => setAsked(null)}
          onChoose={(slotId) => answer.mutate({ choice: 'ANOTHER_TIME', slotId })}
        />
      )}
    </Notice>
  )
}

/** Times of the next two months with room for the whole party. */
function AnotherTime({
  offer,
  isPending,
  error,
  onClose,
  onChoose,
}: {
  offer: SlotOffer
  isPending: boolean
  error: unknown
  onClose: () => void
  onChoose: (slotId: string) => void
}) {
  const { t } = useTranslation('offers')
  const today = todayAt(offer.timeZone)
  const slots = useQuery(slotsBetweenQuery(offer.experience.id, today, addDays(today, 60)))
  const [chosen, setChosen] = useState<string | null>(null)
  // The moved time itself is kept, not chosen again.
  const free = slotsWithRoom(slots.data ?? [], offer.booking.seats, '').filter(
    ({ startsAt }) => startsAt !== offer.newStartsAt,
  )
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !isPending && onClose()}
      title={t('another')}
      footer={
        <Button
          variant="primary"
          isDisabled={chosen === null}
          isPending={isPending}
          onPress={() => chosen !== null && onChoose(chosen)}
        >
          {t('anotherDo')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {!slots.data ? (
          slots.error ? (
            <ErrorState title={t('failed')} error={slots.error} onRetry={() => void slots.refetch()} />
          ) : (
            <Skeleton className="h-40" />
          )
        ) : free.length === 0 ? (
          <p>{t('anotherNone')}</p>
        ) : (
          <SlotChoices
            slots={free}
            timeZone={offer.timeZone}
            label={t('another')}
            chosenId={chosen}
            onChoose={({ id }) => setChosen(id)}
          />
        )}
        <SaveProblem error={error} />
      </div>
    </Dialog>
  )
}
