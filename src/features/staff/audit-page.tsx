import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../../contracts/identity.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { SelectField } from '../../ui/field.tsx'
import { DayField, endOfDay, startOfDay } from './day-field.tsx'
import { useEventWords } from './event-words.ts'
import { actions, isId, isTechnical } from './event-words.rules.ts'
import { Facts, isPlain } from './facts.tsx'
import { byTime, ExportLink, ListTools, SortField } from './list-tools.tsx'
import { OpenDialog } from './open-dialog.tsx'
import { PersonFilter } from './person-filter.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'
import { Subject } from './subject-link.tsx'

/** `/equipo/bitacora`: who did what to whom, when, from where and why; personal data is masked unless opened with a reason. */
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
  const { t: words } = useTranslation('casework')
  const events = useEventWords()
  const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label)
  const navigate = useNavigate()
  const search = useSearch({ from: '/equipo/bitacora' })
  const { accion = '', sobre = '', quien = '', desde, hasta, orden = 'newest' } = search
  const [, about] = /^user:([0-9a-f-]{36})$/.exec(sobre) ?? []
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/equipo/bitacora', search: { ...search, ...next }, replace: true })
  const query = {
    action: accion || undefined,
    subject: sobre || undefined,
    actor: isId(quien) ? quien : undefined,
    from: startOfDay(desde),
    until: endOfDay(hasta),
    sort: orden,
  }
  return (
    <>
      <ListTools out={<ExportLink path="/admin/audit-log.csv" query={query} />}>
        <SelectField
          label={t('audit.action')}
          value={accion}
          onChange={(event) => go({ accion: event.target.value || undefined })}
          options={[
            { value: '', label: events.t('anyAct') },
            ...actions.map((one) => ({ value: one, label: events.act(one) })).toSorted(byLabel),
            ...(accion === '' || actions.includes(accion) ? [] : [{ value: accion, label: accion }]),
          ]}
        />
        {about === undefined && sobre !== '' ? (
          <Chip onRemove={() => go({ sobre: undefined })} removeLabel={t('people.anybody')}>
            <Subject subject={sobre} name={null} />
          </Chip>
        ) : (
          <PersonFilter label={t('audit.subject')} value={about} onChange={(id) => go({ sobre: id && `user:${id}` })} />
        )}
        <PersonFilter
          label={words('audit.actor')}
          value={isId(quien) ? quien : undefined}
          onChange={(id) => go({ quien: id })}
        />
        <DayField label={words('filter.from')} value={desde} onChange={(next) => go({ desde: next })} />
        <DayField label={words('filter.until')} value={hasta} onChange={(next) => go({ hasta: next })} />
        <SortField options={byTime} value={orden} onChange={(next) => go({ orden: next })} />
      </ListTools>
      <StaffList<AuditEntry>
        path="/admin/audit-log"
        query={query}
        empty={{ title: t('audit.emptyTitle'), body: t('audit.empty') }}
        keyOf={({ id }) => id}
      >
        {(entry) => <OneEntry entry={entry} />}
      </StaffList>
    </>
  )
}

/** What stands in its own place. */
const told = new Set(['reason', 'before', 'after'])
/** A role's are its before and after; a sheet's say what it was narrowed to. */
const sides = new Set(['from', 'to'])

function OneEntry({ entry: listed }: { entry: AuditEntry }) {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const events = useEventWords()
  const dates = useDates()
  const [opened, setOpened] = useState<AuditEntry | null>(null)
  const [isAsked, setAsked] = useState(false)
  const entry = opened ?? listed
  const hasSides = entry.before !== null || entry.after !== null
  const rest = Object.fromEntries(
    Object.entries(entry.details).filter(
      ([key, value]) => !told.has(key) && !(hasSides && sides.has(key)) && !(isPlain(value) && isTechnical(key, value)),
    ),
  )
  return (
    <div className="flex flex-col items-start gap-1.5">
      <h2 className="font-sans text-base font-semibold wrap-anywhere">{events.act(entry.action)}</h2>
      <p className="text-sm text-ink-soft wrap-anywhere">
        {entry.actor ? (
          <Link to="/equipo/personas/$id" params={{ id: entry.actor.id }} className="text-link">
            {entry.actor.name}
          </Link>
        ) : (
          t('audit.system')
        )}{' '}
        · <Subject subject={entry.subject} name={entry.subjectName} /> ·{' '}
        <time dateTime={entry.createdAt}>{dates.dateTime(entry.createdAt, placeTimeZone)}</time>
        {entry.ipAddress !== null && ` · ${entry.ipAddress}`}
      </p>
      {entry.reason !== null && (
        <p className="wrap-anywhere">
          <span className="text-ink-soft">{words('audit.why')}: </span>
          {entry.reason}
        </p>
      )}
      {hasSides && (
        <dl className="grid w-full gap-2 sm:grid-cols-2">
          {(['before', 'after'] as const).map((side) => (
            <div key={side} className="min-w-0">
              <dt className="text-sm text-ink-soft">{words(`audit.${side}`)}</dt>
              <dd>{entry[side] ? <Facts facts={entry[side]} nameOf={events.nameOf} say={events.said} /> : '—'}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="w-full">
        <Facts facts={rest} nameOf={events.nameOf} say={events.said} />
      </div>
      {entry.masked && <Button onPress={() => setAsked(true)}>{words('audit.reveal')}</Button>}
      {isAsked && (
        <OpenDialog<AuditEntry>
          title={words('audit.reveal')}
          lead={words('audit.revealLead')}
          done={words('audit.revealed')}
          path={`/admin/audit-log/${entry.id}`}
          onOpened={setOpened}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  )
}
