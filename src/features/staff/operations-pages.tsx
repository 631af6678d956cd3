import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../contracts/operations.ts'
import type { StaffTask } from '../../../contracts/staff.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useEventWords } from './event-words.ts'
import { Facts } from './facts.tsx'
import { byTime, ExportButton, ListTools, SortField } from './list-tools.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'
import { Subject } from './subject-link.tsx'

/** `/equipo/hallazgos`: what staff have to see to, by people and by checks. */
export function FindingsPage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('findings.title')} lead={t('findings.lead')} needs="admin">
      <Lists />
    </StaffFrame>
  )
}

function Lists() {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const { found, nameOf, said } = useEventWords()
  const navigate = useNavigate()
  const search = useSearch({ from: '/equipo/hallazgos' })
  const { ver = 'open', orden = 'newest' } = search
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/equipo/hallazgos', search: { ...search, ...next }, replace: true })
  const query = { state: ver, sort: orden }
  return (
    <>
      <ListTools>
        <Segmented
          label={words('filter.status')}
          value={ver}
          onChange={(next) => go({ ver: next === 'open' ? undefined : next })}
          items={[
            { id: 'open', label: words('tasks.open') },
            { id: 'resolved', label: words('tasks.resolved') },
          ]}
        />
        <SortField options={byTime} value={orden} onChange={(next) => go({ orden: next })} />
      </ListTools>
      <Section
        title={t('tasks.title')}
        action={
          <ExportButton<StaffTask>
            path="/admin/tasks"
            query={query}
            name="tareas"
            columns={[
              { head: 'id', of: ({ id }) => id },
              { head: words('filter.kind'), of: ({ kind }) => kind },
              { head: words('audit.about'), of: ({ subject }) => subject },
              { head: words('audit.when'), of: ({ createdAt }) => createdAt },
              { head: words('tasks.resolved'), of: ({ resolvedAt }) => resolvedAt },
            ]}
          />
        }
      >
        <StaffList<StaffTask>
          path="/admin/tasks"
          query={query}
          empty={{ title: t('tasks.emptyTitle'), body: t('tasks.empty') }}
          keyOf={({ id }) => id}
        >
          {(task) => <OneTask task={task} />}
        </StaffList>
      </Section>
      <Section
        title={t('findings.checks')}
        action={
          <ExportButton<Finding>
            path="/admin/findings"
            query={query}
            name="hallazgos"
            columns={[
              { head: 'id', of: ({ id }) => id },
              { head: words('filter.kind'), of: ({ kind }) => kind },
              { head: words('audit.about'), of: ({ subject }) => subject },
              { head: words('audit.when'), of: ({ createdAt }) => createdAt },
              { head: words('tasks.resolved'), of: ({ resolvedAt }) => resolvedAt },
            ]}
          />
        }
      >
        <StaffList<Finding>
          path="/admin/findings"
          query={query}
          empty={{ title: t('findings.emptyTitle'), body: t('findings.empty') }}
          keyOf={({ id }) => id}
        >
          {(finding) => (
            <ToResolve item={finding} title={found(finding.kind)} path={`/admin/findings/${finding.id}/resolve`}>
              <Facts facts={finding.details} nameOf={nameOf} say={said} />
            </ToResolve>
          )}
        </StaffList>
      </Section>
    </>
  )
}

const counted = ['guestsExpected', 'ordersToFulfil', 'ownBookings', 'ownOrders'] as const

/** What a suspension leaves to be done for the people who paid; other kinds as they were written down. */
function OneTask({ task }: { task: StaffTask }) {
  const { t } = useTranslation('casework')
  const kind = (['BANNED_PERSON', 'CLOSED_BUSINESS'] as const).find((one) => one === task.kind)
  const [about, id] = task.subject.split(':')
  const { reason, name } = task.details
  return (
    <ToResolve
      item={task}
      title={kind ? t(`tasks.kinds.${kind}`) : task.kind}
      path={`/admin/tasks/${task.id}/resolve`}
      by={task.resolvedBy?.name}
    >
      {kind ? (
        <>
          {typeof name === 'string' && <p className="font-semibold wrap-anywhere">{name}</p>}
          {typeof reason === 'string' && <p className="wrap-anywhere">{reason}</p>}
          <ul className="list-disc pl-5">
            {counted.map((key) => {
              const count = task.details[key]
              return typeof count === 'number' && count > 0 ? <li key={key}>{t(`tasks.${key}`, { count })}</li> : null
            })}
          </ul>
        </>
      ) : (
        <Facts facts={task.details} />
      )}
      {about === 'user' && id !== undefined && (
        <p className="flex flex-wrap gap-x-4">
          <Link to="/equipo/personas/$id" params={{ id }} className="text-link inline-flex min-h-11 items-center">
            {t('tasks.person')}
          </Link>
          <Link to="/equipo/expedientes" search={{ q: id }} className="text-link inline-flex min-h-11 items-center">
            {t('person.filesOf')}
          </Link>
        </p>
      )}
    </ToResolve>
  )
}

function ToResolve({
  item,
  title,
  path,
  by,
  children,
}: {
  item: Pick<Finding, 'subject' | 'createdAt' | 'resolvedAt'> & { subjectName?: string | null }
  title: string
  path: string
  by?: string | undefined
  children: ReactNode
}) {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const dates = useDates()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="flex flex-col items-start gap-2">
      <h3 className="font-sans text-base font-semibold wrap-anywhere">{title}</h3>
      <p className="text-sm text-ink-soft wrap-anywhere">
        <Subject subject={item.subject} name={item.subjectName ?? null} /> ·{' '}
        {dates.dateTime(item.createdAt, placeTimeZone)}
      </p>
      <div className="w-full">{children}</div>
      {item.resolvedAt === null ? (
        <Button onPress={() => setOpen(true)}>{words('tasks.done')}</Button>
      ) : (
        <p className="text-sm text-ink-soft">
          {by === undefined
            ? words('tasks.since', { when: dates.dateTime(item.resolvedAt, placeTimeZone) })
            : words('tasks.by', { name: by, when: dates.dateTime(item.resolvedAt, placeTimeZone) })}
        </p>
      )}
      {isOpen && (
        <ReasonDialog
          title={t('findings.resolveTitle')}
          label={t('findings.note')}
          action={words('tasks.done')}
          done={t('findings.resolved')}
          most={1000}
          call={(note) => ({ path, body: { note } })}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}
