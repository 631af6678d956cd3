import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Camera } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { CheckInResult, HostBookingPage } from '../../../contracts/bookings.ts'
import { useActing } from '../../lib/acting.ts'
import { civilDateAt, todayAt, useDates } from '../../lib/dates.ts'
import { http, newIdempotencyKey } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { PartnerGate } from '../../ui/partner-gate.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { arrivalsOf, isUndecided, refusalOf } from './arrivals.rules.ts'
import { CameraScanner } from './camera-scanner.tsx'
import { Admitted, NotKnownYet, Refused, WaitingCodes } from './door-answers.tsx'
import { useWaitingCodes } from './use-waiting-codes.ts'
import { isPartyCode, type WaitingCode } from './waiting-codes.rules.ts'

/** As long as the contract takes: what else a camera reads is no ticket. */
const longestCode = 1000

const hostBookingsKey = [...queryKeys.bookings, 'host'] as const

/** `/anfitrion/puerta`: a code in, a big answer out. */
export function DoorPage() {
  const { t } = useTranslation('door')
  return (
    <PartnerGate kind="HOST" action="check-in" path="/anfitrion/puerta" title={t('title')}>
      <Page title={t('title')} width="text">
        <HostNav />
        <PageHeader title={t('title')} lead={t('lead')} back={{ to: '/yo', label: t('back') }} />
        <Door />
      </Page>
    </PartnerGate>
  )
}

function Door() {
  const acting = useActing('HOST')
  return (
    <>
      {acting && <CheckIn key={acting.partnerId} partnerId={acting.partnerId} />}
      <Arrivals />
    </>
  )
}

const admit = ({ code, duringHours, key }: WaitingCode) =>
  http.post<CheckInResult>('/host/check-ins', { body: { code, duringHours }, idempotencyKey: key })

function CheckIn({ partnerId }: { partnerId: string }) {
  const { t } = useTranslation('door')
  const client = useQueryClient()
  const [code, setCode] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [isScanning, setScanning] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const answer = useRef<HTMLDivElement>(null)
  const check = useMutation({
    mutationFn: admit,
    onError: (error, scan) => isUndecided(error) && later.add(scan),
    onSettled: () => void client.invalidateQueries({ queryKey: hostBookingsKey }),
  })
  const later = useWaitingCodes(partnerId, async (waiting) => {
    const result = await admit(waiting)
    void client.invalidateQueries({ queryKey: hostBookingsKey })
    return result
  })
  const scan = (given: string, duringHours = true) =>
    check.mutate({ code: given, duringHours, key: newIdempotencyKey(), at: Date.now() })
  // A reader types the next code without anybody touching the screen.
  useEffect(() => {
    input.current?.focus()
  }, [check.submittedAt, check.status, isScanning])
  useEffect(() => {
    // Felt in the hand that holds the phone, with the sound off.
    if (check.status === 'success') navigator.vibrate?.(90)
    if (check.status === 'error') navigator.vibrate?.([70, 60, 70, 60, 70])
    // Whole, above the phone's bottom bar.
    if (check.status === 'success' || check.status === 'error') answer.current?.scrollIntoView({ block: 'nearest' })
  }, [check.submittedAt, check.status])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const typed = code.trim()
    setMissing(typed.length < 4)
    if (typed.length < 4 || check.isPending) return
    scan(typed)
    setCode('')
  }
  const { variables } = check
  // What waited for signal has its answer in the meantime.
  const isSame = ({ code: other }: WaitingCode) => other === variables?.code
  const since =
    isUndecided(check.error) && !later.codes.some(isSame)
      ? later.checked.find(({ code: sent }) => isSame(sent))?.outcome
      : undefined
  const data = since && 'result' in since ? since.result : check.data
  const error = since ? ('error' in since ? since.error : null) : check.error
  const refusal = error === null ? null : refusalOf(error)
  const told = variables && (
    <>
      {data && (
        <Admitted
          result={data}
          onNext={
            isPartyCode(variables.code, data.booking.code) ? () => scan(variables.code, variables.duringHours) : null
          }
        />
      )}
      {refusal &&
        (refusal.kind === 'undecided' ? (
          <NotKnownYet code={variables.code} />
        ) : (
          <Refused refusal={refusal} onAdmitAnyway={() => scan(variables.code, false)} />
        ))}
    </>
  )
  const waiting = <WaitingCodes codes={later.codes} checked={later.checked} />
  if (isScanning) {
    return (
      <>
        <CameraScanner
          isChecking={check.isPending}
          hasAnswer={check.isSuccess || check.isError}
          answer={
            <div ref={answer} aria-live="assertive" className="scroll-mt-20 empty:hidden">
              {told}
            </div>
          }
          onType={() => setScanning(false)}
          onSeen={(text) => {
            if (check.isPending) return false
            scan(text.trim().slice(0, longestCode))
            return true
          }}
        />
        {waiting}
      </>
    )
  }
  return (
    <div className="space-y-5">
      <Button size="lg" isWide onPress={() => setScanning(true)}>
        <Camera aria-hidden className="size-5" />
        {t('camera.open')}
      </Button>
      <form onSubmit={submit} noValidate className="space-y-4">
        <TextField
          ref={input}
          label={t('code')}
          description={t('codeHelp')}
          errorMessage={isMissing ? t('codeMissing') : undefined}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="go"
          className="text-lg tracking-wider"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit" variant="primary" size="lg" isWide isPending={check.isPending}>
          {check.isPending ? t('submitting') : t('submit')}
        </Button>
      </form>
      <div ref={answer} aria-live="assertive" className="scroll-mb-20">
        {told}
      </div>
      {waiting}
    </div>
  )
}

function Arrivals() {
  const { t } = useTranslation('door')
  const dates = useDates()
  const list = useQuery({
    queryKey: hostBookingsKey,
    queryFn: async ({ signal }) =>
      (
        await http.get<z.infer<typeof HostBookingPage>>('/host/bookings', {
          signal,
          query: { limit: 100, status: 'CONFIRMED', day: todayAt() },
        })
      ).items,
  })
  const today = list.data && arrivalsOf(list.data, todayAt(), civilDateAt)
  return (
    <Section title={t('today')}>
      {!today ? (
        list.error ? (
          <ErrorState title={t('todayFailed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Skeleton className="h-24" />
        )
      ) : today.length === 0 ? (
        <p className="text-ink-soft">{t('todayNone')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {today.map((booking) => (
            <li
              key={booking.id}
              className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 px-4 py-3 sm:flex sm:gap-4"
            >
              <span className="tabular shrink-0 font-semibold text-grana">
                {dates.time(booking.startsAt, booking.timeZone)}
              </span>
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{booking.guest.name}</span>
                <span className="block text-sm text-ink-soft">{booking.experience.title}</span>
                {booking.specialRequests && (
                  <span className="block text-sm">{t('requests', { text: booking.specialRequests })}</span>
                )}
              </span>
              <span className="tabular col-start-2 shrink-0 text-sm max-sm:flex max-sm:gap-3 sm:text-right">
                {booking.admitted >= booking.seats ? (
                  <span className="font-semibold text-nopal">{t('allArrived')}</span>
                ) : (
                  t('arrived', { admitted: booking.admitted, seats: booking.seats })
                )}
                <span className="block text-ink-soft">{booking.code}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
