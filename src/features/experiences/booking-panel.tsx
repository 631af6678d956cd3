import { useTranslation } from 'react-i18next'
import type { Experience } from '../../../contracts/experiences.ts'
import { useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import type { PartyProblem } from '../../lib/party.rules.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PartySteppers } from '../../ui/party-steppers.tsx'
import { Price } from '../../ui/price.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { AddToBasket } from './add-to-basket.tsx'
import { divideWithHost } from './detail.rules.ts'
import { SlotCalendar } from './slot-calendar.tsx'
import { SlotTimes } from './slot-times.tsx'
import type { Choice } from './use-choice.ts'

/** When, who, how much: everything one decides before reserving. The choice lives in the address. */
export function BookingPanel({ experience, choice }: { experience: Experience; choice: Choice }) {
  const { t } = useTranslation('experiences')
  const dates = useDates()
  const { slot, party, problem, total } = choice
  const available = slot?.status === 'OPEN' ? slot.available : experience.maxParty
  return (
    <section
      id="fechas"
      aria-labelledby="fechas-title"
      className="scroll-mt-20 rounded-lg border border-line bg-surface shadow-low"
    >
      <WovenBand className="rounded-t-[11px]" />
      <div className="flex flex-col gap-5 px-3 py-4 sm:p-5 lg:gap-4">
        <h2 id="fechas-title" tabIndex={-1} className="text-xl">
          {t('book.title')}
        </h2>
        {choice.isGone && <Notice tone="warning" isLive title={t('book.gone')} />}
        {experience.nextSlotAt === null && (
          <Notice tone="info" title={t('book.none')}>
            {t('book.noneLead')}
          </Notice>
        )}
        <SlotCalendar experience={experience} choice={choice} />
        <SlotTimes experience={experience} choice={choice} />
        <PartySteppers
          label={t('book.people')}
          limits={experience}
          party={party}
          available={Math.max(available, 1)}
          onChange={choice.chooseParty}
        />
        <div className="-mx-3 -mb-4 rounded-b-lg border-t border-line bg-surface px-3 pt-3 pb-4 sm:-mx-5 sm:-mb-5 sm:px-5">
          <p className="flex items-end justify-between gap-4" aria-live="polite">
            <span>
              <span className="font-semibold">{t('book.total')}</span>
              {slot && (
                <span className="tabular block text-sm text-ink-soft first-letter:uppercase">
                  {dates.dateTime(slot.startsAt, experience.timeZone)}
                </span>
              )}
            </span>
            {total.amount === 0 ? (
              <span className="font-display text-xl font-semibold">{t('book.free')}</span>
            ) : (
              <Price money={total} size="lg" />
            )}
          </p>
          <SplitLine experience={experience} total={total} />
          {problem && slot && (
            <p role="alert" className="mt-3 text-sm font-semibold text-chapulin">
              <ProblemText problem={problem} />
            </p>
          )}
          <ReserveButton experience={experience} choice={choice} className="mt-3 w-full" />
          <AddToBasket choice={choice} />
          <p className="mt-2 text-center text-sm text-ink-soft">{t('book.reserveHelp')}</p>
        </div>
      </div>
    </section>
  )
}

/** Leads to the checkout when everything is chosen, else to what is still to choose. */
export function ReserveButton({
  experience,
  choice,
  className,
}: {
  experience: Experience
  choice: Choice
  className?: string
}) {
  const { t } = useTranslation('experiences')
  const { slot, day, party, problem, canReserve } = choice
  if (slot && canReserve && !problem) {
    return (
      <LinkButton
        variant="primary"
        size="lg"
        to="/reservar/$slotId"
        params={{ slotId: slot.id }}
        search={{ ...party, experiencia: experience.slug, ...(day !== undefined && { dia: day }) }}
        {...(className !== undefined && { className })}
      >
        {t('book.reserve')}
      </LinkButton>
    )
  }
  return (
    <Button variant="primary" size="lg" onPress={showDates} {...(className !== undefined && { className })}>
      {t('book.pickTime')}
    </Button>
  )
}

/** To the calendar, with the focus, so that the next Tab is in it. */
export function showDates(): void {
  const title = document.getElementById('fechas-title')
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  document.getElementById('fechas')?.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'start' })
  title?.focus({ preventScroll: true })
}

/** Who earns what, in one line. */
function SplitLine({ experience, total }: { experience: Experience; total: { amount: number; currency: 'MXN' } }) {
  const { t } = useTranslation('experiences')
  const money = useFormatMoney()
  if (total.amount === 0) return null
  const { host } = divideWithHost(total, experience.hostShareBps)
  return (
    <p className="mt-1 text-sm text-ink-soft">
      {t('book.split', { total: money(total, 'short'), share: money(host, 'short'), host: experience.host.name })}
    </p>
  )
}

function ProblemText({ problem }: { problem: PartyProblem }) {
  const { t } = useTranslation('experiences')
  switch (problem.kind) {
    case 'nobody':
      return t('book.nobody')
    case 'too-few':
      return t('book.tooFew', { count: problem.min })
    case 'too-many':
      return t('book.tooMany', { count: problem.max })
    case 'no-room':
      return t('book.noRoom', { count: problem.available })
  }
}
