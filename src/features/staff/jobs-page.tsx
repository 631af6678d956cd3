import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { DeadLetter, JobQueue } from '../../../contracts/operations.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { WordsField } from '../../ui/words-field.tsx'
import { useEventWords } from './event-words.ts'
import { Facts } from './facts.tsx'
import { byTime, ExportButton, ListTools, SortField } from './list-tools.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'
import { useStaffAction } from './staff-queries.ts'
import { type Column, StaffTable } from './staff-table.tsx'

type Letter = z.infer<typeof DeadLetter>

/** `/equipo/trabajos`: jobs that gave up, to be tried again, and how all of them stand. */
export function JobsPage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('letters.title')} lead={t('letters.lead')} needs="admin">
      <Letters />
      <Queues />
    </StaffFrame>
  )
}

function Letters() {
  const { t } = useTranslation('casework')
  const { t: words } = useTranslation('staff')
  const navigate = useNavigate()
  const search = useSearch({ from: '/equipo/trabajos' })
  const { cola, orden = 'newest' } = search
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/equipo/trabajos', search: { ...search, ...next }, replace: true, resetScroll: false })
  const query = { queue: cola, sort: orden }
  return (
    <Section title={t('jobs.failed')}>
      <ListTools
        out={
          <ExportButton<Letter>
            path="/admin/dead-letters"
            query={query}
            name="trabajos-fallidos"
            columns={[
              { head: 'id', of: ({ id }) => id },
              { head: t('jobs.name'), of: (letter) => letter.queue },
              { head: t('webhooks.error'), of: (letter) => letter.error },
              { head: t('webhooks.received'), of: (letter) => letter.createdAt },
            ]}
          />
        }
      >
        <WordsField
          label={t('jobs.queue')}
          description={t('jobs.queueHelp')}
          autoCapitalize="none"
          spellCheck={false}
          words={cola}
          onWords={(next) => go({ cola: next })}
        />
        <SortField options={byTime} value={orden} onChange={(next) => go({ orden: next })} />
      </ListTools>
      <StaffList<Letter>
        path="/admin/dead-letters"
        query={query}
        empty={{ title: words('letters.emptyTitle'), body: words('letters.empty') }}
        keyOf={({ id }) => id}
      >
        {(letter) => <OneLetter letter={letter} />}
      </StaffList>
    </Section>
  )
}

function OneLetter({ letter }: { letter: Letter }) {
  const { t } = useTranslation('staff')
  const dates = useDates()
  const toast = useToast()
  const replay = useStaffAction()
  const events = useEventWords()
  const [isDiscarding, setDiscarding] = useState(false)
  return (
    <div className="flex flex-col items-start gap-2">
      <h3 className="font-sans text-base font-semibold wrap-anywhere">{events.job(letter.queue)}</h3>
      <p className="text-sm text-ink-soft">
        <code className="wrap-anywhere">{letter.queue}</code> · {dates.dateTime(letter.createdAt, placeTimeZone)}
      </p>
      {letter.error !== null && <p className="wrap-anywhere text-chapulin">{letter.error}</p>}
      <div className="w-full">
        <Facts facts={letter.data} />
      </div>
      <ProblemNotice error={replay.error} />
      <div className="flex flex-wrap gap-2">
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
        <Button variant="danger" onPress={() => setDiscarding(true)}>
          {t('letters.discard')}
        </Button>
      </div>
      {isDiscarding && (
        <ReasonDialog
          title={t('letters.discard')}
          lead={t('letters.discardLead')}
          label={t('letters.discardWhy')}
          action={t('letters.discard')}
          done={t('letters.discarded')}
          isDanger
          call={(reason) => ({ path: `/admin/dead-letters/${letter.id}/discard`, body: { reason } })}
          onClose={() => setDiscarding(false)}
        />
      )}
    </div>
  )
}

function Queues() {
  const { t } = useTranslation('casework')
  const dates = useDates()
  const numbers = ['waiting', 'later', 'active', 'done', 'failed'] as const
  const heads = {
    waiting: t('jobs.waiting'),
    later: t('jobs.later'),
    active: t('jobs.active'),
    done: t('jobs.doneCount'),
    failed: t('jobs.failing'),
  }
  const columns: Column<JobQueue>[] = [
    { key: 'name', head: t('jobs.name'), cell: (queue) => <code className="text-sm wrap-anywhere">{queue.name}</code> },
    ...numbers.map(
      (key): Column<JobQueue> => ({
        key,
        head: heads[key],
        isNumber: true,
        cell: (queue) => (
          <span className={key === 'failed' && queue.failed > 0 ? 'text-chapulin' : ''}>{queue[key]}</span>
        ),
      }),
    ),
    {
      key: 'last',
      head: t('jobs.last'),
      cell: ({ lastDoneAt }) => (lastDoneAt === null ? t('jobs.never') : dates.dateTime(lastDoneAt, placeTimeZone)),
    },
  ]
  return (
    <Section
      title={t('jobs.all')}
      action={
        <ExportButton<JobQueue>
          path="/admin/jobs"
          query={{}}
          name="trabajos"
          columns={[
            { head: t('jobs.name'), of: ({ name }) => name },
            ...numbers.map((key) => ({ head: heads[key], of: (queue: JobQueue) => queue[key] })),
            { head: t('jobs.last'), of: ({ lastDoneAt }) => lastDoneAt },
          ]}
        />
      }
    >
      <StaffTable<JobQueue>
        path="/admin/jobs"
        caption={t('jobs.caption')}
        columns={columns}
        keyOf={({ name }) => name}
        empty={{ title: t('jobs.emptyTitle'), body: t('jobs.empty') }}
      />
    </Section>
  )
}
