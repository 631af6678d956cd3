import { Plus, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostListing } from '../../../contracts/experiences.ts'
import type { ScheduleRule, ScheduleRuleSaved } from '../../../contracts/schedules.ts'
import { todayAt, useDates } from '../../lib/dates.ts'
import { focusFirstProblem, serverProblems } from '../../lib/form-problems.ts'
import { mergeDrafts } from '../../lib/merge-drafts.rules.ts'
import { withOrWithout } from '../../lib/with-or-without.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useLatest } from '../../ui/editor-room.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { newRule, ruleDraft, type RuleDraft, ruleProblems, ruleWrite, weekdays } from './rule-draft.rules.ts'
import { rulesQuery, usePreview, useSaveRule } from './schedule-queries.ts'
import { useDayName } from './use-day-name.ts'

/** When it takes place, again and again: what the times would be is shown before they are made. */
export function RuleDialog({
  listing,
  rule,
  onClose,
  onKept,
}: {
  listing: HostListing
  rule: ScheduleRule | null
  onClose: () => void
  onKept: (kept: ScheduleRuleSaved['kept']) => void
}) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('editor')
  const dates = useDates()
  const dayName = useDayName()
  const toast = useToast()
  const id = useId()
  // What is being written began with this one; a later one is not written over unseen.
  const [start, setStart] = useState(rule)
  const [draft, setDraft] = useState<RuleDraft>(() => (rule ? ruleDraft(rule) : newRule(todayAt())))
  const [skipped, setSkipped] = useState('')
  const [pressed, setPressed] = useState(false)
  const preview = usePreview(listing.id)
  const save = useSaveRule(listing.id, start)
  const problems = ruleProblems(draft)
  const has = (problem: (typeof problems)[number]) => pressed && problems.includes(problem)
  const said = serverProblems(save.error ?? preview.error)
  const showProblem = () => focusFirstProblem(document.querySelector<HTMLElement>(`[id="${id}"]`))
  const change = (facts: Partial<RuleDraft>) => {
    setDraft((before) => ({ ...before, ...facts }))
    preview.reset()
  }
  const look = () => {
    setPressed(true)
    if (problems.length > 0) return showProblem()
    preview.mutate(ruleWrite(draft, start?.dates), { onError: showProblem })
  }
  const send = () => {
    setPressed(true)
    if (save.isPending) return
    if (problems.length > 0) return showProblem()
    save.mutate(ruleWrite(draft, start?.dates), {
      onSuccess: ({ made, changed, removed, kept }) => {
        toast({ tone: 'success', message: t('ruleSaved', { made, changed, removed }) })
        onKept(kept)
        onClose()
      },
      onError: showProblem,
    })
  }
  const openLatest = useLatest(rulesQuery(listing.id), (rules) => {
    const latest = rules.find((one) => one.id === start?.id)
    // It was ended meanwhile: the page says so by not having it.
    if (!start || !latest) return onClose()
    const theirs = ruleDraft(latest)
    const { draft: next, clashes } = mergeDrafts(ruleDraft(start), draft, theirs)
    const isLeft = JSON.stringify(next) !== JSON.stringify(theirs)
    setStart(latest)
    setDraft(next)
    save.reset()
    preview.reset()
    toast({ message: words(!isLeft ? 'alreadySaved' : clashes ? 'mergedOver' : 'merged') })
  })
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
      <form
        id={id}
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
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
            errorMessage={said('/validUntil')}
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
        <SaveProblem error={save.error ?? preview.error} onLatest={openLatest} />
      </form>
    </Dialog>
  )
}

/** On a phone what was asked for is below the fold. */
function comeIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

function Wrong({ children }: { children: string }) {
  return (
    <p role="alert" data-problem tabIndex={-1} className="mt-1 text-sm font-medium text-chapulin">
      {children}
    </p>
  )
}
