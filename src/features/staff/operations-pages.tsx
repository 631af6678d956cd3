import { useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { AuditEntry } from '../../../contracts/identity.ts'
import type { DeadLetter, Finding } from '../../../contracts/operations.ts'
import type { StaffTask } from '../../../contracts/staff.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'
import { useStaffAction } from './staff-queries.ts'

/** What a machine wrote down, readable by people who have to act on it. */
function Facts({ facts }: { facts: unknown }) {
  if (facts === null || (typeof facts === 'object' && Object.keys(facts).length === 0)) return null
  return (
    <pre className="rounded-md bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">
      {JSON.stringify(facts, null, 2)}
    </pre>
  )
}

/** `/equipo/hallazgos`: what staff have to see to, by people and by checks. */
export function FindingsPage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('findings.title')} lead={t('findings.lead')} needs="admin">
      <Section title={t('tasks.title')}>
        <StaffList<StaffTask>
          path="/admin/tasks"
          empty={{ title: t('tasks.emptyTitle'), body: t('tasks.empty') }}
          keyOf={({ id }) => id}
        >
          {(task) => <ToResolve item={task} path={`/admin/tasks/${task.id}/resolve`} />}
        </StaffList>
      </Section>
      <Section title={t('findings.checks')}>
        <StaffList<Finding>
          path="/admin/findings"
          empty={{ title: t('findings.emptyTitle'), body: t('findings.empty') }}
          keyOf={({ id }) => id}
        >
          {(finding) => <ToResolve item={finding} path={`/admin/findings/${finding.id}/resolve`} />}
        </StaffList>
      </Section>
    </StaffFrame>
  )
}

function ToResolve({
  item,
  path,
}: {
  item: Pick<Finding, 'kind' | 'subject' | 'details' | 'createdAt'>
  path: string
}) {
  const { t } = useTranslation('staff')
  const dates = useDates()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="flex flex-col items-start gap-2">
      <h3 className="font-sans text-base font-semibold wrap-anywhere">{item.kind}</h3>
      <p className="text-sm text-ink-soft wrap-anywhere">
        {item.subject} · {dates.dateTime(item.createdAt, placeTimeZone)}
      </p>
      <div className="w-full">
        <Facts facts={item.details} />
      </div>
      <Button onPress={() => setOpen(true)}>{t('findings.resolve')}</Button>
      {isOpen && (
        <ReasonDialog
          title={t('findings.resolveTitle')}
          label={t('findings.note')}
          action={t('findings.resolve')}
          done={t('findings.resolved')}
          most={1000}
          call={(note) => ({ path, body: { note } })}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}

/** `/equipo/trabajos`: jobs that gave up, to be tried again. */
export function DeadLettersPage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('letters.title')} lead={t('letters.lead')} needs="admin">
      <StaffList<z.infer<typeof DeadLetter>>
        path="/admin/dead-letters"
        empty={{ title: t('letters.emptyTitle'), body: t('letters.empty') }}
        keyOf={({ id }) => id}
      >
        {(letter) => <OneLetter letter={letter} />}
      </StaffList>
    </StaffFrame>
  )
}

function OneLetter({ letter }: { letter: z.infer<typeof DeadLetter> }) {
  const { t } = useTranslation('staff')
  const dates = useDates()
  const toast = useToast()
  const replay = useStaffAction()
  return (
    <div className="flex flex-col items-start gap-2">
      <h2 className="font-sans text-base font-semibold wrap-anywhere">{letter.queue}</h2>
      <p className="text-sm text-ink-soft">{dates.dateTime(letter.createdAt, placeTimeZone)}</p>
      {letter.error !== null && <p className="wrap-anywhere text-chapulin">{letter.error}</p>}
      <div className="w-full">
        <Facts facts={letter.data} />
      </div>
      <ProblemNotice error={replay.error} />
      <Button
        isPending={replay.isPending}
        onPress={() =>
          replay.mutate(
            { path: `/admin/dead-letters/${letter.id}/replay` },
            { onSuccess: () => toast({ tone: 'success', message: t('letters.replayed') }) },
          )
        }
      >
        {t('letters.replay')}
      </Button>
    </div>
  )
}

const typingMs = 400

/** `/equipo/bitacora`: who did what to whom; personal data is masked. */
export function AuditPage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('audit.title')} lead={t('audit.lead')} needs="admin">
      <Audit />
    </StaffFrame>
  )
}

function Audit() {
  const { t } = useTranslation('staff')
  const navigate = useNavigate()
  const { accion = '', sobre = '' } = useSearch({ from: '/equipo/bitacora' })
  const action = useDebounced(accion, typingMs)
  const subject = useDebounced(sobre, typingMs)
  const go = (next: { accion: string; sobre: string }) =>
    void navigate({
      to: '/equipo/bitacora',
      search: { ...(next.accion && { accion: next.accion }), ...(next.sobre && { sobre: next.sobre }) },
      replace: true,
    })
  return (
    <>
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={t('audit.action')}
            description={t('audit.actionHelp')}
            type="search"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            value={accion}
            onChange={(event) => go({ accion: event.target.value, sobre })}
          />
          <TextField
            label={t('audit.subject')}
            description={t('audit.subjectHelp')}
            type="search"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={100}
            value={sobre}
            onChange={(event) => go({ accion, sobre: event.target.value })}
          />
        </div>
      </Card>
      <StaffList<AuditEntry>
        path="/admin/audit-log"
        query={{ action: action.trim() || undefined, subject: subject.trim() || undefined }}
        empty={{ title: t('audit.emptyTitle'), body: t('audit.empty') }}
        keyOf={({ id }) => id}
      >
        {(entry) => <OneEntry entry={entry} />}
      </StaffList>
    </>
  )
}

function OneEntry({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('staff')
  const dates = useDates()
  return (
    <div className="flex flex-col gap-1.5">
      <h2 className="font-sans text-base font-semibold wrap-anywhere">{entry.action}</h2>
      <p className="text-sm text-ink-soft wrap-anywhere">
        {entry.actor?.name ?? t('audit.system')} · {entry.subject} · {dates.dateTime(entry.createdAt, placeTimeZone)}
        {entry.ipAddress !== null && ` · ${entry.ipAddress}`}
      </p>
      {entry.reason !== null && <p className="wrap-anywhere">{entry.reason}</p>}
      <Facts facts={entry.details} />
    </div>
  )
}
