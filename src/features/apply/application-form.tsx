import { useNavigate } from '@tanstack/react-router'
import { Check, CircleDashed, CircleDot } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Application } from '../../../contracts/partners.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { cx } from '../../ui/cx.ts'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { nextStep, standOf, type Step, steps } from './application.rules.ts'
import { StepFields } from './application-steps.tsx'
import { type Saving, useSaving } from './apply-queries.ts'
import { SendStep } from './send-step.tsx'

/** One part after the other; what is missing stands beside it all the time, and everything is saved as one goes. */
export function ApplicationForm({ application, asked }: { application: Application; asked: Step | undefined }) {
  const { t } = useTranslation('apply')
  const navigate = useNavigate()
  const saving = useSaving(application)
  const heading = useRef<HTMLHeadingElement>(null)
  // Where they begin is decided once: finishing a part does not move them away from it.
  const [first] = useState<Step>(() => nextStep(application.checklist))
  const step = asked ?? first
  const at = steps.indexOf(step)
  const isFirst = useRef(true)
  useEffect(() => {
    if (isFirst.current) isFirst.current = false
    else heading.current?.focus()
  }, [step])
  const go = (to: Step) => {
    void saving.flush()
    void navigate({ to: '/solicitud', search: (before) => ({ ...before, paso: to }), resetScroll: false })
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <StepList application={application} step={step} onGo={go} />
      <Card as="section" edge>
        <div className="flex flex-col gap-6">
          <div>
            <p className="tabular text-sm text-ink-soft">{t('stepOf', { n: at + 1, total: steps.length })}</p>
            <h2 ref={heading} tabIndex={-1} className="text-xl outline-none">
              {t(`steps.${step}`)}
            </h2>
          </div>
          {step === 'send' ? (
            <SendStep application={application} saving={saving} onGo={go} />
          ) : (
            <StepFields key={step} step={step} application={application} saving={saving} />
          )}
          {saving.state === 'failed' && <SaveFailed saving={saving} />}
          <LeaveGuard isDirty={saving.state === 'failed'} />
          <div className="flex flex-wrap items-center gap-3 border-t border-line pt-4">
            <SaveState saving={saving} />
            <div className="ml-auto flex gap-2">
              {at > 0 && <Button onPress={() => go(steps[at - 1] as Step)}>{t('back')}</Button>}
              {step !== 'send' && (
                <Button variant="primary" onPress={() => go(steps[at + 1] as Step)}>
                  {t('next')}
                </Button>
              )}
            </div>
          </div>
        </div>
      </Card>
    </div>
  )
}

function SaveFailed({ saving }: { saving: Saving }) {
  const { t } = useTranslation('apply')
  return (
    <div className="flex flex-col items-start gap-3">
      <SaveProblem error={saving.error} comesIntoSight={false} />
      <Button onPress={() => void saving.flush()}>{t('saveRetry')}</Button>
    </div>
  )
}

function SaveState({ saving: { state } }: { saving: Saving }) {
  const { t } = useTranslation('apply')
  const words = { saved: 'saved', waiting: 'notSaved', saving: 'saving', failed: 'saveFailed' } as const
  return (
    <output className={cx('text-sm', state === 'failed' ? 'font-semibold text-chapulin' : 'text-ink-soft')}>
      {t(words[state])}
    </output>
  )
}

const marks = { done: Check, missing: CircleDot, optional: CircleDashed } as const

function StepList({
  application: { checklist },
  step,
  onGo,
}: {
  application: Application
  step: Step
  onGo: (to: Step) => void
}) {
  const { t } = useTranslation('apply')
  const row = useRef<HTMLOListElement>(null)
  const done = checklist.filter((item) => item.done).length
  // On a phone the row is longer than the screen: where one is stays in sight.
  useEffect(() => {
    row.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [step])
  return (
    <nav aria-label={t('stepsLabel')} className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-24">
      <p className="tabular font-semibold">{t('progress', { count: done, total: checklist.length })}</p>
      <div aria-hidden className="h-2 overflow-hidden rounded-full bg-sunken">
        <div className="h-full bg-nopal transition-[width]" style={{ width: `${(done / checklist.length) * 100}%` }} />
      </div>
      <ol ref={row} className="scroll-row -mx-4 gap-2 px-4 lg:mx-0 lg:flex-col lg:gap-1 lg:overflow-visible lg:px-0">
        {steps.map((one) => {
          const stand = one === 'send' && standOf(one, checklist) === 'done' ? null : standOf(one, checklist)
          const Mark = stand ? marks[stand] : null
          return (
            <li key={one} className="shrink-0">
              <button
                type="button"
                aria-current={one === step ? 'step' : undefined}
                onClick={() => onGo(one)}
                className={cx(
                  'flex min-h-11 w-full items-center gap-2.5 rounded-[10px] border px-3 py-2 text-left lg:border-transparent',
                  one === step ? 'border-ink bg-surface font-semibold lg:border-line' : 'border-line hover:bg-sunken',
                )}
              >
                {Mark && (
                  <Mark
                    aria-hidden
                    className={cx(
                      'size-5 shrink-0',
                      stand === 'done' ? 'text-nopal' : stand === 'missing' ? 'text-barro' : 'text-ink-soft',
                    )}
                  />
                )}
                <span className="whitespace-nowrap lg:whitespace-normal">
                  {t(`steps.${one}`)}
                  {stand && <span className="block text-sm font-normal text-ink-soft max-lg:sr-only">{t(stand)}</span>}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
