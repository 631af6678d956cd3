import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experience, Slot } from '../../../contracts/experiences.ts'
import { useIsClosed } from '../../lib/features.ts'
import { useMe } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { ClosedNotice } from '../../ui/closed-notice.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { DatedPolicy } from '../../ui/dated-policy.tsx'
import { PartySteppers } from '../../ui/party-steppers.tsx'
import { PlaceAndTime } from '../../ui/place-and-time.tsx'
import { CheckoutFrame, Part } from './checkout-frame.tsx'
import { checkoutPath, type CheckoutSearch } from './checkout-search.rules.ts'
import { HoldFailed } from './hold-failed.tsx'
import { holdFailure } from './hold-failure.rules.ts'
import {
  partyEntries,
  partyFor,
  type Party,
  type PartyProblem,
  partyProblem,
  priceLines,
  totalOf,
} from '../../lib/party.rules.ts'
import { PriceSummary } from './price-summary.tsx'
import { readRequests, rememberRequests } from './requests-draft.ts'
import { useHoldSeats } from './use-hold-seats.ts'

const longestRequests = 500

type Props = { experience: Experience; slot: Slot; slots: readonly Slot[]; party: Party; search: CheckoutSearch }

export function PartyForm({ experience, slot, slots, party: wanted, search }: Props) {
  const { t } = useTranslation('checkout')
  const navigate = useNavigate()
  const me = useMe()
  const hold = useHoldSeats()
  const [requests, setRequests] = useState(() => readRequests(slot.id))
  const [pressed, setPressed] = useState(false)

  const party = partyFor(wanted, experience)
  const available = slot.status === 'OPEN' ? slot.available : 0
  const problem = partyProblem(party, experience, available)
  const lines = priceLines(party, experience.ticketTypes)
  const tooLong = requests.length > longestRequests
  const failure = hold.error ? holdFailure(hold.error) : null
  const isPaused = useIsClosed('BOOKINGS')
  const shut = slot.status === 'CLOSED' || slot.status === 'CANCELLED'

  const choose = (next: Party) => {
    hold.reset()
    const { experiencia, dia, clave } = search
    void navigate({
      to: '/reservar/$slotId',
      params: { slotId: slot.id },
      search: { ...next, experiencia: experiencia ?? experience.slug, dia, clave },
      replace: true,
      resetScroll: false,
    })
  }

  const press = (event?: FormEvent) => {
    event?.preventDefault()
    setPressed(true)
    if (problem || tooLong || shut || isPaused || hold.isPending) return
    const here = checkoutPath(slot.id, {
      experiencia: experience.slug,
      dia: search.dia,
      clave: search.clave,
      ...party,
    })
    if (me === null) return void navigate({ to: '/entrar', search: { volver: here } })
    const text = requests.trim()
    hold.mutate(
      {
        slotId: slot.id,
        party: partyEntries(party),
        ...(text ? { specialRequests: text } : {}),
        ...(search.clave !== undefined && { groupToken: search.clave }),
      },
      {
        onSuccess: ({ booking }) => {
          rememberRequests(slot.id, '')
          void navigate({
            to: '/reservar/$slotId',
            params: { slotId: slot.id },
            search: { experiencia: experience.slug, dia: search.dia, ...party, reserva: booking.id },
          })
        },
        onError: (error) => {
          if (holdFailure(error).kind === 'signed-out') void navigate({ to: '/entrar', search: { volver: here } })
        },
      },
    )
  }

  const full = shut || failure?.kind === 'sold-out' || failure?.kind === 'closed' || problem?.kind === 'no-room'
  return (
    <form onSubmit={press} noValidate>
      <CheckoutFrame
        title={t('title')}
        experience={experience}
        back={{ to: `/experiencias/${experience.slug}`, label: t('seeExperience') }}
        aside={
          <>
            <PriceSummary lines={lines} />
            {problem && (pressed || problem.kind === 'no-room') && (
              <p role="alert" className="mt-4 text-sm font-semibold text-chapulin">
                <ProblemText problem={problem} />
              </p>
            )}
            <Button
              type="submit"
              variant="primary"
              size="lg"
              isWide
              className="mt-4"
              isPending={hold.isPending}
              isDisabled={shut || isPaused}
            >
              {hold.isPending
                ? t('holding')
                : me === null
                  ? t('continueSignedOut')
                  : totalOf(lines).amount === 0
                    ? t('continueFree')
                    : t('continue')}
            </Button>
            <p className="mt-3 text-sm text-ink-soft">{me === null ? t('signInWhy') : t('holdFor')}</p>
          </>
        }
      >
        <ClosedNotice feature="BOOKINGS" className="mb-6" />
        {(failure || full) && (
          <div className="pb-6">
            <HoldFailed
              failure={failure ?? (shut ? { kind: 'closed' } : { kind: 'sold-out' })}
              experience={experience}
              slots={slots}
              slotId={slot.id}
              party={party}
              onRetry={() => press()}
            />
          </div>
        )}
        <section className="py-6 first:pt-0">
          <PlaceAndTime
            startsAt={slot.startsAt}
            endsAt={slot.endsAt}
            timeZone={experience.timeZone}
            place={experience.meetingPoint}
          />
        </section>
        <Part title={t('who')}>
          <PartySteppers
            label={t('who')}
            isLabelHidden
            limits={experience}
            party={party}
            available={available}
            onChange={choose}
          />
          <p className="mt-2 text-sm text-ink-soft" aria-live="polite">
            {t('placesLeft', { count: available })}{' '}
            {t('partySize', { min: experience.minParty, max: experience.maxParty })}
          </p>
        </Part>
        <section className="py-6">
          <TextAreaField
            label={t('requests')}
            description={t('requestsHelp')}
            errorMessage={tooLong ? t('requestsTooLong', { count: requests.length }) : undefined}
            value={requests}
            onChange={(event) => {
              setRequests(event.target.value)
              rememberRequests(slot.id, event.target.value)
            }}
          />
        </section>
        <Part title={t('policy')}>
          <DatedPolicy policy={experience.cancellationPolicy} startsAt={slot.startsAt} timeZone={experience.timeZone} />
        </Part>
      </CheckoutFrame>
    </form>
  )
}

function ProblemText({ problem }: { problem: PartyProblem }) {
  const { t } = useTranslation('checkout')
  switch (problem.kind) {
    case 'nobody':
      return t('problem.nobody')
    case 'too-few':
      return t('problem.tooFew', { count: problem.min })
    case 'too-many':
      return t('problem.tooMany', { count: problem.max })
    case 'no-room':
      return t('problem.noRoom', { count: problem.available })
  }
}
