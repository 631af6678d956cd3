import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Slot } from '../../../contracts/experiences.ts'
import { addDays, civilDateAt, placeTimeZone, todayAt } from '../../lib/dates.ts'
import { isProblem } from '../../lib/http.ts'
import { useRealtimeTopic } from '../../lib/realtime.ts'
import { experienceByIdQuery, groupSlotQuery, slotByIdQuery, slotsBetweenQuery } from '../../lib/slot-queries.ts'
import { useTitle } from '../../lib/title.ts'
import { Page } from '../../ui/page.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { CheckoutSkeleton, UnknownSlot } from './checkout-ends.tsx'
import { type CheckoutSearch, partyOfSearch } from './checkout-search.rules.ts'
import { findKnownSlot } from './find-known-slot.ts'
import { PartyForm } from './party-form.tsx'

/** Enough days to offer other times when this one fills up. */
const daysAhead = 28

/** Before there is a booking: finds the slot, then lets the guest choose. */
export function ChoosePartyPage({ slotId, search }: { slotId: string; search: CheckoutSearch }) {
  const { t } = useTranslation('checkout')
  const navigate = useNavigate()
  const client = useQueryClient()
  const [seen] = useState(() => findKnownSlot(client, slotId))
  // An old or shortened link may name the slot alone: the server knows the rest.
  const group = useQuery({ ...groupSlotQuery(search.clave ?? ''), enabled: search.clave !== undefined })
  const isAlone =
    seen === null && search.clave === undefined && (search.experiencia === undefined || search.dia === undefined)
  const alone = useQuery({ ...slotByIdQuery(slotId), enabled: isAlone })
  const known = seen ?? (alone.data ? { experienceId: alone.data.experience.id, slot: alone.data } : null)
  const experienceRef = search.experiencia ?? known?.experienceId
  const day = search.dia ?? (known ? civilDateAt(known.slot.startsAt, placeTimeZone) : undefined)
  const today = todayAt()
  const from = day !== undefined && day > today ? day : today

  const experience = useQuery({ ...experienceByIdQuery(experienceRef ?? ''), enabled: experienceRef !== undefined })
  const experienceId = experience.data?.id
  const slots = useQuery({
    ...slotsBetweenQuery(experienceId ?? '', from, addDays(from, daysAhead)),
    // Until its day is known, it would be looked for in the wrong weeks.
    enabled: experienceId !== undefined && !alone.isLoading,
  })
  useRealtimeTopic(experienceId === undefined ? null : `slots:${experienceId}`)
  useTitle(t('title'))

  // A link that can be shared says which experience and day it is about.
  const slug = experience.data?.slug
  useEffect(() => {
    if (slug === undefined || day === undefined || (search.experiencia !== undefined && search.dia !== undefined))
      return
    void navigate({
      to: '/reservar/$slotId',
      params: { slotId },
      search: { ...search, experiencia: slug, dia: day },
      replace: true,
      resetScroll: false,
    })
  }, [slug, day, search, slotId, navigate])

  // A group's own time is in no list.
  const ofGroup = group.data?.id === slotId ? group.data : undefined
  const slot: Slot | undefined =
    ofGroup ?? slots.data?.find((one) => one.id === slotId) ?? (slots.data ? undefined : known?.slot)
  if (experience.data && slot) {
    return (
      <PartyForm
        experience={experience.data}
        slot={slot}
        slots={slots.data ?? []}
        party={partyOfSearch(search)}
        search={search}
      />
    )
  }
  if (search.clave !== undefined && group.isPending) return <CheckoutSkeleton />
  const error = group.error ?? alone.error ?? experience.error ?? slots.error
  if (isProblem(error) && error.status === 404) return <UnknownSlot />
  if (error && !slots.data) {
    return (
      <Page title={t('title')} width="text">
        <ErrorState
          title={t('loadFailed')}
          error={error}
          onRetry={() => void (alone.error ? alone : experience.error ? experience : slots).refetch()}
        />
      </Page>
    )
  }
  if (slots.data && experience.data) return <UnknownSlot experience={experience.data} />
  return <CheckoutSkeleton />
}
