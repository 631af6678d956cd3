import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { type AdminUser, Role } from '../../../contracts/identity.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { useMe } from '../../lib/session.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'
import { useStaffAction } from './staff-queries.ts'
import { endOf, type Span, UntilField } from './until-field.tsx'

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

const typingMs = 300

function People() {
  const { t } = useTranslation('staff')
  const navigate = useNavigate()
  const { q = '' } = useSearch({ from: '/equipo/personas' })
  const asked = useDebounced(q, typingMs)
  return (
    <>
      <TextField
        label={t('people.search')}
        type="search"
        autoComplete="off"
        maxLength={100}
        value={q}
        onChange={(event) => {
          const next = event.target.value
          void navigate({ to: '/equipo/personas', search: next === '' ? {} : { q: next }, replace: true })
        }}
      />
      <StaffList<Person>
        path="/admin/users"
        query={{ q: asked.trim() || undefined }}
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
  const [open, setOpen] = useState<'ban' | 'unban' | 'role' | 'sessions' | null>(null)
  const isMe = me?.id === person.id
  const mayBan = !isMe && (me?.role === 'admin' || person.role === 'user')
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
      {isMe ? (
        <p className="text-sm text-ink-soft">{t('people.you')}</p>
      ) : (
        <div className="flex flex-wrap gap-2">
          {mayBan &&
            (person.banned ? (
              <Button onPress={() => setOpen('unban')}>{t('people.unban')}</Button>
            ) : (
              <Button variant="danger" onPress={() => setOpen('ban')}>
                {t('people.ban')}
              </Button>
            ))}
          {me?.role === 'admin' && (
            <>
              <Button onPress={() => setOpen('role')}>{t('people.role')}</Button>
              <Button onPress={() => setOpen('sessions')}>{t('people.endSessions')}</Button>
            </>
          )}
        </div>
      )}
      {open === 'ban' && <BanDialog person={person} onClose={() => setOpen(null)} />}
      {open === 'unban' && <UnbanDialog person={person} onClose={() => setOpen(null)} />}
      {open === 'sessions' && (
        <ReasonDialog
          title={t('people.endSessions')}
          lead={t('people.endSessionsLead')}
          label={t('people.auditReason')}
          action={t('people.endSessions')}
          done={t('people.sessionsEnded')}
          call={(reason) => ({ path: `/admin/users/${person.id}/end-sessions`, body: { reason } })}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'role' && <RoleDialog person={person} onClose={() => setOpen(null)} />}
    </div>
  )
}

type DialogProps = { person: Person; onClose: () => void }

function BanDialog({ person, onClose }: DialogProps) {
  const { t } = useTranslation('staff')
  const [span, setSpan] = useState<Span>('d7')
  return (
    <ReasonDialog
      title={t('people.banTitle', { name: person.name })}
      lead={t('people.banLead')}
      label={t('people.reason')}
      action={t('people.ban')}
      done={t('people.bannedDone')}
      isDanger
      call={(reason) => {
        const until = endOf(span, serverNow())
        return { path: `/admin/users/${person.id}/ban`, body: { reason, ...(until !== undefined && { until }) } }
      }}
      onClose={onClose}
    >
      <UntilField value={span} onChange={setSpan} />
    </ReasonDialog>
  )
}

function UnbanDialog({ person, onClose }: DialogProps) {
  const { t } = useTranslation('staff')
  const toast = useToast()
  const lift = useStaffAction()
  return (
    <ConfirmDialog
      isOpen
      tone="primary"
      onOpenChange={(open) => !open && onClose()}
      title={t('people.unbanTitle', { name: person.name })}
      confirmLabel={t('people.unban')}
      isPending={lift.isPending}
      onConfirm={() =>
        lift.mutate(
          { path: `/admin/users/${person.id}/unban` },
          {
            onSuccess: () => {
              toast({ tone: 'success', message: t('people.unbanned') })
              onClose()
            },
          },
        )
      }
    >
      <p>{t('people.unbanLead')}</p>
      <ProblemNotice error={lift.error} />
    </ConfirmDialog>
  )
}

function RoleDialog({ person, onClose }: DialogProps) {
  const { t } = useTranslation('staff')
  const toast = useToast()
  const change = useStaffAction()
  const [role, setRole] = useState<Role>(person.role)
  return (
    <ConfirmDialog
      isOpen
      tone="primary"
      onOpenChange={(open) => !open && onClose()}
      title={t('people.roleTitle', { name: person.name })}
      confirmLabel={t('people.roleSave')}
      isPending={change.isPending}
      isConfirmDisabled={role === person.role}
      onConfirm={() =>
        change.mutate(
          { method: 'PUT', path: `/admin/users/${person.id}/role`, body: { role } },
          {
            onSuccess: () => {
              toast({ tone: 'success', message: t('people.roleSaved') })
              onClose()
            },
          },
        )
      }
    >
      <div className="space-y-4">
        <SelectField
          label={t('people.role')}
          value={role}
          onChange={(event) => setRole(Role.parse(event.target.value))}
          options={Role.options.map((value) => ({ value, label: t(`roles.${value}`) }))}
        />
        <ProblemNotice error={change.error} />
      </div>
    </ConfirmDialog>
  )
}
