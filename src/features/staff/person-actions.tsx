import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { type AdminUser, Role } from '../../../contracts/identity.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { useMe } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { endOf, type Span, UntilField } from './until-field.tsx'

type Acted = Pick<z.infer<typeof AdminUser>, 'id' | 'name' | 'role' | 'banned'>

/** What whoever looks may do with somebody's account; with their own, nothing. */
export function PersonActions({ person }: { person: Acted }) {
  const { t } = useTranslation('staff')
  const me = useMe()
  const [open, setOpen] = useState<'ban' | 'unban' | 'role' | 'sessions' | null>(null)
  if (me?.id === person.id) return <p className="text-sm text-ink-soft">{t('people.you')}</p>
  const isAdmin = me?.role === 'admin'
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {(isAdmin || person.role === 'user') &&
          (person.banned ? (
            <Button onPress={() => setOpen('unban')}>{t('people.unban')}</Button>
          ) : (
            <Button variant="danger" onPress={() => setOpen('ban')}>
              {t('people.ban')}
            </Button>
          ))}
        {isAdmin && (
          <>
            <Button onPress={() => setOpen('role')}>{t('people.role')}</Button>
            <Button onPress={() => setOpen('sessions')}>{t('people.endSessions')}</Button>
          </>
        )}
      </div>
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
    </>
  )
}

type DialogProps = { person: Acted; onClose: () => void }

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
  return (
    <ReasonDialog
      title={t('people.unbanTitle', { name: person.name })}
      lead={t('people.unbanLead')}
      label={t('people.auditReason')}
      action={t('people.unban')}
      done={t('people.unbanned')}
      call={(reason) => ({ path: `/admin/users/${person.id}/unban`, body: { reason } })}
      onClose={onClose}
    />
  )
}

function RoleDialog({ person, onClose }: DialogProps) {
  const { t } = useTranslation('staff')
  const [role, setRole] = useState<Role>(person.role)
  return (
    <ReasonDialog
      title={t('people.roleTitle', { name: person.name })}
      label={t('people.auditReason')}
      action={t('people.roleSave')}
      done={t('people.roleSaved')}
      call={(reason) => ({ method: 'PUT', path: `/admin/users/${person.id}/role`, body: { role, reason } })}
      onClose={onClose}
    >
      <SelectField
        label={t('people.role')}
        value={role}
        onChange={(event) => setRole(Role.parse(event.target.value))}
        options={Role.options.map((value) => ({ value, label: t(`roles.${value}`) }))}
      />
    </ReasonDialog>
  )
}
