import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { type AdminUser, Role } from '../../../contracts/identity.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useMe } from '../../lib/session.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { SelectField } from '../../ui/field.tsx'
import { WordsField } from '../../ui/words-field.tsx'
import { byTime, ExportLink, ListTools, SortField } from './list-tools.tsx'
import { PersonActions } from './person-actions.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'

type Person = z.infer<typeof AdminUser>

/** `/equipo/personas`: find somebody, suspend or lift it, and give another role. */
export function PeoplePage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('people.title')}>
      <People />
    </StaffFrame>
  )
}

const accounts = ['banned', 'unverified'] as const

function People() {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const me = useMe()
  const navigate = useNavigate()
  const search = useSearch({ from: '/equipo/personas' })
  const { q, rol, cuenta, orden = 'newest' } = search
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/equipo/personas', search: { ...search, ...next }, replace: true, resetScroll: false })
  const query = { q, role: rol, state: cuenta, sort: orden }
  return (
    <>
      <WordsField label={t('people.search')} words={q} onWords={(next) => go({ q: next })} />
      <ListTools out={me?.role === 'admin' && <ExportLink path="/admin/users.csv" query={query} />}>
        <SelectField
          label={words('find.role')}
          value={rol ?? ''}
          onChange={(event) => go({ rol: Role.safeParse(event.target.value).data })}
          options={[
            { value: '', label: words('find.everyone') },
            ...Role.options.map((value) => ({ value, label: t(`roles.${value}`) })),
          ]}
        />
        <SelectField
          label={words('find.state')}
          value={cuenta ?? ''}
          onChange={(event) => go({ cuenta: accounts.find((one) => one === event.target.value) })}
          options={[
            { value: '', label: words('find.everyone') },
            ...accounts.map((value) => ({ value, label: words(`find.${value}`) })),
          ]}
        />
        <SortField options={byTime} value={orden} onChange={(next) => go({ orden: next })} />
      </ListTools>
      <StaffList<Person>
        path="/admin/users"
        query={query}
        empty={{ title: t('people.emptyTitle'), body: t('people.empty') }}
        keyOf={({ id }) => id}
      >
        {(person) => <OnePerson person={person} />}
      </StaffList>
    </>
  )
}

function OnePerson({ person }: { person: Person }) {
  const { t } = useTranslation('staff')
  const me = useMe()
  const dates = useDates()
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start gap-3">
        <Avatar id={person.id} />
        <div className="min-w-0 flex-1">
          <h2 className="font-sans text-base font-semibold wrap-anywhere">
            {me?.role === 'admin' ? (
              <Link to="/equipo/personas/$id" params={{ id: person.id }} className="text-link">
                {person.name}
              </Link>
            ) : (
              person.name
            )}
          </h2>
          <p className="text-sm text-ink-soft wrap-anywhere">
            {person.email}
            {!person.emailVerified && ` · ${t('people.unverified')}`}
          </p>
          <p className="text-sm text-ink-soft">
            {t('people.since', { when: dates.day(person.createdAt, placeTimeZone) })}
          </p>
        </div>
        {person.role !== 'user' && <StatusChip tone="info">{t(`roles.${person.role}`)}</StatusChip>}
      </div>
      {person.banned && (
        <div>
          <StatusChip tone="danger">
            {person.banExpires === null
              ? t('people.banned')
              : t('people.bannedUntil', { when: dates.dateTime(person.banExpires, placeTimeZone) })}
          </StatusChip>
          <p className="mt-1 wrap-anywhere">{person.banReason}</p>
        </div>
      )}
      <PersonActions person={person} />
    </div>
  )
}
