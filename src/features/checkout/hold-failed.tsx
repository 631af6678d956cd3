import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experience, Slot } from '../../../contracts/experiences.ts'
import { civilDateAt } from '../../lib/dates.ts'
import { slotsWithRoom } from '../../lib/slot-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SlotChoices } from '../../ui/slot-choices.tsx'
import type { HoldFailure } from './hold-failure.rules.ts'
import { type Party, seatsOf } from '../../lib/party.rules.ts'

type Props = {
  failure: HoldFailure
  experience: Experience
  slots: readonly Slot[]
  slotId: string
  party: Party
  onRetry: () => void
}

/** Why the seats were not held, whether money moved, and the next thing to do. */
export function HoldFailed({ failure, experience, slots, slotId, party, onRetry }: Props) {
  const { t } = useTranslation('checkout')
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => notice.current?.focus(), [failure.kind])

  if (failure.kind === 'sold-out' || failure.kind === 'closed' || failure.kind === 'hold-over') {
    const others = slotsWithRoom(slots, Math.max(1, seatsOf(party)), slotId)
    const title = { 'sold-out': 'soldOutTitle', closed: 'closedTitle', 'hold-over': 'holdOverTitle' } as const
    const text = { 'sold-out': 'soldOut', closed: 'closed', 'hold-over': 'holdOver' } as const
    return (
      <div ref={notice} tabIndex={-1}>
        <Notice tone="warning" title={t(title[failure.kind])}>
          <p>{others.length > 0 ? t(text[failure.kind]) : t('noOtherTimes')}</p>
        </Notice>
        {others.length > 0 && (
          <div className="mt-4">
            <SlotChoices
              slots={others}
              timeZone={experience.timeZone}
              label={t('otherTimes')}
              mostDays={4}
              renderLink={(slot, className, children) => (
                <Link
                  to="/reservar/$slotId"
                  params={{ slotId: slot.id }}
                  search={{
                    ...party,
                    experiencia: experience.slug,
                    dia: civilDateAt(slot.startsAt, experience.timeZone),
                  }}
                  className={className}
                >
                  {children}
                </Link>
              )}
            />
          </div>
        )}
        <Link className="text-link mt-4 inline-block" to="/experiencias/$slug" params={{ slug: experience.slug }}>
          {t('seeExperience')}
        </Link>
      </div>
    )
  }
  if (failure.kind === 'signed-out') return null
  const retry = <Button onPress={onRetry}>{t('retry')}</Button>
  return (
    <div ref={notice} tabIndex={-1}>
      {failure.kind === 'provider-down' && (
        <Notice tone="warning" title={t('providerDownTitle')} action={retry} isLive>
          {t('providerDown')}
        </Notice>
      )}
      {failure.kind === 'lost' && (
        <Notice tone="warning" title={t('holdLostTitle')} action={retry} isLive>
          {t('holdLost')}
        </Notice>
      )}
      {failure.kind === 'wait' && <Notice tone="warning">{t('rateLimited', { count: failure.seconds })}</Notice>}
      {failure.kind === 'banned' && (
        <Notice tone="danger">
          <Link className="text-link" to="/suspendida">
            {t('signIn')}
          </Link>
        </Notice>
      )}
      {failure.kind === 'other' && <Notice tone="danger">{failure.text}</Notice>}
    </div>
  )
}
