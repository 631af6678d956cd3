import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Cart } from '../../../contracts/checkout.ts'
import { experienceByIdQuery } from '../../lib/slot-queries.ts'
import { DatedPolicy } from '../../ui/dated-policy.tsx'
import { Timeline, type TimelineStep } from '../../ui/timeline.tsx'

/** From today's payment to the parcel in one's hands. */
export function WhatHappensWhen({ cart, pickups }: { cart: Cart; pickups: number }) {
  const { t } = useTranslation('market')
  const steps: TimelineStep[] = [{ id: 'today', text: t('next.today'), note: t('next.todayText'), mark: 'done' }]
  if (cart.groups.length > 0) {
    steps.push({ id: 'accept', text: t('next.accept'), note: t('next.acceptText'), mark: 'ahead' })
    const notes = [
      ...(pickups < cart.groups.length ? [t('next.shipText')] : []),
      ...(pickups > 0 ? [t('next.pickupText')] : []),
    ]
    steps.push({ id: 'ship', text: t('next.ship'), note: notes.join(' '), mark: 'ahead' })
  }
  for (const slot of cart.slots)
    steps.push({ id: slot.slotId, text: slot.experience.title, note: t('next.slotText'), mark: 'ahead' })
  return <Timeline steps={steps} />
}

/** What can still be undone, and until when. */
export function Plans({ cart }: { cart: Cart }) {
  const { t } = useTranslation('market')
  return (
    <div className="flex flex-col gap-4">
      {cart.groups.length > 0 && (
        <ul className="space-y-1.5">
          <li>{t('plans.cancel')}</li>
          <li>{t('plans.accept')}</li>
          <li className="text-ink-soft">{t('plans.returns')}</li>
        </ul>
      )}
      {cart.slots.map((slot) => (
        <SlotPolicy key={slot.slotId} slot={slot} />
      ))}
    </div>
  )
}

function SlotPolicy({ slot }: { slot: Cart['slots'][number] }) {
  const { t } = useTranslation('market')
  const { data } = useQuery(experienceByIdQuery(slot.experience.slug))
  if (!data) return null
  return (
    <div>
      <p className="mb-1 font-semibold">{t('plans.experience', { title: slot.experience.title })}</p>
      <DatedPolicy policy={data.cancellationPolicy} startsAt={slot.startsAt} timeZone={slot.timeZone} />
    </div>
  )
}
