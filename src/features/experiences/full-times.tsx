import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Experience, Slot } from '../../../contracts/experiences.ts'
import { useDates } from '../../lib/dates.ts'
import { useMe } from '../../lib/session.ts'
import { useJoinWaitlist, useLeaveWaitlist, waitlistQuery } from '../../lib/waitlist-queries.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { hasNoRoom } from './slot-calendar.rules.ts'
import type { Choice } from './use-choice.ts'

/** Under the times of the chosen day: those without room for this party, and a place in line for each. */
export function FullTimes({ experience, choice }: { experience: Experience; choice: Choice }) {
  const { t } = useTranslation('waiting')
  const full = choice.ofDay.filter((slot) => hasNoRoom(slot, choice.seats) && choice.seats <= slot.capacity)
  const isParty = choice.seats >= experience.minParty && choice.seats <= experience.maxParty
  if (full.length === 0 || !isParty) return null
  return (
    <section aria-label={t('fullTitle')} className="mt-3">
      <ul className="divide-y divide-line rounded-md border border-line">
        {full.map((slot) => (
          <FullTime key={slot.id} slot={slot} experience={experience} choice={choice} />
        ))}
      </ul>
    </section>
  )
}

function FullTime({ slot, experience, choice }: { slot: Slot; experience: Experience; choice: Choice }) {
  const { t } = useTranslation('waiting')
  const dates = useDates()
  const toast = useToast()
  const me = useMe()
  const here = useLocation({ select: ({ href }) => href })
  const { data: waited = [] } = useQuery({ ...waitlistQuery, enabled: Boolean(me) })
  const join = useJoinWaitlist()
  const leave = useLeaveWaitlist()
  const time = dates.time(slot.startsAt, experience.timeZone)
  const entry = waited.find(({ slotId }) => slotId === slot.id)
  return (
    <li className="flex flex-col gap-2 px-3 py-2.5">
      <p className="text-[0.9375rem]">
        {slot.status === 'FULL' ? t('full', { time }) : t('tooFew', { count: slot.available, time })}{' '}
        {entry?.status === 'WAITING' && (
          <span className="font-semibold">
            {t('chip')}. {entry.ahead !== null && (entry.ahead === 0 ? t('next') : t('ahead', { count: entry.ahead }))}
          </span>
        )}
      </p>
      {entry?.status === 'OFFERED' && entry.bookingId !== null ? (
        <LinkButton
          variant="primary"
          to="/reservar/$slotId"
          params={{ slotId: slot.id }}
          search={{ reserva: entry.bookingId, experiencia: experience.slug }}
        >
          {t('take')}
        </LinkButton>
      ) : entry ? (
        <Button
          aria-label={t('leaveAt', { title: experience.title, when: time })}
          isPending={leave.isPending}
          onPress={() => leave.mutate(slot.id, { onSuccess: () => toast({ tone: 'success', message: t('left') }) })}
        >
          {t('leave')}
        </Button>
      ) : me === null ? (
        <LinkButton to="/entrar" search={{ volver: here }}>
          {t('signIn')}
        </LinkButton>
      ) : (
        <Button
          aria-label={t('joinAt', { time })}
          isPending={join.isPending}
          onPress={() =>
            join.mutate(
              { slotId: slot.id, party: choice.party },
              { onSuccess: () => toast({ tone: 'success', message: t('joined') }) },
            )
          }
        >
          {t('join')}
        </Button>
      )}
      <SaveProblem error={join.error ?? leave.error} />
    </li>
  )
}
