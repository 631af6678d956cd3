import { CircleCheck, CircleX, CloudOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CheckInResult } from '../../../contracts/bookings.ts'
import { useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { type Refusal, refusalOf } from './arrivals.rules.ts'
import type { Checked } from './use-waiting-codes.ts'
import { shownCode, type WaitingCode } from './waiting-codes.rules.ts'

/** `onNext` for a party that came in by its booking's code and is not whole yet. */
export function Admitted({ result, onNext }: { result: CheckInResult; onNext: (() => void) | null }) {
  const { t } = useTranslation('door')
  const dates = useDates()
  const { ticket, booking, slot } = result
  return (
    <div className="animate-appear rounded-lg bg-nopal p-6 text-center text-paper sm:p-10">
      <CircleCheck aria-hidden className="mx-auto size-20" />
      <p className="mt-2 font-display text-4xl font-semibold">{t('admitted')}</p>
      <p className="mt-2 text-lg">{t('admittedWho', { label: ticket.label, guest: booking.guestName })}</p>
      <p>{t('admittedFor', { title: slot.experience.title, time: dates.time(slot.startsAt, slot.timeZone) })}</p>
      <p className="tabular">{t('admittedCount', booking)}</p>
      {onNext && booking.admitted < booking.seats && (
        <Button className="mt-4" onPress={onNext}>
          {t('admitNext')}
        </Button>
      )}
    </div>
  )
}

function useRefusalText(): (refusal: Refusal) => string {
  const { t } = useTranslation('door')
  return (refusal) =>
    refusal.kind === 'told'
      ? refusal.text
      : refusal.kind === 'not-found'
        ? t('refusedNotFound')
        : refusal.kind === 'invalid'
          ? t('refusedInvalid')
          : t('refusedOther')
}

export function Refused({ refusal, onAdmitAnyway }: { refusal: Refusal; onAdmitAnyway: () => void }) {
  const { t } = useTranslation('door')
  const textOf = useRefusalText()
  return (
    <div className="animate-appear rounded-lg bg-chapulin p-6 text-center text-paper sm:p-10">
      <CircleX aria-hidden className="mx-auto size-20" />
      <p className="mt-2 font-display text-4xl font-semibold">{t('refused')}</p>
      <p className="mt-2 text-lg">{textOf(refusal)}</p>
      {refusal.kind === 'told' && refusal.isOtherTime && (
        <Button className="mt-4" onClick={onAdmitAnyway}>
          {t('admitAnyway')}
        </Button>
      )}
    </div>
  )
}

/** Neither green nor red: nobody knows yet. */
export function NotKnownYet({ code }: { code: string }) {
  const { t } = useTranslation('door')
  return (
    <div className="animate-appear rounded-lg bg-barro p-6 text-center text-paper sm:p-10">
      <CloudOff aria-hidden className="mx-auto size-20" />
      <p className="mt-2 font-display text-4xl font-semibold">{t('offline')}</p>
      <p className="mt-2 text-lg">{t('offlineKept', { code: shownCode(code) })}</p>
    </div>
  )
}

/** What still waits for the network, and what came of the rest. */
export function WaitingCodes({ codes, checked }: { codes: readonly WaitingCode[]; checked: readonly Checked[] }) {
  const { t } = useTranslation('door')
  const dates = useDates()
  const textOf = useRefusalText()
  if (codes.length + checked.length === 0) return null
  const time = (at: number) => dates.time(new Date(at).toISOString(), Intl.DateTimeFormat().resolvedOptions().timeZone)
  return (
    <Section title={t('withoutSignal')}>
      <ul aria-live="polite" className="divide-y divide-line rounded-lg border border-line bg-surface">
        {checked.map(({ code, outcome }) => (
          <li key={code.key} className="flex flex-col gap-0.5 px-4 py-3">
            <span className="tabular text-sm text-ink-soft">
              {shownCode(code.code)} · {time(code.at)}
            </span>
            {'result' in outcome ? (
              <span className="font-semibold text-nopal">
                {t('laterAdmitted', { guest: outcome.result.booking.guestName, ...outcome.result.booking })}
              </span>
            ) : (
              <span className="font-semibold text-chapulin">
                {t('laterRefused', { text: textOf(refusalOf(outcome.error)) })}
              </span>
            )}
          </li>
        ))}
        {codes.map(({ code, key, at }) => (
          <li key={key} className="flex flex-col gap-0.5 px-4 py-3">
            <span className="tabular text-sm text-ink-soft">
              {shownCode(code)} · {time(at)}
            </span>
            <span className="font-semibold text-barro">{t('laterWaiting')}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
