import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { CalendarPlus, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostListing, Slot } from '../../../contracts/experiences.ts'
import type { ScheduleRule, ScheduleRuleSaved } from '../../../contracts/schedules.ts'
import { placeTimeZone, todayAt, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { instantAt } from '../../lib/instant-at.ts'
import { readCount } from '../../lib/pesos.rules.ts'
import { withOrWithout } from '../../lib/with-or-without.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { HostGate } from './host-gate.tsx'
import { OwnListing } from './listing-page.tsx'
import {
  newRule,
  ruleDraft,
  type RuleDraft,
  ruleProblems,
  ruleWrite,
  weekdays,
  weekdaysOf,
} from './rule-draft.rules.ts'
import { rulesQuery, usePreview, useSaveRule, useTimesAction } from './schedule-queries.ts'

type Kept = ScheduleRuleSaved['kept']

/** `/anfitrion/experiencias/$id/horarios` */
export function TimesPage() {
  const { id } = useParams({ from: '/anfitrion/experiencias/$id/horarios' })
  return (
    <HostGate path={`/anfitrion/experiencias/${id}/horarios`} action="schedule">
      <OwnListing id={id}>{(listing) => <Times key={id} listing={listing} />}</OwnListing>
    </HostGate>
  )
}

/** `lun` for MO in the language of the page. */
function useDayName() {
  const dates = useDates()
  // The 1st of June 2026 was a Monday.
  return (day: (typeof weekdays)[number]) => dates.civilParts(`2026-06-0${weekdays.indexOf(day) + 1}`).weekday
}

function Times({ listing }: { listing: HostListing }) {
  const { t } = useTranslation('hosting')
  const { data: rules, error, refetch } = useQuery(rulesQuery(listing.id))
  const [editing, setEditing] = useState<ScheduleRule | 'new' | null>(null)
  const [ending, setEnding] = useState<ScheduleRule | null>(null)
  const [kept, setKept] = useState<Kept>([])
  const dates = useDates()
  return (
    <Page title={t('timesTitle')} width="text" className="gap-8">
      <HostNav />
      <PageHeader
        title={t('timesTitle')}
        lead={t('timesOf', { title: listing.title })}
        back={{ to: `/anfitrion/experiencias/${listing.id}`, label: listing.title }}
      />
      {kept.length > 0 && (
        <Notice tone="warning" isLive title={t('keptTitle')}>
          <ul className="list-disc pl-5">
            {kept.map(({ slotId, startsAt, seats }) => (
              <li key={slotId}>{t('keptSeats', { when: dates.dateTime(startsAt, placeTimeZone), count: seats })}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Single listing={listing} />
      <Section
        title={t('rulesTitle')}
        lead={t('rulesLead')}
        action={
          <Button onPress={() => setEditing('new')}>
            <Plus aria-hidden className="size-5" />
            {t('addRule')}
          </Button>
        }
      >
        {!rules ? (
          error ? (
            <ErrorState title={t('loadFailed')} error={error} onRetry={() => void refetch()} />
          ) : (
            <Skeleton className="h-28 rounded-lg" />
          )
        ) : rules.length === 0 ? (
          <p className="rounded-lg border border-dashed border-line-strong px-4 py-6 text-center text-ink-soft">
            {t('noRules')}
          </p>
        ) : (
          <ul className="flex flex-col gap-3">
            {rules.map((rule) => (
              <RuleCard key={rule.id} rule={rule} onEdit={() => setEditing(rule)} onEnd={() => setEnding(rule)} />
            ))}
          </ul>
        )}
      </Section>
      {editing && (
        <RuleDialog
          listing={listing}
          rule={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onKept={setKept}
        />
      )}
      {ending && <EndDialog rule={ending} onClose={() => setEnding(null)} onKept={setKept} />}
    </Page>
  )
}

/** One time of its own. */
function Single({ listing }: { listing: HostListing }) {
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
  const isWrong = date === '' || hour === '' || seats < 1 || seats > 500
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
            {t('singleProblem')}
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

function RuleCard({ rule, onEdit, onEnd }: { rule: ScheduleRule; onEdit: () => void; onEnd: () => void }) {
  const { t } = useTranslation('hosting')
  const dates = useDates()
  const dayName = useDayName()
  const days = weekdaysOf(rule.rrule)
  const from = dates.civilDay(rule.validFrom, 'short')
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-low">
      <div>
        <p className="text-lg font-semibold">{days ? days.map(dayName).join(', ') : (rule.rrule ?? t('ruleOther'))}</p>
        <p className="tabular">
          {t('ruleLine', { times: rule.startTimes.join(', '), places: t('seats', { count: rule.capacity }) })}
        </p>
        <p className="text-sm text-ink-soft">
          {rule.validUntil
            ? t('ruleBetween', { from, until: dates.civilDay(rule.validUntil, 'short') })
            : t('ruleFrom', { from })}{' '}
          · {t('slotsAhead', { count: rule.slotsAhead })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {days && <Button onPress={onEdit}>{t('editRule')}</Button>}
        <Button variant="danger" onPress={onEnd}>
          {t('endRule')}
        </Button>
      </div>
    </li>
  )
}

function EndDialog({
  rule,
  onClose,
  onKept,
}: {
  rule: ScheduleRule
  onClose: () => void
  onKept: (kept: Kept) => void
}) {
  const { t } = useTranslation('hosting')
  const toast = useToast()
  const end = useTimesAction(() => http.delete<Pick<ScheduleRuleSaved, 'kept'>>(`/host/schedule-rules/${rule.id}`))
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('endRuleTitle')}
      confirmLabel={t('endRule')}
      isPending={end.isPending}
      onConfirm={() =>
        end.mutate(undefined, {
          onSuccess: ({ kept }) => {
            toast({ tone: 'success', message: t('ruleEnded') })
            onKept(kept)
            onClose()
          },
        })
      }
    >
      <p>{t('endRuleBody')}</p>
      <SaveProblem error={end.error} />
    </ConfirmDialog>
  )
}

function RuleDialog({
  listing,
  rule,
  onClose,
  onKept,
}: {
  listing: HostListing
  rule: ScheduleRule | null
  onClose: () => void
  onKept: (kept: Kept) => void
}) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('editor')
  const dates = useDates()
  const dayName = useDayName()
  const toast = useToast()
  const [draft, setDraft] = useState<RuleDraft>(() => (rule ? ruleDraft(rule) : newRule(todayAt())))
  const [skipped, setSkipped] = useState('')
  const [pressed, setPressed] = useState(false)
  const preview = usePreview(listing.id)
  const save = useSaveRule(listing.id, rule)
  const problems = ruleProblems(draft)
  const has = (problem: (typeof problems)[number]) => pressed && problems.includes(problem)
  const change = (facts: Partial<RuleDraft>) => {
    setDraft((before) => ({ ...before, ...facts }))
    preview.reset()
  }
  const look = () => {
    setPressed(true)
    if (problems.length === 0) preview.mutate(ruleWrite(draft, rule?.dates))
  }
  const send = () => {
    setPressed(true)
    if (problems.length > 0 || save.isPending) return
    save.mutate(ruleWrite(draft, rule?.dates), {
      onSuccess: ({ made, changed, removed, kept }) => {
        toast({ tone: 'success', message: t('ruleSaved', { made, changed, removed }) })
        onKept(kept)
        onClose()
      },
    })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !save.isPending && onClose()}
      title={t(rule ? 'editRule' : 'addRule')}
      footer={
        <>
          <Button onPress={look} isPending={preview.isPending}>
            {t('see')}
          </Button>
          <Button variant="primary" onPress={send} isPending={save.isPending}>
            {save.isPending ? words('saving') : t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <fieldset>
          <legend className="font-semibold">{t('days')}</legend>
          <div className="mt-2 grid grid-cols-4 gap-2 sm:grid-cols-7">
            {weekdays.map((day) => (
              <label
                key={day}
                className="flex min-h-11 cursor-pointer items-center justify-center rounded-[10px] border border-line-strong font-semibold has-checked:border-ink has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
              >
                <input
                  type="checkbox"
                  className="sr-only"
                  checked={draft.days.includes(day)}
                  onChange={(event) =>
                    change({
                      days: withOrWithout(draft.days, day, event.target.checked),
                    })
                  }
                />
                {dayName(day)}
              </label>
            ))}
          </div>
          {has('day') && <Wrong>{t('rule.day')}</Wrong>}
        </fieldset>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-semibold">{t('hours')}</legend>
          {draft.hours.map((hour, index) => (
            <div key={index} className="flex items-end gap-2">
              <TextField
                type="time"
                label={<span className="sr-only">{t('hour', { n: index + 1 })}</span>}
                fieldClassName="w-40"
                value={hour}
                onChange={(event) =>
                  change({ hours: draft.hours.map((one, at) => (at === index ? event.target.value : one)) })
                }
              />
              {draft.hours.length > 1 && (
                <IconButton
                  label={t('removeHour', { n: index + 1 })}
                  onPress={() => change({ hours: draft.hours.filter((_, at) => at !== index) })}
                >
                  <Trash2 aria-hidden className="size-5" />
                </IconButton>
              )}
            </div>
          ))}
          {has('hour') && <Wrong>{t('rule.hour')}</Wrong>}
          {draft.hours.length < 8 && (
            <Button variant="quiet" className="self-start" onPress={() => change({ hours: [...draft.hours, ''] })}>
              <Plus aria-hidden className="size-5" />
              {t('addHour')}
            </Button>
          )}
        </fieldset>
        <TextField
          label={t('capacity')}
          inputMode="numeric"
          className="tabular"
          maxLength={3}
          value={draft.capacity}
          onChange={(event) => change({ capacity: event.target.value })}
          errorMessage={has('capacity') ? t('rule.capacity') : undefined}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            type="date"
            label={t('validFrom')}
            value={draft.from}
            onChange={(event) => change({ from: event.target.value })}
            errorMessage={has('from') ? t('rule.from') : undefined}
          />
          <TextField
            type="date"
            label={t('validUntil')}
            isOptional
            min={draft.from}
            value={draft.until}
            onChange={(event) => change({ until: event.target.value })}
          />
        </div>
        <div className="flex flex-col gap-3">
          <div className="flex items-end gap-2">
            <TextField
              type="date"
              label={t('exceptions')}
              isOptional
              fieldClassName="flex-1"
              value={skipped}
              onChange={(event) => setSkipped(event.target.value)}
            />
            <Button
              className="min-h-12"
              isDisabled={skipped === '' || draft.exceptions.includes(skipped)}
              onPress={() => {
                change({ exceptions: [...draft.exceptions, skipped].toSorted() })
                setSkipped('')
              }}
            >
              {t('addException')}
            </Button>
          </div>
          {draft.exceptions.length > 0 && (
            <div className="flex flex-wrap gap-2">
              {draft.exceptions.map((day) => (
                <Chip
                  key={day}
                  onRemove={() => change({ exceptions: draft.exceptions.filter((one) => one !== day) })}
                  removeLabel={t('removeException', { day: dates.civilDay(day, 'short') })}
                >
                  {dates.civilDay(day, 'short')}
                </Chip>
              ))}
            </div>
          )}
        </div>
        {preview.data && (
          <Notice tone={preview.data.total > 0 ? 'info' : 'warning'} isLive>
            <p ref={comeIntoSight}>
              {preview.data.total === 0 ? t('wouldMakeNone') : t('wouldMake', { count: preview.data.total })}
            </p>
            <ul className="tabular mt-2 grid gap-x-4 sm:grid-cols-2">
              {preview.data.items.slice(0, 10).map(({ startsAt, exists }) => (
                <li key={startsAt} className={cx(exists && 'text-ink-soft')}>
                  {dates.dateTime(startsAt, preview.data.timeZone)}
                  {exists && ` (${t('exists')})`}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <SaveProblem error={save.error ?? preview.error} />
      </div>
    </Dialog>
  )
}

/** On a phone what was asked for is below the fold. */
function comeIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

function Wrong({ children }: { children: string }) {
  return (
    <p role="alert" className="mt-1 text-sm font-medium text-chapulin">
      {children}
    </p>
  )
}
