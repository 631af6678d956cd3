import { useNavigate } from '@tanstack/react-router'
import { CalendarPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostListing, Slot } from '../../../contracts/experiences.ts'
import { placeTimeZone, todayAt, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { hasPassed, instantAt } from '../../lib/instant-at.ts'
import { readCount } from '../../lib/pesos.rules.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { TextField } from '../../ui/field.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useTimesAction } from './schedule-queries.ts'

/** One time of its own. */
export function SingleTime({ listing }: { listing: HostListing }) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('groups')
  const dates = useDates()
  const toast = useToast()
  const [date, setDate] = useState('')
  const [hour, setHour] = useState('10:00')
  const [capacity, setCapacity] = useState(String(listing.maxParty))
  const [isPrivate, setPrivate] = useState(false)
  const [pressed, setPressed] = useState(false)
  const navigate = useNavigate()
  const open = useTimesAction((body: { startsAt: string; capacity: number; isPrivate: boolean }, options) =>
    http.post<Slot>(`/host/experiences/${listing.id}/slots`, { body, ...options }),
  )
  const seats = readCount(capacity) ?? 0
  const now = useServerNow(60_000)
  const isPast = hasPassed(date, hour, placeTimeZone, now)
  const isWrong = date === '' || hour === '' || isPast || seats < 1 || seats > 500
  const send = () => {
    setPressed(true)
    if (isWrong || open.isPending) return
    open.mutate(
      { startsAt: instantAt(date, hour, placeTimeZone), capacity: seats, isPrivate },
      {
        onSuccess: ({ id, startsAt }) => {
          toast({ tone: 'success', message: t('singleAdded', { when: dates.dateTime(startsAt, placeTimeZone) }) })
          setPressed(false)
          // Where its link is made.
          if (isPrivate) void navigate({ to: '/anfitrion/horarios/$id', params: { id } })
        },
      },
    )
  }
  return (
    <Card as="section" edge>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <div>
          <h2 className="text-xl">{t('singleTitle')}</h2>
          <p className="text-ink-soft">{t('singleLead')}</p>
        </div>
        <div className="grid grid-cols-2 items-start gap-4 sm:grid-cols-3">
          <TextField
            type="date"
            label={t('date')}
            fieldClassName="col-span-2 sm:col-span-1"
            min={todayAt()}
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
          <TextField type="time" label={t('hours')} value={hour} onChange={(event) => setHour(event.target.value)} />
          <TextField
            label={t('capacity')}
            inputMode="numeric"
            className="tabular"
            maxLength={3}
            value={capacity}
            onChange={(event) => setCapacity(event.target.value)}
          />
        </div>
        <CheckField
          label={words('host.checkbox')}
          description={words('host.checkboxHelp')}
          checked={isPrivate}
          onChange={(event) => setPrivate(event.target.checked)}
        />
        {pressed && isWrong && (
          <p role="alert" className="text-sm font-medium text-chapulin">
            {t(isPast ? 'inThePast' : 'singleProblem')}
          </p>
        )}
        <SaveProblem error={open.error} />
        <Button type="submit" variant="primary" className="self-start" isPending={open.isPending}>
          <CalendarPlus aria-hidden className="size-5" />
          {t('singleAdd')}
        </Button>
      </form>
    </Card>
  )
}
